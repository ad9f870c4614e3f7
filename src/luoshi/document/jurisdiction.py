"""Whose report a text is: from the lines that say so, else from the divisions it keeps naming."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from luoshi.lexicon.divisions import Division, Divisions, load_divisions
from luoshi.lexicon.load import table
from luoshi.values.place import Level, Place

_HAN = "[\u4e00-\u9fff]"
_CONGRESS = re.compile(r"(?P<end>)(?:第?[一二三四五六七八九十\d]{1,3}届)?人民代表大会(?!常)")
_BEHALF = re.compile(r"代表[\u4e00-\u9fff]{1,24}?(?P<end>)(?:第?[一二三四五六七八九十\d]{1,3}届)?(?:人民)?政府")
_TITLE = re.compile(
    r"(?P<end>)(?:(?:[12]\d{3}年)?(?:人民)?政府工作报告|(?:[12]\d{3}年)?(?:国民经济和社会发展)?统计公报|统计局)"
)
_NO_NAME = "代表|人民|自治|会议|大会|报告|公报|工作|政府|[在受向日年届的上我本全各]"
_UNLISTED_BEFORE = re.compile(
    rf"(?:^|{_NO_NAME}|[^\u4e00-\u9fff])((?:(?!{_NO_NAME}){_HAN}){{2,9}}[省市县区州旗盟乡镇])$"
)
_UNLISTED = re.compile(rf"(?<!{_HAN})(?:(?!{_NO_NAME}){_HAN}){{2,9}}[省市县区州旗盟乡镇](?!{_HAN})")
_LONGEST_NAME = 14
_NATION_SESSION = re.compile("[一二三四五六七八九十]届全国人(?:民代表)?大")
_TO_NATION = re.compile("[向在]第[一二三四五六七八九十]{1,3}届全国人民代表大会")
_NEAR = 200
_OPENING_WORDS = 600
_COUNTED = 12_000  # characters in which mentions are counted; on the real reports more changed nothing
_HINT_STEM_ENDS = re.compile(r"$|[^\u4e00-\u9fff]|(?:人民)?政府|国民经济|统计|工作报告")
_CHILD_CAP = 3  # mentions of one part that count for the whole
_NATION_SHARE = 6  # 全国 and 我国 for each 全市, 我县 and the like, above which a text is the nation's


def cues() -> dict[str, Any]:
    """The table ``front.toml``."""
    return table("front")


def _levels() -> dict[str, Level]:
    """The level of a jurisdiction by the last character of its name."""
    levels: dict[str, Level] = cues()["kinds"]["level"]
    return levels


@dataclass(frozen=True, slots=True)
class Found:
    """A place and what it was taken from. ``settled`` where a line of the text says it in so many words."""

    place: Place
    evidence: str
    settled: bool


@dataclass(frozen=True, slots=True)
class _Names:
    """Names to look for in running text: by their first two characters, longest first, with the units they may mean.

    A ``plain`` name is also a word; a name without units is a word that holds a name by chance.
    """

    start: re.Pattern[str]
    by_pair: dict[str, tuple[str, ...]]
    units: dict[str, list[Division]]
    plain: frozenset[str]


@lru_cache(maxsize=1)
def _names() -> _Names:
    ordinary = cues()["ordinary"]
    units = _units_by_name() | {word: [] for word in ordinary["words"]}
    by_pair: dict[str, list[str]] = defaultdict(list)
    for name in sorted(units, key=len, reverse=True):
        by_pair[name[:2]].append(name)
    firsts, seconds = ("".join({pair[i] for pair in by_pair}) for i in (0, 1))
    return _Names(
        re.compile(f"[{firsts}](?=[{seconds}])"),
        {pair: tuple(names) for pair, names in by_pair.items()},
        units,
        frozenset(ordinary["stems"] + ordinary["names"]),
    )


def _units_by_name() -> dict[str, list[Division]]:
    """Units by full name and by stem; with 和县, also 和县城 and the like, which are any county's."""
    tails = cues()["ordinary"]["tails"]
    units: dict[str, list[Division]] = {}
    for name, divisions in load_divisions().by_name.items():
        units[name] = [*divisions, *units.get(name, ())]
        if len(name) == 2:
            units.update({name + tail: [] for tail in tails})
        for division in divisions:
            if len(division.stem) > 1 and division not in units.setdefault(division.stem, []):
                units[division.stem].append(division)
    return units


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


