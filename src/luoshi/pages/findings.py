"""What an audit found, as a page shows it: each finding with its sentences; rows for JSON Lines and the Excel sheet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from luoshi.pages.report import Report, plain, title_of
from luoshi.pages.rows import source_name
from luoshi.pages.words import Words

_COLUMNS = ("number", "code", "title", "working", "causes", "figures", "sentences", "reports")
_WIDTHS = (6, 9, 26, 46, 36, 30, 90, 40)
_LONGEST_TEXT = 32_767
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2) does not allow; the length is the limit of a cell (Excel specifications)."""


class Exhibit(Protocol):
    """A stretch of text that a finding rests on."""

    @property
    def report(self) -> int:
        """Number of the report among those audited."""

    @property
    def sentence(self) -> int:
        """Number of the sentence in that report."""

    @property
    def start(self) -> int:
        """Where it begins in the report's text."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Finding(Protocol):
    """Figures that need explanation."""

    @property
    def code(self) -> str:
        """The rule's code."""

    @property
    def name(self) -> str:
        """The rule's name."""

    @property
    def working(self) -> str:
        """The arithmetic."""

    @property
    def exhibits(self) -> Sequence[Exhibit]:
        """What it rests on."""

    @property
    def causes(self) -> Sequence[str]:
        """Innocent explanations."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a report with the stretches in it that a finding rests on, as offsets in ``text``."""

    report: str
    source: str
    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words: ``title`` names the rule, ``causes`` are sentences."""

    number: int
    code: str
    name: str
    title: str
    working: str
    causes: tuple[str, ...]
    quotations: tuple[Quotation, ...]


def finding_lines(findings: Sequence[Finding], reports: Sequence[Report], words: Words) -> tuple[FindingLine, ...]:
    """``findings`` as people read them, in the order given; ``reports`` are those that were audited."""
    return tuple(
        FindingLine(
            number=number,
            code=finding.code,
            name=finding.name,
            title=words(f"audit_rule.{finding.code}"),
            working=finding.working,
            causes=tuple(words(f"audit_cause.{cause}") for cause in finding.causes),
            quotations=tuple(_quotations(finding, reports, words)),
        )
        for number, finding in enumerate(findings, start=1)
    )


def finding_rows(findings: Sequence[Finding], reports: Sequence[Report]) -> Iterator[dict[str, Any]]:
    """``findings`` as flat rows: rule, working, causes, and each figure with its offsets, text and sentence."""
    for finding in findings:
        yield {
            "type": "finding",
            "rule": finding.code,
            "name": finding.name,
            "working": finding.working,
            "causes": list(finding.causes),
            "figures": [_figure_row(exhibit, reports[exhibit.report]) for exhibit in finding.exhibits],
        }


def write_findings_xlsx(lines: Sequence[FindingLine], stream: BinaryIO, words: Words) -> None:
    """Write ``lines`` as a workbook of one sheet to ``stream``; texts stay texts, whatever they begin with."""
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    sheet.title = words("audit.sheet")
    sheet.append([words(f"audit.{column}") for column in _COLUMNS])
    for line in lines:
        sheet.append(_cells(line))
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(cell.value, str):
                cell.data_type = "s"
                cell.quotePrefix = cell.value[:1] in "=+-@"
    for index, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.cell(1, index).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    book.save(stream)


def _cells(line: FindingLine) -> list[Any]:
    figures = [quoted.text[start:end] for quoted in line.quotations for start, end in quoted.spans]
    texts = (
        line.code,
        line.title,
        line.working,
        "\n".join(line.causes),
        "\n".join(map(plain, figures)),
        "\n".join(plain(quoted.text) for quoted in line.quotations),
        "\n".join(dict.fromkeys(f"{quoted.report} {quoted.source}" for quoted in line.quotations)),
    )
    return [line.number, *(_UNWRITABLE.sub("\ufffd", text)[:_LONGEST_TEXT] for text in texts)]


def _quotations(finding: Finding, reports: Sequence[Report], words: Words) -> Iterator[Quotation]:
    """The sentences that the finding rests on, each once, in the order of its figures."""
    for number, index in dict.fromkeys((exhibit.report, exhibit.sentence) for exhibit in finding.exhibits):
        document = reports[number].document
        sentence = document.sentences[index]
        spans = sorted(
            (exhibit.start - sentence.start, exhibit.end - sentence.start)
            for exhibit in finding.exhibits
            if (exhibit.report, exhibit.sentence) == (number, index)
        )
        yield Quotation(
            report=title_of(document.front, words),
            source=source_name(reports[number]),
            text=document.source.text[sentence.start : sentence.end],
            spans=tuple(spans),
        )


def _figure_row(exhibit: Exhibit, report: Report) -> dict[str, Any]:
    document = report.document
    sentence, place = document.sentences[exhibit.sentence], document.front.place
    return {
        "source": source_name(report),
        "sha256": document.source.sha256,
        "place": place.name if place else None,
        "year": document.front.year,
        "start": exhibit.start,
        "end": exhibit.end,
        "text": document.source.text[exhibit.start : exhibit.end],
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
        "sentence": plain(document.source.text[sentence.start : sentence.end]),
    }
