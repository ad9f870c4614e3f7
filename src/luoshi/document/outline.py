"""Titles to nested sections, and which half of the report each opens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from luoshi.document.marks import MARK, RANKS, rank_of
from luoshi.document.model import Half, Section
from luoshi.lexicon.load import table

_DATED = re.compile(r"\d月|月.{1,3}日|会议上?$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_STEP = 0.5
_SLACK = 3
_TITLED_RANK = RANKS["han"]


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The patterns of ``outline.toml``, compiled."""

    review: re.Pattern[str]
    plan: re.Pattern[str]
    both: re.Pattern[str]
    surely: re.Pattern[str]
    attachment: re.Pattern[str]
    goes_on: re.Pattern[str]
    all_review: re.Pattern[str]
    all_plan: re.Pattern[str]
    fused: re.Pattern[str]
    item: re.Pattern[str]
    judgement: re.Pattern[str]
    act: re.Pattern[str]
    inner_never: re.Pattern[str]
    opener_never: re.Pattern[str]
    longest: int
    longest_task: int
    longest_opener: int


@cache
def _shapes() -> _Shapes:
    words: dict[str, Any] = table("outline")
    half, inner, opener = words["half"], words["inner"], words["opener"]
    return _Shapes(
        review=re.compile(half["review"]),
        plan=re.compile(f"{half['plan']}|{half['plan_ending']}"),
        both=re.compile(half["both"]),
        surely=re.compile(half["surely"]),
        attachment=re.compile(half["attachment"]),
        goes_on=re.compile(half["goes_on"]),
        all_review=re.compile(half["all_review"]),
        all_plan=re.compile(half["all_plan"]),
        fused=re.compile(words["fused"]["title"]),
        item=re.compile(inner["item"]),
        judgement=re.compile(inner["judgement"]),
        act=re.compile(inner["act"]),
        inner_never=re.compile(inner["never"]),
        opener_never=re.compile(opener["never"]),
        longest=inner["longest"],
        longest_task=inner["longest_task"],
        longest_opener=opener["longest"],
    )


@dataclass(slots=True)
class _Open:
    """A section that has not ended. ``decided`` says that its own title names its half."""

    start: int
    title: str
    rank: float
    depth: int
    half: Half
    decided: bool
    plain: bool
    end: int = 0


class Outline:
    """The sections opened so far. ``half`` is that of the text that comes next.

    ``year`` is the year of delivery where it is known; ``title`` that of the report, which may settle the half of all;
    ``plan_at`` the offset of the last title that names the plan, -1 where none does.
    """

    def __init__(self, *, year: int | None, title: str, plan_at: int = -1) -> None:
        self._plan_at = plan_at
        self._year = year
        self._settled: Half | None = None
        if _shapes().all_review.search(title):
            self._settled = "review"
        elif _shapes().all_plan.search(title):
            self._settled = "plan"
        self.half: Half = "other"
        self.is_decided = self._settled is not None or plan_at >= 0
        self._opened: list[_Open] = []
        self._stack: list[int] = []
        self._end = 0

    @property
    def current(self) -> int | None:
        """Index of the innermost open section."""
        return self._stack[-1] if self._stack else None

    def begin(self) -> None:
        """Say that the front matter is over: what comes before the first title is the account."""
        if self.half == "other":
            self.half = self._settled or "review"

    def turn(self, half: Half) -> None:
        """Say that a sentence turned to the other half."""
        if half == "other":
            self.half = half
        elif not self._is_attached():
            self.half, self.is_decided = self._settled or half, True

    def open(self, start: int, title: str, *, rank: float, alone: bool) -> bool:
        """Open the section of a title and say whether its title names its half.

        ``rank`` is as in ``marks.RANKS``, ``alone`` says that the title has a line of its own.
        """
        plain = rank == RANKS["plain"]
        half = half_of(title, self._year)
        if plain:
            rank = self._rank_of_plain(alone=alone, cue=half is not None)
        if self._is_attached() and half != "other":
            half, rank = None, max(rank, self._opened[self._stack[0]].rank + _STEP)
        follows_account = False
        while self._stack and self._opened[self._stack[-1]].rank >= rank:
            last = self._close()
            follows_account = last.rank == rank and last.decided and last.half == "review"
        named = half is not None
        if not named and follows_account and alone and start > self._plan_at and not _shapes().goes_on.search(title):
            half = "plan"
        decided = half is not None and self._may_decide(title, half, rank, alone=alone)
        if decided and half is not None:
            self.half, self.is_decided = half if half == "other" else self._settled or half, True
        elif self.half == "other" and not self._is_attached():
            self.half = self._settled or "review"
        self._stack.append(len(self._opened))
        self._opened.append(_Open(start, title, rank, len(self._stack), self.half, decided, plain))
        return decided and named

    def reach(self, end: int) -> None:
        """Say that the open sections go on to the offset ``end``."""
        self._end = max(self._end, end)

    def sections(self) -> tuple[Section, ...]:
        """All sections in text order; ends those that are open."""
        while self._stack:
            self._close()
        return tuple(Section(each.start, each.end, each.title, each.depth, each.half) for each in self._opened)

    def _close(self) -> _Open:
        last = self._opened[self._stack.pop()]
        last.end = self._end
        return last

    def _is_attached(self) -> bool:
        return bool(self._stack) and self._opened[self._stack[0]].half == "other"

    def _rank_of_plain(self, *, alone: bool, cue: bool) -> float:
        """Rank of a title without a mark: above 一、 where it names a half, else just below the marks that are open."""
        if alone and cue:
            return _TITLED_RANK - _STEP
        if not alone and self._stack and not self._opened[self._stack[-1]].plain:
            return RANKS["plain"]
        marked = [self._opened[index].rank for index in self._stack if not self._opened[index].plain]
        above = marked[-1] if marked else _TITLED_RANK - _STEP
        return above + (_STEP if alone else 0.75)

    def _may_decide(self, title: str, half: Half, rank: float, *, alone: bool) -> bool:
        """Whether a title that names a half is high enough in the outline to turn the text to it."""
        if half == "other":
            return alone
        decided = [self._opened[index] for index in self._stack if self._opened[index].decided]
        if rank <= _TITLED_RANK:
            return not decided or _shapes().surely.search(title) is not None or str(self._year) in title
        return alone and rank <= RANKS["han_bracket"] and not decided


