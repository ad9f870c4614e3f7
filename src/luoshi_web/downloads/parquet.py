"""A table of the data set as a Parquet file, byte for byte the same for the same rows."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
from pydantic import BaseModel

from luoshi_web.downloads.columns import Column, columns_of

_WHOLE_DIGITS, _PLACES = 28, 10
DECIMAL = f"DECIMAL({_WHOLE_DIGITS + _PLACES}, {_PLACES})"
_TYPES = {"text": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "decimal": DECIMAL, "datetime": "TIMESTAMP"}
_LONGEST_ROW = 2**26


def write_parquet(shape: type[BaseModel], rows: Iterable[BaseModel], target: Path) -> tuple[int, frozenset[str]]:
    """Write ``rows`` to ``target``; the count of rows, and the columns of numbers that had to become text.

    Numbers are DECIMAL(38, 10); a column with one that this cannot hold exactly is text. Times are UTC.
    """
    columns = columns_of(shape)
    staged = target.with_suffix(".jsonl")
    count, inexact = _stage(columns, rows, staged)
    types = {each.name: "VARCHAR" if each.name in inexact else _TYPES[each.kind] for each in columns}
    listed = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    source = (
        f"read_json({_quoted(staged)}, format='newline_delimited', columns={{{listed}}}, "
        f"maximum_object_size={_LONGEST_ROW})"
    )
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(f"COPY (SELECT * FROM {source}) TO {_quoted(target)} (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608
    staged.unlink()
    return count, frozenset(inexact)


def _stage(columns: tuple[Column, ...], rows: Iterable[BaseModel], target: Path) -> tuple[int, set[str]]:
    """Lay ``rows`` down as JSON Lines, numbers as text so that none is rounded."""
    count, inexact = 0, set()
    numbers = [column.name for column in columns if column.kind == "decimal"]
    with target.open("w", encoding="utf-8") as stream:
        for count, row in enumerate(rows, start=1):  # noqa: B007 (the last number is the count)
            fields = row.model_dump()
            inexact |= {name for name in numbers if fields[name] is not None and not _fits(Decimal(fields[name]))}
            stream.write(json.dumps(fields, default=_time) + "\n")
    return count, inexact


def _time(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _fits(value: Decimal) -> bool:
    exponent = value.normalize().as_tuple().exponent
    return value.adjusted() < _WHOLE_DIGITS and isinstance(exponent, int) and exponent >= -_PLACES


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
