"""Rows as JSON Lines: one object a line, decimals as exact JSON numbers."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from luoshi.pages.numbers import number_text
from luoshi.pages.report import Report
from luoshi.pages.rows import Row, rows


def report_lines(report: Report) -> Iterator[str]:
    """Every row of ``report`` as a line of JSON, each with its line end."""
    return map(json_line, rows(report))


def json_line(row: Row) -> str:
    """``row`` as one line of JSON with its line end. A Decimal becomes a number with all its digits."""
    return "{" + ", ".join(f"{json.dumps(key)}: {_encoded(value)}" for key, value in row.items()) + "}\n"


def _encoded(value: Any) -> str:
    return number_text(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)
