"""Whose report a text is: from the lines that say so, else from the divisions it keeps naming."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from luoshi.lexicon.divisions import Division, Divisions, load_divisions
from luoshi.values.place import Level, Place

_HAN = "[\u4e00-\u9fff]"
_CONGRESS = re.compile(r"(?:第?[一二三四五六七八九十\d]{1,3}届)?人民代表大会(?!常)")
_BEHALF = re.compile(r"代表[\u4e00-\u9fff]{1,24}?(?P<end>)(?:第?[一二三四五六七八九十\d]{1,3}届)?(?:人民)?政府")
_TITLE = re.compile(r"(?:人民)?政府工作报告|(?:[12]\d{3}年)?(?:国民经济和社会发展)?统计公报|统计局|(?:[12]\d{3}年)政府工作报告")
_LEFT_EDGE = re.compile(rf"(?:^|在|代表|受|向|日|年|{_HAN}届|[^\u4e00-\u9fff])({_HAN}{{1,7}}[省市县区州旗盟乡镇])$")
_LONGEST_NAME = 14
_NATION_SESSION = re.compile(r"[一二三四五六七八九十]+届全国人(?:民代表)?大")
_CHILD_CAP = 3


@lru_cache(maxsize=1)
def cues() -> dict[str, Any]:
    """The table ``front.toml``."""
    return loads(files("luoshi.lexicon").joinpath("front.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Found:
    """A place and what it was taken from. ``settled`` where a line of the text says it in so many words."""

    place: Place
    evidence: str
    settled: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """Names to look for in running text: by their first two characters, longest first, with the units they may mean."""

    start: re.Pattern[str]
    by_pair: dict[str, tuple[str, ...]]
    units: dict[str, tuple[Division, ...]]


@lru_cache(maxsize=1)
def _names() -> _Names:
    units: dict[str, list[Division]] = defaultdict(list)
    ordinary = frozenset(cues()["ordinary"]["stems"])
    for name, divisions in load_divisions().by_name.items():
        units[name] += divisions
        for division in divisions:
            stem = division.stem
            if len(stem) > 1 and stem not in ordinary and division not in units[stem]:
                units[stem].append(division)
    by_pair: dict[str, list[str]] = defaultdict(list)
    for name in sorted(units, key=len, reverse=True):
        by_pair[name[:2]].append(name)
    firsts, seconds = ("".join(sorted({pair[i] for pair in by_pair})) for i in (0, 1))
    return _Names(
        re.compile(f"[{firsts}](?=[{seconds}])"),
        {pair: tuple(names) for pair, names in by_pair.items()},
        {name: tuple(divisions) for name, divisions in units.items()},
    )


def count_names(text: str) -> Counter[str]:
    """How often each name of a division stands in a text, full or short; of names that overlap the longest counts."""
    names = _names()
    by_pair, counts, taken = names.by_pair, Counter[str](), 0
    for match in names.start.finditer(text):
        start = match.start()
        known = by_pair.get(text[start : start + 2])
        if known is None or start < taken:
            continue
        for name in known:
            if text.startswith(name, start):
                counts[name] += 1
                taken = start + len(name)
                break
    return counts


def find_place(opening: str, text: str) -> Found | None:
    """Whose report this is, from its opening (without white space) and its running text."""
    nation = cues()["nation"]
    if any(phrase in opening for phrase in nation["phrases"]) or _NATION_SESSION.search(opening[:200]):
        return Found(Place(nation["name"], "nation"), "State Council", True)
    weights = _Weights(count_names(text))
    kind = None
    for evidence, end in _anchors(opening):
        if found := _ending_at(opening, end, weights, evidence):
            return found
        kind = kind or (opening[end - 1] if opening[end - 1 : end] in cues()["kinds"] else None)
    return _most_named(text, kind, weights)


def _anchors(opening: str) -> list[tuple[str, int]]:
    """Where a jurisdiction's name should end, with what the line is, the surest first."""
    address = opening.find("各位代表")
    before = opening[: address if address > 0 else 200]
    heads = cues()["offices"]["heads"]
    found = [("meeting line", match.start()) for match in _CONGRESS.finditer(before)]
    office = re.compile(f"(?:人民政府)?(?:{'|'.join(cues()['offices']['acting'])})*(?:{'|'.join(heads)})")
    found += [("speaker line", match.start()) for match in office.finditer(before)]
    found += [("opening words", match.start("end")) for match in _BEHALF.finditer(opening)][:2]
    return found + [("title", match.start()) for match in _TITLE.finditer(before)]


