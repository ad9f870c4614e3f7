"""The ledger's own rows: what one report says, in terms that compare across reports. Units are base units."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol

from luoshi.document.model import Document
from luoshi.statements.model import Aspect, Comparator, Measure, Mode, Project, Stage, Unread
from luoshi.values.place import Level

Kind = Literal["report", "communique"]


class Reading(Protocol):
    """What the ledger takes in: a document with its rows, such as the ``Report`` of the pipeline."""

    @property
    def document(self) -> Document:
        """Source, place, year and sentences."""

    @property
    def measures(self) -> Sequence[Measure]:
        """Figures in text order."""

    @property
    def projects(self) -> Sequence[Project]:
        """Projects in text order."""

    @property
    def unread(self) -> Sequence[Unread]:
        """Numerals that are no row."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What an indicator is, whatever words a report has for it.

    ``name`` is canonical where ``is_known``, else the words themselves, tidied. ``scope`` is the part of the place (or
    the larger place) that is meant, None for the place as a whole; ``qualifiers`` are the words in ``name`` that keep
    like things apart (``规模以上``, ``城镇``). ``is_generic`` names (``总投资``) mean something only beside what they
    belong to, so two of them need not be the same thing.
    """

    name: str
    scope: str | None = None
    qualifiers: tuple[str, ...] = ()
    is_known: bool = False
    is_generic: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of one report, comparable with those of other reports.

    ``place``, ``code`` and ``level`` are as the report has them, ``year`` is that of its delivery. ``indicator`` is the
    name of ``identity``, ``words`` what the report wrote. ``value``, ``to`` and ``origin`` are in ``unit``, the base
    unit of ``dimension`` (元, 平方米, 千克 …; ``%`` for shares and growth; a classifier as written for counts, which
    compare across classifiers). ``precision`` is half a unit of the last written digit, in ``unit``. ``at``, ``start``,
    ``end``, ``sentence_start`` and ``sentence_end`` are offsets in the text whose sha256 is ``source``.
    """

    place: str
    code: str | None
    level: Level | None
    year: int | None
    kind: Kind
    mode: Mode
    identity: Identity
    words: str
    aspect: Aspect
    period: str
    comparator: Comparator
    value: Decimal
    to: Decimal | None
    origin: Decimal | None
    unit: str
    dimension: str
    written: str
    precision: Decimal
    of: str | None
    action: str | None
    source: str
    at: int
    start: int
    end: int
    sentence_start: int
    sentence_end: int

    @property
    def indicator(self) -> str:
        """The canonical name, or the words themselves where the lexicon has none."""
        return self.identity.name

    @property
    def scope(self) -> str | None:
        """The part of the place, or the larger place, that is meant; None for the place as a whole."""
        return self.identity.scope

    @property
    def qualifiers(self) -> tuple[str, ...]:
        """The words that keep like things apart."""
        return self.identity.qualifiers

    @property
    def is_known(self) -> bool:
        """Whether the lexicon knows the indicator."""
        return self.identity.is_known


@dataclass(frozen=True, slots=True)
class ProjectEntry:
    """One project of one report. Offsets are in the text whose sha256 is ``source``."""

    place: str
    code: str | None
    level: Level | None
    year: int | None
    kind: Kind
    mode: Mode
    name: str
    stage: Stage
    period: str
    source: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
