"""A stated share is not the part over the whole.

Checks: a share with the part before it in the sentence and the whole named by 占, where both amounts are stated.
Matters: two of the three numbers leave no choice for the third.
Example: 民生支出80亿元，占一般公共预算支出的75%……全市一般公共预算支出100亿元。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: part and whole are not of the same period and unit, or the whole is stated nowhere.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.model import Claim, Rule
from luoshi.verdicts.audit.working import claim, percent

_LONGEST = 12
_CHANGED = re.compile(r"提高|上升|下降|增加|增长|比上年|较上年|其中")
_FILLER = re.compile(r"^(?:全市|全县|全区|全省|全国|同期|当年|全部|全口径)+|(?:的|总额|总数|总量|比重)+$")
_PLANNED = re.compile(r"计划|目标|任务|预算(?!收|支)")
_SELF = re.compile(r"总数|总量|总额|全部|总户数|总人口|总面积")


def share_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for group in evidence.sentences:
        for index, share in enumerate(group):
            if share.entry.aspect != "share" or share.entry.unit != "%" or not index:
                continue
            part = group[index - 1]
            gap = evidence.between(part, share)
            if not part.is_quantity or not _begins_clause(gap) or _CHANGED.search(gap):
                continue
            wholes = _wholes(part, share, group[: index - 1], evidence)
            computed = [(whole, (part.interval / whole.interval).scaled(Decimal(100))) for whole in wholes]
            if computed and not any(value.meets(share.interval) for _, value in computed):
                whole, value = computed[0]
                working = f"{part.shown(part.entry.value)} ÷ {whole.shown(whole.entry.value)} = {percent(value)}"
                yield claim(evidence, f"{working} ≠ {share.shown(share.entry.value)}", [part, whole, share], "scope")


def _begins_clause(gap: str) -> bool:
    return re.match(r"[,、(]?(?:约|已|分别)?(?:占|仅占|只占)", gap) is not None


def _wholes(part: Figure, share: Figure, earlier: Sequence[Figure], evidence: Evidence) -> list[Figure]:
    of = share.measure.of or ""
    if _PLANNED.search(of):
        planned = evidence.series.get(evidence.key(part, mode="target"), ())
        return [
            figure for figure in planned if figure.entry.period == part.entry.period and figure.interval.is_positive
        ]
    fits = [figure for figure in evidence.figures[part.report] if _is_whole(figure, part)]
    named = [figure for figure in fits if of and _same_thing(of, figure)]
    if named:
        return named
    near = [figure for figure in earlier if figure in fits][-1:]
    is_meant = not of or (_SELF.search(of) and near and near[0].entry.words in of)
    return near if is_meant else []


def _is_whole(figure: Figure, part: Figure) -> bool:
    return (
        figure.is_quantity
        and figure.entry.unit == part.entry.unit
        and figure.entry.mode == part.entry.mode
        and figure.entry.period == part.entry.period
        and figure.interval.is_positive
        and figure != part
    )


def _same_thing(of: str, figure: Figure) -> bool:
    """Whether the whole named by 占 is what ``figure`` measures, in the report's words or as the ledger knows it."""
    return bool(_bare(of)) and _bare(of) in (_bare(figure.entry.words), _bare(figure.entry.indicator))


def _bare(words: str) -> str:
    return _FILLER.sub("", words)


SHARE_DIFFERS = Rule(code="SHR01", name="share-differs", check=share_differs)
