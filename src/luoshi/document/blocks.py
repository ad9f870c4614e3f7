"""Paragraphs cut into sentences, and how each sentence stands among its neighbours: what its class rests on."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.document.classes import Trait
from luoshi.document.layout import Paragraph
from luoshi.document.marks import MARK, RANKS, rank_of
from luoshi.document.outline import half_of, opener_shape, run_in_titles
from luoshi.document.sentences import split
from luoshi.document.view import view

_TERMINAL = "。;!?:…"
_FRONT_PARAGRAPHS = 40
_LONGEST_TITLE = 60
_SUBMITS = re.compile("(?<!提)请.{0,8}审[议查]|请.{0,30}提出.{0,4}意见")
_NAMES_REPORT = re.compile("工作报告|公报|(?:报告|方案|工程|分解|分工)$")
_HALVES = ("review", "plan")
_CALL = re.compile("让我们(?!的|真切|深|感)|紧密地?团结在")
_CELL_LENGTH = 24
_CELLS_IN_A_ROW = 6
_OPENING = 3
_LEAD_LENGTH = 2
_TITLED_SHARE = 0.25
_MANY_SENTENCES = 4
_CLOSING = 0.75
_RUNNING_HEAD = 3
_INTENT = re.compile(
    "(?:^|[,;:])(?:[^,;:]{0,8})(?:要|必须|应当|应该|争取|力争)|将(?:要|继续|在|于|进一步)|今后|今年|明年"
)
_DONE = re.compile("了|去年|增长|达到|取得|已经?|过去|以来|下降|超额|完成|\\d[%万亿]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with its sentences: spans in the source, texts as views, rank of its opening mark.

    ``shaped`` says that it opens like a title without a mark, ``calls`` that it holds the closing 让我们.
    """

    paragraph: Paragraph
    spans: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    rank: int
    shaped: bool
    calls: bool

    @property
    def marked(self) -> bool:
        """Whether a mark of titles opens it."""
        return self.rank < RANKS["plain"]

    @property
    def is_line(self) -> bool:
        """Whether it is one sentence without a stop."""
        return len(self.texts) == 1 and self.texts[0][-1] not in _TERMINAL

    @property
    def opens_titled(self) -> bool:
        """Whether it opens with what looks like a title, with or without a mark."""
        return self.marked or self.shaped


def cut(folded: str, paragraph: Paragraph) -> Block:
    """The block of a paragraph of a folded text."""
    spans = tuple(split(folded, paragraph))
    texts = tuple(view(folded, start, end).text or folded[start:end] for start, end in spans)
    calls = _CALL.search(folded, paragraph.start, paragraph.end) is not None
    return Block(paragraph, spans, texts, rank_of(MARK.match(texts[0])), opener_shape(texts[0]), calls)


