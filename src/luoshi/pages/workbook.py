"""Reports as an Excel workbook: the two tables of a breakdown (任务分解), then one sheet a row type."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from luoshi.pages.breakdown import Goal, Task, goals, tasks
from luoshi.pages.numbers import number_text
from luoshi.pages.report import Report, title_of
from luoshi.pages.rows import COLUMNS, source_name, table
from luoshi.pages.words import Words
from luoshi.values.troubles import LuoshiError

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_MOST_ROWS = 1_048_576
_LONGEST_TEXT = 32_767
_EXACT_DIGITS = 15
"""Limits of a sheet, of a cell, and of the binary numbers in cells (Excel specifications and limits, Microsoft)."""

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 (section 2.2) does not allow."""

_GOAL_COLUMNS = ("number", "indicator", "target", "unit", "last", "lead", "deadline")
_TASK_COLUMNS = ("number", "category", "task", "figures", "lead", "support", "deadline")
_NARROW, _MIDDLE, _WIDE, _SENTENCE = 8, 14, 32, 90
_WIDTHS = {
    **dict.fromkeys(
        ("at", "start", "end", "depth", "half", "class", "mode", "aspect", "number", "year", "per"), _NARROW
    ),
    **dict.fromkeys(("indicator", "name", "figures", "title", "category", "url", "source", "doubts", "reason"), _WIDE),
    "task": 70,
    "sentence": _SENTENCE,
    "sha256": 68,
    "value": 20,
    "last": 18,
    "target": 18,
    "pattern": 22,
}
_REASONS = {"doubts": "doubt", "reason": "unread_reason"}
_CODED = {"mode": "mode", "aspect": "aspect", "stage": "stage", "class": "class", "half": "half", "level": "level"}


def write_xlsx(reports: Iterable[Report], stream: BinaryIO, words: Words, *, many: bool) -> None:
    """Write a workbook to ``stream``; headers and coded values are in the language of ``words``.

    ``many`` adds the file each row came from. A text that starts like a formula stays text; a number with more digits
    than a cell can hold exactly is text too. Raises LuoshiError for more rows than a sheet has.
    """
    from openpyxl import Workbook  # noqa: PLC0415

    workbook = Workbook(write_only=True)
    sheets = _Sheets(workbook, words, many=many)
    try:
        for report in reports:
            sheets.add(report)
    except BaseException:
        sheets.close()
        raise
    sheets.finish()
    workbook.save(stream)


class _Sheets:
    """All sheets of a workbook, filled side by side so that no report need be kept."""

    def __init__(self, workbook: "Workbook", words: Words, *, many: bool) -> None:
        self._words, self._many = words, many
        extra = ("source",) if many else ()
        goal_labels = [words(f"breakdown.{column}") for column in (*_GOAL_COLUMNS, *extra)]
        task_labels = [words(f"breakdown.{column}") for column in (*_TASK_COLUMNS, *extra)]
        self._goals = _Sheet(workbook, words("name.goals"), (*_GOAL_COLUMNS, *extra), goal_labels)
        self._tasks = _Sheet(workbook, words("name.tasks"), (*_TASK_COLUMNS, *extra), task_labels)
        self._typed = {
            row_type: _Sheet(
                workbook,
                words(f"name.{row_type}"),
                shown,
                [words(f"column.{column}") for column in shown],
            )
            for row_type in COLUMNS
            for shown in [self._shown(row_type)]
        }

    def add(self, report: Report) -> None:
        if not self._many:
            named = title_of(report.document.front, self._words)
            self._goals.entitle(self._words("breakdown.goals_title", report=named))
            self._tasks.entitle(self._words("breakdown.tasks_title", report=named))
        self._goals.add(self._assigned(report, goals(report, self._words), _GOAL_COLUMNS))
        self._tasks.add(self._assigned(report, tasks(report, self._words), _TASK_COLUMNS))
        for row_type, sheet in self._typed.items():
            sheet.add(self._typed_cells(report, row_type))

    def finish(self) -> None:
        for sheet in self._all():
            sheet.finish()

    def close(self) -> None:
        for sheet in self._all():
            sheet.close()

    def _all(self) -> tuple["_Sheet", ...]:
        return (self._goals, self._tasks, *self._typed.values())

    def _shown(self, row_type: str) -> tuple[str, ...]:
        keep_source = self._many or row_type == "document"
        return tuple(column for column in COLUMNS[row_type] if keep_source or column != "source")

    def _assigned(self, report: Report, lines: Sequence[Goal | Task], columns: Sequence[str]) -> Iterator[list[Any]]:
        for line in lines:
            cells = [getattr(line, column) for column in columns]
            yield [*cells, source_name(report)] if self._many else cells

    def _typed_cells(self, report: Report, row_type: str) -> Iterator[list[Any]]:
        shown = self._shown(row_type)
        for row in table(report, row_type):
            yield [self._worded(column, row[column]) for column in shown]

    def _worded(self, column: str, value: Any) -> Any:
        if value and column in _REASONS:
            return "、".join(self._words.label(_REASONS[column], reason) for reason in value.split("; "))
        return self._words(f"{_CODED[column]}.{value}") if value and column in _CODED else value


