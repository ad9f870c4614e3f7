"""Which years a figure speaks of, in ISO 8601: ``2022``, or ``2018/2022``."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from luoshi.lexicon.load import phrase, table
from luoshi.statements.model import Aspect, Mode

Years = tuple[int, int]

_COUNT = {character: value for value, character in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
_YEARS_LONG = r"([两三四五六七八九十]|\d{1,2})(?:个)?(?:多)?年"
_PAST = re.compile(
    rf"(?:过去|近|最近|这|本届政府)(?:的)?{_YEARS_LONG}(?!来?(?:首|最|新高|新低|同期|罕见))"
    rf"|(?<![.\d]){_YEARS_LONG}(?:多)?(?:来|间|里|以来)(?!首|最|第一|新高|来)"
)
_HINT = re.compile('[“"][一二三四五六七八九十]{2,3}[”"]|[一二三四五六七八九十]五(?:期间|时期|末)')
_COMING = re.compile(rf"(?:今后|未来|下一个|今后的)(?:的)?{_YEARS_LONG}")
_LOCAL = re.compile(
    rf"(?<![前连续近第到.\d]){_YEARS_LONG}(?:来|间|里)?(?:共|累计|年均|平均|总体|增加|增长|新增|接近|净增|完成|投入|实现|减|翻)"
)
_EXPLICIT = phrase("phrases", "periods-explicit")
_RESET = phrase("phrases", "periods-reset")
_RESET_TERM = phrase("phrases", "periods-reset-term")
_TERM = 4
_LONGEST_ZONE = 12
_WHOLE = re.compile(r"累计|总共|五年共|共(?!同|享|产|和|建|有)")
_YEARLY = re.compile(r"年均|年平均|平均每年|每年")
_AGO = re.compile(r"(?:比|较)([两三四五六七八九十]|\d{1,2})年前")
_SINCE = re.compile(r"(?:比|较|与)((?:19|20)\d{2})年")
_ON_YEAR = re.compile(r"同比|比上年|较上年|上年同期|比去年")
_STEADY = re.compile(r"稳定在|连年|控制在|保持在|维持在|稳定保持")
_FLOWS: frozenset[Aspect] = frozenset({"growth", "change", "output"})


class Window(NamedTuple):
    """The years that hold for a sentence of ``mode``: its own year ``last``, and those that the text around opened."""

    mode: Mode
    last: int
    years: Years | None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The years of one report: ``past`` is that of its results, ``coming`` that of its targets; 0 where not known."""

    past: int
    coming: int

    def of(self, mode: Mode, years: Years | None) -> Window:
        """The window of a result or a target."""
        last = self.past if mode == "result" else self.coming
        return Window(mode, last if self.coming else 0, years)


@cache
def _plan() -> re.Pattern[str]:
    plans = table("periods")["plans"]
    names = "|".join(sorted(plans["first_year"], key=len, reverse=True))
    after = "|".join(plans["after"])
    return re.compile(
        rf"[“\"]?(?P<plan>{names})[”\"](?:{after})|(?<![零〇一二三四五六七八九十])(?P<bare>{names})(?:期间|时期|末)"
    )


def zone(text: str, calendar: Calendar, mode: Mode) -> Years | None:
    """The years that a title or sentence opens for what follows (过去五年, “十四五”期间); None where it opens none."""
    if "年" not in text and not _HINT.search(text):
        return None
    coming = _COMING.search(text)
    if coming:
        return calendar.coming, calendar.coming + _count(coming) - 1
    past = _PAST.search(text)
    if past and mode == "result" and _count(past) <= _LONGEST_ZONE:
        return calendar.past - _count(past) + 1, calendar.past
    plan = _plan().search(text)
    if plan and text[plan.start() - 1 : plan.start()] not in ("较", "比", "与", "从", "由", "自"):
        first = table("periods")["plans"]["first_year"][plan["plan"] or plan["bare"]]
        if mode == "target" or first + 3 <= calendar.past:
            return first, min(first + 4, calendar.past) if mode == "result" else first + 4
    return None


