"""Values brought to one unit, and how finely they are written."""

from decimal import Decimal, InvalidOperation

from luoshi.statements.model import Measure
from luoshi.verdicts.reconcile.words import unit_of

_RATIO = "ratio"


def kind_of(unit: str) -> str:
    """What quantities of ``unit`` compare with: the base of a measuring unit, ``count`` for classifiers, else itself."""
    known = unit_of(unit)
    if known is None:
        return "count" if len(unit) <= 1 and unit != "%" else unit
    if known.kind == "classifier":
        return "count"
    if known.kind == _RATIO or known.base is None or known.factor is None:
        return known.name
    return known.base


def converted(value: Decimal, unit: str, into: str) -> Decimal:
    """``value`` of ``unit`` in the unit ``into``; unchanged where no factors are known."""
    source, target = unit_of(unit), unit_of(into)
    if unit == into or source is None or target is None or source.base is None or source.base != target.base:
        return value
    if source.factor is None or target.factor is None:
        return value
    return value * source.factor / target.factor


def quantum(measure: Measure) -> Decimal | None:
    """What one in the last written digit of ``measure`` is worth in its unit (``3.24万亿元`` → 10000000000)."""
    try:
        written = Decimal(measure.written.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    exponent = written.as_tuple().exponent
    if not isinstance(exponent, int) or not written or not measure.value:
        return None
    return abs(measure.value / written).normalize() * Decimal(10) ** exponent
