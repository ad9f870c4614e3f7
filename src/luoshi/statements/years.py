"""Which years the text around a sentence has opened: by titles, by sentences that begin with them, by named years."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luoshi.document.model import Document, Sentence
from luoshi.statements.model import Aspect, Mode
from luoshi.statements.periods import Calendar, Years, explicit, lasts, local, period, resets, zone
from luoshi.tokens.model import Lexed

_MODES: dict[str, Mode] = {"result": "result", "commitment": "target"}
_OPENING = 24
_LEAD = 10
_VISION = 5
_TERM = 4
_ONE_YEAR = re.compile(r"(?:19|20)\d{2}年|(?:过去|上|这)一?年|一年来")


@dataclass(frozen=True, slots=True)
class Moment:
    """A result or commitment (``index`` among the sentences) with its mode and the years that hold for it.

    ``opens`` says that nothing of the sentence before it may be inherited; ``carried`` is a year that an earlier
    sentence of the passage began with.
    """

    index: int
    mode: Mode
    years: Years | None
    calendar: Calendar
    opens: bool
    carried: str = ""

    def period(self, aspect: Aspect, clause: str, before: str) -> str:
        """The period of a figure after the words ``clause`` of its clause and ``before`` of its sentence."""
        years = local(clause, self.calendar, self.mode) or self.years
        named = explicit(before, self.calendar) or self.carried or None
        return period(aspect, clause, self.calendar.of(self.mode, years), named=named, sentence=before)


def moments(document: Document, sentences: Sequence[Lexed]) -> Iterator[Moment]:
    """Every result and commitment of a document with the years that hold for it.

    A title opens years for its section; an account's sentence that begins with them for its chapter, a plan's for its
    paragraph. A year that a commitment begins with holds for those after it in the passage.
    """
    walk = _Walk(document)
    place: tuple[int, int | None] = (-1, None)
    carried = ""
    for index, sentence in enumerate(document.sentences):
        if sentence.sentence_class == "noise":
            continue
        text = sentences[index].view.text
        years, own = walk.step(sentence, text)
        mode = _MODES.get(sentence.sentence_class)
        if mode is None:
            continue
        opens = place != (sentence.paragraph, sentence.section)
        place = (sentence.paragraph, sentence.section)
        carried = "" if opens or own or mode == "result" else carried
        yield Moment(index, mode, years, walk.calendar, opens, carried)
        carried = _near(explicit(text[:_LEAD], walk.calendar), walk.calendar) or carried


class _Walk:
    """Goes through the sentences and keeps the years that a title or an earlier sentence has opened."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.calendar = _calendar(document)
        self._titled: Years | None = None
        self._opened: Years | None = None
        self._closes, self._yearly, self._paragraph = 0, 0, -1
        self._section: int | None = None

    def step(self, sentence: Sentence, text: str) -> tuple[Years | None, Years | None]:
        """The years that hold for the sentence, and those that it names itself."""
        mode: Mode = "target" if sentence.half == "plan" else "result"
        if sentence.section != self._section:
            self._section = sentence.section
            self._titled = self._of_titles(mode)
        if sentence.start >= self._closes and sentence.paragraph != self._paragraph:
            self._opened = None
        own = zone(text, self.calendar, mode)
        if own and lasts(text, own, self.calendar, mode) and zone(text[:_OPENING], self.calendar, mode):
            self._opened = own
            is_account = mode == "result" and self._is_of_years(own)
            self._closes = self._chapter_end() if is_account else sentence.end
            self._paragraph = -1 if is_account else sentence.paragraph
        elif resets(text, self._opened or self._titled):
            self._opened = self._titled = None
            self._yearly = self._chapter_end() if _ONE_YEAR.match(text) else self._yearly
        if sentence.start < self._yearly:
            self._titled = None
        return own or self._opened or self._titled, own

    def _is_of_years(self, years: Years) -> bool:
        """Whether the chapter gives the account of several years, so that such years hold for all of it."""
        is_yearly = any(_ONE_YEAR.search(title) and "五年" not in title for title in self._titles())
        return years[1] - years[0] >= _TERM and not is_yearly

    def _chapter_end(self) -> int:
        """Where the outermost section around the sentence ends."""
        if self._section is None:
            return len(self._document.source.text)
        sections = self._document.sections
        own = sections[self._section]
        return max(each.end for each in sections[: self._section + 1] if each.start <= own.start < each.end)

    def _of_titles(self, mode: Mode) -> Years | None:
        for title in reversed(self._titles()):
            if years := zone(title, self.calendar, mode):
                return None if resets(title) or "一年" in title else years
        return None

    def _titles(self) -> list[str]:
        """The titles around the sentence, from the outermost to its own."""
        if self._section is None:
            return []
        sections = self._document.sections
        own = sections[self._section]
        return [each.title for each in sections if each.start <= own.start < each.end]


def _calendar(document: Document) -> Calendar:
    year = document.front.year or 0
    is_communique = "统计公报" in (document.front.title or "")
    return Calendar(past=year if is_communique else year - 1, coming=year)


def _near(named: str | None, calendar: Calendar) -> str | None:
    """A year that later sentences may go on with: not one of a distant vision."""
    return named if named and int(named[-4:]) <= calendar.coming + _VISION else None
