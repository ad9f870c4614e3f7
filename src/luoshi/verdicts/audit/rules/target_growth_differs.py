"""A target level and the growth stated with it do not fit what was reached.

Checks: a target level and the target growth beside it against last year's level.
Matters: reaching the one would miss, or far exceed, the other.
Example: 去年规上工业产值1500亿元……今年规上工业产值超2000亿元、增长20%以上。
Tolerance: half a unit of each last digit, and a twentieth of the level, since targets are round.
Silent when: last year's level is stated nowhere or only with a bound, or growth is in constant prices.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.interval import Interval
from luoshi.verdicts.audit.model import Claim, Rule
from luoshi.verdicts.audit.working import claim, factor, is_real, result

_LONGEST = 10
_OTHER_BASE = re.compile(r"年均|(?:比|较)\d{4}年|其中")
_ROUND = Decimal("0.05")


def target_growth_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for group in evidence.sentences:
        for target in group:
            if target.entry.mode != "target" or not target.is_quantity or target.year is None or is_real(target):
                continue
            for stated in evidence.companions(target, group):
                if _is_beside(stated, target, evidence):
                    yield from _compared(target, stated, evidence)
                break


def _is_beside(stated: Figure, target: Figure, evidence: Evidence) -> bool:
    """Whether ``stated`` is the growth of the level ``target``, directly behind it and on the year before."""
    gap = evidence.between(target, stated)
    is_growth = stated.entry.aspect == "growth" and stated.entry.unit == "%"
    is_level = target.entry.unit != "%" and target.entry.aspect != "output"
    return is_growth and is_level and len(gap) <= _LONGEST and not _OTHER_BASE.search(gap)


def _compared(target: Figure, growth: Figure, evidence: Evidence) -> Iterator[Claim]:
    series = evidence.series.get(evidence.key(target, mode="result"), ())
    bases = [each for each in series if each.year == (target.year or 0) - 1 and each.interval.is_finite]
    if not bases or target.entry.identity.is_generic:
        return
    wanted = _point(target)
    wanted = wanted.widened(wanted.low * _ROUND, wanted.high * _ROUND)
    expected = [(base, base.interval * factor(_point(growth))) for base in bases]
    if any(value.meets(wanted) for _, value in expected):
        return
    base, value = expected[0]
    working = f"{base.shown(base.entry.value)} × (1 + {growth.shown(growth.entry.value)}) = {result(value, target)}"
    yield claim(evidence, f"{working} ≠ {target.shown(target.entry.value)}", [base, target, growth], "scope")


def _point(figure: Figure) -> Interval:
    """The figure as if its bound were its value: 超2000亿元 is 2000亿元."""
    half = figure.entry.precision
    return Interval(figure.entry.value, figure.entry.to or figure.entry.value).widened(half, half)


TARGET_GROWTH_DIFFERS = Rule(code="TGT02", name="target-growth-differs", check=target_growth_differs)
