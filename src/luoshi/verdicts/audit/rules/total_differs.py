"""Items listed with their numbers do not add up to the stated total.

Checks: amounts of one unit in a list with 合计, 总计 or 共 behind it; parts that make up a whole (三次产业).
Matters: either an item is missing or a figure is wrong.
Example: 建成甲类10个、乙类20个，合计40个。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: the list is open (等), an item has only a bound, or the units differ.
"""

import re
from collections.abc import Iterator, Sequence

from luoshi.lexicon.load import table
from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.interval import total
from luoshi.verdicts.audit.model import Claim, Rule
from luoshi.verdicts.audit.working import claim, result

_TOTAL = re.compile(r"^[,、]?(?:合计|总计|共计|共|总共|合共)(?:达到|达|为|完成)?$")
_ITEM = re.compile(r"^[、,和及]?[^,;。:]{0,20}$")


def total_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    yield from _listed(evidence)
    for figures in evidence.figures:
        for partition in table("partitions")["partition"]:
            yield from _partitioned(partition["whole"], partition["parts"], figures, evidence)


def _listed(evidence: Evidence) -> Iterator[Claim]:
    for group in evidence.sentences:
        for index, whole in enumerate(group):
            if index < 2 or not whole.is_quantity or not _TOTAL.search(evidence.between(group[index - 1], whole)):
                continue
            items = _items(group[:index], whole, evidence)
            together = total(item.interval for item in items)
            if len(items) > 1 and not together.meets(whole.interval):
                terms = " + ".join(item.shown(item.entry.value) for item in items)
                working = f"{terms} = {result(together, whole)} ≠ {whole.shown(whole.entry.value)}"
                yield claim(evidence, working, [*items, whole], "open_list")


def _partitioned(whole: str, parts: Sequence[str], figures: Sequence[Figure], evidence: Evidence) -> Iterator[Claim]:
    for figure in _levels(whole, figures):
        found = [
            [each for each in _levels(part, figures) if each.entry.period == figure.entry.period] for part in parts
        ]
        if any(len(each) != 1 or each[0].entry.unit != figure.entry.unit for each in found):
            continue
        items = [each[0] for each in found]
        together = total(item.interval for item in items)
        if not together.meets(figure.interval):
            terms = " + ".join(item.shown(item.entry.value) for item in items)
            working = f"{terms} = {result(together, figure)} ≠ {figure.shown(figure.entry.value)}"
            yield claim(evidence, working, [*items, figure], "scope")


def _levels(name: str, figures: Sequence[Figure]) -> list[Figure]:
    return [
        each
        for each in figures
        if each.entry.indicator == name
        and each.entry.scope is None
        and each.entry.aspect == "level"
        and each.entry.mode == "result"
        and each.is_plain
        and each.year
    ]


def _items(before: Sequence[Figure], whole: Figure, evidence: Evidence) -> list[Figure]:
    items: list[Figure] = []
    after: Figure | None = None
    for figure in reversed(before):
        if not figure.is_quantity or figure.entry.unit != whole.entry.unit:
            break
        if after is not None and not _ITEM.match(evidence.between(figure, after)):
            break
        items.append(figure)
        after = figure
    return items[::-1]


TOTAL_DIFFERS = Rule(code="SUM02", name="total-differs", check=total_differs)
