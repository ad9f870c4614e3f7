"""A source becomes a document: paragraphs, sentences, then titles, halves and classes in one pass."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from luoshi.document.blocks import Block, Surroundings, cut
from luoshi.document.classes import Rule, Trait, classify
from luoshi.document.fold import fold
from luoshi.document.front import find_front
from luoshi.document.layout import lay_out
from luoshi.document.marks import MARK, rank_of
from luoshi.document.model import Document, Front, Half, Section, Sentence
from luoshi.document.outline import Outline, fused_title, run_in_titles
from luoshi.text.source import Source

NESTED_RULE = "nested-page-number"
"""Name of the rule for a page number inside a broken line, which the layout finds."""

_PASSING = ("experience", "problems", "requirement")
_SHORTEST_FUSED = 20


def structure(source: Source, *, hint: str | None = None, half: Half | None = None) -> Document:
    """The document of a source.

    ``hint`` is a name that may say place and year, such as the file's own; ``half`` is the one that the text stands in
    where it is only part of a report.
    """
    folded = fold(source.text)
    front = find_front(source, folded, hint=hint)
    blocks = [cut(folded, paragraph) for paragraph in lay_out(folded)]
    walk = _Walk(front, blocks)
    if half is not None:
        walk.outline.turn(half)
    sentences = tuple(walk.sentences())
    sections = tuple(replace(each, title=_as_written(source.text, each)) for each in walk.outline.sections())
    return Document(source, front, sections, sentences)


def _as_written(text: str, section: Section) -> str:
    """The title in the source's own characters, where damage does not stand between them."""
    written = text[section.start : section.start + len(section.title)]
    return written if fold(written) == section.title else section.title


class _Walk:
    """One pass over the paragraphs of a report, which knows what half and zone it has come to."""

    def __init__(self, front: Front, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._year = front.year
        self._around = Surroundings(blocks, front.year)
        self.outline = Outline(
            year=front.year,
            title=self._around.heading,
            plan_at=self._around.plan_at,
        )
        self._zone = "front" if self._around.body else "body"
        self._announced = self._below_title = False

    def sentences(self) -> Iterator[Sentence]:
        """The sentences in text order, page numbers inside a sentence after it."""
        for number, block in enumerate(self._blocks):
            if number == self._around.body and number:
                self._zone = "body"
                self.outline.begin()
            yield from self._paragraph(number, block)

    def _paragraph(self, number: int, block: Block) -> Iterator[Sentence]:
        self._leave_zone(block)
        titles = frozenset[int]()
        if self._below_title and not block.opens_titled:
            titles = self._titles(block, marked=False)
        context = 0 if self.outline.is_decided else self._undecided(number)
        for index, span in enumerate(block.spans):
            traits = context | self._around.traits(number, index, titles)
            rule = self._classify(block, index, traits)
            if rule.sentence_class == "heading" and index == 0:
                titles = self._titles(block, marked=block.marked)
                self._below_title = block.marked and len(block.texts) == 1
            elif index == 0:
                self._below_title = False
            self.outline.reach(span[1])
            yield Sentence(*span, rule.sentence_class, rule.name, self.outline.half, self.outline.current, number)
        for span in block.paragraph.noise:
            yield Sentence(*span, "noise", NESTED_RULE, self.outline.half, self.outline.current, number)

    def _titles(self, block: Block, *, marked: bool) -> frozenset[int]:
        if self.outline.half != "plan" and not self._around.judges:
            return frozenset()
        return run_in_titles(block.texts, self.outline.half, marked=marked)

    def _undecided(self, number: int) -> int:
        return Trait.UNDECIDED | (Trait.INTENT if self._around.intends(number) else 0)

    def _leave_zone(self, block: Block) -> None:
        """End a zone with its paragraph, unless its end announced the next paragraph or that goes on numbering."""
        goes_on = self._announced or (block.marked and self._zone != "requirement")
        if (self._zone in _PASSING and not goes_on) or (self._zone == "outlook" and block.marked):
            self._zone = "body"
        self._announced = False

    def _classify(self, block: Block, index: int, traits: int) -> Rule:
        text, start = block.texts[index], block.spans[index][0]
        may_run_on = index == 0 and block.marked and not block.is_line and len(text) > _SHORTEST_FUSED
        fused = fused_title(text, self._year) if may_run_on else ""
        if fused:
            self._open(start, fused, rank=block.rank, alone=True)
            text, traits = text[len(fused) :], traits & ~(Trait.MARKED | Trait.LINE | Trait.UNTERMINATED)
        rule = classify(text, traits, self.outline.half, self._zone)
        if rule.sentence_class == "heading" and not traits & Trait.TITLE and not fused:
            rank = block.rank if index == 0 else rank_of(MARK.match(text))
            self._open(start, text.rstrip("。"), rank=rank, alone=bool(traits & Trait.LINE))
        elif rule.opens is not None:
            self._zone = rule.opens
            self._announced = index == len(block.texts) - 1
        if rule.turns is not None:
            self.outline.turn(rule.turns)
        return rule

    def _open(self, start: int, title: str, *, rank: int, alone: bool) -> None:
        turned = self.outline.open(start, title, rank=rank, alone=alone)
        if self.outline.half == "other":
            self._zone = "attachment"
        else:
            self._zone = "outlook" if turned and self.outline.half == "plan" else "body"
