"""The rows a sentence yields. Field meanings are those of the row specification, in docs/rows.md."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Mode = Literal["result", "target"]
Aspect = Literal["level", "growth", "change", "share", "output", "cumulative", "rank"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
Stage = Literal["plan", "start", "build", "complete"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure: how much or how many of what, or which rank.

    ``at`` is the offset of the numeral and identifies the row; ``start``/``end`` span the value expression. ``value``,
    ``to`` and ``origin`` (the starting value of 从…到…, ``from`` in rows) are exact decimals; ``written`` is the
    numeral as it stands. ``doubt`` runs from 0 to 1, ``doubts`` names its reasons; ``pattern`` made the row.
    """

    at: int
    start: int
    end: int
    mode: Mode
    indicator: str
    aspect: Aspect
    comparator: Comparator
    value: Decimal
    unit: str
    period: str
    to: Decimal | None = None
    origin: Decimal | None = None
    of: str | None = None
    action: str | None = None
    per: str | None = None
    written: str = ""
    pattern: str = ""
    doubt: Decimal = Decimal(0)
    doubts: tuple[str, ...] = ()
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Project:
    """A named thing to be built, opened, set up or reformed at a place, with the stage the sentence gives it."""

    start: int
    end: int
    name: str
    mode: Mode
    stage: Stage
    period: str
    pattern: str = ""
    doubt: Decimal = Decimal(0)
    doubts: tuple[str, ...] = ()
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Unread:
    """A numeral that is neither row, label, date nor streak, with the reason it was not read."""

    at: int
    start: int
    end: int
    reason: str
    sentence: int = 0
