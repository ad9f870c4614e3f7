"""A stock is not last year's stock plus what was added.

Checks: a total with what was added in the same year, against the total of the year before.
Matters: either something also left the stock, or one of the figures is wrong.
Example: 新增高新技术企业100家、总数达到700家；上年报告：高新技术企业达到650家。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: a figure has only a bound, or a total of one of the two years is stated nowhere.
"""

import re
from collections.abc import Iterator

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.model import Cause, Claim, Rule
from luoshi.verdicts.audit.working import claim, result

_ADDED = re.compile(r"新增|净增|新建成|新认定|增加")


def stock_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for figures in evidence.figures:
        for added in figures:
            if added.entry.aspect != "output" or added.entry.mode != "result" or added.year is None:
                continue
            if not _ADDED.match(added.entry.action or "") or added.entry.identity.is_generic:
                continue
            totals = [
                each for each in evidence.series.get(evidence.key(added, aspect="level"), ()) if each.interval.is_finite
            ]
            now = [each for each in totals if each.year == added.year]
            before = [each for each in totals if each.year == added.year - 1]
            if now and before:
                yield from _compared(added, now, before, evidence)


def _compared(added: Figure, now: list[Figure], before: list[Figure], evidence: Evidence) -> Iterator[Claim]:
    expected = [(earlier, later, earlier.interval + added.interval) for earlier in before for later in now]
    if any(value.meets(later.interval) for _, later, value in expected):
        return
    earlier, later, value = expected[0]
    working = f"{earlier.shown(earlier.entry.value)} + {added.shown(added.entry.value)} = {result(value, later)}"
    cause: Cause = "exits" if later.interval.high < value.low else "inflow"
    yield claim(evidence, f"{working} ≠ {later.shown(later.entry.value)}", [earlier, added, later], cause, "scope")


STOCK_DIFFERS = Rule(code="STK01", name="stock-differs", check=stock_differs)
