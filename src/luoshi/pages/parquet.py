"""Reports as Parquet: one file a row type, with exact decimals."""

import json
from collections.abc import Iterable
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luoshi.pages.numbers import number_text
from luoshi.pages.report import Report
from luoshi.pages.rows import COLUMNS, table
from luoshi.values.troubles import LuoshiError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_INTEGERS = {"at", "start", "end", "depth", "year"}
_NUMBERS = {"value", "to", "from", "doubt"}
_WHOLE_DIGITS, _PLACES = 28, 10
_NUMBER_TYPE = f"DECIMAL({_WHOLE_DIGITS + _PLACES}, {_PLACES})"
_LEAST_BUFFER = 2**24


def write_parquet(reports: Iterable[Report], folder: Path) -> None:
    """Write ``document.parquet``, ``measure.parquet`` … into ``folder``, with the column names of the rows.

    Numbers are DECIMAL(38, 10); a column with a number that this cannot hold exactly is text. Raises LuoshiError
    without the extra ``data``.
    """
    try:
        import duckdb  # noqa: PLC0415
    except ImportError:
        raise LuoshiError("error.no_duckdb") from None
    staged = {row_type: _Staged(folder / f"{row_type}.jsonl", row_type) for row_type in COLUMNS}
    try:
        with ExitStack() as stack:
            streams = {row_type: stack.enter_context(each.path.open("wb")) for row_type, each in staged.items()}
            for report in reports:
                for row_type, stream in streams.items():
                    stream.writelines(map(staged[row_type].line, table(report, row_type)))
        with duckdb.connect() as connection:
            for each in staged.values():
                each.convert(connection)
    finally:
        for each in staged.values():
            each.path.unlink(missing_ok=True)


class _Staged:
    """The rows of one type on their way through a file of JSON Lines, numbers as text so that none is rounded."""

    def __init__(self, path: Path, row_type: str) -> None:
        self.path = path
        self._types = {column: _column_type(column) for column in COLUMNS[row_type]}
        self._longest = _LEAST_BUFFER

    def line(self, row: dict[str, Any]) -> bytes:
        for column, value in row.items():
            if isinstance(value, Decimal):
                row[column] = number_text(value)
                if not _fits(value):
                    self._types[column] = "VARCHAR"
        line = (json.dumps(row) + "\n").encode()
        self._longest = max(self._longest, 2 * len(line))
        return line

    def convert(self, connection: "DuckDBPyConnection") -> None:
        types = ", ".join(f"{_quoted(column)}: {_quoted(kind)}" for column, kind in self._types.items())
        rows = (
            f"read_json({_quoted(str(self.path))}, format='newline_delimited', columns={{{types}}}, "
            f"maximum_object_size={self._longest})"
        )
        target = _quoted(str(self.path.with_suffix(".parquet")))
        connection.execute(f"COPY (SELECT * FROM {rows}) TO {target} (FORMAT parquet)")  # noqa: S608


def _column_type(column: str) -> str:
    if column in _INTEGERS:
        return "BIGINT"
    return _NUMBER_TYPE if column in _NUMBERS else "VARCHAR"


def _fits(value: Decimal) -> bool:
    exponent = value.normalize().as_tuple().exponent
    return value.adjusted() < _WHOLE_DIGITS and isinstance(exponent, int) and exponent >= -_PLACES


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
