"""Names of projects: their core, and whether two names can be one project's."""

import re
from functools import cache, lru_cache

from luoshi.lexicon.load import table

_DIGITS = re.compile(r"\d+(?:\.\d+)?(?=号线|号|国道|省道|千伏)|[SGRKXY]\d+")
_MARKS = re.compile(r"[“”\"《》\s·—-]|[(（][^()（）]*[)）]")
_SECTION = re.compile(r"(?:[一二三四五六首]期|.{0,3}[段线]|[东西南北]延|扩建)$")
_PLACES = ("省", "市", "县", "区")
_SHORT = 2
_ABBREVIATION = 4


@lru_cache(maxsize=1 << 12)
def core(name: str, place: str = "") -> str:
    """``name`` without its owner (市, the name of the place) in front and without words such as 项目 behind."""
    name = _MARKS.sub("", name)
    for owner in (place, place[:-1]):
        if len(owner) >= _SHORT and name.startswith(owner) and len(name) > len(owner) + _SHORT:
            name = name[len(owner) :]
    shorn = _owners().sub("", name, count=1)
    name = shorn if len(shorn) > _SHORT else name
    while (tail := _tails().search(name)) and tail.start() > _SHORT:
        name = name[: tail.start()]
    return name


def agree(left: str, right: str) -> bool:
    """Whether the phases, sections and numbers in two names allow one project."""
    return _same(_phases(), left, right) and _same(_DIGITS, left, right)


def abbreviates(short: str, long: str) -> bool:
    """Whether one core can abbreviate the other: its characters in order, from the same two to the same last.

    A section or phase may follow the longer one (京雄保城际 for 京雄保城际保定段).
    """
    if len(short) > len(long):
        short, long = long, short
    if len(short) < _ABBREVIATION or short[:2] != long[:2]:
        return False
    if long.startswith(short):
        return bool(_SECTION.search(long[len(short) :]))
    long = _SECTION.sub("", long)
    if short[-1] != long[-1:]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def tells_apart(opening: str) -> bool:
    """Whether the first characters of a name are its own: no place, and no word that many places use (新能源)."""
    return opening[-1:] not in _PLACES and not any(opening[:size] in _common() for size in (2, 3))


def _same(pattern: re.Pattern[str], left: str, right: str) -> bool:
    ours, theirs = set(pattern.findall(left)), set(pattern.findall(right))
    return ours == theirs if pattern is _DIGITS and ours and theirs else not (ours and theirs and not ours & theirs)


@cache
def _common() -> frozenset[str]:
    return frozenset(table("project_common")["words"].split())


@cache
def _owners() -> re.Pattern[str]:
    return re.compile(f"^(?:{_alternatives('owners')})")


@cache
def _tails() -> re.Pattern[str]:
    return re.compile(f"(?:{_alternatives('tails')})$")


@cache
def _phases() -> re.Pattern[str]:
    return re.compile(_alternatives("phases"))


def _alternatives(key: str) -> str:
    words = table("verdicts")["names"][key].split()
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
