"""A table as a spreadsheet: CSV that is sent while it is made, and an Excel workbook."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from luoshi.hosting import harmless

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_EXCEL_ROWS = 50_000
"""What a workbook is made of within a request; more rows go as CSV. (A sheet could hold 1,048,575.)"""

_LONGEST_TEXT = 32_767
_EXACT_DIGITS = 15
_BUFFERED = 500
_NARROWEST, _WIDEST, _MEASURED = 8, 60, 200
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2) does not allow."""

Cell = str | int | Decimal | None


class TooLongError(Exception):
    """A table with more rows than a workbook takes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table ready to be written: its name, the labels of its columns, its rows."""

    title: str
    labels: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def csv_pieces(sheet: Sheet) -> Iterator[str]:
    """``sheet`` as CSV, some hundred rows at a time: with a BOM, so that Excel reads Chinese, and no formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(sheet.labels)
    for number, row in enumerate(sheet.rows, start=1):
        writer.writerow([f"{cell:f}" if isinstance(cell, Decimal) else harmless(cell) for cell in row])
        if number % _BUFFERED == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def write_xlsx(sheet: Sheet, stream: BinaryIO) -> None:
    """Write ``sheet`` to ``stream`` as a workbook; text stays text, whatever it begins with.

    A number with more digits than a cell holds exactly is text too. Raises TooLongError beyond MOST_EXCEL_ROWS.
    """
    workbook = Workbook(write_only=True)
    page: WriteOnlyWorksheet = workbook.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", sheet.title)[:31])
    rows = iter(sheet.rows)
    first = list(islice(rows, _MEASURED))
    _set_up(page, sheet.labels, first)
    written = _append(page, first, 0)
    written = _append(page, rows, written)
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.labels))}{written + 1}"
    workbook.save(stream)


def _set_up(page: "WriteOnlyWorksheet", labels: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    page.freeze_panes = "A2"
    page.print_title_rows = "1:1"
    for index, label in enumerate(labels):
        widest = max(_width(label), *(_width(row[index]) for row in rows), _NARROWEST)
        page.column_dimensions[get_column_letter(index + 1)].width = min(widest + 2, _WIDEST)
    header = [WriteOnlyCell(page, value=label) for label in labels]
    for cell in header:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="FFE8EEF4")
    page.append(header)


def _append(page: "WriteOnlyWorksheet", rows: Iterable[Sequence[Cell]], written: int) -> int:
    styles = {is_quoted: _text_style(page, is_quoted=is_quoted) for is_quoted in (False, True)}
    for row in rows:
        written += 1
        if written > MOST_EXCEL_ROWS:
            page.close()
            raise TooLongError
        page.append([_cell(page, value, styles) for value in row])
    return written


def _text_style(page: "WriteOnlyWorksheet", *, is_quoted: bool) -> Any:
    """The style of text, made once a sheet: comparing styles would take most of the time."""
    model = WriteOnlyCell(page)
    model.alignment = Alignment(vertical="top", wrap_text=True)
    model.quotePrefix = is_quoted
    return model._style


def _cell(page: "WriteOnlyWorksheet", value: Cell, styles: dict[bool, Any]) -> Any:
    if value is None or value == "":
        return None
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > _EXACT_DIGITS:
        value = f"{value:f}"
    if not isinstance(value, str):
        return value
    text = UNWRITABLE.sub("\ufffd", value)[:_LONGEST_TEXT]
    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"
    cell._style = styles[text[0] in "=+-@"]
    return cell


def _width(value: Cell) -> int:
    """How many columns a terminal would need; a Chinese character takes two."""
    text = str(value if value is not None else "")
    return sum(2 if character > "\u2e80" else 1 for character in text[:_WIDEST])
