"""Level and growth (or change) do not follow from last year's level.

Checks: a level with the growth or change beside it, against the level of the year before in any report of the place.
Matters: one of three figures, in two texts, does not fit the other two.
Example: 2023年社会消费品零售总额110亿元，增长5%；上年报告：社会消费品零售总额100亿元。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: growth in constant prices (生产总值) leaves room for prices, or a figure has only a bound.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.interval import Interval
from luoshi.verdicts.audit.model import Cause, Claim, Rule
from luoshi.verdicts.audit.working import claim, factor, is_real, result

_LONGEST = 12
_OTHER_BASE = re.compile(
    r"(?:比|较)(?:\d{4}年|全国|全省|年初|[三四五]年前)|年均|每年|(?:高|低|快)于|其中|翻|累计|全省|全国|全市平均"
)
_STANDS = re.compile(r"(?:达到?|为|至|到)$")
_STARTS = re.compile(r"[从由][^,;。到至]*\Z")
_SINCE = re.compile(r"[,、]?比“[^”]{1,6}”(?!末)")
_YEARLY = 25
"""Per cent: growth above it, in an account of several years, is that of all of them."""

_DEFLATOR = (Decimal("-0.06"), Decimal("0.12"))
"""How far prices may carry levels from growth in constant prices: wider than any year's GDP deflator from 1995 to 2024.

Source: 国家统计局《中国统计年鉴》, 国内生产总值 and its index, deflators computed from both.
"""


def growth_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for group in evidence.sentences:
        for level in group:
            if (
                level.entry.mode != "result"
                or not level.is_quantity
                or level.year is None
                or level.measure.origin is not None
            ):
                continue
            if (level.entry.aspect == "output" and not level.entry.is_known) or level.entry.identity.is_generic:
                continue
            earlier = _earlier(level, evidence)
            if not earlier:
                continue
            for stated in evidence.companions(level, group):
                gap = evidence.between(level, stated)
                if _is_yearly(stated, level) and len(gap) <= _LONGEST and not _OTHER_BASE.search(gap):
                    yield from _compared(level, stated, earlier, evidence)
                break


def _is_yearly(stated: Figure, level: Figure) -> bool:
    """Whether growth is on the year before: the level's own year, or years that end with it and too little for them."""
    if stated.measure.unit == "倍":
        return False
    is_small = stated.entry.aspect == "growth" and abs(stated.entry.value) < _YEARLY
    return stated.year == level.year or (is_small and stated.entry.period.endswith(f"/{level.year}"))


def _earlier(level: Figure, evidence: Evidence) -> list[Figure]:
    """Levels of the year before, as results."""
    before = (level.year or 0) - 1
    series = evidence.series[evidence.key(level)]
    return [
        each
        for each in series
        if _reached(each, evidence) == before and each.is_plain and _is_base(each, level, evidence)
    ]


def _reached(figure: Figure, evidence: Evidence) -> int | None:
    """The year at whose end the level stood; also of 五年来…达到, but not of a sum over the years."""
    if figure.year is None and _STANDS.search(evidence.before(figure, 6)):
        return int(figure.entry.period[-4:])
    return figure.year


def _is_base(base: Figure, level: Figure, evidence: Evidence) -> bool:
    """Whether both are of one scope: not a sum since a plan began, nor one part of the other by another name."""
    if base.entry.value <= 0 or _STARTS.search(evidence.before(base, 16)) or _SINCE.match(evidence.after(base)):
        return False
    among = "其中" in evidence.before(level, 12) or "其中" in evidence.before(base, 12)
    return base.entry.words == level.entry.words or not (among or "县域" in base.entry.words + level.entry.words)


def _compared(level: Figure, stated: Figure, earlier: list[Figure], evidence: Evidence) -> Iterator[Claim]:
    if stated.entry.aspect == "growth" and stated.entry.unit == "%" and level.entry.unit != "%":
        expected = [(base, _grown(base, stated, is_real=is_real(level))) for base in earlier]
        operation = f"(1 + {stated.shown(stated.entry.value)})"
        sign = "×"
    elif stated.entry.aspect == "change" and stated.entry.unit in (level.entry.unit, {"%": "pp"}.get(level.entry.unit)):
        expected = [(base, base.interval + stated.interval) for base in earlier]
        operation, sign = stated.shown(stated.entry.value), "+"
    else:
        return
    if any(value.meets(level.interval) for _, value in expected):
        return
    base, value = expected[0]
    causes: list[Cause] = ["revised", "scope"]
    if is_real(level):
        causes.insert(0, "real")
    working = (
        f"{base.shown(base.entry.value)} {sign} {operation} = {result(value, level)} ≠ {level.shown(level.entry.value)}"
    )
    yield claim(evidence, working, [base, level, stated], *causes)


def _grown(base: Figure, growth: Figure, *, is_real: bool) -> Interval:
    value = base.interval * factor(growth.interval)
    if is_real:
        value = value.widened(-value.low * _DEFLATOR[0], value.high * _DEFLATOR[1])
    return value


GROWTH_DIFFERS = Rule(code="GRW01", name="growth-differs", check=growth_differs)
