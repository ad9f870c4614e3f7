"""How sure a row is: odds by its pattern and its reasons, counted on annotated reports (lexicon/doubt.toml)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache

from luoshi.lexicon.load import lexicon, table
from luoshi.statements.actions import opening_act
from luoshi.statements.frames import frames
from luoshi.statements.lefts import LONGEST_FRAME
from luoshi.statements.reading import Reading
from luoshi.tokens.model import Quantity

_JOINED = re.compile(r"[、和及]|等.")
_OF_CLAUSES = re.compile(r"[为向对将了在的与年是]")
_NO_WORDS = re.compile(r"[\s“”\"、的了其中]")


def reasons_of(reading: Reading, period: str, clause: str) -> tuple[str, ...]:
    """The reasons to doubt a reading: those its pattern gave, and those its words give.

    ``clause`` is what stands before the figure in its clause: words of it that neither indicator nor action took up
    are a reason too.
    """
    is_money = isinstance(reading.figure, Quantity) and reading.figure.dimension == "money"
    extra = ["money-output"] if is_money and reading.aspect == "output" else []
    if not reading.figure.written[:1].isdigit():
        extra.append("written-in-words")
    if len(_left_over(reading, clause)) > table("doubt")["words_left"]:
        extra.append("words-left")
    return tuple(dict.fromkeys([*reading.doubts, *extra, *_by_look(reading.indicator, reading.action, period)]))


@lru_cache(maxsize=4096)
def doubt_of(pattern: str, reasons: tuple[str, ...]) -> Decimal:
    """The doubt between 0 and 1 of a row made by ``pattern``: base odds times a factor for it and for each reason."""
    odds = _factor("odds", "base") * _factor("pattern", pattern.removesuffix("-each"))
    for reason in reasons:
        odds *= _factor("reason", reason)
    return (odds / (1 + odds)).quantize(Decimal("0.01"))


def _left_over(reading: Reading, clause: str) -> str:
    """What of the clause is neither indicator, action, adverb nor frame."""
    for part in (reading.indicator, reading.action):
        clause = clause.replace(part, "", 1) if part else clause
    rest = _NO_WORDS.sub("", clause)
    if len(rest) <= table("doubt")["words_left"]:
        return rest
    frame = frames().tail.search(rest, max(0, len(rest) - LONGEST_FRAME))
    return frames().hedged.sub("", rest[: frame.start()] if frame else rest)


def _by_look(indicator: str, action: str | None, period: str) -> Iterator[str]:
    words = table("doubt")
    if indicator not in lexicon().indicators:
        yield "unknown-indicator"
    if len(indicator) >= words["long_indicator"]:
        yield "long-indicator"
    if len(indicator) <= words["short_indicator"]:
        yield "short-indicator"
    act = opening_act(indicator)
    if act and (act.noun == "" or action):
        yield "verb-in-noun" if act.noun else "verb-alone"
    if _OF_CLAUSES.search(indicator):
        yield "word-of-clause"
    if _JOINED.search(indicator):
        yield "joined-indicator"
    if "/" in period:
        yield "several-years"


@cache
def _factor(kind: str, name: str) -> Decimal:
    return Decimal(table("doubt")[kind].get(name, "1"))