def half_of(title: str, year: int | None) -> Half | None:
    """The half that a title names; None where it names none or both; ``other`` for the title of an attachment."""
    shapes = _shapes()
    title = title.rstrip(" 。:,;!")
    if shapes.attachment.match(title):
        return "other"
    if _DATED.search(title):
        return None
    if shapes.both.search(title):
        return None
    if shapes.review.search(title):
        return "review"
    years = [int(each) for each in _YEAR.findall(title)]
    if year is not None and years and max(years) >= year - 1:
        return "plan" if max(years) >= year else "review"
    return "plan" if shapes.plan.search(title) else None


def fused_title(text: str, year: int | None) -> str:
    """The title that a sentence runs on from, with its mark (``一、上年工作回顾``); empty where there is none."""
    mark = MARK.match(text)
    if mark is None or rank_of(mark) > _TITLED_RANK:
        return ""
    title = _shapes().fused.match(text, mark.end())
    if title is None or title.end() == len(text) or half_of(title[0], year) is None:
        return ""
    return text[: title.end()]


def opener_shape(text: str) -> bool:
    """Whether a sentence looks like a title that opens a paragraph without a mark."""
    shapes = _shapes()
    return len(text) <= shapes.longest_opener and text[-1:] in "。!" and shapes.opener_never.search(text) is None


def run_in_titles(texts: Sequence[str], half: Half, *, marked: bool) -> frozenset[int]:
    """Which sentences of a paragraph that a title opens, or stands above, are titles inside it, by index.

    In an account those that judge without a figure (``消费市场有序恢复。``), in a plan short tasks in a row of their
    kind (``加强基础设施互联互通。``), in both short clauses that 一是 or 一要 opens; never two in a row or the last.
    ``marked`` says that the title has a mark.
    """
    shapes = _shapes()
    short = [i for i in range(1, len(texts) - 1) if len(texts[i]) <= shapes.longest + 1 and texts[i].endswith("。")]
    if not short:
        return frozenset()
    items = _apart([i for i in short if shapes.item.match(texts[i])])
    if len(items) > 1:
        return frozenset(items)
    short = [i for i in short if shapes.inner_never.search(texts[i]) is None]
    tasks = _in_a_row([i for i in short if _is_task(texts[i])], texts)
    if half == "plan":
        return tasks if tasks and min(tasks) <= 2 else frozenset()
    judged = _apart([i for i in short if shapes.judgement.search(texts[i], 0, len(texts[i]) - 1)])
    if not marked:
        return frozenset(judged) if len(judged) > 1 and judged[0] <= 2 else frozenset()
    if len(judged) > 1 and short[0] == 1 and judged[0] > 2 and not shapes.act.match(texts[1]):
        judged.insert(0, 1)
    return frozenset(_apart(sorted(tasks.union(judged))))


def _is_task(text: str) -> bool:
    return len(text) <= _shapes().longest_task + 1 and _shapes().act.match(text) is None


def _in_a_row(candidates: list[int], texts: Sequence[str]) -> frozenset[int]:
    """Candidates about as long as the first, none beside another; none unless there are two."""
    alike = [i for i in candidates if len(texts[i]) <= len(texts[candidates[0]]) + _SLACK]
    kept = _apart(alike)
    return frozenset(kept) if len(kept) > 1 else frozenset()


def _apart(candidates: list[int]) -> list[int]:
    kept: list[int] = []
    for index in candidates:
        if not kept or index > kept[-1] + 1:
            kept.append(index)
    return kept
