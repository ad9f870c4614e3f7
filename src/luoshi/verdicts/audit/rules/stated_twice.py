"""The same figure is stated twice, with two values.

Checks: figures of the same place, indicator, aspect, unit and period, in one report, in two, or in report and communiqué.
Matters: a reader cannot tell which one holds.
Example: 全年新建公园12个……一年来，新建公园15个。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: the two stand in one sentence (quarters, parts), one is 其中 of something, or their scopes differ.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.model import Cause, Claim, Rule
from luoshi.verdicts.audit.working import claim

_PART = re.compile(
    r"其中|季度|上半年|前\w月|1[-—至]\d+月|\d月份?|目前|截至|累计|预计|春节|假期|黄金周|日均|人均|户均|每|第[一二三四]|全省|全国|全球|亚洲|世界"
)
_LEAST_WORDS = 4


def stated_twice(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for series in evidence.series.values():
        by_period: dict[str, list[Figure]] = {}
        for figure in series:
            if _counts(figure, evidence):
                by_period.setdefault(figure.entry.period, []).append(figure)
        for figures in by_period.values():
            yield from _compared(figures, evidence)


def _counts(figure: Figure, evidence: Evidence) -> bool:
    entry = figure.entry
    if entry.identity.is_generic or not entry.period or figure.measure.per:
        return False
    if not entry.is_known and len(entry.indicator) < _LEAST_WORDS:
        return False
    return not _PART.search(evidence.before(figure, 24).rpartition(";")[2])


def _compared(figures: Sequence[Figure], evidence: Evidence) -> Iterator[Claim]:
    told: set[tuple[int, int]] = set()
    for first, second in combinations(figures, 2):
        pair = (first.measure.sentence, first.report), (second.measure.sentence, second.report)
        if pair[0] == pair[1] or first.interval.meets(second.interval):
            continue
        if first.entry.action != second.entry.action or first.entry.of != second.entry.of:
            continue
        if (second.report, second.measure.at) in told:
            continue
        told.add((second.report, second.measure.at))
        causes: list[Cause] = ["scope", "period"] if first.report == second.report else ["revised", "scope"]
        working = f"{first.shown(first.entry.value)} ≠ {second.shown(second.entry.value)}"
        yield claim(evidence, working, [first, second], *causes)


STATED_TWICE = Rule(code="TWC01", name="stated-twice", check=stated_twice)
