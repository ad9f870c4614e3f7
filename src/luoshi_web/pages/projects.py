"""Projects of a place by stage and area."""

from dataclasses import dataclass

from django.db.models import QuerySet

from luoshi_web.models import Project, Report
from luoshi_web.pages.areas import area_name, areas

STAGES = ("plan", "start", "build", "complete")


@dataclass(frozen=True, slots=True)
class AreaProjects:
    """The projects of one area: for each stage, in their order, those that stand there."""

    code: str
    name: str
    stages: list[tuple[str, list[Project]]]


def projects_of(rows: QuerySet[Project]) -> list[AreaProjects]:
    """``rows`` by area and stage."""
    found: dict[str, dict[str, list[Project]]] = {}
    for row in rows.select_related("report", "report__place").defer("report__text"):
        found.setdefault(row.area, {}).setdefault(row.stage, []).append(row)
    return [
        AreaProjects(code, area_name(code), [(stage, found[code].get(stage, [])) for stage in STAGES])
        for code in areas()
        if code in found
    ]


def published_projects() -> QuerySet[Project]:
    """Projects of published reports."""
    return Project.objects.filter(report__state=Report.State.PUBLISHED)
