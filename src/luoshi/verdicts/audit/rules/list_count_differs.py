"""The number of things listed is not the number stated after the list.

Checks: names in 《》 or “” followed by a count: exactly as many without 等, at most as many with 等.
Matters: something is missing from the list, or the count is wrong.
Example: 出台《云川市节水条例》《云川市养犬条例》《云川市绿化条例》等2部法规。
Tolerance: none; both are whole counts.
Silent when: other names stand in the list, or the count has a bound.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.model import Claim, Exhibit, Rule
from luoshi.verdicts.audit.working import claim

_LIST = re.compile(r"(?P<list>(?:(?:《[^《》]{2,40}》|“[^“”]{2,20}”)[、和及]?){2,})(?P<open>等)?(?:共|合计)?$")
_NAME = re.compile(r"《[^《》]*》|“[^“”]*”")
_LONGEST = 400
_FEW = 20


def list_count_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for figures in evidence.figures:
        for figure in figures:
            if figure.entry.dimension != "count" or not figure.is_plain or figure.entry.value > _FEW:
                continue
            before = evidence.before(figure, _LONGEST)
            match = _LIST.search(before)
            if match is None:
                continue
            listed = len(_NAME.findall(match["list"]))
            if listed > figure.entry.value or (not match["open"] and Decimal(listed) != figure.entry.value):
                yield _claim(listed, figure, len(before) - match.start(), len(before) - match.end("list"), evidence)


def _claim(listed: int, figure: Figure, first: int, last: int, evidence: Evidence) -> Claim:
    unit = figure.measure.unit
    made = claim(evidence, f"{listed}{unit} ≠ {figure.shown(figure.entry.value)}", [figure])
    names = Exhibit(figure.report, figure.measure.sentence, figure.entry.start - first, figure.entry.start - last)
    return Claim(made.working, (names, *made.exhibits), made.causes)


LIST_COUNT_DIFFERS = Rule(code="SUM03", name="list-count-differs", check=list_count_differs)
