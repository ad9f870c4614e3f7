"""Exact decimals as people and programs read them."""

from decimal import Decimal

from luoshi.pages.words import Words
from luoshi.statements.model import Measure


def number_text(value: Decimal) -> str:
    """The shortest exact decimal notation, valid as a JSON number: ``3240000000000``, ``-0.6``, ``0``."""
    if value == value.to_integral_value():
        return str(int(value))
    return format(value, "f").rstrip("0")


def bounded(measure: Measure, words: Words) -> str:
    """Value with its bound, without unit: ``6以上``, ``6—6.5``."""
    number = number_text(measure.value)
    if measure.to is not None:
        number = words("bound.range", low=number, high=number_text(measure.to))
    return words(f"bound.{measure.comparator}", number=number)


def unit_words(unit: str, words: Words) -> str:
    """The unit as people write it: ``个百分点`` for ``pp``."""
    return words(f"unit.{unit}") if f"unit.{unit}" in words else unit


def split_expression(measure: Measure, text: str, words: Words) -> tuple[str, str]:
    """Target and unit of ``measure`` in the source's own words where it writes both: ``("约9000", "亿元")``.

    Where it does not (``百分之六``, a unit shared with the next figure), value and bound are worded afresh.
    """
    unit = unit_words(measure.unit, words)
    written, source_unit = measure.written, unit_words(measure.unit, Words("zh"))
    tail = text[measure.at + len(written) : measure.end]
    cut = tail.find(source_unit)
    if not (measure.to is None and written[:1].isdigit() and text.startswith(written, measure.at) and cut >= 0):
        return bounded(measure, words), unit
    head, bound = text[measure.start : measure.at], tail[cut + len(source_unit) :]
    return f"{head}{written}{bound}", tail[:cut] + source_unit
