"""Places and years side by side."""

from dataclasses import dataclass

from luoshi_web.models import Commitment, Measure, Place, Report
from luoshi_web.pages.outcomes import Tally, in_all

_MOST = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One place in one year: the tally of its commitments, and by indicator and aspect its figures."""

    place: Place
    year: int
    tally: Tally
    figures: dict[tuple[str, str], Measure]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns to compare, and the rows: indicators with their aspect that at least two columns have."""

    columns: list[Column]
    rows: list[tuple[str, str, list[Measure | None]]]


def options() -> list[tuple[str, int]]:
    """Place and year of every published report."""
    found = Report.objects.filter(state=Report.State.PUBLISHED).order_by("place__name", "-year")
    return [(name, year) for name, year in found.values_list("place__name", "year") if year]


def comparison(chosen: list[tuple[str, int]]) -> Comparison:
    """``chosen`` places and years (of reports) side by side; those without a published report are left out."""
    columns = [column for name, year in chosen[:_MOST] if (column := _column(name, year))]
    keys: dict[tuple[str, str], int] = {}
    for column in columns:
        for key in column.figures:
            keys[key] = keys.get(key, 0) + 1
    shared = [key for key, count in keys.items() if count >= min(2, len(columns))]
    rows = [(*key, [column.figures.get(key) for column in columns]) for key in shared]
    return Comparison(columns, rows)


def _column(name: str, year: int) -> Column | None:
    report = (
        Report.objects.filter(state=Report.State.PUBLISHED, place__name=name, year=year)
        .select_related("place")
        .defer("text")
        .first()
    )
    if report is None or report.place is None:
        return None
    figures: dict[tuple[str, str], Measure] = {}
    rows = report.measures.filter(mode="result", scope="", of="", aspect__in=("level", "growth", "share"))
    for row in sorted(rows, key=lambda row: row.comparator != "="):
        figures.setdefault((row.canonical, row.aspect), row)
    promises = Commitment.objects.filter(report=report).exclude(outcome="unjudged")
    return Column(report.place, year, in_all(promises), figures)
