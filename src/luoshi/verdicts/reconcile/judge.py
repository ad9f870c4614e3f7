"""Does a result satisfy a target's bound? Rules: docs/reconcile.md, after the row specification's table of verdicts."""

from decimal import ROUND_HALF_UP, Decimal

from luoshi.statements.model import Measure
from luoshi.verdicts.model import Direction, Distance, Verdict
from luoshi.verdicts.reconcile.quantities import converted, quantum
from luoshi.verdicts.reconcile.words import is_better_less

_LEEWAY = Decimal("0.1")
"""左右 allows a tenth of the target either way (row specification, table of verdicts)."""


def direction(target: Measure) -> Direction:
    """Which side of ``target`` is good: its comparator says, else whether less of the indicator is better.

    A fall that is promised (a negative value) is a floor of the fall, which the caller compares by size.
    """
    if target.comparator in (">=", ">"):
        return "floor"
    if target.comparator in ("<=", "<"):
        return "ceiling"
    if target.value < 0 or target.aspect == "rank":
        return "floor" if target.value < 0 else "ceiling"
    less = is_better_less(target.indicator) and not (target.aspect == "output" and target.action)
    return "ceiling" if less else "floor"


def verdict(target: Measure, result: Measure) -> tuple[Verdict, str]:
    """The verdict on ``result`` against the bound of ``target``, and the rule that gave it."""
    return judge(target, converted(result.value, result.unit, target.unit), _step(target, result))


def judge(target: Measure, value: Decimal, step: Decimal | None = None) -> tuple[Verdict, str]:
    """The verdict on ``value``, in the target's unit and written to multiples of ``step``, and the rule that gave it."""
    side = direction(target)
    wanted, got = target.value, value
    if wanted < 0:
        wanted, got = -wanted, -got
    top = abs(target.to) if target.to is not None else wanted
    if side == "ceiling":
        wanted = top
    if step is not None and got != wanted:
        wanted = _rounded(wanted, step)
    leeway = abs(wanted) * _LEEWAY if target.comparator == "~" else Decimal(0)
    if side == "floor":
        strict = target.comparator == ">" and not leeway
        good = got > wanted if strict else got >= wanted - leeway
    else:
        strict = target.comparator == "<"
        good = got < wanted if strict else got <= wanted + leeway
    return ("met" if good else "missed"), f"{side}-{'about' if leeway else 'strict' if strict else 'plain'}"


def distance(target: Measure, value: Decimal) -> Distance:
    """How far ``value``, in the target's unit, is from ``target``."""
    side = direction(target)
    wanted = target.to if side == "ceiling" and target.to is not None else target.value
    return Distance(value, wanted, value - wanted, target.unit, side)


def _step(target: Measure, result: Measure) -> Decimal | None:
    """The precision of ``result`` in the target's unit, where it is coarser than that of ``target``."""
    fine, coarse = quantum(target), quantum(result)
    if coarse is None:
        return None
    coarse = converted(coarse, result.unit, target.unit)
    return coarse if fine is not None and coarse > fine else None


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
