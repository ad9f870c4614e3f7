"""A change stated beside 从…到… is not the difference of the two values.

Checks: a figure with a starting value against the change, growth or yearly growth that follows it in the sentence.
Matters: two of the three numbers leave no choice for the third.
Example: 城镇化率从60.1%提高到65.3%，提高4.2个百分点。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: the growth is of an indicator in constant prices, or the number of years is not stated.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.interval import Interval
from luoshi.verdicts.audit.model import Claim, Rule
from luoshi.verdicts.audit.working import claim, growth_between, is_real, percent, result

_NUMERAL = re.compile(r"(\d[\d,]*(?:\.(\d+))?)\s*(万亿|亿|万)?")
_MAGNITUDES = {"万亿": Decimal(10**12), "亿": Decimal(10**8), "万": Decimal(10**4), None: Decimal(1)}
_YEARLY = re.compile(r"年均|年平均|每年|递增")
_OTHER_BASE = re.compile(
    r"(?:比|较|与)(?:上年|去年|\d{4}年|全国|全省|全市|年初|同期)|同比|(?:高|低|快)于|去年|上年|今年|其中"
)
_MOST_TEXT = 24


def change_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for group in evidence.sentences:
        for figure in group:
            start = starting_value(figure, evidence)
            if start is None or figure.entry.aspect in ("rank", "change"):
                continue
            for stated in evidence.companions(figure, group):
                if (
                    _OTHER_BASE.search(evidence.between(figure, stated))
                    or len(evidence.between(figure, stated)) > _MOST_TEXT
                ):
                    break
                yield from _compared(start, figure, stated, evidence)


def starting_value(figure: Figure, evidence: Evidence) -> Interval | None:
    """What the starting value of ``figure`` may stand for, by its digits in the text before it."""
    origin = figure.measure.origin
    if origin is None or not figure.measure.value:
        return None
    for match in reversed(list(_NUMERAL.finditer(evidence.before(figure, 60)))):
        scale = _MAGNITUDES[match[3]]
        number = Decimal(match[1].replace(",", ""))
        factors = {scale, _written_scale(figure)}
        for each in factors:
            if number * each == origin:
                half = Decimal("0.5").scaleb(-len(match[2] or "")) * each
                is_exact = figure.interval.low == figure.interval.high and half <= Decimal("0.5")
                ratio = figure.entry.value / figure.measure.value
                return Interval(origin, origin).widened(*[Decimal(0) if is_exact else half] * 2).scaled(ratio)
    return None


def _written_scale(figure: Figure) -> Decimal:
    try:
        return abs(figure.measure.value / Decimal(figure.measure.written.replace(",", "")))
    except ArithmeticError:
        return Decimal(1)


def _compared(start: Interval, figure: Figure, stated: Figure, evidence: Evidence) -> Iterator[Claim]:
    between = evidence.between(figure, stated)
    end = figure.interval
    is_yearly = _YEARLY.search(between) is not None or stated.years > 1 and "年均" in between
    if stated.entry.aspect == "change" and stated.entry.unit in (figure.entry.unit, {"%": "pp"}.get(figure.entry.unit)):
        computed = end - start
        if not is_yearly and not _agree(computed, stated.interval):
            working = (
                f"{figure.shown(figure.interval.middle)} − {figure.shown(start.middle)} = {result(computed, figure)}"
            )
            yield claim(evidence, f"{working} ≠ {stated.shown(stated.entry.value)}", [figure, stated])
    elif (
        stated.entry.aspect == "growth"
        and stated.entry.unit == "%"
        and figure.entry.unit != "%"
        and start.is_positive
        and end.is_positive
    ):
        if is_real(figure) or (is_yearly and stated.years == 1):
            return
        years = stated.years if is_yearly else 1
        computed = growth_between(Interval(Decimal(1), Decimal(1)), (end / start).root(years))
        readings = [stated.interval]
        if stated.measure.unit == "倍":
            readings.append(stated.interval.shifted(Decimal(-100)))
        if not any(computed.meets(reading) for reading in readings):
            root = f"^(1/{years})" if years > 1 else ""
            working = f"({figure.shown(end.middle)} ÷ {figure.shown(start.middle)}){root} − 1 = {percent(computed)}"
            causes = ["scope", "period"] if is_yearly else ["scope"]
            yield claim(evidence, f"{working} ≠ {stated.shown(stated.entry.value)}", [figure, stated], *causes)


def _agree(computed: Interval, stated: Interval) -> bool:
    """Whether the change agrees, whatever the sign: 减少 is sometimes read as a bare number."""
    flipped = Interval(-stated.high, -stated.low)
    return computed.meets(stated) or computed.meets(flipped)


CHANGE_DIFFERS = Rule(code="CHG01", name="change-differs", check=change_differs)
