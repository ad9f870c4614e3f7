"""Rows of the database in their public shapes."""

import hashlib
from typing import Any, TypeVar

from django.db.models import Count, Max, Prefetch, Q, QuerySet
from pydantic import BaseModel

from luoshi_web.api.shapes import (
    ChangeRow,
    CommitmentRow,
    ExhibitRow,
    FindingRow,
    MeasureRow,
    PlaceRow,
    PointRow,
    ProjectRow,
    ReportRow,
    SentenceRow,
    VerdictRow,
)
from luoshi_web.models import (
    Change,
    Commitment,
    Exhibit,
    Finding,
    Measure,
    Place,
    Project,
    Report,
    Sentence,
    Verdict,
)
from luoshi_web.pages.series import Point, Series

Shape = TypeVar("Shape", bound=BaseModel)


def public_places() -> QuerySet[Place]:
    """Places with a published report, each with ``published`` and ``latest_year``."""
    is_published = Q(reports__state=Report.State.PUBLISHED)
    found = Place.objects.annotate(
        published=Count("reports", filter=is_published), latest_year=Max("reports__year", filter=is_published)
    )
    return found.filter(published__gt=0).order_by("name")


def promises(found: QuerySet[Commitment]) -> QuerySet[Commitment]:
    """``found`` with all that their rows show; commitments are many and reports few, so that no join is made."""
    reports = Report.objects.defer("text")
    return found.prefetch_related("place", Prefetch("report", reports), Prefetch("result_report", reports))


def judged(promise: Commitment) -> QuerySet[Verdict]:
    """The verdicts of ``promise``, the newest first, but for those that rest on a report since withdrawn."""
    return public_verdicts().filter(commitment=promise)


def public_verdicts() -> QuerySet[Verdict]:
    """Verdicts that rest on published reports."""
    found = Verdict.objects.filter(Q(later=None) | Q(later__state=Report.State.PUBLISHED))
    return found.select_related("later", "commitment").defer("later__text")


def place_row(place: Place) -> PlaceRow:
    """A place from ``public_places``."""
    return _shaped(PlaceRow, place, reports=getattr(place, "published", 0))


def report_row(report: Report) -> ReportRow:
    """A published report."""
    return _shaped(ReportRow, report, place=_place(report), page=report.get_absolute_url())


def sentence_row(sentence: Sentence, report: Report) -> SentenceRow:
    """A sentence with its text, which is that of ``report``."""
    text = report.text[sentence.start : sentence.end]
    return _shaped(SentenceRow, sentence, report=report.slug, text=text)


def measure_row(measure: Measure, report: Report) -> MeasureRow:
    """A figure of ``report``."""
    return _shaped(
        MeasureRow,
        measure,
        report=report.slug,
        place=_place(report),
        year=report.year,
        to=measure.to or None,
        origin=measure.origin or None,
    )


def project_row(project: Project, report: Report) -> ProjectRow:
    """A project of ``report``."""
    page = f"{report.get_absolute_url()}#c{project.start}"
    return _shaped(ProjectRow, project, report=report.slug, place=_place(report), year=report.year, page=page)


def commitment_row(promise: Commitment) -> CommitmentRow:
    """A commitment; take it from ``promises``."""
    return _shaped(
        CommitmentRow,
        promise,
        report=promise.report.slug,
        place=promise.place.name,
        result_report=promise.result_report.slug if promise.result_report else "",
        page=promise.get_absolute_url(),
    )


def verdict_row(verdict: Verdict) -> VerdictRow:
    """A verdict of the history of a commitment."""
    later = verdict.later.slug if verdict.later else ""
    return _shaped(VerdictRow, verdict, commitment=verdict.commitment.key, later=later)


def finding_key(finding: Finding) -> str:
    """An identity that outlives a new audit: of the rule and the characters that the finding rests on."""
    exhibits = "|".join(f"{each.report.slug}:{each.start}-{each.end}" for each in finding.exhibits.all())
    return hashlib.sha256(f"{finding.code}|{finding.working}|{exhibits}".encode()).hexdigest()[:12]


def finding_row(finding: Finding) -> FindingRow:
    """A finding."""
    return _shaped(FindingRow, finding, key=finding_key(finding), place=finding.place.name)


def exhibit_row(exhibit: Exhibit, key: str) -> ExhibitRow:
    """A stretch of text of the finding ``key``."""
    return _shaped(ExhibitRow, exhibit, finding=key, report=exhibit.report.slug)


def change_row(change: Change) -> ChangeRow:
    """A change."""
    return _shaped(ChangeRow, change, number=change.pk, place=change.place_name)


def point_row(series: Series, point: Point) -> PointRow:
    """A year of a series."""
    sides: dict[str, Any] = {}
    for name, figure in (("promised", point.promised), ("achieved", point.achieved)):
        sides[name] = figure.base_value if figure else None
        sides[f"{name}_text"] = figure.text if figure else ""
        sides[f"{name}_report"] = figure.report.slug if figure else ""
        sides[f"{name}_at"] = figure.at if figure else None
    named = {name: getattr(series, name) for name in ("place", "indicator", "aspect", "unit")}
    return PointRow(**named, year=point.year, **sides)


def _place(report: Report) -> str:
    return report.place.name if report.place else ""


def _shaped(shape: type[Shape], source: object, **given: Any) -> Shape:
    """``source`` in ``shape``: each field of the same name, but for those that are ``given``."""
    copied = {name: getattr(source, name) for name in shape.model_fields if name not in given}
    return shape(**copied, **given)
