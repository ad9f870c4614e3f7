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
from luoshi.verdicts.audit.model import Claim, Rule
from luoshi.verdicts.audit.working import claim

_LIMIT = re.compile(r"控制|以内|不超过|左右|稳定|不低于|保持|底线|以上水平")
_PART = re.compile(r"其中|季度|上半年|每年|年均|新增|再|力争.{0,3}增加")


def target_below_reached(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for figures in evidence.figures:
        for target in figures:
            if target.entry.mode != "target" or not _is_state(target, evidence):
                continue
            reached = [
                each for each in evidence.series.get(evidence.key(target, mode="result"), ()) if _precedes(each, target)
            ]
            reached = [each for each in reached if _is_state(each, evidence)]
            if reached and all(_falls_short(target, each) for each in reached):
                last = reached[-1]
                sign = "<" if _polarity(target) == "up" else ">"
                working = f"{target.shown(target.entry.value)} {sign} {last.shown(last.entry.value)}"
                yield claim(evidence, working, [last, target], "scope")


def _is_state(figure: Figure, evidence: Evidence) -> bool:
    entry = figure.entry
    is_level = entry.aspect in ("level", "cumulative", "share") and not entry.identity.is_generic
    if not is_level or not entry.is_known or _PART.search(evidence.before(figure, 16)):
        return False
    return _polarity(figure) != "neutral"


def _polarity(figure: Figure) -> str:
    known = lexicon().indicators.get(figure.entry.indicator)
    return known.polarity if known else "neutral"


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
