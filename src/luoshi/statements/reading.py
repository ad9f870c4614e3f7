"""What a frame makes of one figure, and what a clause hands on to the next."""

from dataclasses import dataclass, field
from decimal import Decimal

from luoshi.statements.model import Aspect, Comparator
from luoshi.tokens.model import Quantity, Rank


@dataclass(slots=True)
class Reading:
    """The meaning of one figure: everything of a Measure but its place in the source."""

    figure: Quantity | Rank
    indicator: str
    aspect: Aspect
    pattern: str
    value: Decimal
    unit: str
    comparator: Comparator = "="
    action: str | None = None
    of: str | None = None
    origin: Decimal | None = None
    per: str | None = None
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Scope:
    """What later figures inherit: the last indicator, the last action, all indicators of the sentence in order."""

    head: str = ""
    action: str | None = None
    heads: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Left:
    """The text before a figure, taken apart: subject, change verb and its direction, whether a value is reached."""

    subject: str
    direction: int = 0
    is_reached: bool = False
    is_total: bool = False
    hedges: str = ""
    is_spread: bool = False
    is_listed: bool = False
    verb: str = ""
