"""Indicators of a place over the years: promised beside achieved."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from luoshi_web.models import Measure, Place, Report

_OFFERED = 60
_HEADLINE = ("level", "growth")


@dataclass(frozen=True, slots=True)
class Point:
    """One year. Each of ``promised`` and ``achieved`` is the row it rests on, None where no report gives one."""

    year: int
    promised: Measure | None
    achieved: Measure | None

    @property
    def promised_value(self) -> Decimal | None:
        """The promised value in the base unit of the series."""
        return Decimal(self.promised.base_value) if self.promised else None

    @property
    def achieved_value(self) -> Decimal | None:
        """The achieved value in the base unit of the series."""
        return Decimal(self.achieved.base_value) if self.achieved else None


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one place in one aspect and unit, with a point for each year from the first to the last.

    Of several rows of one year an exact one counts before a bound (512.6亿元 before 突破500亿元), the earlier report
    before the later.
    """

    place: str
    indicator: str
    aspect: str
    unit: str
    points: list[Point]


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator that the place has figures of, in how many reports."""

    indicator: str
    reports: int


def choices(place: Place) -> list[Choice]:
    """Indicators of ``place``, those in the most reports first."""
    found = (
        Measure.objects.filter(report__place=place, report__state=Report.State.PUBLISHED, scope="")
        .values_list("canonical")
        .annotate(reports=Count("report", distinct=True), rows=Count("pk"))
        .order_by("-reports", "-rows", "canonical")[:_OFFERED]
    )
    return [Choice(name, reports) for name, reports, _ in found]


def series_of(place: Place, indicator: str) -> list[Series]:
    """Every series of ``indicator`` (a canonical name), by aspect and unit, the fullest first."""
    rows = (
        Measure.objects.filter(
            canonical=indicator, report__place=place, report__state=Report.State.PUBLISHED, scope="", of=""
        )
        .exclude(period__contains="/")
        .select_related("report")
        .defer("report__text")
        .order_by("report__year", "at")
    )
    grouped: dict[tuple[str, str], list[Measure]] = defaultdict(list)
    for row in rows:
        grouped[row.aspect, row.base_unit].append(row)
    found = [_series(place.name, indicator, *key, group) for key, group in grouped.items()]
    return sorted(found, key=lambda series: -len([point for point in series.points if point.achieved]))


def _series(place: str, indicator: str, aspect: str, unit: str, rows: list[Measure]) -> Series:
    promised: dict[int, Measure] = {}
    achieved: dict[int, Measure] = {}
    for row in sorted(rows, key=lambda row: row.comparator != "="):
        (promised if row.mode == "target" else achieved).setdefault(int(row.period), row)
    years = range(min({*promised, *achieved}), max({*promised, *achieved}) + 1)
    points = [Point(year, promised.get(year), achieved.get(year)) for year in years]
    return Series(place, indicator, aspect, unit, points)
