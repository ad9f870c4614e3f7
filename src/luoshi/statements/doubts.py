"""How sure a row is: the weights of its pattern and its reasons, counted on annotated reports (lexicon/doubt.toml)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from luoshi.lexicon.load import table
from luoshi.statements.actions import opening_act
from luoshi.statements.reading import Reading
from luoshi.tokens.model import Quantity

_JOINED = re.compile(r"[、和及]|等.")


def reasons_of(reading: Reading, period: str) -> tuple[str, ...]:
    """The reasons to doubt a reading: those its pattern gave, and those its indicator and period give."""
    is_money = isinstance(reading.figure, Quantity) and reading.figure.dimension == "money"
    extra = ["money-output"] if is_money and reading.aspect == "output" else []
    return tuple(dict.fromkeys([*reading.doubts, *extra, *_by_look(reading.indicator, reading.action, period)]))


def doubt_of(pattern: str, reasons: tuple[str, ...]) -> Decimal:
    """The doubt between 0 and 1 of a row made by ``pattern``: one minus the product of what each reason leaves sure."""
    sure = 1 - _weight("pattern", pattern.removesuffix("-each"))
    for reason in reasons:
        sure *= 1 - _weight("reason", reason)
    return (1 - sure).quantize(Decimal("0.01"))


def _by_look(indicator: str, action: str | None, period: str) -> Iterator[str]:
    words = table("doubt")
    if len(indicator) >= words["long_indicator"]:
        yield "long-indicator"
    if len(indicator) <= words["short_indicator"]:
        yield "short-indicator"
    if action and _starts_with_verb(indicator):
        yield "verb-in-noun"
    if _JOINED.search(indicator):
        yield "joined-indicator"
    if "/" in period:
        yield "several-years"


def _starts_with_verb(noun: str) -> bool:
    act = opening_act(noun)
    return act is not None and bool(act.noun)


@cache
def _weight(kind: str, name: str) -> Decimal:
    words = table("doubt")
    return Decimal(words[kind].get(name, words["floor"]))
