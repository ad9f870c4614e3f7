"""Projects of all reports, series, findings and changes."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from luoshi.hosting import Mode, Stage
from luoshi_web.api.paging import Page, Paging, Text, Year, page_of, page_of_list
from luoshi_web.api.routes.commitments import Area
from luoshi_web.api.routes.places import MISSING, READ
from luoshi_web.api.rows import change_row, exhibit_row, finding_row, point_row, project_row, public_places
from luoshi_web.api.serving import TROUBLES
from luoshi_web.api.shapes import ChangeRow, ExhibitRow, FindingRow, PointRow, ProjectRow
from luoshi_web.models import Change, Finding, Place, Project
from luoshi_web.pages.projects import published_projects
from luoshi_web.pages.series import choices, series_of

router = Router()


class PlaceWish(Paging):
    """Of which place and year."""

    place: Text = Field("", description="full name of the place")
    year: Year = Field(None, description="year of the report")


class ProjectWish(PlaceWish):
    """Which projects."""

    area: Area = ""
    stage: Stage | None = Field(None, description="only this stage")
    mode: Mode | None = Field(None, description="result: done; target: to be done")


class SeriesWish(Paging):
    """Which series."""

    place: Text = Field(description="full name of the place", min_length=1)
    indicator: Text = Field(description="canonical name of the indicator", min_length=1)


class IndicatorWish(Paging):
    """Of which place."""

    place: Text = Field(description="full name of the place", min_length=1)


class IndicatorRow(BaseModel):
    """An indicator that a place has figures of."""

    indicator: str = Field(description="canonical name")
    reports: int = Field(description="in how many published reports")


class FindingDetail(BaseModel):
    """A finding with the stretches of text that it rests on."""

    finding: FindingRow
    exhibits: list[ExhibitRow]


@router.api_operation(READ, "/projects", response={200: Page[ProjectRow], **TROUBLES}, operation_id="projects")
def projects(request: HttpRequest, wish: Query[ProjectWish]) -> dict[str, Any]:
    """Projects of published reports."""
    found = published_projects().select_related("report", "report__place").defer("report__text")
    filters = {
        "report__place__name": wish.place,
        "report__year": wish.year,
        "area": wish.area,
        "stage": wish.stage,
        "mode": wish.mode,
    }
    found = found.filter(**{name: value for name, value in filters.items() if value})
    return page_of(request, found.order_by("-report__year", "report", "start", "pk"), wish, _project)


@router.api_operation(READ, "/series", response={200: Page[PointRow], **MISSING}, operation_id="series")
def series(request: HttpRequest, wish: Query[SeriesWish]) -> dict[str, Any]:
    """An indicator of a place year by year, promised beside achieved, for each aspect and unit it has."""
    found = series_of(_place(wish.place), wish.indicator)
    return page_of_list(request, [point_row(each, point) for each in found for point in each.points], wish)


@router.api_operation(
    READ, "/series/indicators", response={200: Page[IndicatorRow], **MISSING}, operation_id="indicators"
)
def indicators(request: HttpRequest, wish: Query[IndicatorWish]) -> dict[str, Any]:
    """Indicators of a place, those in the most reports first (no more than the page offers)."""
    rows = [IndicatorRow(indicator=each.indicator, reports=each.reports) for each in choices(_place(wish.place))]
    return page_of_list(request, rows, wish)


@router.api_operation(READ, "/findings", response={200: Page[FindingDetail], **TROUBLES}, operation_id="findings")
def findings(request: HttpRequest, wish: Query[PlaceWish]) -> dict[str, Any]:
    """What the audit found to need explanation."""
    found = _narrowed(all_findings(), wish, "place__name")
    return page_of(request, found, wish, _finding)


@router.api_operation(READ, "/changes", response={200: Page[ChangeRow], **TROUBLES}, operation_id="changes")
def changes(request: HttpRequest, wish: Query[PlaceWish]) -> dict[str, Any]:
    """What changed, the newest first."""
    found = _narrowed(Change.objects.order_by("-pk"), wish, "place_name")
    return page_of(request, found, wish, change_row)


def all_findings() -> QuerySet[Finding]:
    """Findings with their exhibits, in an order without ties."""
    found = Finding.objects.select_related("place").prefetch_related("exhibits__report")
    return found.order_by("-year", "place__name", "code", "pk")


def _narrowed(found: QuerySet[Any], wish: PlaceWish, field: str) -> QuerySet[Any]:
    if wish.place:
        found = found.filter(**{field: wish.place})
    return found.filter(year=wish.year) if wish.year else found


def _project(project: Project) -> ProjectRow:
    return project_row(project, project.report)


def _finding(finding: Finding) -> FindingDetail:
    row = finding_row(finding)
    return FindingDetail(finding=row, exhibits=[exhibit_row(each, row.key) for each in finding.exhibits.all()])


def _place(name: str) -> Place:
    """The place ``name``, if it has a published report. Raises Http404."""
    found = public_places().filter(name=name).first()
    if found is None:
        raise Http404
    return found
