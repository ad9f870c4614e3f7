"""The columns of a public shape: their names, labels, meanings and types."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

Kind = Literal["text", "integer", "decimal", "boolean", "datetime"]
_PLAIN: dict[str, Kind] = {"integer": "integer", "boolean": "boolean"}
_FORMATS: dict[str, Kind] = {"decimal": "decimal", "date-time": "datetime"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``title`` is its Chinese label, a message to translate where it is shown."""

    name: str
    title: str
    description: str
    kind: Kind
    is_optional: bool


@cache
def columns_of(shape: type[BaseModel]) -> tuple[Column, ...]:
    """Every column of ``shape`` in its order."""
    properties = shape.model_json_schema(mode="serialization")["properties"]
    return tuple(_column(name, field) for name, field in properties.items())


def _column(name: str, field: dict[str, Any]) -> Column:
    choices: list[dict[str, str]] = field.get("anyOf", [field])
    kinds = [_kind(choice) for choice in choices if choice.get("type") != "null"]
    return Column(name, str(field["title"]), str(field["description"]), kinds[0], len(kinds) < len(choices))


def _kind(choice: dict[str, str]) -> Kind:
    return _PLAIN.get(choice["type"]) or _FORMATS.get(choice.get("format", "")) or "text"