def lasts(text: str, years: Years, calendar: Calendar, mode: Mode) -> bool:
    """Whether years that open ``text`` stay open for what follows: a plan's only when it has just ended or begins."""
    if not 2 <= years[1] - years[0] <= 5:
        return False
    if _plan().search(text) and not _PAST.search(text) and not _COMING.search(text):
        return years[1] == calendar.past if mode == "result" else years[0] == calendar.coming
    return True


def resets(text: str, years: Years | None = None) -> bool:
    """Whether the sentence brings the account back to a single year; of a term (``years``) one year is only a part."""
    found = _RESET.search(text) if "年" in text else None
    if found is None or found["this"] or not years or years[1] - years[0] < _TERM:
        return found is not None
    return _RESET_TERM.search(text) is not None


def _count(match: re.Match[str]) -> int:
    written = next(value for value in match.groups() if value)
    return int(written) if written.isdigit() else _COUNT[written]


def explicit(text: str, calendar: Calendar) -> str | None:
    """The last year or interval that ``text`` names for what follows; the base of a comparison is none."""
    if "年" not in text:
        return None
    found = _this_year(text, calendar)
    for match in _EXPLICIT.finditer(text):
        if match["base"] and not match["till"]:
            continue
        found = f"{match['first']}/{match['last']}" if match["last"] else match["first"]
    return found


def _this_year(text: str, calendar: Calendar) -> str | None:
    """今年 is the year of the report itself, in an account too."""
    return str(calendar.coming) if calendar.coming and calendar.coming != calendar.past and _THIS.search(text) else None


_THIS = re.compile(r"(?:^|[,;。]|财政|省|市|县|国家|将)今年(?:以来|上半年|前|一季度|1|\d|一|二|三|夏|春)?")


def local(text: str, calendar: Calendar, mode: Mode) -> Years | None:
    """The years of a clause that counts them itself: 五年累计, 十年增加."""
    match = _LOCAL.search(text)
    if not match:
        return None
    count = _count(match)
    return (
        (calendar.past - count + 1, calendar.past)
        if mode == "result"
        else (calendar.coming, calendar.coming + count - 1)
    )


def period(aspect: Aspect, before: str, window: Window, *, named: str | None, sentence: str = "") -> str:
    """The period of a figure after the words ``before`` of its clause and ``sentence`` of its sentence.

    ``named`` is a year of the sentence; one that it compares with (比2018年增长20%) opens those of a yearly average.
    """
    if not window.last:
        return named or ""
    if aspect == "growth" and window.mode == "result" and _YEARLY.search(before[-12:]):
        start = _base_year(sentence, window)
        if start is not None and window.last - start <= _LONGEST_ZONE:
            return f"{start + 1}/{window.last}"
    base = _base_year(before, window) if aspect in ("growth", "change") and window.mode == "result" else None
    if base is not None:
        return f"{base + 1}/{window.last}"
    if named and "/" in named:
        return named if aspect in _FLOWS else named.rpartition("/")[2]
    years = window.years
    if years is not None and _YEARLY.search(before[-12:]):
        return f"{years[0]}/{years[1]}"
    if years is None or years[0] == years[1] or _ON_YEAR.search(before[-12:]):
        return named or str(window.last)
    return f"{years[0]}/{years[1]}" if _is_over(aspect, before, window, named=named) else named or str(years[1])


def _base_year(before: str, window: Window) -> int | None:
    """The year before the last that a change is counted from (比2006年, 比五年前)."""
    since, ago = _SINCE.search(before), _AGO.search(before)
    if since and int(since[1]) + 1 < window.last:
        return int(since[1])
    return window.last - _count(ago) if ago else None


def _is_over(aspect: Aspect, before: str, window: Window, *, named: str | None) -> bool:
    """Whether a figure holds for all years of its window rather than for the last."""
    if window.mode == "result" and (_STEADY.search(before[-8:]) or (aspect == "level" and _WHOLE.search(before))):
        return True
    return aspect in _FLOWS and not named
