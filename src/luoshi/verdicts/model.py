"""What reconciling two or more reports of one place yields. Passes that make it live in luoshi.verdicts.reconcile."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from luoshi.document.model import Document, Sentence
from luoshi.ledger.model import Entry
from luoshi.statements.model import Measure, Mode, Project, Stage

Verdict = Literal["met", "missed", "not comparable", "unreported"]
Direction = Literal["floor", "ceiling", "band"]
Method = Literal["stock difference", "level over level", "share times whole", "part over whole", "stock plus increment"]


@dataclass(frozen=True, slots=True)
class Account:
    """One report as reconciliation reads it.

    ``entries`` are the ledger's of ``measures``, one for one; ``folded`` is the text of the source in one width.
    """

    document: Document
    measures: tuple[Measure, ...]
    projects: tuple[Project, ...]
    entries: tuple[Entry, ...]
    folded: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of one of the reports: ``later`` is the index of the later report, None for the earlier one."""

    measure: Measure
    later: int | None


@dataclass(frozen=True, slots=True)
class Derivation:
    """An answer no sentence gives: ``value`` (in the target's unit) follows from ``figures`` by ``method``.

    ``working`` is the sum in digits, ``caution`` the key of what may make it differ from a reported figure.
    """

    method: Method
    verdict: Verdict
    value: Decimal
    working: str
    figures: tuple[Figure, ...]
    caution: str | None = None


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a result is from its target, both in the target's unit: ``gap`` is result minus target.

    ``direction`` says which side of the target is good.
    """

    result: Decimal
    target: Decimal
    gap: Decimal
    unit: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Link:
    """What became of a target measure.

    ``result`` is the measure of a later report that answers it best, ``sentence`` (with its report, ``later``) one that
    answers in words where there is no number. ``rule`` names the rule that gave the verdict.
    """

    target: Measure
    verdict: Verdict
    rule: str
    result: Measure | None = None
    later: int | None = None
    sentence: Sentence | None = None
    likeness: Decimal = Decimal(0)
    distance: Distance | None = None
    derivation: Derivation | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a later report that names a project: its span there, the stage and mode of the sentence, if any."""

    start: int
    end: int
    name: str
    later: int
    sentence: int
    mode: Mode
    stage: Stage | None


@dataclass(frozen=True, slots=True)
class ProjectLink:
    """What became of a project of the earlier plan; ``rule`` names the rule that gave the verdict."""

    target: Project
    verdict: Verdict
    rule: str
    result: Mention | None = None
    likeness: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A later sentence that may answer a commitment, with how alike they are (0 to 1). It is no verdict."""

    sentence: Sentence
    later: int
    likeness: Decimal


@dataclass(frozen=True, slots=True)
class OpenCommitment:
    """A commitment without number or project, with the later sentences that may answer it, best first."""

    sentence: Sentence
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Every commitment of ``earlier`` with what ``laters`` say of it; ``version`` is that of the rules."""

    earlier: Account
    laters: tuple[Account, ...]
    links: tuple[Link, ...]
    projects: tuple[ProjectLink, ...]
    open: tuple[OpenCommitment, ...]
    version: str
