"""Closed intervals of decimals: what a written figure may stand for, and what follows from several of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``; either end may be infinite (``6%以上`` has no upper end).

    Multiplying, dividing and taking roots expects intervals above zero, as sums of money, counts and ratios are.
    """

    low: Decimal
    high: Decimal

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Interval") -> "Interval":
        return Interval(self.low * other.low, self.high * other.high)

    def __truediv__(self, other: "Interval") -> "Interval":
        return Interval(self.low / other.high, self.high / other.low if other.low else INFINITY)

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def scaled(self, factor: Decimal) -> "Interval":
        """Every value times ``factor``, which is above zero."""
        return Interval(self.low * factor, self.high * factor)

    def shifted(self, by: Decimal) -> "Interval":
        """Every value plus ``by``."""
        return Interval(self.low + by, self.high + by)

    def widened(self, below: Decimal, above: Decimal) -> "Interval":
        """The interval with ``below`` and ``above`` added at its ends."""
        return Interval(self.low - below, self.high + above)

    def root(self, degree: int) -> "Interval":
        """The value whose ``degree``-th power this is: a yearly factor from that of ``degree`` years."""
        exponent = Decimal(1) / Decimal(degree)
        return Interval(self.low**exponent, self.high if self.high == INFINITY else self.high**exponent)

    @property
    def is_finite(self) -> bool:
        """Whether both ends are known."""
        return self.low.is_finite() and self.high.is_finite()

    @property
    def middle(self) -> Decimal:
        """The value half-way, for showing; the finite end where the other is infinite."""
        if self.is_finite:
            return (self.low + self.high) / 2
        return self.low if self.low.is_finite() else self.high

    @property
    def is_positive(self) -> bool:
        """Whether every value is above zero."""
        return self.low > 0


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of ``intervals``; zero for none."""
    result = Interval(Decimal(0), Decimal(0))
    for interval in intervals:
        result += interval
    return result
