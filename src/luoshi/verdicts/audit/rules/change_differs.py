"""A change stated beside 从…到… is not the difference of the two values.

Checks: a figure with a starting value against the change, growth or yearly growth that follows it in the sentence.
Matters: two of the three numbers leave no choice for the third.
Example: 城镇化率从60.1%提高到65.3%，提高4.2个百分点。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: the growth is of an indicator in constant prices, or the number of years is not stated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.interval import Interval
from luoshi.verdicts.audit.model import Cause, Claim, Exhibit, Rule
from luoshi.verdicts.audit.working import claim, growth_between, is_real, percent, result

_NUMERAL = re.compile(r"(\d[\d,]*(?:\.(\d+))?)\s*(万亿|亿|万)?")
_MAGNITUDES = {"万亿": Decimal(10**12), "亿": Decimal(10**8), "万": Decimal(10**4), None: Decimal(1)}
_YEARLY = re.compile(r"年均|年平均|每年|递增")
_REAL = re.compile(r"实际|扣除|可比价|不变价")
_OTHER_BASE = re.compile(
    r"(?:比|较|与)(?:上年|去年|\d{4}年|全国|全省|全市|年初|同期)|同比|(?:高|低|快)于|去年|上年|今年|其中"
)
_MOST_TEXT, _BACK = 24, 60
_ONE = Interval(Decimal(1), Decimal(1))


@dataclass(frozen=True, slots=True)
class Start:
    """The starting value of a figure: what it may stand for, and where its numeral stands."""

    interval: Interval
    exhibit: Exhibit


def change_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for group in evidence.sentences:
        for figure in group:
            start = _start(figure, evidence)
            if start is None or figure.entry.aspect in ("rank", "change"):
                continue
            for stated in evidence.companions(figure, group):
                gap = evidence.between(figure, stated)
                if _OTHER_BASE.search(gap) or len(gap) > _MOST_TEXT:
                    break
                compare = _change if stated.entry.aspect == "change" else _growth
                for made in compare(start.interval, figure, stated, evidence):
                    yield Claim(made.working, (start.exhibit, *made.exhibits), made.causes)


def _start(figure: Figure, evidence: Evidence) -> Start | None:
    """The starting value of ``figure``, found by its digits in the text before it."""
    origin, before = figure.measure.origin, evidence.before(figure, _BACK)
    if origin is None or not figure.measure.value:
        return None
    for match in reversed(list(_NUMERAL.finditer(before))):
        number = Decimal(match[1].replace(",", ""))
        for scale in (_MAGNITUDES[match[3]], _written_scale(figure)):
            if number * scale == origin:
                half = Decimal("0.5").scaleb(-len(match[2] or "")) * scale
                is_exact = figure.interval.low == figure.interval.high and half <= Decimal("0.5")
                half = Decimal(0) if is_exact else half
                interval = Interval(origin - half, origin + half).scaled(figure.entry.value / figure.measure.value)
                at = figure.entry.start - len(before) + match.start()
                end = figure.entry.start - len(before) + match.end()
                return Start(interval, Exhibit(figure.report, figure.measure.sentence, at, end))
    return None


def _written_scale(figure: Figure) -> Decimal:
    try:
        return abs(figure.measure.value / Decimal(figure.measure.written.replace(",", "")))
    except ArithmeticError:
        return Decimal(1)


def _change(start: Interval, figure: Figure, stated: Figure, evidence: Evidence) -> Iterator[Claim]:
    units = (figure.entry.unit, {"%": "pp"}.get(figure.entry.unit))
    computed = figure.interval - start
    flipped = Interval(-stated.interval.high, -stated.interval.low)
    if stated.entry.unit not in units or _YEARLY.search(evidence.between(figure, stated)):
        return
    if not computed.meets(stated.interval) and not computed.meets(flipped):
        working = f"{figure.shown(figure.entry.value)} − {figure.shown(start.middle)} = {result(computed, stated)}"
        yield claim(evidence, f"{working} ≠ {stated.shown(stated.entry.value)}", [figure, stated])


def _growth(start: Interval, figure: Figure, stated: Figure, evidence: Evidence) -> Iterator[Claim]:
    is_yearly = _YEARLY.search(evidence.between(figure, stated)) is not None
    if _REAL.search(evidence.between(figure, stated)):
        return
    is_growth = stated.entry.aspect == "growth" and stated.entry.unit == "%" and figure.entry.unit != "%"
    if not is_growth or is_real(figure) or (is_yearly and stated.years == 1):
        return
    if not start.is_positive or not figure.interval.is_positive:
        return
    years = stated.years if is_yearly else 1
    computed = growth_between(_ONE, (figure.interval / start).root(years))
    readings = [stated.interval]
    if stated.measure.unit == "倍":
        readings.append(stated.interval.shifted(Decimal(-100)))
    if any(computed.meets(reading) for reading in readings):
        return
    root = f"^(1/{years})" if years > 1 else ""
    ratio = f"({figure.shown(figure.entry.value)} ÷ {figure.shown(start.middle)}){root}"
    causes: tuple[Cause, ...] = ("scope", "period") if is_yearly else ("scope",)
    working = f"{ratio} − 1 = {percent(computed)} ≠ {stated.shown(stated.entry.value)}"
    yield claim(evidence, working, [figure, stated], *causes)


CHANGE_DIFFERS = Rule(code="CHG01", name="change-differs", check=change_differs)