def find_place(before: str, after: str, text: str) -> Found | None:
    """Whose report a text is; all without white space.

    ``before`` is what stands before the address 各位代表, ``after`` the beginning of what follows, ``text`` the whole.
    """
    nation = cues()["nation"]
    if _is_of_the_nation(before[-_NEAR:], after[:_OPENING_WORDS]):
        return Found(Place(nation["name"], "nation"), "State Council", True)
    weights = _Weights(text)
    kind = None
    for evidence, line, end in _anchors(before, after[:_NEAR]):
        if found := _ending_at(line, end, weights, evidence):
            return found
        kind = kind or _kind_at(line, end)
    return _most_named(text, kind, weights)


def _is_of_the_nation(before: str, after: str) -> bool:
    """Whether the lines around the address name the State Council or a session of the National People's Congress."""
    nation = cues()["nation"]
    said = any(phrase in before or phrase in after for phrase in nation["phrases"])
    return said or nation["speaker"] in before or bool(_NATION_SESSION.search(before) or _TO_NATION.search(after))


def _kind_at(opening: str, end: int) -> str | None:
    """The rank by which a report speaks of its own jurisdiction: 市 of 代表市人民政府."""
    if opening.endswith("自治区", 0, end):
        return "自治区"
    return opening[end - 1] if opening[max(0, end - 1) : end] in _levels() else None


def _anchors(before: str, after: str) -> list[tuple[str, str, int]]:
    """Where a jurisdiction's name should end, with what the line is, the surest first."""
    heads, acting = cues()["offices"]["heads"], cues()["offices"]["acting"]
    office = re.compile(f"(?P<end>)(?:人民政府)?(?:{'|'.join(acting)})*(?:{'|'.join(heads)})")
    ends = [
        ("meeting line", before, _CONGRESS),
        ("speaker line", before, office),
        ("opening words", after, _BEHALF),
        ("title", before, _TITLE),
    ]
    return [(line, text, match.start("end")) for line, text, pattern in ends for match in pattern.finditer(text)]


class _Weights:
    """How strongly a text speaks of each division: by its own names, and by those of its parts and its superiors."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._own: dict[Division, float] = defaultdict(float)
        self._parts: dict[str, float] = defaultdict(float)

    @cached_property
    def own(self) -> dict[Division, float]:
        """Mentions of each division in the first part of the text; counted on first use."""
        names, counts = _names(), count_names(self._text[:_COUNTED])
        for name, count in counts.items():
            if name not in names.plain:
                self._count(names.units[name], count)
        for name in names.plain & counts.keys():
            for unit in names.units[name]:
                parent = load_divisions().parent(unit)
                if parent is not None and self._own.get(parent, 0.0) > 1:
                    self._own[unit] += counts[name] / 2
        return self._own

    @property
    def parts(self) -> dict[str, float]:
        """Mentions of the parts of each division, by its code."""
        return self._parts if self.own else {}

    def _count(self, units: list[Division], count: int) -> None:
        divisions = load_divisions()
        superiors: dict[str, float] = {}
        for unit in units:
            self._own[unit] += count
            parent = divisions.parent(unit)
            if parent is not None:
                superiors[parent.code] = min(count, _CHILD_CAP) / len({unit.code[:4] for unit in units})
        for code, weight in superiors.items():
            self._parts[code] += weight

    def of(self, division: Division, divisions: Divisions) -> float:
        """Weight of a division as the one whose report the text is."""
        parent = divisions.parent(division)
        above = min(self.own.get(parent, 0.0), 3.0) if parent is not None else 0.0
        return self.own.get(division, 0.0) + 1.5 * self.parts.get(division.code, 0.0) + above


def _ending_at(opening: str, end: int, weights: _Weights, evidence: str) -> Found | None:
    """The jurisdiction whose name ends at an offset: a known one, else one that is at least named like one."""
    divisions = load_divisions()
    for start in range(max(0, end - _LONGEST_NAME), end - 1):
        units = divisions.by_name.get(opening[start:end])
        if units and not _is_tail(opening[:start]):
            unit, settled = _told_apart(opening[:start], units, weights)
            return Found(divisions.place(unit), evidence, settled)
    if match := _UNLISTED_BEFORE.search(opening[max(0, end - 30) : end]):
        name = match[1]
        return Found(Place(name, _levels()[name[-1]]), f"{evidence}, not in the list of divisions", True)
    return None


def _is_tail(before: str) -> bool:
    """Whether a name is the tail of a longer one that no list has: 城中区 of 云川市城中区."""
    by_name = load_divisions().by_name
    ranked = before[-1:] in _levels()
    return ranked and not any(before[-length:] in by_name for length in range(2, _LONGEST_NAME))


def _told_apart(before: str, units: list[Division], weights: _Weights) -> tuple[Division, bool]:
    """Which of several units of one name is meant, and whether that is sure.

    It is the one whose superior stands before it, else the one whose superior and parts the text speaks of most.
    """
    divisions = load_divisions()
    if len(units) == 1:
        return units[0], True

    def rank(unit: Division) -> tuple[bool, float, bool]:
        parent = divisions.parent(unit)
        led = parent is not None and before.endswith((parent.name, parent.stem))
        return led, weights.of(unit, divisions), not unit.former

    ranked = sorted(units, key=rank, reverse=True)
    best, led = ranked[0], rank(ranked[0])[0]
    rivals = [unit for unit in ranked if unit.code[:2] != best.code[:2]]
    return best, led or all(rank(unit)[1] < rank(best)[1] for unit in rivals)


def _has_rank(unit: Division, kind: str) -> bool:
    """Whether a jurisdiction is of the rank that a report says its own is; 区 is a district, no region."""
    return unit.name.endswith(kind) and (kind != "区" or unit.level == "county")


def _own_rank(text: str) -> str | None:
    """The rank of the jurisdiction whose report a text is, from the bodies it names and from 全市, 我县.

    A report thanks the congress of its own rank. Of committees and governments it names those above too, so that the
    lowest rank counts; 全国 and 我国 stand in every report, and mean the nation only where hardly anything is local.
    """
    congress, government, own = (Counter[str](pattern.findall(text)) for pattern in _body_patterns())
    nation, _ = own.pop("国", 0), congress.pop("国", 0)
    if nation > _NATION_SHARE * own.total():
        return "国"
    thanked = max(congress, key=lambda rank: (congress[rank], _lowness(rank)), default=None)
    often = [rank for rank, count in government.items() if count >= max(3, government.total() / 5)]
    governed = max(often, key=_lowness, default=None)
    if thanked and governed and congress[thanked] == 1:
        return max(thanked, governed, key=_lowness)
    return thanked or governed or max(own, key=lambda rank: own[rank], default=None)


@lru_cache(maxsize=1)
def _body_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Congresses, governments and the possessive, each with the character of a rank before it."""
    bodies, kinds = cues()["bodies"], "".join(_levels())
    return (
        re.compile(f"(自治区|[国{kinds}])(?:{'|'.join(bodies['own'])})"),
        re.compile(f"(自治区|[省市县州旗盟]|(?<![{bodies['places']}])区)(?:{'|'.join(bodies['any'])})"),
        re.compile(f"[全我]([国{kinds}])"),
    )


