"""The vocabulary of reconciliation, compiled: fillers, words that answer one another, kinds, less is better."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from luoshi.lexicon.load import lexicon, table


@cache
def version() -> str:
    """The version of the rules and of their vocabulary."""
    return str(table("verdicts")["version"])


@lru_cache(maxsize=1 << 14)
def essence(text: str) -> str:
    """``text`` without marks and fillers, words that answer one another as the first of them."""
    text = _MARKS.sub("", text)
    text = _answers().sub(lambda found: _first()[found.group()], text)
    return _fillers().sub("", text) or text


@lru_cache(maxsize=1 << 14)
def kinds(text: str) -> tuple[tuple[int, str], ...]:
    """The kinds that ``text`` (an essence) names: pairs of the number of their list and the word."""
    found = []
    for number, row in enumerate(table("verdicts")["kinds"]["rows"]):
        rest = text
        for word in sorted(row, key=len, reverse=True):
            if word in rest:
                found.append((number, word))
                rest = rest.replace(word, "|")
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def marked(text: str) -> frozenset[str]:
    """The words of ``text`` that two statements of one thing have both or neither (总投资, 人均)."""
    return frozenset(word for word in table("verdicts")["marked"]["words"].split() if word in text)


@lru_cache(maxsize=1 << 14)
def is_better_less(indicator: str) -> bool:
    """Whether less of ``indicator`` is better: by the list of indicators, else by the words of the rules."""
    known = lexicon().indicators.get(indicator)
    if known is not None and known.polarity != "neutral":
        return known.polarity == "down"
    return _less().search(indicator) is not None


@cache
def parts() -> dict[str, frozenset[str]]:
    """The words for parts, by the word for their whole (城乡: 城镇, 农村)."""
    return {whole: frozenset(words) for whole, *words in table("verdicts")["parts"]["rows"]}


@lru_cache(maxsize=1 << 12)
def is_vague(indicator: str) -> bool:
    """Whether ``indicator`` says whose money it is, and no more."""
    return not _vague().sub("", indicator)


@cache
def ranks() -> re.Pattern[str]:
    """The words for a rank (省级) that makes a part of what is counted without it."""
    return _any(table("verdicts")["ranks"]["words"].split())


def is_at_constant_prices(indicator: str) -> bool:
    """Whether growth of ``indicator`` is measured at constant prices."""
    return any(word in indicator for word in table("verdicts")["constant"]["words"].split())


@cache
def _answers() -> re.Pattern[str]:
    return _any(_first())


@cache
def _first() -> dict[str, str]:
    return {word: row[0] for row in table("verdicts")["answers"]["rows"] for word in row}


@cache
def _fillers() -> re.Pattern[str]:
    return _any(table("verdicts")["fillers"]["words"].split())


@cache
def _vague() -> re.Pattern[str]:
    return _any(table("verdicts")["vague"]["words"].split())


@cache
def _less() -> re.Pattern[str]:
    return _any(table("verdicts")["less"]["words"].split())


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))


_MARKS = re.compile(r"[①-⑳“”\"'‘’《》()（）\[\]\s·,，-]")
