"""Does a result satisfy a target's bound? Rules: docs/reconcile.md, after the row specification's table of verdicts."""

from decimal import ROUND_HALF_UP, Decimal

from luoshi.ledger.model import Entry
from luoshi.verdicts.model import Direction, Distance, Verdict
from luoshi.verdicts.reconcile.words import is_better_less

_LEEWAY = Decimal("0.1")
"""左右 allows a tenth of the target either way (row specification, table of verdicts)."""


def direction(target: Entry) -> Direction:
    """Which side of ``target`` is good: its comparator says, else whether less of the indicator is better.

    A fall that is promised (a negative value) is a floor of the fall; a rank is a ceiling.
    """
    if target.comparator in (">=", ">"):
        return "floor"
    if target.comparator in ("<=", "<") or target.aspect == "rank":
        return "ceiling"
    if target.value < 0 or (target.aspect in ("output", "change") and target.action):
        return "floor"
    return "ceiling" if is_better_less(target.indicator) else "floor"


def judge_result(target: Entry, result: Entry) -> tuple[Verdict, str]:
    """The verdict on ``result`` against the bound of ``target``, and the rule that gave it.

    Where the result is written with fewer digits than the target, the target is rounded to them.
    """
    is_beyond = result.comparator == (">" if direction(target) == "floor" else "<")
    return judge(target, result.value, precision=result.precision, is_beyond=is_beyond)


def judge(
    target: Entry, value: Decimal, *, precision: Decimal | None = None, is_beyond: bool = False
) -> tuple[Verdict, str]:
    """The verdict on ``value`` (in the entry's unit) against the bound of ``target``, and the rule that gave it.

    ``precision`` is half a unit of the last digit that ``value`` was written with; ``is_beyond`` says that the true
    value lies on the good side of ``value`` (超1000亿元).
    """
    side = direction(target)
    bound = target.to if side == "ceiling" and target.to is not None else target.value
    sign = -1 if target.value < 0 else 1
    wanted, got = bound * sign, value * sign
    if precision is not None and precision > target.precision and got != wanted:
        wanted = _rounded(wanted, 2 * precision)
    leeway = abs(wanted) * _LEEWAY if target.comparator == "~" else Decimal(0)
    strict = target.comparator in (">", "<")
    if side == "ceiling":
        wanted, got = -wanted, -got
    good = got > wanted if strict and not is_beyond else got >= wanted - leeway
    return ("met" if good else "missed"), f"{side}-{'about' if leeway else 'beyond' if strict else 'reached'}"


def distance(target: Entry, value: Decimal, unit: str, scale: Decimal) -> Distance:
    """How far ``value`` is from ``target``, in ``unit``, of which ``scale`` are one unit of the entry."""
    side = direction(target)
    bound = target.to if side == "ceiling" and target.to is not None else target.value
    return Distance(value * scale, bound * scale, (value - bound) * scale, unit, side)


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step
