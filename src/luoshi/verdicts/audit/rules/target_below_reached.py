"""A target is below what has already been reached.

Checks: a target level or rate against the result of the same report, by whether more or less is better.
Matters: the target asks for nothing, or one of the figures is wrong.
Example: 去年森林覆盖率达到36.5%……今年森林覆盖率达到35%以上。
Tolerance: half a unit of the last written digit; a bound counts as its value.
Silent when: more is neither better nor worse, or the target is a limit on the other side.
"""

import re
from collections.abc import Iterator

from luoshi.lexicon.load import lexicon
from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.model import Cause, Claim, Rule
from luoshi.verdicts.audit.working import claim

_PART = re.compile(r"其中|季度|上半年|每年|年均|新增|引进|培育|年内|[五三]年|签约")
_FLOOR = re.compile(r"稳定在|保持在|不低于|底线|控制|维持")
_PLACE = re.compile(
    r"(?:[^\W\d_全本我该各县辖农乡城社地高学医](?:县|区|镇|乡|村|园|港|院|校)(?!域|居民|级以上))|中心城|产业|集群|企业"
)
_RATE = re.compile(r"(?:率|比例|比重)$")
_WORSE = re.compile(r"失业|死亡|能耗|贫困|负债|发案|投诉|事故|污染|超标|漏损|空置|病|流失|杠杆|不良")


def target_below_reached(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for figures in evidence.figures:
        for target in figures:
            if (
                target.entry.mode != "target"
                or not _is_state(target, evidence)
                or _FLOOR.search(evidence.before(target, 6))
            ):
                continue
            reached = [
                each for each in evidence.series.get(evidence.key(target, mode="result"), ()) if _precedes(each, target)
            ]
            reached = [each for each in reached if _is_state(each, evidence)]
            if reached and all(_falls_short(target, each) for each in reached):
                last = reached[-1]
                sign = "<" if _polarity(target) == "up" else ">"
                working = f"{target.shown(target.entry.value)} {sign} {last.shown(last.entry.value)}"
                is_floor = target.entry.comparator in (">=", ">")
                causes: tuple[Cause, ...] = ("floor", "scope") if is_floor else ("scope",)
                yield claim(evidence, working, [last, target], *causes)


def _is_state(figure: Figure, evidence: Evidence) -> bool:
    entry = figure.entry
    is_level = entry.aspect in ("level", "cumulative", "share") and not entry.identity.is_generic
    if not is_level or _PART.search(evidence.before(figure, 24)) or _PLACE.search(_others(figure, evidence)):
        return False
    return _polarity(figure) != "neutral"


def _others(figure: Figure, evidence: Evidence) -> str:
    """What stands before the figure in its clause, its own words aside."""
    return re.split(r"[,;。:]", evidence.before(figure, 40))[-1].replace(figure.entry.words, "")


def _polarity(figure: Figure) -> str:
    known = lexicon().indicators.get(figure.entry.indicator)
    if known:
        return known.polarity
    is_rate = figure.entry.unit == "%" and _RATE.search(figure.entry.words) and not _WORSE.search(figure.entry.words)
    return "up" if is_rate else "neutral"


def _precedes(result: Figure, target: Figure) -> bool:
    return (
        result.report == target.report
        and result.year is not None
        and target.year is not None
        and result.year < target.year
    )


def _falls_short(target: Figure, reached: Figure) -> bool:
    half = target.entry.precision
    if _polarity(target) == "up":
        if target.entry.comparator in ("<=", "<") or not reached.interval.low.is_finite():
            return False
        return max(target.entry.value, target.entry.to or target.entry.value) + half < reached.interval.low
    if target.entry.comparator in ("<=", "<", "="):
        return (
            reached.interval.high.is_finite()
            and target.entry.value - half > reached.interval.high
            and target.entry.comparator == "="
        )
    return False


TARGET_BELOW_REACHED = Rule(code="TGT01", name="target-below-reached", check=target_below_reached)
