"""Automatic numbers of a .docx: what Word shows before a paragraph and no library returns."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from luoshi.text.numerals import written
from luoshi.text.package import Package, W

if TYPE_CHECKING:
    from lxml import etree

_SLOT = re.compile(r"%([1-9])")
_LEVELS = 9
_CLOSED = "、。．，：；）〕】》」』"
_SILENT = frozenset({"bullet", "none"})


@dataclass(frozen=True, slots=True)
class _Level:
    """One w:lvl: ``restarts_after`` is the level whose advance restarts this one (0: never, None: any higher one)."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restarts_after: int | None = None
    is_legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """One w:num: the abstract list that counts for it, its levels and the starts that it sets anew."""

    abstract: str
    levels: dict[int, _Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Style:
    parent: str | None
    list_id: str | None
    level: int | None


class Numbering:
    """Counts the numbered paragraphs of one document; ask for each paragraph once, in order."""

    def __init__(self, package: Package) -> None:
        self._styles: dict[str, _Style] = {}
        self._default_style: str | None = None
        self._read_styles(package.related("styles"))
        self._lists = _read_lists(package.related("numbering"), self._styles)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[tuple[str, int]] = set()

    def number_of(self, properties: "etree._Element | None") -> str:
        """The number to show before a paragraph with these w:pPr, with what parts it from the text; often empty."""
        list_id, depth = self._place(properties)
        numbered = self._lists.get(list_id or "0")
        if numbered is None or depth not in numbered.levels:
            return ""
        counts = self._advance(list_id or "0", numbered, depth)
        return _shown(numbered, depth, counts)

    def _place(self, properties: "etree._Element | None") -> tuple[str | None, int]:
        list_id, level, style = _references(properties)
        style = style or self._default_style
        inherited_list, inherited_level, linking = self._inherited(style)
        if list_id is None:
            list_id = inherited_list
            numbered = self._lists.get(list_id or "0")
            linked = [depth for depth, its in numbered.levels.items() if its.style == linking] if numbered else []
            level = (
                level if level is not None else (linked[0] if linked and inherited_level is None else inherited_level)
            )
        return list_id, min(level or 0, _LEVELS - 1)

    def _inherited(self, style: str | None) -> tuple[str | None, int | None, str | None]:
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            its = self._styles[style]
            if its.list_id is not None:
                return its.list_id, its.level, style
            style = its.parent
        return None, None, None

    def _advance(self, list_id: str, numbered: _List, depth: int) -> dict[int, int]:
        counts = self._counts[numbered.abstract]
        if depth in numbered.starts and (list_id, depth) not in self._started:
            counts.pop(depth, None)
        self._started.add((list_id, depth))
        start = numbered.starts.get(depth, numbered.levels[depth].start)
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for lower in [level for level in counts if level > depth]:
            after = numbered.levels[lower].restarts_after if lower in numbered.levels else None
            if after is None or depth < after:
                del counts[lower]
        return counts

    def _read_styles(self, root: "etree._Element | None") -> None:
        for style in () if root is None else root.iterchildren(f"{W}style"):
            name = style.get(f"{W}styleId")
            if name is None:
                continue
            list_id, level, _ = _references(style.find(f"{W}pPr"))
            self._styles[name] = _Style(_value(style, "basedOn"), list_id, level)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                self._default_style = name


def _references(properties: "etree._Element | None") -> tuple[str | None, int | None, str | None]:
    if properties is None:
        return None, None, None
    own = properties.find(f"{W}numPr")
    list_id = None if own is None else _value(own, "numId")
    level = None if own is None else _number(own, "ilvl")
    return list_id, level, _value(properties, "pStyle")


def _read_lists(root: "etree._Element | None", styles: dict[str, _Style]) -> dict[str, _List]:
    if root is None:
        return {}
    abstracts = {its.get(f"{W}abstractNumId", ""): its for its in root.iterchildren(f"{W}abstractNum")}
    named = {its.get(f"{W}numId", ""): its for its in root.iterchildren(f"{W}num")}
    lists = {}
    for list_id, numbered in named.items():
        abstract_id = _value(numbered, "abstractNumId") or ""
        linked = _value(abstracts[abstract_id], "numStyleLink") if abstract_id in abstracts else None
        through = styles[linked].list_id if linked in styles else None
        if through in named:
            abstract_id = _value(named[through], "abstractNumId") or ""
        if abstract_id in abstracts and list_id != "0":
            lists[list_id] = _read_list(abstract_id, abstracts[abstract_id], numbered)
    return lists


def _read_list(abstract_id: str, abstract: "etree._Element", numbered: "etree._Element") -> _List:
    result = _List(abstract_id, dict(_read_level(level) for level in abstract.iterchildren(f"{W}lvl")))
    for override in numbered.iterchildren(f"{W}lvlOverride"):
        depth = int(override.get(f"{W}ilvl", "0")) if override.get(f"{W}ilvl", "0").isdecimal() else 0
        level = override.find(f"{W}lvl")
        if level is not None:
            result.levels[depth] = _read_level(level)[1]
        start = _number(override, "startOverride")
        if start is not None:
            result.starts[depth] = start
    return result


def _read_level(level: "etree._Element") -> tuple[int, _Level]:
    depth = level.get(f"{W}ilvl", "0")
    start = _number(level, "start")
    number_format = _value(level, "numFmt")
    if number_format is None and (alternative := level.find(f".//{W}numFmt")) is not None:
        number_format = alternative.get(f"{W}val")
    return int(depth) if depth.isdecimal() else 0, _Level(
        start=0 if start is None else start,
        number_format=number_format or "decimal",
        text=_value(level, "lvlText") or "",
        suffix=_value(level, "suff") or "tab",
        restarts_after=_number(level, "lvlRestart"),
        is_legal=_is_on(level.find(f"{W}isLgl")),
        style=_value(level, "pStyle"),
    )


def _shown(numbered: _List, depth: int, counts: dict[int, int]) -> str:
    level = numbered.levels[depth]
    if level.number_format in _SILENT and "%" not in level.text:
        return ""

    def fill(slot: re.Match[str]) -> str:
        source = int(slot[1]) - 1
        its = numbered.levels.get(source, _Level())
        if its.number_format in _SILENT:
            return ""
        number = counts.get(source, numbered.starts.get(source, its.start))
        return written(number, "decimal" if level.is_legal else its.number_format)

    number = _SLOT.sub(fill, level.text)
    parts = not number or level.suffix == "nothing" or (level.suffix == "tab" and number[-1] in _CLOSED)
    return number if parts else number + " "


def _value(element: "etree._Element", name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _number(element: "etree._Element", name: str) -> int | None:
    value = _value(element, name)
    return int(value) if value is not None and value.isdecimal() and len(value) < 10 else None


def _is_on(flag: "etree._Element | None") -> bool:
    return flag is not None and flag.get(f"{W}val", "1") not in {"0", "false", "off"}
