"""A figure as the audit sees it: the row, its ledger entry, and the interval of what it may stand for."""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.ledger.model import Entry
from luoshi.statements.model import Measure
from luoshi.verdicts.audit.interval import INFINITY, Interval

_ABOUT = Decimal("0.1")
_MAGNITUDES = ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_MOST_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of report number ``report`` with its ledger entry; ``interval`` is in the entry's unit."""

    report: int
    measure: Measure
    entry: Entry
    interval: Interval

    @property
    def year(self) -> int | None:
        """The single year it speaks of; None for an interval of years or none."""
        return int(self.entry.period) if self.entry.period.isdigit() else None

    @property
    def years(self) -> int:
        """How many years it covers: 1 for a single year, 5 for ``2016/2020``."""
        first, _, last = self.entry.period.partition("/")
        return int(last) - int(first) + 1 if last else 1

    @property
    def name(self) -> str:
        """The canonical indicator with its scope."""
        return f"{self.entry.scope or ''}/{self.entry.indicator}"

    @property
    def is_plain(self) -> bool:
        """Whether it is stated without a bound, as one number."""
        return self.entry.comparator == "=" and self.entry.to is None

    @property
    def is_quantity(self) -> bool:
        """Whether it is an amount (a level, output or total), not a rate of change, share or rank."""
        return self.entry.aspect in ("level", "output", "cumulative")

    def shown(self, value: Decimal) -> str:
        """``value`` (in the entry's unit) in the unit and magnitude in which this figure is written: ``4.2亿元``."""
        measure = self.measure
        if self.entry.value and measure.value:
            value = value / (self.entry.value / measure.value)
        scale, word = next((pair for pair in _MAGNITUDES if abs(measure.value) >= pair[0]), (Decimal(1), ""))
        unit = {"pp": "个百分点"}.get(measure.unit, measure.unit)
        return f"{tidy(value / scale, self._decimals(scale) + 1)}{word}{unit}"

    def shown_between(self, interval: Interval) -> str:
        """``interval`` in the unit in which this figure is written: ``4.1亿元–4.3亿元``."""
        ends = [
            ("∞" if end == INFINITY else "-∞" if end == -INFINITY else self.shown(end))
            for end in (interval.low, interval.high)
        ]
        return "–".join(dict.fromkeys(ends))

    def _decimals(self, scale: Decimal) -> int:
        exponent = (self.measure.value / scale).normalize().as_tuple().exponent
        return min(max(0, -exponent if isinstance(exponent, int) else 0), _MOST_DECIMALS)


def figure_of(report: int, measure: Measure, entry: Entry) -> Figure:
    """The figure of a row and its entry."""
    return Figure(report, measure, entry, interval_of(entry))


def interval_of(entry: Entry) -> Interval:
    """What ``entry`` may stand for: half a unit of its last written digit either way, its bound, or its range.

    A whole count of things (216个) is exact. 左右, 约 and 近 mean a tenth either way, as for verdicts (docs/rows.md).
    A fall bounded by 以上 is at least that large a fall.
    """
    value, half = entry.value, _half(entry)
    if entry.to is not None:
        return Interval(min(value, entry.to) - half, max(value, entry.to) + half)
    around = abs(value) * _ABOUT
    match entry.comparator:
        case "=":
            return Interval(value - half, value + half)
        case "~":
            return Interval(value - around, value + around)
        case ">=" | ">":
            return Interval(value - half, INFINITY) if value >= 0 else Interval(-INFINITY, value + half)
        case _:
            return Interval(-INFINITY, value) if value >= 0 else Interval(value, Decimal(0))


def _half(entry: Entry) -> Decimal:
    is_count = entry.dimension == "count" and entry.value == entry.value.to_integral_value()
    return Decimal(0) if is_count and entry.precision <= Decimal("0.5") else entry.precision


def tidy(value: Decimal, decimals: int) -> str:
    """``value`` rounded to at most ``decimals`` places, without trailing zeros."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
