"""What a page needs of a report that was read; the pipeline's Report has it."""

from collections.abc import Sequence
from typing import Protocol
from unicodedata import category

from luoshi.document.model import Document, Front, Sentence
from luoshi.pages.words import Words
from luoshi.statements.model import Measure, Project, Unread


class Report(Protocol):
    """A document with the rows of its sentences, each in text order."""

    @property
    def document(self) -> Document:
        """The source with its front matter, sections and sentences."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The figures."""

    @property
    def projects(self) -> tuple[Project, ...]:
        """The named projects."""

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The numerals that were not read."""


def title_of(front: Front, words: Words) -> str:
    """What people call the report: ``云川市2024年政府工作报告``."""
    place = front.place.name if front.place else words("view.nowhere")
    year = words("breakdown.year", year=front.year) if front.year else words("view.no_year")
    return words("view.page_title", place=place, year=year)


def sentence_text(report: Report, statement: Measure | Project | Unread) -> str:
    """The text of the sentence that ``statement`` stands in, on one line."""
    sentences: Sequence[Sentence] = report.document.sentences
    if statement.sentence >= len(sentences):
        return ""
    sentence = sentences[statement.sentence]
    return plain(report.document.source.text[sentence.start : sentence.end])


def plain(text: str) -> str:
    """``text`` on one line and safe to print: line breaks go, control characters become ``\\ufffd``."""
    joined = "".join(line.strip() for line in text.splitlines())
    return joined if joined.isprintable() else "".join(map(_visible, joined))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if character.isspace():
        return " "
    return "" if category(character) == "Cf" else "\ufffd"
