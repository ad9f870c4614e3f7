"""A stated ratio of incomes is not that of the incomes stated.

Checks: 城乡居民收入比 as x:1 against the disposable incomes of town and country in the same report.
Matters: two of the three numbers leave no choice for the third.
Example: 城乡居民人均可支配收入分别为40000元、20000元，收入比缩小到1.8:1。
Tolerance: half a unit of the last written digit, for each figure.
Silent when: one of the incomes is not stated, or another year stands before the ratio.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure
from luoshi.verdicts.audit.interval import Interval
from luoshi.verdicts.audit.model import Claim, Exhibit, Rule
from luoshi.verdicts.audit.working import claim, plain

_RATIO = re.compile(
    r"收入(?:之)?(?:比|差距|倍差)[^,;。\d]{0,16}(?:由|从)?[^,;。]{0,14}?(?P<ratio>\d\.\d{1,3})\s*(?:[:∶]\s*1(?![\d.])|(?=[,;。]))"
)
_CHANGED = re.compile(r"(?:由|从)[^,;。]*\d\.\d+")
_TOWN = re.compile(r"城镇(?:常住)?居民人均可支配收入$")
_COUNTRY = re.compile(r"农(?:村(?:常住)?居民|民)人均(?:可支配|纯)收入$")


def ratio_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for number, paper in enumerate(evidence.papers):
        incomes = [
            each for each in evidence.figures[number] if each.entry.mode == "result" and each.entry.aspect == "level"
        ]
        towns = [each for each in incomes if _TOWN.search(each.entry.words)]
        countries = [each for each in incomes if _COUNTRY.search(each.entry.words)]
        for index, sentence in enumerate(paper.reading.document.sentences):
            if sentence.half == "plan" or not towns or not countries:
                continue
            for match in _RATIO.finditer(paper.folded[sentence.start : sentence.end]):
                start = sentence.start + match.start("ratio")
                where = Exhibit(number, index, start, sentence.start + match.end("ratio"))
                yield from _compared(match, where, (towns, countries), evidence)


def _compared(
    match: re.Match[str], where: Exhibit, incomes: tuple[Sequence[Figure], Sequence[Figure]], evidence: Evidence
) -> Iterator[Claim]:
    half = Decimal("0.5").scaleb(-len(match["ratio"].partition(".")[2]))
    stated = Interval(Decimal(match["ratio"]), Decimal(match["ratio"])).widened(half, half)
    pairs = [
        (town, country) for town in incomes[0] for country in incomes[1] if town.entry.period == country.entry.period
    ]
    pairs = [pair for pair in pairs if all(each.interval.is_finite for each in pair)]
    if _CHANGED.search(match[0]) or not pairs:
        return
    computed = [town.interval / country.interval for town, country in pairs]
    if any(value.meets(stated) for value in computed):
        return
    town, country = pairs[0]
    ratio = f"{town.shown(town.entry.value)} ÷ {country.shown(country.entry.value)}"
    working = f"{ratio} = {plain(computed[0])} ≠ {match['ratio']}"
    made = claim(evidence, working, [town, country], "scope")
    yield Claim(made.working, (*made.exhibits, where), made.causes)


RATIO_DIFFERS = Rule(code="RAT01", name="ratio-differs", check=ratio_differs)
