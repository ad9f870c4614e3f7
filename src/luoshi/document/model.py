"""The structure of one report: front matter, sections, sentences. Passes that make it live beside this module."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from luoshi.text.source import Source
from luoshi.values.place import Place
from luoshi.values.span import Span

Half = Literal["review", "plan", "other"]
SentenceClass = Literal["heading", "result", "commitment", "rhetoric", "context", "noise"]


@dataclass(frozen=True, slots=True)
class Front:
    """What the report says of itself. Each fact that was found names its evidence in ``evidence`` (``place: speaker``).

    ``year`` is the year of delivery, ``date`` the day of delivery in ISO form where the text gives it.
    """

    title: str | None = None
    place: Place | None = None
    year: int | None = None
    date: str | None = None
    speaker: str | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A title and all below it, up to the next title of the same or a higher rank. ``depth`` counts from 1."""

    start: int
    end: int
    title: str
    depth: int
    half: Half


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its class. ``rule`` names the rule that gave the class, ``section`` indexes Document.sections.

    ``paragraph`` numbers the paragraph it stands in, from 0; ``noise`` may nest inside another sentence (a page number
    in the middle of a broken line), all others follow one another.
    """

    start: int
    end: int
    sentence_class: SentenceClass
    rule: str
    half: Half = "other"
    section: int | None = None
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its front matter, sections and sentences, each in text order."""

    source: Source
    front: Front
    sections: tuple[Section, ...] = ()
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)


class View(NamedTuple):
    """Characters to read, and for each the offset in the source; ``offsets`` is None where nothing was left out."""

    text: str
    start: int
    offsets: tuple[int, ...] | None = None

    def at(self, index: int) -> int:
        """Offset in the source of the character at ``index`` of the view."""
        return self.start + index if self.offsets is None else self.offsets[index]

    def span(self, start: int, end: int) -> Span:
        """Span in the source of the characters ``start:end`` of the view (not empty)."""
        return Span(self.at(start), self.at(end - 1) + 1)
