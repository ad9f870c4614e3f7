"""The same figure is stated twice, with two values.

Checks: figures of one place, indicator, aspect, unit and period, in one report, in two, or in report and communiqué.
Matters: a reader cannot tell which one holds.
Example: 城镇新增就业5.5万人……一年来，城镇新增就业5.2万人。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: the two stand in neighbouring sentences (quarters, parts), or their scopes or words differ.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.model import Cause, Claim, Rule
from luoshi.verdicts.audit.working import claim

_PART = re.compile(
    r"季度|上半年|前\w月|1[-—至]\d+月|\d月份?|目前|截至|累计|春节|假期|黄金周|日均|第[一二三四]产业|全省|全国|全球|世界"
    r"|计划|要求|目标|预算(?!收入|支出)|安排|力争|确保|扣除|剔除|可比|带动|拉动|每|最高|预计可|贡献|用于|支持|新登记|新设|以来|年均|平均|相比"
)
_PLACE = re.compile(
    r"(?:县域|[^\W\d_全本我该各县辖农乡城社地高学医](?:县|区|镇|乡|村|园|港|院|校)(?!域|居民))|中心城|市本级|市直|城区|[^全本我]市(?!级|民|场|政|区|直)"
)
_CLAUSE = re.compile(r"[,;。:、\n]")
_NUMBERS = re.compile(r"[\s\d.%]+")
_VERB = re.compile(r"(?:达到?|完成|实现|为|突破|超过?)+$|^(?:全市|全县|全省|全年|完成|实现)+")
_LONGEST = 90
_LEAST, _SAME_LIST = 6, 2
_SUMS = ("money", "share", "points")


def stated_twice(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    alike: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in chain.from_iterable(evidence.figures):
        if _counts(figure, evidence):
            alike[*_aspect_free(figure, evidence), figure.entry.period].append(figure)
    for figures in alike.values():
        yield from _compared(figures, evidence)


def _aspect_free(figure: Figure, evidence: Evidence) -> tuple[str, ...]:
    """The series, in which what was done (转移就业233万人) counts as a level unless it is an addition (新增)."""
    place, name, aspect, unit, mode = evidence.key(figure)
    action = figure.entry.action or ""
    if aspect == "output":
        return place, name, "level" if action and action in figure.entry.words else action, unit, mode
    return place, name, aspect, unit, mode


def _counts(figure: Figure, evidence: Evidence) -> bool:
    entry = figure.entry
    if entry.identity.is_generic or not entry.period or figure.measure.per or entry.aspect == "change":
        return False
    lead = evidence.before(figure, _LONGEST).rpartition(";")[2]
    if (
        _PART.search(lead[-24:])
        or _PLACE.search(lead)
        or figure.measure.origin is not None
        or "从" in lead
        or "由" in lead
    ):
        return False
    is_first = not _CLAUSE.search(lead)
    return (entry.is_known and (is_first or entry.dimension in _SUMS or entry.aspect == "output")) or len(
        _clause(lead)
    ) >= _LEAST


def _clause(lead: str) -> str:
    return _VERB.sub("", _NUMBERS.sub("", _CLAUSE.split(lead)[-1]))


def _compared(figures: Sequence[Figure], evidence: Evidence) -> Iterator[Claim]:
    told: set[tuple[int, int]] = set()
    for first, second in combinations(figures, 2):
        at = (second.report, second.measure.at)
        if first.interval.meets(second.interval) or at in told or not _is_same(first, second, evidence):
            continue
        told.add(at)
        causes: list[Cause] = ["scope", "period"] if first.report == second.report else ["revised", "scope"]
        working = f"{first.shown(first.entry.value)} ≠ {second.shown(second.entry.value)}"
        yield claim(evidence, working, [first, second], *causes)


def _is_same(first: Figure, second: Figure, evidence: Evidence) -> bool:
    if first.report == second.report and abs(first.measure.sentence - second.measure.sentence) <= _SAME_LIST:
        return False
    if first.entry.action != second.entry.action and "level" not in (evidence.key(first)[2], evidence.key(second)[2]):
        return False
    if first.entry.of != second.entry.of:
        return False
    clauses = [_clause(evidence.before(each, _LONGEST)) for each in (first, second)]
    is_known = first.entry.is_known and second.entry.is_known and first.entry.aspect != "output"
    is_repeated = clauses[0] == clauses[1] and len(clauses[0]) >= _LEAST
    is_specific = first.entry.words == second.entry.words and len(first.entry.words) >= 6
    return is_repeated or is_specific or (is_known and first.entry.words == second.entry.words)


STATED_TWICE = Rule(code="TWC01", name="stated-twice", check=stated_twice)
