"""Percentages of one whole do not add up to 100.

Checks: proportions written a:b:c beside 三次产业, 结构 or 比; shares of one list that 分别占 names.
Matters: parts of one whole must make it up.
Example: 三次产业结构调整为10.2:41.3:46.5。
Tolerance: half a unit of the last written digit, for each part.
Silent when: the numbers are a ratio of another kind (1:2:3), or the list leaves parts unnamed.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.interval import Interval, total
from luoshi.verdicts.audit.model import Claim, Exhibit, Rule
from luoshi.verdicts.audit.working import plain

_NUMBER = r"\d{1,2}(?:\.\d{1,2})?"
_PROPORTIONS = re.compile(rf"(?<![\d.:])({_NUMBER})\s*[:∶]\s*({_NUMBER})\s*[:∶]\s*({_NUMBER})(?![\d:∶])")
_STRUCTURE = re.compile(r"产业|结构|比例|占比")
_EACH = re.compile(
    rf"(?:一、二、三(?:次)?产业|三次产业)[^,;。]{{0,12}}分别(?:占|为)[^,;。\d]{{0,10}}({_NUMBER})%、({_NUMBER})%(?:、|和)({_NUMBER})%"
)
_GROWS = re.compile(r"增长|增速|拉动|贡献")
_HUNDRED = Decimal(100)
_LEAST = Decimal(60)


def percentages_off_hundred(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for number, paper in enumerate(evidence.papers):
        for index, sentence in enumerate(paper.reading.document.sentences):
            text = paper.folded[sentence.start : sentence.end]
            for match in (*_PROPORTIONS.finditer(text), *_EACH.finditer(text)):
                clause = text[max(0, match.start() - 40) : match.end()]
                if not _STRUCTURE.search(clause) or _GROWS.search(match[0]):
                    continue
                parts = [_interval(written) for written in match.groups()]
                together = total(parts)
                if together.middle >= _LEAST and not together.meets(Interval(_HUNDRED, _HUNDRED)):
                    working = f"{' + '.join(match.groups())} = {plain(together)} ≠ 100"
                    first, last = sentence.start + match.start(1), sentence.start + match.end(3)
                    yield Claim(working, (Exhibit(number, index, first, last),), ())


def _interval(written: str) -> Interval:
    half = Decimal("0.5").scaleb(-len(written.partition(".")[2]))
    return Interval(Decimal(written) - half, Decimal(written) + half)


PERCENTAGES_OFF_HUNDRED = Rule(code="PCT01", name="percentages-off-hundred", check=percentages_off_hundred)
