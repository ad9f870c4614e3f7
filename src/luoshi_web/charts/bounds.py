"""A promised value with its bound: at least, at most, from … to, about; and the marks that say so."""

from dataclasses import dataclass
from decimal import Decimal

from luoshi_web.charts.canvas import Canvas, Number
from luoshi_web.models import Measure
from luoshi_web.pages.words import as_said

_FOOT, _HALF, _GAP = 7, 8, 3


@dataclass(frozen=True, slots=True)
class Bound:
    """``value`` in a base unit, ``to`` the end of a range, ``comparator`` one of ``= ~ > >= < <=``."""

    value: Decimal
    to: Decimal | None
    comparator: str

    @property
    def opens(self) -> int:
        """1 where more is within the bound, -1 where less is, 0 where neither."""
        return 1 if self.comparator in (">", ">=") else -1 if self.comparator in ("<", "<=") else 0

    @property
    def values(self) -> list[Decimal]:
        """The values that a scale must have room for."""
        return [self.value] if self.to is None else [self.value, self.to]

    def over(self, divisor: Decimal) -> "Bound":
        """The same as a share of ``divisor``, in percent; a negative divisor turns it round."""
        turned = {">": "<", ">=": "<=", "<": ">", "<=": ">="} if divisor < 0 else {}
        to = None if self.to is None else self.to / divisor * 100
        return Bound(self.value / divisor * 100, to, turned.get(self.comparator, self.comparator))


def bound_of(row: Measure) -> Bound:
    """The bound that ``row`` states, in its base unit."""
    value, base = Decimal(row.value), Decimal(row.base_value)
    to = Decimal(row.to) * (base / value if value else 1) if row.to else None
    return Bound(base, to, row.comparator)


def said(row: Measure) -> str:
    """The figure of ``row`` as the tables word it."""
    return as_said(row.text, row.value, row.aspect)


def mark_across(canvas: Canvas, x: Decimal, y: Decimal, bound: Bound, end: Decimal | None) -> None:
    """The mark of ``bound`` where values run across; ``end`` is the pixel of the end of its range."""
    feet: list[tuple[str, Number, Number]] = [("M", x, y - _HALF), ("L", x, y + _HALF)]
    if bound.comparator == "~":
        feet[1:1] = [("L", x, y - _GAP), ("M", x, y + _GAP)]
    if bound.opens:
        foot = x + _FOOT * bound.opens
        feet = [("M", foot, y - _HALF), ("L", x, y - _HALF), ("L", x, y + _HALF), ("L", foot, y + _HALF)]
    if end is not None:
        feet += [("M", x, y), ("L", end, y), ("M", end, y - _HALF), ("L", end, y + _HALF)]
    canvas.path(feet, "promised")


def mark_upright(canvas: Canvas, x: Decimal, y: Decimal, bound: Bound, end: Decimal | None) -> None:
    """The mark of ``bound`` where values run upwards."""
    feet: list[tuple[str, Number, Number]] = [("M", x - _HALF, y), ("L", x + _HALF, y)]
    if bound.comparator == "~":
        feet[1:1] = [("L", x - _GAP, y), ("M", x + _GAP, y)]
    if bound.opens:
        foot = y - _FOOT * bound.opens
        feet = [("M", x - _HALF, foot), ("L", x - _HALF, y), ("L", x + _HALF, y), ("L", x + _HALF, foot)]
    if end is not None:
        feet += [("M", x, y), ("L", x, end), ("M", x - _HALF, end), ("L", x + _HALF, end)]
    canvas.path(feet, "promised")
