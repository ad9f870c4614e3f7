"""A source becomes a document: paragraphs, sentences, then titles, halves and classes in one pass."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.document.classes import Rule, Trait, classify
from luoshi.document.fold import fold
from luoshi.document.front import find_front
from luoshi.document.layout import Paragraph, lay_out
from luoshi.document.marks import MARK, RANKS, rank_of
from luoshi.document.model import Document, Front, Sentence
from luoshi.document.outline import Outline, fused_title, half_of, opener_shape, run_in_titles
from luoshi.document.sentences import split
from luoshi.document.view import view
from luoshi.text.source import Source

_NOISE_RULE = "page-number"
_FRONT_PARAGRAPHS = 40
_LONGEST_TITLE = 60
_SUBMITS = re.compile("请.{0,8}审[议查]|请.{0,30}提出.{0,4}意见")
_TERMINAL = "。;!?:…"
_PASSING = ("experience", "problems", "requirement")
_CELL_LENGTH = 24
_CELLS_IN_A_ROW = 6


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph with its sentences: spans in the source, texts as views, rank of its opening mark."""

    paragraph: Paragraph
    spans: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    rank: int
    shaped: bool

    @property
    def marked(self) -> bool:
        return self.rank < RANKS["plain"]


def structure(source: Source, *, hint: str | None = None) -> Document:
    """The document of a source. ``hint`` is a name that may say place and year, such as the file's own."""
    folded = fold(source.text)
    front = find_front(source, folded, hint=hint)
    blocks = [_block(folded, paragraph) for paragraph in lay_out(folded)]
    walk = _Walk(front, blocks)
    sentences = tuple(walk.sentences())
    return Document(source, front, walk.outline.sections(), sentences)


def _block(folded: str, paragraph: Paragraph) -> _Block:
    spans = tuple(split(folded, paragraph))
    texts = tuple(view(folded, start, end).text for start, end in spans)
    rank = rank_of(MARK.match(texts[0]))
    return _Block(paragraph, spans, texts, rank, opener_shape(texts[0]))