class _Sheet:
    """A sheet with a frozen header, a filter and columns wide enough to read."""

    def __init__(self, workbook: "Workbook", title: str, columns: Sequence[str], labels: Sequence[str]) -> None:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
        from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        self._sheet: WriteOnlyWorksheet = workbook.create_sheet(title)
        self._title, self._columns, self._rows = title, columns, 1
        self._styles: dict[_Style, Any] = {}
        self._sheet.freeze_panes = "A2"
        self._sheet.print_title_rows = "1:1"
        self._sheet.page_setup.orientation = "landscape"
        self._sheet.page_setup.fitToHeight = 0
        self._sheet.sheet_properties.pageSetUpPr.fitToPage = True
        for index, column in enumerate(columns, start=1):
            wide = _SENTENCE if index == len(columns) and column == "text" else _WIDTHS.get(column, _MIDDLE)
            self._sheet.column_dimensions[get_column_letter(index)].width = wide
        header = [WriteOnlyCell(self._sheet, value=label) for label in labels]
        for cell in header:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", start_color="FFE8EEF4")
        self._sheet.append(header)

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            self._rows += 1
            if self._rows > _MOST_ROWS:
                raise LuoshiError("error.too_long", sheet=self._title, rows=self._rows)
            self._sheet.append([self._cell(value) for value in row])

    def entitle(self, title: str) -> None:
        """Print ``title`` at the head of every page; ``&`` is doubled, since alone it starts a code there."""
        self._sheet.oddHeader.center.text = title.replace("&", "&&")

    def finish(self) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        self._sheet.auto_filter.ref = f"A1:{get_column_letter(len(self._columns))}{self._rows}"

    def close(self) -> None:
        """Let go of a sheet that will not be saved."""
        self._sheet.close()

    def _cell(self, value: Any) -> "WriteOnlyCell | None":
        """``value`` in a cell of its style, which is made once a sheet: comparing styles takes most of the time."""
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

        if value is None or value == "":
            return None
        style, shown = _presented(value)
        cell = WriteOnlyCell(self._sheet, value=shown)
        if isinstance(shown, str):
            cell.data_type = "s"
        if style not in self._styles:
            self._styles[style] = self._styled(style)
        cell._style = self._styles[style]
        return cell

    def _styled(self, style: "_Style") -> Any:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
        from openpyxl.styles import Alignment  # noqa: PLC0415

        model = WriteOnlyCell(self._sheet)
        model.alignment = Alignment(vertical="top", wrap_text=style.is_text)
        model.quotePrefix = style.is_quoted
        model.number_format = style.number_format
        return model._style


class _Style(NamedTuple):
    number_format: str = "General"
    is_text: bool = False
    is_quoted: bool = False


def _presented(value: Any) -> tuple[_Style, Any]:
    """The style of a cell and what it holds: a number only where a cell holds it exactly, else text."""
    if isinstance(value, int):
        return _Style(), value
    if isinstance(value, Decimal) and len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS:
        return _Style("#,##0" if value == value.to_integral_value() else "General"), value
    text = number_text(value) if isinstance(value, Decimal) else value
    text = _UNWRITABLE.sub("\ufffd", text)[:_LONGEST_TEXT]
    return _Style(is_text=isinstance(value, str), is_quoted=text[0] in "=+-@"), text
