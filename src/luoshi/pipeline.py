"""The whole program on one screen: a source becomes a document, its sentences tokens, and these statements."""

from dataclasses import dataclass, field

from luoshi.document.classes import describe_rule
from luoshi.document.fold import fold
from luoshi.document.model import Document, Half
from luoshi.document.structure import structure
from luoshi.document.view import view
from luoshi.pages.explanation import Explanation, explanation
from luoshi.statements.model import Measure, Project, Unread
from luoshi.statements.parser import parse
from luoshi.text.source import Source
from luoshi.tokens.lexer import lex
from luoshi.tokens.model import Lexed


@dataclass(frozen=True, slots=True)
class Report:
    """All that one report says: its document, and the rows of its sentences in text order."""

    document: Document
    measures: tuple[Measure, ...] = field(default=(), repr=False)
    projects: tuple[Project, ...] = field(default=(), repr=False)
    unread: tuple[Unread, ...] = field(default=(), repr=False)


def read_report(source: Source, *, hint: str | None = None) -> Report:
    """Read one source. ``hint`` is a name that may say place and year (a file name); what it decides is recorded."""
    document = structure(source, hint=hint)
    return Report(document, *parse(document, lexed(document)))


def lexed(document: Document) -> list[Lexed]:
    """Every sentence of a document as characters to read, with tokens where it is a result or a commitment."""
    folded = fold(document.source.text)
    sentences = []
    for sentence in document.sentences:
        seen = view(folded, sentence.start, sentence.end)
        says = sentence.sentence_class in ("result", "commitment")
        sentences.append(Lexed(seen, tuple(lex(seen.text)) if says else ()))
    return sentences


def explain(text: str, *, half: Half = "other") -> Explanation:
    """How ``text`` is read: sentences, classes, tokens, patterns and rows, as a part of the given half of a report."""
    document = structure(Source(text), half=None if half == "other" else half)
    sentences = lexed(document)
    return explanation(Report(document, *parse(document, sentences)), sentences, describe_rule)
