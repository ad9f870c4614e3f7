"""The tables of the pages, with the filters of the pages, ready to be written as a spreadsheet."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, QueryDict
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from pydantic import BaseModel

from luoshi_web.api.routes.others import all_findings
from luoshi_web.api.rows import (
    change_row,
    commitment_row,
    exhibit_row,
    finding_row,
    measure_row,
    point_row,
    project_row,
    promises,
    report_row,
    sentence_row,
)
from luoshi_web.api.shapes import (
    ChangeRow,
    CommitmentRow,
    FindingRow,
    MeasureRow,
    PointRow,
    ProjectRow,
    ReportRow,
    SentenceRow,
)
from luoshi_web.downloads.columns import Column, columns_of
from luoshi_web.downloads.sheets import Cell, Sheet
from luoshi_web.models import Change, Commitment, Finding, Measure, Place, Project, Report
from luoshi_web.pages.areas import area_name
from luoshi_web.pages.commitments import wanted, wish_of
from luoshi_web.pages.compare import comparison, options
from luoshi_web.pages.outcomes import outcome_name
from luoshi_web.pages.overview import published
from luoshi_web.pages.projects import published_projects
from luoshi_web.pages.series import Point, Series, series_of
from luoshi_web.pages.words import as_said, label

Filters = QueryDict
Row = TypeVar("Row", bound=Model)

_CHUNK = 2000
_PROMISE = "place year area kind title target period outcome result result_report sentence section report at key page"
_PROJECT = "place year area name stage mode period report start end page"
_FIGURE = (
    "place year indicator aspect comparator value to unit period mode text canonical scope report at start end "
    "doubt doubts status"
)
_WORDED: dict[str, Callable[[str], str]] = {
    "outcome": outcome_name,
    "before": outcome_name,
    "after": outcome_name,
    "area": area_name,
    "stage": lambda code: label("stage", code),
    "mode": lambda code: label("mode", code),
    "aspect": lambda code: label("aspect", code),
    "comparator": lambda code: {"=": "", "~": "≈", ">=": "≥", "<=": "≤"}.get(code, code),
    "half": lambda code: label("half", code),
    "sentence_class": lambda code: label("class", code),
    "causes": lambda codes: "；".join(label("audit_cause", code) for code in codes.split()),
    "doubts": lambda codes: "、".join(label("doubt", code) for code in codes.split("; ") if code),
}


def commitments(filters: Filters) -> Sheet:
    """Commitments by the filters of the list."""
    return _promises(_("承诺"), wanted(wish_of({name: str(filters[name]) for name in filters})))


def headline(filters: Filters) -> Sheet:
    """The headline targets of a place and year."""
    found = Commitment.objects.filter(is_headline=True, place__name=filters.get("place", ""), year=_year(filters) or 0)
    return _promises(_("主要预期目标"), found.order_by("at"))


def projects(filters: Filters) -> Sheet:
    """Projects, of one place, year and mode where they are given."""
    given = {"report__place__name": filters.get("place"), "report__year": _year(filters), "mode": filters.get("mode")}
    found = published_projects().filter(**{name: value for name, value in given.items() if value})
    found = found.select_related("report", "report__place").defer("report__text").order_by("-report__year", "start")
    rows = (project_row(each, each.report) for each in _each(found))
    return _sheet(_("项目"), ProjectRow, rows, _PROJECT)


def report_projects(filters: Filters) -> Sheet:
    """The projects of a report."""
    report = _report(filters)
    found: QuerySet[Project] = report.projects.order_by("start")
    return _sheet(_("项目"), ProjectRow, (project_row(each, report) for each in found), _PROJECT)


def measures(filters: Filters) -> Sheet:
    """The figures of a report."""
    report = _report(filters)
    return _sheet(
        _("数字"), MeasureRow, (measure_row(each, report) for each in report.measures.order_by("at")), _FIGURE
    )


def sentences(filters: Filters) -> Sheet:
    """The sentences of a report."""
    report = _report(filters)
    rows = (sentence_row(each, report) for each in report.sentences.order_by("start"))
    return _sheet(_("句子"), SentenceRow, rows)


def series(filters: Filters) -> Sheet:
    """An indicator of a place over the years."""
    place = Place.objects.filter(name=filters.get("place", ""), reports__state=Report.State.PUBLISHED).first()
    if place is None:
        raise Http404
    found = series_of(place, filters.get("indicator", ""))
    return _sheet(_("历年"), PointRow, (_point(each, point) for each in found for point in each.points))


def findings(filters: Filters) -> Sheet:
    """What needs explanation, with the sentences it rests on."""
    found = all_findings()
    if name := filters.get("place"):
        found = found.filter(place__name=name)
    sheet = _sheet(_("需要说明"), FindingRow, map(_finding, found))
    sentences_of = ("\n".join(exhibit_row(each, "").sentence for each in row.exhibits.all()) for row in found)
    rows = ([*cells, sentence] for cells, sentence in zip(sheet.rows, sentences_of, strict=True))
    return Sheet(sheet.title, [*sheet.labels, _("句子")], rows)


def reports(filters: Filters) -> Sheet:
    """Published reports."""
    del filters
    found = published().select_related("place").defer("text").order_by("place__name", "-year")
    return _sheet(_("报告"), ReportRow, map(report_row, _each(found)))


def changes(filters: Filters) -> Sheet:
    """What changed, the newest first."""
    del filters
    return _sheet(_("最近变化"), ChangeRow, map(_change, _each(Change.objects.order_by("-pk"))))


def compare(filters: Filters) -> Sheet:
    """Places and years side by side; ``with`` is given once for each, as on the page."""
    wished = [text.rpartition(":") for text in filters.getlist("with")]
    chosen = [(name, year) for name, _colon, text in wished if (year := _year_in(text)) is not None]
    page = comparison(chosen or options()[:3][::-1])
    names = [f"{column.place.name} {column.year}" for column in page.columns]
    rows = (
        [indicator, label("aspect", aspect), *(_said(cell) for cell in cells)] for indicator, aspect, cells in page.rows
    )
    return Sheet(_("对比"), [_("指标"), _("方面"), *names], rows)


TABLES: dict[str, Callable[[Filters], Sheet]] = {
    "commitments": commitments,
    "headline": headline,
    "projects": projects,
    "report-projects": report_projects,
    "measures": measures,
    "sentences": sentences,
    "series": series,
    "findings": findings,
    "reports": reports,
    "changes": changes,
    "compare": compare,
}


def table(name: str, filters: Filters, site: str) -> Sheet:
    """The table ``name`` by ``filters``, addresses of pages below ``site``.

    Raises Http404 where there is no such table, report or place.
    """
    if name not in TABLES or "\x00" in "".join(map(str, filters.values())):  # no database takes that character
        raise Http404
    sheet = TABLES[name](filters)
    pages = {index for index, title in enumerate(sheet.labels) if title == _("网页")}
    rows = ([f"{site}{cell}" if index in pages else cell for index, cell in enumerate(row)] for row in sheet.rows)
    return Sheet(sheet.title, sheet.labels, rows)


def _promises(title: str, found: QuerySet[Commitment]) -> Sheet:
    return _sheet(title, CommitmentRow, map(_promise, _each(promises(found))), _PROMISE)


def _promise(promise: Commitment) -> CommitmentRow:
    row = commitment_row(promise)
    row.kind = str(Commitment.Kind(row.kind).label)
    if promise.kind == Commitment.Kind.PROJECT:
        row.target, row.result = label("stage", row.target), label("stage", row.result)
    return row


def _change(change: Change) -> ChangeRow:
    row = change_row(change)
    row.kind = str(change.get_kind_display())
    return row


def _finding(finding: Finding) -> FindingRow:
    row = finding_row(finding)
    row.name = label("audit_rule", row.code)
    return row


def _point(series_of_point: Series, point: Point) -> PointRow:
    row = point_row(series_of_point, point)
    row.promised_text, row.achieved_text = _said(point.promised), _said(point.achieved)
    return row


def _said(figure: Measure | None) -> str:
    return as_said(figure.text, figure.value, figure.aspect) if figure else ""


def _sheet(title: str, shape: type[BaseModel], rows: Iterable[BaseModel], wanted_columns: str = "") -> Sheet:
    """``rows`` as a sheet: all columns of ``shape``, or those wanted, codes worded in the language in use."""
    columns = {column.name: column for column in columns_of(shape)}
    shown = [columns[name] for name in wanted_columns.split()] or list(columns.values())
    cells = ([_cell(column, getattr(row, column.name)) for column in shown] for row in rows)
    return Sheet(title, [_(column.title) for column in shown], cells)


def _cell(column: Column, value: object) -> Cell:
    if value is None or value == "":
        return None
    if column.kind == "decimal":
        return Decimal(str(value))
    if column.kind == "boolean":
        return _("是") if value else _("否")
    if column.kind == "datetime":
        return localtime(value).strftime("%Y-%m-%d %H:%M")  # type: ignore[arg-type]
    if column.kind == "integer":
        return int(str(value))
    return _WORDED[column.name](str(value)) if column.name in _WORDED else str(value)


def _each(found: QuerySet[Row]) -> Iterator[Row]:
    return found.iterator(chunk_size=_CHUNK)


def _year(filters: Filters) -> int | None:
    return _year_in(filters.get("year") or "")


def _year_in(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def _report(filters: Filters) -> Report:
    slug = filters.get("report", "") or "?"
    found = published().select_related("place").filter(sha256__startswith=slug.ljust(12, "?")).first()
    if found is None:
        raise Http404
    return found
