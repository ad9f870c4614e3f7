"""From values to pixels, and the round values at which an axis is marked. Decimals throughout, as everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

_STEPS = (1, 2, 5, 10)
_GREAT = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


@dataclass(frozen=True, slots=True)
class Scale:
    """``low`` to ``high`` on the pixels ``start`` to ``end`` (``end`` before ``start`` where it runs upwards)."""

    low: Decimal
    high: Decimal
    start: Decimal
    end: Decimal

    def at(self, value: Decimal) -> Decimal:
        """The pixel of ``value``; the nearest edge for a value outside."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self, most: int) -> list[Decimal]:
        """At most ``most`` round values within the scale."""
        step = _round_step((self.high - self.low) / max(1, most - 1))
        first = (self.low / step).to_integral_value(ROUND_CEILING) * step
        found = (first + step * place for place in range(most + 2))
        return [value for value in found if self.low <= value <= self.high][:most]


def around(values: Iterable[Decimal], *, with_zero: bool = False) -> tuple[Decimal, Decimal]:
    """The ends of a scale that has room for ``values``, and for 0 if asked."""
    found = [*values, *([Decimal(0)] if with_zero else [])]
    low, high = min(found), max(found)
    room = (high - low) * Decimal("0.12") or abs(high) * Decimal("0.2") or Decimal(1)
    return (low if with_zero and low == 0 else low - room), (high if with_zero and high == 0 else high + room)


def short(value: Decimal) -> str:
    """``value`` as the axis says it: ``1.8万``."""
    for size, word in _GREAT:
        if abs(value) >= size:
            return _plain(value / size) + word
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _round_step(least: Decimal) -> Decimal:
    power = Decimal(10) ** least.adjusted()
    return next(power * step for step in _STEPS if power * step >= least)
