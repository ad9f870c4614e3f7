"""What a frame makes of one figure, and what a clause hands on to the next."""

from dataclasses import dataclass, field
from decimal import Decimal

from luoshi.statements.model import Aspect
from luoshi.tokens.model import Quantity, Rank


@dataclass(slots=True)
class Reading:
    """The meaning of one figure: everything of a Measure but its place in the source and its period."""

    figure: Quantity | Rank
    indicator: str
    aspect: Aspect
    pattern: str
    value: Decimal
    action: str | None = None
    of: str | None = None
    origin: Decimal | None = None
    per: str | None = None
    head: str | None = None
    doubts: list[str] = field(default_factory=list)


def made(
    figure: Quantity | Rank, indicator: str, aspect: Aspect, pattern: str, doubts: list[str], *,
    sign: int = 1, action: str | None = None, of: str | None = None, head: str | None = None,
) -> Reading:  # fmt: skip
    """A reading with the figure's own value, negative where ``sign`` is."""
    value = -figure.value if sign < 0 else figure.value
    return Reading(figure, indicator, aspect, pattern, value, action or None, of or None, head=head, doubts=doubts)


@dataclass(slots=True)
class Scope:
    """What later figures inherit: the last indicator, the last action, all indicators of the sentence in order.

    ``reached`` is the subject of a list of new totals, ``topic`` what a clause without figures after the last indicator spoke of; ``has_window`` says that the text around
    counts over named years.
    """

    head: str = ""
    topic: str = ""
    has_window: bool = False
    action: str | None = None
    reached: str = ""
    figure: Quantity | Rank | None = None
    heads: list[str] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """What a relative noun is relative to."""
        return self.topic or self.head


@dataclass(frozen=True, slots=True)
class Left:
    """The text before a figure, taken apart: subject, direction of change, whether a value is reached, how it is joined.

    ``is_listed``: it opens with 、 or 和; ``is_open``: it ends with one, so that the figure's noun comes after.
    """

    subject: str
    direction: int = 0
    is_reached: bool = False
    is_total: bool = False
    frame: str = ""
    is_spread: bool = False
    is_listed: bool = False
    is_open: bool = False
    verb: str = ""
