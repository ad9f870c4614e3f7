"""Reports as CSV: one file a row type, which spreadsheets open with the right characters and no formula."""

import csv
import re
from collections.abc import Iterable
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import Any

from luoshi.pages.numbers import number_text
from luoshi.pages.report import Report
from luoshi.pages.rows import COLUMNS, table
from luoshi.pages.words import Words

_FORMULA = re.compile(r"[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?")


def write_csv(reports: Iterable[Report], folder: Path, words: Words) -> None:
    """Write ``document.csv``, ``measure.csv`` … into ``folder``: UTF-8 with BOM, headers in the language of ``words``.

    Decimals keep all their digits. A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    with ExitStack() as stack:
        writers = {}
        for row_type, columns in COLUMNS.items():
            path = folder / f"{row_type}.csv"
            stream = stack.enter_context(path.open("w", encoding="utf-8-sig", errors="replace", newline=""))
            writers[row_type] = csv.writer(stream)
            writers[row_type].writerow(words(f"column.{column}") for column in columns)
        for report in reports:
            for row_type, writer in writers.items():
                writer.writerows(map(harmless, row.values()) for row in table(report, row_type))


def harmless(value: Any) -> str:
    """``value`` as a cell that no spreadsheet evaluates: text that starts like a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return number_text(value)
    text = str(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
