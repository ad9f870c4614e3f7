"""How a sentence was read: what ``luoshi explain`` prints. Every span points into ``text``."""

from dataclasses import dataclass, field

from luoshi.document.model import SentenceClass
from luoshi.statements.model import Measure, Project, Unread


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """A sentence with its class, the rule that gave it and why that rule fired (words found, place in the report)."""

    start: int
    end: int
    sentence_class: SentenceClass
    rule: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedToken:
    """A token of kind number, unit, label, time, cue …; ``note`` says what it stands for (``= 3240000000000``)."""

    start: int
    end: int
    kind: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TriedPattern:
    """A pattern that was tried: whether it matched, the span it used (None where it found none) and why."""

    name: str
    matched: bool
    span: tuple[int, int] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that reading ``text`` decided, in text order."""

    text: str
    sentences: tuple[ExplainedSentence, ...]
    tokens: tuple[ExplainedToken, ...] = ()
    patterns: tuple[TriedPattern, ...] = ()
    measures: tuple[Measure, ...] = field(default=())
    projects: tuple[Project, ...] = ()
    unread: tuple[Unread, ...] = ()
