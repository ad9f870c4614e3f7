"""Reads the vocabulary beside this file and refuses data that cites no source or claims one form twice.

Tables are written as groups of short rows, since parsing TOML costs more than everything else here.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

from luoshi.lexicon.model import Indicator, Lexicon, Polarity, TimeKind, Unit, UnitKind

FOLDER = Path(__file__).parent

Table = Mapping[str, Any]
Entry = TypeVar("Entry", Indicator, Unit)


class LexiconError(Exception):
    """A fault in the vocabulary files: which file, which entry, and what is wrong with it."""


@cache
def lexicon() -> Lexicon:
    """Return the vocabulary for indicators, units, magnitudes and time words; read once a process."""
    return build(indicators=table("indicators"), units=table("units"))


@cache
def table(name: str) -> dict[str, Any]:
    """Return the file ``name``.toml of this folder as a dictionary; raises LexiconError, also for a missing source."""
    path = FOLDER / f"{name}.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise LexiconError(f"{path.name}: 词表不存在") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: 不是有效的 TOML：{error}") from error
    demand_sources(path.name, content)
    return content


@cache
def phrase(name: str, key: str) -> re.Pattern[str]:
    """Return the pattern ``key`` of the table ``phrase`` in the file ``name``.toml, compiled; KeyError without one."""
    return re.compile(table(name)["phrase"][key])


def demand_sources(file: str, content: Table) -> None:
    """Raise LexiconError unless the file, or else each of its tables, or else each entry of a table, has a source."""
    if _is_cited(content):
        return
    for key, value in content.items():
        for entry in value if isinstance(value, list) else [value]:
            if not _is_sourced(entry):
                raise LexiconError(f"{file}: [{key}] 缺少出处 source：{str(entry)[:60]}")


def build(*, indicators: Table, units: Table) -> Lexicon:
    """Make a lexicon of the two tables; raises LexiconError for a bad field or a form that two entries claim."""
    try:
        return _lexicon(indicators, units)
    except KeyError as error:
        raise LexiconError(f"词表缺少字段 {error}") from error


def _lexicon(indicators: Table, units: Table) -> Lexicon:
    named = ((each, (each.name, *each.synonyms)) for each in _indicators(indicators))
    return Lexicon(
        indicators=_index("indicators.toml", named),
        units=_index("units.toml", ((each, each.forms) for each in _units(units))),
        magnitudes={word: _decimal("units.toml", word, value) for word, value in units["magnitude"]["values"].items()},
        currency_prefixes=units["currency_prefix"]["words"],
        fraction_prefixes=units["fraction_prefix"]["words"],
        time_words=_time_words(units["time"]),
    )


def _is_cited(entry: Table) -> bool:
    source = entry.get("source")
    return isinstance(source, str) and bool(source.strip())


def _is_sourced(entry: object) -> bool:
    if not isinstance(entry, dict):
        return False
    if _is_cited(entry):
        return True
    return bool(entry) and all(isinstance(each, dict) and _is_cited(each) for each in entry.values())


def _indicators(content: Table) -> Iterator[Indicator]:
    for group in content["group"]:
        polarity = _one_of("indicators.toml", group, "polarity", get_args(Polarity))
        aspects = tuple(group["aspects"])
        for name, *synonyms in group["rows"]:
            yield Indicator(
                name=name,
                synonyms=tuple(synonyms),
                domain=group["domain"],
                polarity=cast("Polarity", polarity),
                dimension=group["dimension"],
                aspects=aspects,
                source=group["source"],
            )


def _units(content: Table) -> Iterator[Unit]:
    for kind in get_args(UnitKind):
        for group in content.get(kind, ()):
            for row in group["rows"]:
                yield _unit(cast("UnitKind", kind), group, row)


def _unit(kind: UnitKind, group: Table, row: list[str]) -> Unit:
    name, *forms = row
    written = forms.pop(0) if "base" in group and forms else ""
    return Unit(
        name=name,
        forms=(name, *forms),
        kind=kind,
        dimension=group.get("dimension", "count"),
        source=group["source"],
        factor=_decimal("units.toml", name, written) if written else None,
        base=(group["base"] or None) if written else None,
        is_ambiguous=group.get("ambiguous", False),
    )


def _time_words(group: Table) -> dict[str, TimeKind]:
    words: dict[str, TimeKind] = dict.fromkeys(group["dates"], "date")
    words.update(dict.fromkeys(group["ages"], "age"))
    return words


def _index(file: str, entries: Iterable[tuple[Entry, tuple[str, ...]]]) -> dict[str, Entry]:
    by_form: dict[str, Entry] = {}
    for entry, forms in entries:
        for form in forms:
            if not form:
                raise LexiconError(f"{file}: “{entry.name}”有空的写法")
            if by_form.setdefault(form, entry) is not entry:
                raise LexiconError(f"{file}: “{form}”重复，见于“{by_form[form].name}”和“{entry.name}”")
            if forms.count(form) > 1:
                raise LexiconError(f"{file}: “{form}”在“{entry.name}”中写了两次")
    return by_form


def _one_of(file: str, group: Table, key: str, allowed: tuple[str, ...]) -> str:
    value = group.get(key)
    if value not in allowed:
        raise LexiconError(
            f"{file}: {key} 应为 {'、'.join(allowed)} 之一，而不是 {value!r}（{str(group['rows'])[:40]}）"
        )
    return str(value)


def _decimal(file: str, name: str, written: str) -> Decimal:
    try:
        return Decimal(written)
    except (InvalidOperation, TypeError):
        raise LexiconError(f"{file}: “{name}”的系数不是十进制数：{written!r}") from None
