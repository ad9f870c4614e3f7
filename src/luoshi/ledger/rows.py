"""Entries as rows of the ledger's tables, and the columns of these."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from luoshi.ledger.model import Entry, ProjectEntry, Reading
from luoshi.ledger.places import place_key
from luoshi.ledger.resolver import entries, project_entries
from luoshi.values.place import Level

UNKNOWN_LEVEL, UNKNOWN_YEAR = "unknown", 0
"""Where reports lie that do not say their level or year."""

Row = dict[str, Any]

_PLACES = 12
_WHOLE_DIGITS = 26
_NUMBER = f"DECIMAL({_WHOLE_DIGITS + _PLACES}, {_PLACES})"
_SMALLEST = Decimal(1).scaleb(-_PLACES)
_SHARED = {"place_key": "VARCHAR", "place": "VARCHAR", "code": "VARCHAR", "kind": "VARCHAR", "mode": "VARCHAR"}
_SPANS = {
    "source": "VARCHAR",
    "span_start": "INTEGER",
    "span_end": "INTEGER",
    "sentence_start": "INTEGER",
    "sentence_end": "INTEGER",
    "text": "VARCHAR",
    "sentence": "VARCHAR",
}

COLUMNS = {
    "entries": {
        **_SHARED,
        "indicator": "VARCHAR",
        "scope": "VARCHAR",
        "qualifiers": "VARCHAR",
        "is_known": "BOOLEAN",
        "is_generic": "BOOLEAN",
        "words": "VARCHAR",
        "aspect": "VARCHAR",
        "period": "VARCHAR",
        "comparator": "VARCHAR",
        "value": _NUMBER,
        "value_to": _NUMBER,
        "value_from": _NUMBER,
        "unit": "VARCHAR",
        "dimension": "VARCHAR",
        "precision": _NUMBER,
        "written": "VARCHAR",
        "whole": "VARCHAR",
        "action": "VARCHAR",
        "numeral_at": "INTEGER",
        **_SPANS,
    },
    "projects": {**_SHARED, "name": "VARCHAR", "stage": "VARCHAR", "period": "VARCHAR", **_SPANS},
}
"""Columns of each table with their types; ``level`` and ``year`` are in the names of the folders."""

PARTITION = {"level": "VARCHAR", "year": "INTEGER"}
"""What divides a table into files."""

ORDER = {
    "entries": (
        "place_key",
        "indicator",
        "scope",
        "aspect",
        "period",
        "mode",
        "kind",
        "source",
        "numeral_at",
        "span_end",
    ),
    "projects": ("place_key", "name", "mode", "period", "kind", "source", "span_start", "span_end"),
}
"""Order of rows in a file: that of the questions asked, so that a series lies in one piece."""


def table_rows(report: Reading) -> dict[str, Iterator[Row]]:
    """The rows of ``report`` for each table, numbers as text so that none is rounded on the way."""
    text = report.document.source.text
    return {
        "entries": (_entry_row(entry, text) for entry in entries(report)),
        "projects": (_project_row(entry, text) for entry in project_entries(report)),
    }


def _entry_row(entry: Entry, text: str) -> Row:
    return {
        **_shared(entry, text),
        "indicator": entry.indicator,
        "scope": entry.scope,
        "qualifiers": "、".join(entry.qualifiers) or None,
        "is_known": entry.is_known,
        "is_generic": entry.identity.is_generic,
        "words": entry.words,
        "aspect": entry.aspect,
        "comparator": entry.comparator,
        "value": _number(entry.value),
        "value_to": _number(entry.to),
        "value_from": _number(entry.origin),
        "unit": entry.unit,
        "dimension": entry.dimension,
        "precision": _number(entry.precision),
        "written": entry.written,
        "whole": entry.of,
        "action": entry.action,
        "numeral_at": entry.at,
    }


def _project_row(entry: ProjectEntry, text: str) -> Row:
    return {**_shared(entry, text), "name": entry.name, "stage": entry.stage}


def _shared(entry: Entry | ProjectEntry, text: str) -> Row:
    return {
        **partition_of(entry.level, entry.year),
        "place_key": place_key(entry.place, entry.code),
        "place": entry.place,
        "code": entry.code,
        "kind": entry.kind,
        "mode": entry.mode,
        "period": entry.period,
        "source": entry.source,
        "span_start": entry.start,
        "span_end": entry.end,
        "sentence_start": entry.sentence_start,
        "sentence_end": entry.sentence_end,
        "text": text[entry.start : entry.end],
        "sentence": text[entry.sentence_start : entry.sentence_end],
    }


def partition_of(level: Level | None, year: int | None) -> dict[str, str | int]:
    """The folder of a report."""
    return {"level": level or UNKNOWN_LEVEL, "year": year or UNKNOWN_YEAR}


def _number(value: Decimal | None) -> str | None:
    """In plain digits; None beyond what a column can hold, where ``written`` still has it."""
    if value is None or value.adjusted() >= _WHOLE_DIGITS:
        return None
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_PLACES:
        value = value.quantize(_SMALLEST)
    return f"{value:f}"
