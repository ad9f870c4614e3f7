"""A level, its increase in units and its growth in per cent, stated together, do not agree.

Checks: level, change and growth of one indicator in one sentence, on the same base year.
Matters: two of the three numbers leave no choice for the third.
Example: 民生支出完成110亿元，比上年增加10亿元、增长12%。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: the growth is in constant prices, the figures have different bases, or one has only a bound.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.interval import Interval
from luoshi.verdicts.audit.model import Claim, Rule
from luoshi.verdicts.audit.working import claim, growth_between, is_real, percent

_YEARLY = re.compile(r"年均|年平均|递增")
_LONGEST = 24
_OTHER = re.compile(r"[亿万]|其中|高于|低于|快于|(?<![比较])去年|上年同期完成")


def increment_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for group in evidence.sentences:
        for level in group:
            if not level.is_quantity or not level.is_plain or is_real(level) or level.measure.origin is not None:
                continue
            after = list(evidence.companions(level, group))[:2]
            changes = [each for each in after if each.entry.aspect == "change" and each.entry.unit == level.entry.unit]
            growths = [each for each in after if each.entry.aspect == "growth" and each.entry.unit == "%"]
            if len(changes) == len(growths) == 1:
                yield from _compared(level, changes[0], growths[0], evidence)


def _compared(level: Figure, change: Figure, growth: Figure, evidence: Evidence) -> Iterator[Claim]:
    first, second = sorted((change, growth), key=lambda each: each.measure.at)
    gaps = evidence.between(level, first), evidence.between(first, second)
    if any(len(gap) > _LONGEST or _OTHER.search(gap) for gap in gaps):
        return
    years = max(change.years, growth.years) if _YEARLY.search("".join(gaps)) else 1
    if years == 1 and (_YEARLY.search("".join(gaps)) or change.entry.period != growth.entry.period):
        return
    base = level.interval - change.interval
    if not base.is_positive or not base.is_finite:
        return
    ratio = level.interval / base
    computed = growth_between(Interval(Decimal(1), Decimal(1)), ratio.root(years))
    exact = _tight(level.interval, change.interval, years)
    if (exact or computed).meets(growth.interval):
        return
    root = f"^(1/{years})" if years > 1 else ""
    shown = f"{level.shown(level.entry.value)} ÷ ({level.shown(level.entry.value)} − {level.shown(change.entry.value)})"
    working = f"({shown}){root} − 1 = {percent(exact or computed)} ≠ {growth.shown(growth.entry.value)}"
    yield claim(evidence, working, [level, change, growth], "scope")


def _tight(level: Interval, change: Interval, years: int) -> Interval | None:
    """The growth where level and base move together: largest for the smallest level and the largest change."""
    one = Decimal(1)
    low, high = level.high - change.low, level.low - change.high
    if high <= 0 or years < 1:
        return None
    exponent = one / Decimal(years)
    return Interval(((level.high / low) ** exponent - one) * 100, ((level.low / high) ** exponent - one) * 100)


INCREMENT_DIFFERS = Rule(code="CHG02", name="increment-differs", check=increment_differs)