class Surroundings:
    """The blocks of a report in order, asked how a sentence stands among them.

    ``title`` is the number of the block that names the report, ``heading`` its text or else that of the first lines,
    ``body`` the number of the first block after the front matter, ``plan_at`` the offset of the last title that names
    the plan, or -1. ``judges`` says that paragraphs of the account hold titles of their own by habit.
    """

    def __init__(self, blocks: Sequence[Block], year: int | None) -> None:
        self._blocks = blocks
        self.title, self.body = _front(blocks, year)
        self.plan_at = max((each.paragraph.start for each in blocks if _names_plan(each, year)), default=-1)
        opening = blocks[self.title : self.title + 1] if self.title is not None else blocks[:_OPENING]
        self.heading = " ".join(each.texts[0] for each in opening if each.is_line)
        self._cells = _cells(blocks)
        self._lines = Counter(each.texts[0] for each in blocks if each.is_line)
        account = [each for each in blocks if each.paragraph.start < self.plan_at] or blocks
        self.judges = _judges(account)
        self._titled_beside = 2 if _is_discursive(blocks[len(account) :]) else 1
        self._titled_beside_in_account = 2 if _is_discursive(account) else 1
        self._account = len(account)

    def traits(self, number: int, index: int, titles: frozenset[int]) -> int:
        """The traits of sentence ``index`` of block ``number``; ``titles`` are the run-in titles of the block."""
        block = self._blocks[number]
        common = (0 if block.texts[index][-1] in _TERMINAL else Trait.UNTERMINATED) | (
            Trait.CALL if block.calls and number >= len(self._blocks) * _CLOSING else 0
        )
        if index == 0:
            return common | self._first(number, block)
        return common | self._later(number, block, index, titles)

    def intends(self, number: int) -> bool:
        """Whether a block speaks of what is to be done more than of what was."""
        texts = self._blocks[number].texts
        return sum(map(bool, map(_INTENT.search, texts))) > sum(map(bool, map(_DONE.search, texts)))

    def _first(self, number: int, block: Block) -> int:
        traits = Trait.LINE if len(block.texts) == 1 else Trait.OPENER
        if number == self.title:
            traits |= Trait.TITLE
        if number in self._cells:
            traits |= Trait.CELL
        if block.is_line and self._lines[block.texts[0]] >= _RUNNING_HEAD:
            traits |= Trait.REPEATED
        if block.marked:
            traits |= Trait.MARKED | (Trait.ITEM if block.rank >= RANKS["item"] else 0)
            if traits & Trait.LINE and self._is_listed(number, block.rank):
                traits |= Trait.LISTED
        elif block.shaped and self._is_in_series(number):
            traits |= Trait.SERIES
        elif self._leads(number, block):
            traits |= Trait.LEAD
        return traits

    def _later(self, number: int, block: Block, index: int, titles: frozenset[int]) -> int:
        traits = Trait.INSIDE | (Trait.LAST if index == len(block.texts) - 1 else 0)
        if index in titles:
            traits |= Trait.RUN_IN
        mark = MARK.match(block.texts[index])
        if mark is not None:
            traits |= Trait.MARKED | (Trait.ITEM if rank_of(mark) >= RANKS["item"] else 0)
        elif (index == 1 and 2 in titles) or self._leads(number, block):
            traits |= Trait.LEAD
        return traits

    def _is_listed(self, number: int, rank: int) -> bool:
        """Whether a line with a mark follows or is followed by one of its rank, as clauses of a list do."""
        before = self._blocks[number - 1] if number else None
        return self._rank(number + 1) == rank or (before is not None and before.rank == rank and len(before.texts) == 1)

    def _rank(self, number: int) -> int:
        return self._blocks[number].rank if 0 <= number < len(self._blocks) else 0

    def _leads(self, number: int, block: Block) -> bool:
        """Whether a paragraph only leads from a title with a mark over to titles below it."""
        if number + 1 >= len(self._blocks) or not self._blocks[number + 1].opens_titled:
            return False
        below = self._rank(number + 1)
        if block.marked:
            return len(block.texts) == 2 and below > block.rank
        above = self._blocks[number - 1] if number else block
        is_titled = above.marked and len(above.texts) == 1 and above.rank <= RANKS["digit"]
        return is_titled and len(block.texts) <= _LEAD_LENGTH and below > above.rank

    def _is_in_series(self, number: int) -> bool:
        """Whether the paragraph before or after opens with a title too; both, where paragraphs seldom do."""
        beside = (*self._blocks[max(0, number - 1) : number], *self._blocks[number + 1 : number + 2])
        titled = sum(each.shaped or (each.marked and len(each.texts) > 1) for each in beside)
        return titled >= (self._titled_beside_in_account if number < self._account else self._titled_beside)


def _is_discursive(blocks: Sequence[Block]) -> bool:
    """Whether paragraphs without a mark seldom open with a title, as in reports of the State Council before 2000."""
    plain = [each.shaped for each in blocks if not each.marked and len(each.texts) > 1]
    return sum(plain) < len(plain) * _TITLED_SHARE


def _judges(account: Sequence[Block]) -> bool:
    """Whether the paragraphs of the account that a marked title opens hold titles of their own, by habit."""
    long = [each.texts for each in account if each.marked and len(each.texts) >= _MANY_SENTENCES]
    held = sum(len(run_in_titles(texts, "review", marked=True)) > 1 for texts in long)
    return held >= len(long) * _TITLED_SHARE


def _cells(blocks: Sequence[Block]) -> frozenset[int]:
    """Blocks that look like the cells of a table read line by line: many short ones in a row without a stop."""
    cells: set[int] = set()
    row: list[int] = []
    for number, block in enumerate(blocks):
        if block.is_line and not block.marked and len(block.texts[0]) <= _CELL_LENGTH:
            row.append(number)
            continue
        if len(row) >= _CELLS_IN_A_ROW:
            cells.update(row)
        row = []
    return frozenset(cells.union(row)) if len(row) >= _CELLS_IN_A_ROW else frozenset(cells)


def _front(blocks: Sequence[Block], year: int | None) -> tuple[int | None, int]:
    """Which block is the title of the report, and with which block the body begins."""
    title: int | None = None
    seen = False
    for number, block in enumerate(blocks[:_FRONT_PARAGRAPHS]):
        first = block.texts[0]
        if _SUBMITS.search(first) or _SUBMITS.search(block.texts[-1]):
            return title, number + 1
        is_short = block.is_line and len(first) <= _LONGEST_TITLE
        if title is None and is_short and _NAMES_REPORT.search(first):
            title, seen = number, True
        elif first.startswith("各位代表"):
            seen = True
        elif (block.marked and block.rank != RANKS["dash"]) or not is_short or half_of(first, year) in _HALVES:
            return title, number if seen else 0
    return title, 0


def _names_plan(block: Block, year: int | None) -> bool:
    is_title = block.is_line and block.rank in (RANKS["part"], RANKS["han"], RANKS["plain"])
    return is_title and len(block.texts[0]) <= _LONGEST_TITLE and half_of(block.texts[0], year) == "plan"
