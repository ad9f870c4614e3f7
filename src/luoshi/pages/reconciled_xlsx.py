"""A reconciliation as an Excel workbook: a sheet each for targets, projects and the other commitments."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from luoshi.pages.reconciled_html import count_lines
from luoshi.pages.reconciliation import Kind, Line, ReconciliationPage
from luoshi.pages.words import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_HEADS: dict[Kind, tuple[str, ...]] = {
    "target": ("number", "name", "promised", "reached", "verdict", "remark", "promise", "answer"),
    "project": ("number", "project_name", "promised_stage", "reached", "verdict", "remark", "promise", "answer"),
    "open": ("number", "promise", "candidates"),
}
_WIDTHS: dict[Kind, tuple[int, ...]] = {
    "target": (6, 26, 14, 14, 10, 36, 60, 60),
    "project": (6, 30, 12, 22, 10, 30, 60, 60),
    "open": (6, 70, 90),
}
_LONGEST_TEXT = 32_767
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2) does not allow; the length is the limit of a cell (Excel specifications)."""


def write_reconciliation_xlsx(page: ReconciliationPage, stream: BinaryIO, words: Words) -> None:
    """Write ``page`` to ``stream``."""
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    first = book.active
    for kind, lines in page.parts:
        sheet = book.create_sheet(words(f"reconcile.{kind}"))
        _fill(sheet, kind, [_cells(line, words) for line in lines], words)
    notes = book.create_sheet(words("reconcile.remark"))
    for (text,) in _notes(page, words):
        notes.append([_clean(text)])
    notes.column_dimensions["A"].width = 120
    if first is not None:
        book.remove(first)
    book.save(stream)


def _fill(sheet: "Worksheet", kind: Kind, rows: Sequence[Sequence[Any]], words: Words) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet.append([words(f"reconcile.{head}") for head in _HEADS[kind]])
    for cells in rows:
        sheet.append([_clean(cell) if isinstance(cell, str) else cell for cell in cells])
    wrapped = Alignment(vertical="top", wrap_text=True)
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = wrapped
            if isinstance(cell.value, str):
                cell.data_type = "s"
                cell.quotePrefix = cell.value[:1] in "=+-@"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, width in enumerate(_WIDTHS[kind], 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def _cells(line: Line, words: Words) -> list[Any]:
    if line.kind == "open":
        said = [f"{each.likeness} [{each.year}] {each.text}" for each in line.candidates]
        return [line.number, line.promise.text, "\n".join(said) or words("reconcile.no_candidate")]
    return [
        line.number,
        line.name,
        line.promised,
        line.reached,
        words(f"verdict.{line.verdict}") if line.verdict else "",
        "\n".join(each for each in (line.distance, line.derived, line.reason) if each),
        line.promise.text,
        line.answer.text if line.answer else "",
    ]


def _notes(page: ReconciliationPage, words: Words) -> Iterator[tuple[str]]:
    yield (page.title,)
    for line in (*count_lines(page, words), *page.notes):
        yield (line,)
    yield (words("reconcile.footnote"),)
    yield (words("reconcile.rules", version=page.version),)
    for party in (page.earlier, *page.laters):
        yield (f"{party.source} sha256 {party.sha256}",)


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)[:_LONGEST_TEXT]
