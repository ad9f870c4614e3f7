"""Percentages of one whole do not add up to 100.

Checks: proportions written a:b:c beside 三次产业, 结构 or 比; shares of the three industries; a run of 占 with shares.
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
    rf"(?:第?一、第?二、第?三(?:次)?产业|三次产业)[^,;。\d]{{0,24}}(?:占|比重|比例|结构)[^,;。\d]{{0,14}}"
    rf"({_NUMBER})%、({_NUMBER})%(?:、|和)({_NUMBER})%"
)
_RUN = re.compile(rf"(?:[^,;。\d]{{2,40}}占{_NUMBER}%[,;、。]){{3,}}")
_SHARE = re.compile(rf"占({_NUMBER})%")
_GROWS = re.compile(r"增长|增速|拉动|贡献")
_HUNDRED = Decimal(100)
_LEAST = Decimal(60)


def percentages_off_hundred(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    for number, paper in enumerate(evidence.papers):
        for index, sentence in enumerate(paper.reading.document.sentences):
            text = paper.folded[sentence.start : sentence.end]
            if "%" in text or ":" in text:
                for written, start, end in _wholes(text):
                    together = total(map(_interval, written))
                    working = f"{' + '.join(written)} = {plain(together)}"
                    yield Claim(
                        f"{working} ≠ 100", (Exhibit(number, index, sentence.start + start, sentence.start + end),)
                    )


def _wholes(text: str) -> Iterator[tuple[list[str], int, int]]:
    """Percentages of one whole that do not make it up, as written, and where they stand."""
    for match in (*_PROPORTIONS.finditer(text), *_EACH.finditer(text)):
        together = total(map(_interval, match.groups()))
        is_structure = _STRUCTURE.search(text[max(0, match.start() - 40) : match.end()]) and not _GROWS.search(match[0])
        if is_structure and together.middle >= _LEAST and not together.meets(Interval(_HUNDRED, _HUNDRED)):
            yield list(match.groups()), match.start(1), match.end(3)
    for match in _RUN.finditer(text):
        shares = list(_SHARE.finditer(match[0]))
        if total(_interval(share[1]) for share in shares).low > _HUNDRED:
            first, last = match.start() + shares[0].start(1), match.start() + shares[-1].end(1)
            yield [share[1] for share in shares], first, last


def _interval(written: str) -> Interval:
    half = Decimal("0.5").scaleb(-len(written.partition(".")[2]))
    return Interval(Decimal(written) - half, Decimal(written) + half)


PERCENTAGES_OFF_HUNDRED = Rule(code="PCT01", name="percentages-off-hundred", check=percentages_off_hundred)
