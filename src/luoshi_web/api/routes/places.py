"""Places, reports, and the rows of a report."""

from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from luoshi.hosting import Mode
from luoshi_web.api.paging import Page, Paging, Text, Year, page_of
from luoshi_web.api.rows import measure_row, place_row, project_row, public_places, report_row, sentence_row
from luoshi_web.api.serving import TROUBLES, Trouble
from luoshi_web.api.shapes import MeasureRow, PlaceRow, ProjectRow, ReportRow, SentenceRow
from luoshi_web.models import Report
from luoshi_web.pages.overview import published

router = Router()
READ = ["GET", "HEAD"]
MISSING: dict[int, Any] = {**TROUBLES, 404: Trouble}

Slug = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$", description="slug of a published report")]
SentenceClass = Literal["heading", "result", "commitment", "rhetoric", "context", "noise"]


class ReportWish(Paging):
    """Which reports."""

    place: Text = Field("", description="full name of the place")
    year: Year = Field(None, description="year of the report")


class SentenceWish(Paging):
    """Which sentences."""

    sentence_class: SentenceClass | None = Field(None, description="only this class")


class RowWish(Paging):
    """Which figures or projects of a report."""

    mode: Mode | None = Field(None, description="result: done; target: to be done")


@router.api_operation(READ, "/places", response={200: Page[PlaceRow], **TROUBLES}, operation_id="places")
def places(request: HttpRequest, wish: Query[Paging]) -> dict[str, Any]:
    """Places with a published report, by name."""
    return page_of(request, public_places(), wish, place_row)


@router.api_operation(READ, "/reports", response={200: Page[ReportRow], **TROUBLES}, operation_id="reports")
def reports(request: HttpRequest, wish: Query[ReportWish]) -> dict[str, Any]:
    """Published reports, by place, the latest first."""
    found = published().select_related("place").defer("text").order_by("place__name", "-year", "pk")
    if wish.place:
        found = found.filter(place__name=wish.place)
    if wish.year:
        found = found.filter(year=wish.year)
    return page_of(request, found, wish, report_row)


@router.api_operation(READ, "/reports/{slug}", response={200: ReportRow, **MISSING}, operation_id="report")
def report(request: HttpRequest, slug: Path[Slug]) -> ReportRow:
    """One report."""
    del request
    return report_row(_report(slug))


@router.api_operation(
    READ, "/reports/{slug}/sentences", response={200: Page[SentenceRow], **MISSING}, operation_id="sentences"
)
def sentences(request: HttpRequest, slug: Path[Slug], wish: Query[SentenceWish]) -> dict[str, Any]:
    """The sentences of a report in text order."""
    found = _report(slug)
    rows = found.sentences.order_by("start", "pk")
    if wish.sentence_class:
        rows = rows.filter(sentence_class=wish.sentence_class)
    return page_of(request, rows, wish, lambda each: sentence_row(each, found))


@router.api_operation(
    READ, "/reports/{slug}/measures", response={200: Page[MeasureRow], **MISSING}, operation_id="measures"
)
def measures(request: HttpRequest, slug: Path[Slug], wish: Query[RowWish]) -> dict[str, Any]:
    """The figures of a report in text order."""
    found = _report(slug)
    rows = _of_mode(found.measures.order_by("at", "pk"), wish.mode)
    return page_of(request, rows, wish, lambda each: measure_row(each, found))


@router.api_operation(
    READ, "/reports/{slug}/projects", response={200: Page[ProjectRow], **MISSING}, operation_id="report_projects"
)
def report_projects(request: HttpRequest, slug: Path[Slug], wish: Query[RowWish]) -> dict[str, Any]:
    """The projects of a report in text order."""
    found = _report(slug)
    rows = _of_mode(found.projects.order_by("start", "pk"), wish.mode)
    return page_of(request, rows, wish, lambda each: project_row(each, found))


def _report(slug: str) -> Report:
    """The published report ``slug``. Raises Http404."""
    found = published().select_related("place").filter(sha256__startswith=slug).first()
    if found is None:
        raise Http404
    return found


def _of_mode(rows: QuerySet[Any], mode: str | None) -> QuerySet[Any]:
    return rows.filter(mode=mode) if mode else rows
