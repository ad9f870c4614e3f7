"""Which year a result speaks of. A report at the end of a term tells of five years first, and then of the last one."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from luoshi.statements.model import Measure
from luoshi.verdicts.model import Account

_TERM = r"(?:过去|这|近|前|本届政府)(?:的)?五年|五年来|五年间|五年累计|(?:“?十[一二三四]?五”?)(?:时期|期间|以来)"
_LAST = r"(?:刚刚)?过去的?一年|一年来|这一年|一年间"
_SPANS = re.compile(r"[两三四五十]年(?![前级])|年均")
_CLAUSE = re.compile(r"[,;:。]")
_OPENING = 12
_STATED = re.compile(r"五年|年均|时期|以来|三年|两年|四年")


@dataclass(frozen=True, slots=True)
class Scopes:
    """Where the account turns to the term or to the last year: at offsets ``marks``, ``yearly`` says to which."""

    marks: tuple[int, ...]
    yearly: tuple[bool, ...]
    year: int

    def is_yearly(self, at: int) -> bool | None:
        """Whether the text at ``at`` tells of the last year; None where nothing said so before it."""
        index = bisect_right(self.marks, at) - 1
        return self.yearly[index] if index >= 0 else None


def scopes(account: Account) -> Scopes:
    """The scopes of the account of the past in ``account``."""
    year = (account.document.front.year or 0) - 1
    cue = re.compile(
        rf"(?P<term>{_TERM})|{_LAST}|(?:去年|{year}年)(?:以来)?(?=[,是,]|,?(?:面对|极|全|我们|以|围绕|主要))"
    )
    found = [
        (each.start(), each.lastgroup != "term")
        for sentence in account.document.sentences
        if sentence.half == "review"
        for each in cue.finditer(account.folded, sentence.start, sentence.end)
        if each.lastgroup == "term" or each.start() - sentence.start <= _OPENING
    ]
    return Scopes(tuple(at for at, _ in found), tuple(yearly for _, yearly in found), year)


def speaks_of(measure: Measure, year: int, account: Account, parts: Scopes) -> bool:
    """Whether the result ``measure`` tells of ``year``: by its period, unless its place in the account belies that."""
    first, _, last = measure.period.partition("/")
    is_stock = measure.aspect in ("cumulative", "level", "share", "rank")
    sentence = account.document.sentences[measure.sentence]
    said = account.folded[sentence.start : measure.at]
    if not last:
        return first == str(year) and not _SPANS.search(_CLAUSE.split(said)[-1])
    if is_stock:
        return last == str(year)
    if not (last == str(year) == str(parts.year)):
        return False
    return parts.is_yearly(measure.at) is True and not _STATED.search(said)
