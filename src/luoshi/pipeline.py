"""The whole program on one screen: a source becomes a document, its sentences become statements."""

from dataclasses import dataclass, field

from luoshi.document.fold import fold
from luoshi.document.model import Document
from luoshi.document.structure import structure
from luoshi.statements.model import Measure, Project, Unread
from luoshi.statements.parser import parse
from luoshi.text.source import Source


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
    measures, projects, unread = parse(document, fold(source.text))
    return Report(document, measures, projects, unread)
