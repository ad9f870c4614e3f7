"""A part, or several parts together, are more than the whole.

Checks: the amounts after 其中 against the amount before it; and parts that stand in one list, together.
Matters: either a figure is wrong or the parts overlap; a reader cannot tell which.
Example: 总投资100亿元，其中甲60亿元、乙50亿元。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: a part stands in another unit, or the parts are thresholds that overlap (亿元以上项目).
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.interval import total
from luoshi.verdicts.audit.model import Claim, Rule
from luoshi.verdicts.audit.working import claim, result

_AMONG = re.compile(r"其中")
_ENDS = re.compile(r"[;。]")
_BRACKET = re.compile(r"[)）]")
_DIGIT = re.compile(r"\d")
_PRACTICAL = Decimal("1.5")
"""超200 bounds nothing from above; beyond half as much again nobody would write it."""

_LIST = re.compile(r"^[^;。]{0,40}$")
_ACROSS = re.compile(r"^[,;。(\s]{0,2}其中[,:]?\s*\S{0,14}$")
_NEAR, _SHORT = 30, 12
_OVERLAPS = re.compile(r"(?<!规模)(?<!限额)以上|亿元|超|完成|到位|投产|开工|上市")


def parts_exceed_whole(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for group in evidence.sentences:
        for index, part in enumerate(group[1:], start=1):
            gap = evidence.between(group[index - 1], part)
            if not _AMONG.search(gap) or _DIGIT.search(gap):
                continue
            whole = _whole(group[:index], part, evidence)
            if whole is not None:
                yield from _compared(whole, _parts(whole, group[index:], evidence), evidence)
    for before, after in pairwise(evidence.sentences):
        if _goes_on(before[-1], after[0], evidence):
            whole = _whole(before, after[0], evidence)
            if whole is not None:
                yield from _compared(whole, _parts(whole, after, evidence), evidence)


def _goes_on(last: Figure, first: Figure, evidence: Evidence) -> bool:
    """Whether a sentence begins with 其中, or the one before ends with it, and only a few words stand between."""
    if last.report != first.report or not 0 <= first.entry.start - last.entry.end <= _NEAR:
        return False
    gap = evidence.between(last, first)
    if last.entry.sentence_end - last.entry.sentence_start < _SHORT:
        return False
    return _ACROSS.search(gap) is not None and not _DIGIT.search(gap)


def _whole(before: Sequence[Figure], part: Figure, evidence: Evidence) -> Figure | None:
    """The amount that 其中 divides: the last one before it, its growth aside, if it is of the parts' unit."""
    for figure in reversed(before):
        if figure.is_quantity:
            is_same = figure.entry.unit == part.entry.unit and figure.entry.period[-4:] == part.entry.period[-4:]
            is_sum = "年均" in evidence.before(figure, 16) or (
                "收入" in figure.entry.words and "支出" in part.entry.words
            )
            return figure if is_same and not is_sum and figure.entry.comparator != "<" else None
    return None


def _parts(whole: Figure, after: Sequence[Figure], evidence: Evidence) -> list[Figure]:
    parts: list[Figure] = []
    last = whole
    for figure in after:
        gap = evidence.between(last, figure)
        if parts and (_ENDS.search(gap) or "其中" in gap or _BRACKET.search(gap) or "支出" in gap):
            break
        if figure.is_quantity:
            if figure.entry.unit != whole.entry.unit or figure.measure.unit != whole.measure.unit:
                break
            parts.append(figure)
        last = figure
    return parts


def _compared(whole: Figure, parts: Sequence[Figure], evidence: Evidence) -> Iterator[Claim]:
    if not parts:
        return
    first = parts[0]
    is_bound = not whole.interval.is_finite and whole.entry.dimension == "count"
    limit = whole.entry.value * _PRACTICAL if is_bound else whole.interval.high
    if first.interval.low > limit:
        working = f"{first.shown(first.entry.value)} > {whole.shown(whole.entry.value)}"
        yield claim(evidence, working, [whole, first], "scope")
        return
    listed = _listed(parts, evidence)
    together = total(part.interval for part in listed)
    if len(listed) > 1 and together.low > limit:
        terms = " + ".join(part.shown(part.entry.value) for part in listed)
        working = f"{terms} = {result(together, whole)} > {whole.shown(whole.entry.value)}"
        yield claim(evidence, working, [whole, *listed], "overlap")


def _listed(parts: Sequence[Figure], evidence: Evidence) -> list[Figure]:
    """The parts that stand in one plain list and are unlikely to overlap."""
    listed = [parts[0]]
    for part in parts[1:]:
        if not _LIST.match(evidence.between(listed[-1], part)):
            break
        listed.append(part)
    return [] if any(_OVERLAPS.search(part.entry.words) for part in listed) else listed


PARTS_EXCEED_WHOLE = Rule(code="SUM01", name="parts-exceed-whole", check=parts_exceed_whole)
