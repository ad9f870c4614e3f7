"""The overview of a place in a year: its headline targets with what became of them, counts, and what changed."""

from dataclasses import dataclass

from django.db.models import QuerySet

from luoshi_web.models import Change, Commitment, Place, Report
from luoshi_web.pages.changes import Shown, shown
from luoshi_web.pages.outcomes import Tally, by_area, in_all

_CHANGES = 8


@dataclass(frozen=True, slots=True)
class Overview:
    """``year`` is that of the report whose promises are shown; ``later`` is the report that answers them, if any."""

    place: Place
    year: int
    years: list[int]
    report: Report | None
    later: Report | None
    headline: list[Commitment]
    areas: list[Tally]
    whole: Tally
    projects: Tally
    changes: list[Shown]
    findings: int


def published() -> QuerySet[Report]:
    """Reports that anyone may see."""
    return Report.objects.filter(state=Report.State.PUBLISHED)


def years_of(place: Place) -> list[int]:
    """The years of published reports of ``place``, the latest first."""
    found = published().filter(place=place).order_by("-year").values_list("year", flat=True)
    return [year for year in found if year]


def usual_year(years: list[int]) -> int | None:
    """The latest year whose promises a later report answers; the latest at all where there is none."""
    answered = [year for year in years if any(other > year for other in years)]
    return max(answered or years, default=None)


def overview(place: Place, year: int, years: list[int]) -> Overview:
    """The overview of ``place`` for the promises of ``year``."""
    promises = Commitment.objects.filter(place=place, year=year)
    reports = {each.year or 0: each for each in published().filter(place=place).select_related("place").defer("text")}
    return Overview(
        place=place,
        year=year,
        years=years,
        report=reports.get(year),
        later=next((reports[each] for each in sorted(reports) if each and each > year), None),
        headline=list(promises.filter(is_headline=True).order_by("at").select_related("result_report", "report")),
        areas=by_area(promises),
        whole=in_all(promises.exclude(outcome="unjudged")),
        projects=in_all(promises.filter(kind=Commitment.Kind.PROJECT)),
        changes=shown(Change.objects.filter(place_name=place.name).order_by("-pk")[:_CHANGES]),
        findings=place.findings.filter(year=year).count(),
    )