class _Weights:
    """How strongly a text speaks of each division: by its own names, and by those of its parts and its superiors."""

    def __init__(self, counts: Counter[str]) -> None:
        self.own: dict[Division, float] = defaultdict(float)
        self.parts: dict[str, float] = defaultdict(float)
        divisions = load_divisions()
        for name, count in counts.items():
            units = _names().units[name]
            share = 1 / len({unit.code[:4] for unit in units})
            superiors: dict[str, float] = {}
            for unit in units:
                self.own[unit] += count
                parent = divisions.parent(unit)
                if parent is not None:
                    superiors[parent.code] = min(count, _CHILD_CAP) * share
            for code, weight in superiors.items():
                self.parts[code] += weight

    def of(self, division: Division, divisions: Divisions) -> float:
        """Weight of a division as the one whose report the text is."""
        parent = divisions.parent(division)
        above = min(self.own.get(parent, 0.0), 3.0) if parent is not None else 0.0
        return self.own.get(division, 0.0) + 1.5 * self.parts.get(division.code, 0.0) + above


def _ending_at(opening: str, end: int, weights: _Weights, evidence: str) -> Found | None:
    """The jurisdiction whose name ends at an offset: a known one, else one that is at least named like one."""
    divisions = load_divisions()
    for start in range(max(0, end - _LONGEST_NAME), end - 1):
        if units := divisions.by_name.get(opening[start:end]):
            return Found(divisions.place(_told_apart(opening[:start], units, weights)), evidence, True)
    if match := _LEFT_EDGE.search(opening[max(0, end - 30) : end]):
        name = match[1]
        level: Level = cues()["kinds"][name[-1]]
        return Found(Place(name, level), f"{evidence}, not in the list of divisions", True)
    return None


def _told_apart(before: str, units: list[Division], weights: _Weights) -> Division:
    """Which of several units of one name is meant: the one whose superior stands before it, else the likeliest."""
    divisions = load_divisions()

    def rank(unit: Division) -> tuple[bool, float, bool]:
        parent = divisions.parent(unit)
        led = parent is not None and before.endswith((parent.name, parent.stem))
        return led, weights.of(unit, divisions), not unit.former

    return max(units, key=rank)


_OWN = re.compile("[全我]([国省市县区州旗盟])")


def _most_named(text: str, kind: str | None, weights: _Weights) -> Found | None:
    """The jurisdiction of the report's own rank that the text speaks of most."""
    own = Counter(_OWN.findall(text))
    if kind is None and own:
        kind = own.most_common(1)[0][0]
        if kind == "国":
            local = own.total() - own["国"]
            if local < own["国"] / 4:
                return Found(Place(cues()["nation"]["name"], "nation"), "speaks of 我国 and 全国", False)
            kind = max((rank for rank in own if rank != "国"), key=lambda rank: own[rank])
    divisions = load_divisions()
    candidates = [unit for unit in weights.own if kind is None or unit.name.endswith(kind)]
    parents = (divisions.by_code[code] for code in weights.parts if code in divisions.by_code)
    candidates += [unit for unit in parents if kind is None or unit.name.endswith(kind)]
    if not candidates:
        return None
    best = max(candidates, key=lambda unit: (weights.of(unit, divisions), not unit.former))
    return Found(divisions.place(best), "names in the text", False)
