"""The whole program on one screen."""

from dataclasses import dataclass, field

from luoshi.document.model import Document
from luoshi.statements.model import Measure, Project, Unread


@dataclass(frozen=True, slots=True)
class Report:
    """All that one report says: its document, and the rows of its sentences in text order."""

    document: Document
    measures: tuple[Measure, ...] = field(default=(), repr=False)
    projects: tuple[Project, ...] = field(default=(), repr=False)
    unread: tuple[Unread, ...] = field(default=(), repr=False)