def _lowness(rank: str) -> int:
    """0 for a province, 1 for a city, 2 for a county, 3 for a town."""
    return 0 if rank == "自治区" else ("province", "city", "county", "town").index(_levels()[rank])


def _most_named(text: str, kind: str | None, weights: _Weights) -> Found | None:
    """The jurisdiction of the report's own rank that the text speaks of most."""
    kind = kind or _own_rank(text)
    if kind == "国":
        return Found(Place(cues()["nation"]["name"], "nation"), "speaks of 我国 and 全国", False)
    divisions = load_divisions()
    parents = (divisions.by_code[code] for code in weights.parts if code in divisions.by_code)
    candidates = [unit for unit in (*weights.own, *parents) if kind is None or _has_rank(unit, kind)]
    if not candidates:
        return None
    best = max(candidates, key=lambda unit: (weights.of(unit, divisions), not unit.former))
    return Found(divisions.place(best), "names in the text", False)


def place_in_name(name: str) -> Place | None:
    """The jurisdiction that a file name gives (``保定市徐水区-2018.txt``, ``深圳2023.docx``), or None."""
    nation = cues()["nation"]
    if any(word in name for word in nation["names"]):
        return Place(nation["name"], "nation")
    found, start = None, 0
    while start < len(name):
        end = _named_until(name, start)
        if end > start:
            found, _ = _told_apart(name[:start], _names().units[name[start:end]], _Weights(""))
        start = max(end, start + 1)
    if found is not None:
        return load_divisions().place(found)
    match = _UNLISTED.search(name)
    return Place(match[0], _levels()[match[0][-1]]) if match else None


def _named_until(name: str, start: int) -> int:
    """Where the division's name that begins at an offset ends; the offset where none begins."""
    if _is_tail(name[:start]):
        return start
    for end in range(min(len(name), start + _LONGEST_NAME), start + 1, -1):
        written = name[start:end]
        if written in load_divisions().by_name or (_names().units.get(written) and _HINT_STEM_ENDS.match(name, end)):
            return end
    return start
