"""What the data set has: its tables in a stable order of rows, and how they hang together."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from luoshi_web.api.routes.others import all_findings
from luoshi_web.api.rows import (
    change_row,
    commitment_row,
    exhibit_row,
    finding_key,
    finding_row,
    measure_row,
    place_row,
    project_row,
    promises,
    public_places,
    public_verdicts,
    report_row,
    sentence_row,
    verdict_row,
)
from luoshi_web.api.shapes import (
    ChangeRow,
    CommitmentRow,
    ExhibitRow,
    FindingRow,
    MeasureRow,
    PlaceRow,
    ProjectRow,
    ReportRow,
    SentenceRow,
    VerdictRow,
)
from luoshi_web.models import Change, Commitment, Report
from luoshi_web.pages.overview import published

_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of the data set: ``title`` is Chinese, ``links`` go from a column to a table and its column."""

    name: str
    title: str
    shape: type[BaseModel]
    rows: Callable[[], Iterable[BaseModel]]
    key: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...] = ()


def all_reports() -> Iterator[Report]:
    """Published reports by place and year."""
    return published().select_related("place").order_by("place__name", "year").iterator(chunk_size=_CHUNK)


def _sentences() -> Iterator[SentenceRow]:
    for report in all_reports():
        yield from (sentence_row(each, report) for each in report.sentences.order_by("start", "end"))


def _measures() -> Iterator[MeasureRow]:
    for report in all_reports():
        yield from (measure_row(each, report) for each in report.measures.order_by("at"))


def _projects() -> Iterator[ProjectRow]:
    for report in all_reports():
        yield from (project_row(each, report) for each in report.projects.order_by("start"))


def _commitments() -> Iterator[CommitmentRow]:
    found = promises(Commitment.objects.order_by("place__name", "year", "at", "key"))
    return map(commitment_row, found.iterator(chunk_size=_CHUNK))


def _verdicts() -> Iterator[VerdictRow]:
    return map(verdict_row, public_verdicts().order_by("commitment__key", "pk").iterator(chunk_size=_CHUNK))


def _exhibits() -> Iterator[ExhibitRow]:
    for finding in all_findings():
        key = finding_key(finding)
        yield from (exhibit_row(each, key) for each in finding.exhibits.all())


_IN_PLACE = (("place", "places", "name"),)
_IN_REPORT = (("report", "reports", "slug"),)
_OF_FINDING = (("finding", "findings", "key"), *_IN_REPORT)

RESOURCES: tuple[Resource, ...] = (
    Resource("places", "地方", PlaceRow, lambda: map(place_row, public_places()), ("name",)),
    Resource(
        "reports", "报告", ReportRow, lambda: map(report_row, all_reports()), ("slug",), (("place", "places", "name"),)
    ),
    Resource("sentences", "句子", SentenceRow, _sentences, ("report", "start"), _IN_REPORT),
    Resource("measures", "数字", MeasureRow, _measures, ("report", "at"), _IN_REPORT),
    Resource("projects", "项目", ProjectRow, _projects, ("report", "start"), _IN_REPORT),
    Resource("commitments", "承诺", CommitmentRow, _commitments, ("key",), _IN_REPORT),
    Resource("verdicts", "判定", VerdictRow, _verdicts, (), (("commitment", "commitments", "key"),)),
    Resource("findings", "需要说明", FindingRow, lambda: map(finding_row, all_findings()), ("key",)),
    Resource("exhibits", "依据", ExhibitRow, _exhibits, (), _OF_FINDING),
    Resource("changes", "变化", ChangeRow, lambda: map(change_row, Change.objects.order_by("pk")), ("number",)),
)
