"""A figure is ten, a hundred or ten thousand times what the other years say.

Checks: a level against the levels of the same indicator in the years around it.
Matters: 万 and 亿, or a decimal point, are easily lost.
Example: 2021年社会消费品零售总额96亿元、2022年98亿元、2023年10.1亿元。
Tolerance: a factor of seven either way; of a hundred where only one other year is known.
Silent when: no other year is known, or the others differ among themselves as much.
"""

from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure, tidy
from luoshi.verdicts.audit.model import Claim, Rule
from luoshi.verdicts.audit.working import claim

_SLIP, _SLIP_OF_TWO = Decimal(7), Decimal(100)
_ALIKE = Decimal(3)
_NEAR_YEARS = 5


def magnitude_slip(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for key, series in evidence.series.items():
        if key[2] != "level" or key[4] != "result" or key[3] in ("%", "位"):
            continue
        levels = [
            each
            for each in series
            if each.year and each.entry.value > 0 and each.entry.is_known and not each.entry.identity.is_generic
        ]
        for figure in levels:
            yield from _compared(figure, levels, evidence)


def _compared(figure: Figure, levels: list[Figure], evidence: Evidence) -> Iterator[Claim]:
    others = [
        each
        for each in levels
        if each.year != figure.year and abs((each.year or 0) - (figure.year or 0)) <= _NEAR_YEARS
    ]
    values = [each.entry.value for each in others]
    if not values or max(values) > min(values) * _ALIKE:
        return
    ratio = figure.entry.value / Decimal(median(values))
    slip = _SLIP if len({each.year for each in others}) > 1 else _SLIP_OF_TWO
    if ratio >= slip or ratio * slip <= 1:
        others.sort(key=lambda each: abs((each.year or 0) - (figure.year or 0)))
        listed = "、".join(f"{each.year}: {each.shown(each.entry.value)}" for each in others[:3])
        working = f"{figure.year}: {figure.shown(figure.entry.value)}; {listed}; ×{tidy(ratio, 3)}"
        yield claim(evidence, working, [figure, *others[:3]], "scope")


MAGNITUDE_SLIP = Rule(code="MAG01", name="magnitude-slip", check=magnitude_slip)