class _Walk:
    """One pass over the paragraphs of a report, which knows what half and zone it has come to."""

    def __init__(self, front: Front, blocks: list[_Block]) -> None:
        self._blocks = blocks
        self._year = front.year
        self._title, self._body = _find_front_end(blocks, front.year)
        title = front.title or (blocks[self._title].texts[0] if self._title is not None else "")
        self.outline = Outline(year=front.year, title=title)
        self._zone = "front" if self._body else "body"
        self._announced = False
        self._cells = _cells(blocks)

    def sentences(self) -> Iterator[Sentence]:
        """The sentences in text order, page numbers inside a sentence after it."""
        for number, block in enumerate(self._blocks):
            if number == self._body and number:
                self._zone = "body"
                self.outline.begin()
            yield from self._paragraph(number, block)

    def _paragraph(self, number: int, block: _Block) -> Iterator[Sentence]:
        traits = self._traits_of_first(number, block)
        self._leave_zone(traits)
        titles: frozenset[int] = frozenset()
        for index, (text, span) in enumerate(zip(block.texts, block.spans, strict=True)):
            if index:
                traits = self._traits_of_later(number, block, index, titles)
            rule = self._classify(block, index, text, traits)
            if rule.sentence_class == "heading" and index == 0:
                titles = run_in_titles(block.texts, self.outline.half, marked=block.marked)
            self.outline.reach(span[1])
            yield Sentence(*span, rule.sentence_class, rule.name, self.outline.half, self.outline.current, number)
        for span in block.paragraph.noise:
            yield Sentence(*span, "noise", _NOISE_RULE, self.outline.half, self.outline.current, number)

    def _leave_zone(self, traits: int) -> None:
        """End a zone with its paragraph, unless its end announced the next paragraph or that goes on numbering."""
        if (
            self._zone in _PASSING
            and not self._announced
            and not (traits & Trait.MARKED and self._zone != "requirement")
        ):
            self._zone = "body"
        self._announced = False

    def _classify(self, block: _Block, index: int, text: str, traits: int) -> Rule:
        start = block.spans[index][0]
        fused = fused_title(text, self._year) if index == 0 and block.marked and len(text) > 20 else ""
        if fused:
            self.outline.open(start, fused, rank=block.rank, alone=True)
            self._zone = "body"
            text, traits = text[len(fused) :], traits & ~Trait.MARKED
        if not self.outline.is_decided:
            traits |= Trait.UNDECIDED
        rule = classify(text, traits, self.outline.half, self._zone)
        if rule.sentence_class == "heading" and not traits & Trait.TITLE:
            rank = block.rank if index == 0 else rank_of(MARK.match(text))
            self.outline.open(start, text.rstrip("。"), rank=rank, alone=bool(traits & Trait.LINE))
            self._zone = "attachment" if self.outline.half == "other" else "body"
        elif rule.opens is not None:
            self._zone = rule.opens
            self._announced = index == len(block.texts) - 1
        if rule.turns is not None:
            self.outline.turn(rule.turns)
        return rule

    def _traits_of_first(self, number: int, block: _Block) -> int:
        text = block.texts[0]
        traits = Trait.LINE if len(block.texts) == 1 else Trait.OPENER
        if text[-1] not in _TERMINAL:
            traits |= Trait.UNTERMINATED
        if number == self._title:
            traits |= Trait.TITLE
        if number in self._cells:
            traits |= Trait.CELL
        if block.marked:
            traits |= Trait.MARKED
            if block.rank >= RANKS["item"]:
                traits |= Trait.ITEM
            if traits & Trait.LINE and self._has_sibling(number):
                traits |= Trait.LISTED
        elif block.shaped and self._is_in_series(number):
            traits |= Trait.SERIES
        elif self._leads(number, block):
            traits |= Trait.LEAD
        return traits

    def _traits_of_later(self, number: int, block: _Block, index: int, titles: frozenset[int]) -> int:
        text = block.texts[index]
        traits = Trait.LAST if index == len(block.texts) - 1 else 0
        if text[-1] not in _TERMINAL:
            traits |= Trait.UNTERMINATED
        if index in titles:
            traits |= Trait.RUN_IN
        mark = MARK.match(text)
        if mark is not None:
            traits |= Trait.MARKED | (Trait.ITEM if rank_of(mark) >= RANKS["item"] else 0)
        elif (index == 1 and 2 in titles) or self._leads(number, block):
            traits |= Trait.LEAD
        return traits

    def _leads(self, number: int, block: _Block) -> bool:
        """Whether a paragraph stands between a title with a mark and titles below it: it may only lead over to them."""
        if number + 1 >= len(self._blocks):
            return False
        above, below = self._blocks[number - 1] if number else None, self._blocks[number + 1]
        if block.marked:
            return len(block.texts) == 2 and below.rank > block.rank and (below.marked or below.shaped)
        alone = above is not None and above.marked and len(above.texts) == 1 and above.rank <= RANKS["digit"]
        return (
            alone
            and above is not None
            and len(block.texts) <= 3
            and below.rank > above.rank
            and (below.marked or below.shaped)
        )

    def _is_in_series(self, number: int) -> bool:
        """Whether the paragraph before or after opens with a title too."""
        beside = self._blocks[max(0, number - 1) : number] + self._blocks[number + 1 : number + 2]
        return any(each.shaped or (each.marked and len(each.texts) > 1) for each in beside)

    def _has_sibling(self, number: int) -> bool:
        """Whether the next paragraph opens with a mark of the same rank."""
        return number + 1 < len(self._blocks) and self._blocks[number + 1].rank == self._blocks[number].rank


def _cells(blocks: Sequence[_Block]) -> frozenset[int]:
    """Paragraphs that look like the cells of a table read line by line: many short ones in a row without a stop."""
    cells: set[int] = set()
    row: list[int] = []
    for number, block in enumerate(blocks):
        text = block.texts[0]
        if len(block.texts) == 1 and not block.marked and len(text) <= _CELL_LENGTH and text[-1] not in _TERMINAL:
            row.append(number)
            continue
        if len(row) >= _CELLS_IN_A_ROW:
            cells.update(row)
        row = []
    return frozenset(cells.union(row)) if len(row) >= _CELLS_IN_A_ROW else frozenset(cells)


def _find_front_end(blocks: Sequence[_Block], year: int | None) -> tuple[int | None, int]:
    """Which paragraph is the title of the report, and with which paragraph the body begins."""
    title: int | None = None
    seen = False
    for number, block in enumerate(blocks[:_FRONT_PARAGRAPHS]):
        first = block.texts[0]
        is_line = len(block.texts) == 1 and first[-1] not in _TERMINAL and len(first) <= _LONGEST_TITLE
        if _SUBMITS.search(first) or _SUBMITS.search(block.texts[-1]):
            return title, number + 1
        if title is None and is_line and _names_report(first):
            title, seen = number, True
        elif first.startswith("各位代表"):
            seen = True
        elif (block.marked and block.rank != RANKS["dash"]) or not is_line or half_of(first, year) is not None:
            return title, number if seen else 0
    return title, 0


def _names_report(line: str) -> bool:
    return line.endswith(("报告", "公报", "方案", "工程", "分解", "分工")) or "工作报告" in line
