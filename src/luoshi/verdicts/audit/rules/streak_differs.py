"""A streak of years does not go on from the one of an earlier report, or has two lengths in one.

Checks: 连续 with a number of years and the words around it, between reports of one place.
Matters: a streak that grows by other than the years between was broken, or miscounted.
Example: 上年报告：连续29年稳居全省第一；本年报告：连续31年稳居全省第一。
Tolerance: none; a streak is a whole number of years.
Silent when: the words around the two differ, or a year of delivery is not known.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.model import Claim, Exhibit, Rule

_STREAK = re.compile(r"(?:已)?连续(?P<count>\d{1,2}|[一二三四五六七八九十]{1,3})(?:个)?年")
_CLAUSE = re.compile(r"[^,;。:!、\n]*")
_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九", start=1)}
_FILLER = re.compile(
    r"[\s\d.%万亿元]|稳居|位居|居|位列|排名|保持|获评|荣获|获得|实现|我市|我县|我省|全市|全县|已|的|在|被|位"
)
_LEAST = 5
_LONGEST_YEARS = 4


@dataclass(frozen=True, slots=True)
class Streak:
    """A streak of ``count`` years and what it is of, without filler."""

    report: int
    sentence: int
    start: int
    end: int
    count: int
    topic: str


def streak_differs(evidence: Evidence) -> Iterator[Claim]:
    """Claims of this rule."""
    alike: dict[tuple[str, str], list[Streak]] = defaultdict(list)
    for number in range(len(evidence.papers)):
        for streak in _streaks(number, evidence) if evidence.year(number) else ():
            alike[evidence.place(number), streak.topic].append(streak)
    for first, second in chain.from_iterable(combinations(streaks, 2) for streaks in alike.values()):
        passed = evidence.year(second.report) - evidence.year(first.report)
        if abs(passed) <= _LONGEST_YEARS and second.count - first.count != passed:
            working = f"{first.count} + {passed} = {first.count + passed} ≠ {second.count}"
            exhibits = tuple(Exhibit(each.report, each.sentence, each.start, each.end) for each in (first, second))
            yield Claim(working, exhibits, ("period", "scope"))


def _streaks(report: int, evidence: Evidence) -> Iterator[Streak]:
    paper = evidence.papers[report]
    for index, sentence in enumerate(paper.reading.document.sentences):
        if sentence.half == "plan" or sentence.sentence_class == "noise":
            continue
        text = paper.folded[sentence.start : sentence.end]
        for match in _STREAK.finditer(text):
            topic = _topic(text, match)
            if len(topic) >= _LEAST:
                start = sentence.start + match.start("count")
                yield Streak(report, index, start, sentence.start + match.end(), _count(match["count"]), topic)


def _topic(text: str, match: re.Match[str]) -> str:
    """The clause around the streak, and the one before where it opens its clause."""
    lead = re.split(r"[,;。:!、\n]", text[: match.start()])
    after = _CLAUSE.match(text, match.end())
    before = lead[-1] or (lead[-2] if len(lead) > 1 and not text[: match.start()].endswith("、") else "")
    return _FILLER.sub("", before + "|" + (after[0] if after else ""))


def _count(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


STREAK_DIFFERS = Rule(code="STR01", name="streak-differs", check=streak_differs)
