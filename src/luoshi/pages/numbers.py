"""Exact decimals and value expressions as people and programs read them."""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.pages.report import plain
from luoshi.pages.words import Words
from luoshi.statements.model import Measure

_MAGNITUDES = (("万亿", Decimal(10**12)), ("亿", Decimal(10**8)), ("万", Decimal(10**4)))
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Expression:
    """A value in words: ``lead`` and ``trail`` hold its bound (超, 以上), ``unit`` also its magnitude word (亿元)."""

    lead: str
    number: str
    unit: str
    trail: str

    def __str__(self) -> str:
        return f"{self.lead}{self.number}{self.unit}{self.trail}"

    @property
    def target(self) -> str:
        """What a table with a column for the unit shows: ``约9000``, ``6以上``."""
        return f"{self.lead}{self.number}{self.trail}"


def number_text(value: Decimal) -> str:
    """The shortest exact decimal notation, valid as a JSON number: ``3240000000000``, ``-0.6``, ``0``."""
    if value == value.to_integral_value():
        return str(int(value))
    return format(value, "f").rstrip("0")


def exact_value(measure: Measure, words: Words) -> str:
    """The value resolved, with bound and unit: ``6%以上``, ``900000000000元左右``."""
    return str(_worded(measure, words, Decimal(1), ""))


def expression(measure: Measure, text: str, words: Words) -> Expression:
    """The value of ``measure`` in the source's own words where they stand together: ``约9000亿元``, ``6%以上``.

    Where they do not (``百分之六``, a unit shared with the next figure), value and bound are worded afresh.
    A fall has a minus sign; a rank has no unit (``前五``).
    """
    if measure.aspect == "rank":
        return Expression("", plain(text[measure.start : measure.end]), "", "")
    written, unit = measure.written, _unit_words(measure.unit, Words("zh"))
    tail = text[measure.at + len(written) : measure.end]
    cut = tail.find(unit)
    if measure.to is not None or not written[:1].isdigit() or not text.startswith(written, measure.at) or cut < 0:
        return _rescaled(measure, words)
    sign = "-" if measure.value < 0 else ""
    shown = tail[:cut] + (_unit_words(measure.unit, words) if measure.unit == "pp" else unit)
    return Expression(
        plain(text[measure.start : measure.at]), sign + written, plain(shown), plain(tail[cut + len(unit) :])
    )


def _rescaled(measure: Measure, words: Words) -> Expression:
    """Value and unit with the largest magnitude word that leaves few digits."""
    ends = [end for end in (measure.value, measure.to) if end is not None]
    for magnitude, factor in _MAGNITUDES:
        if all(
            abs(end) >= factor and len((end / factor).normalize().as_tuple().digits) <= _MOST_DIGITS for end in ends
        ):
            return _worded(measure, words, factor, magnitude)
    return _worded(measure, words, Decimal(1), "")


def _worded(measure: Measure, words: Words, factor: Decimal, magnitude: str) -> Expression:
    number = number_text(measure.value / factor)
    if measure.to is not None:
        number = words("bound.range", low=number, high=number_text(measure.to / factor))
    lead, trail = words(f"bound.{measure.comparator}", number="\0").split("\0")
    return Expression(lead, number, magnitude + _unit_words(measure.unit, words), trail)


def _unit_words(unit: str, words: Words) -> str:
    return words.label("unit", unit)
