"""The class of a sentence: the first rule of ``sentence_rules.toml`` that fits it, or the default of its half.

Rules are data, so that each class has a rule that can be named, shown by ``explain`` and mended in one place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from luoshi.document.model import Half, SentenceClass
from luoshi.lexicon.load import table


class Trait:
    """How a sentence stands in its paragraph, as bits of a number."""

    LINE = 1 << 0
    """Alone in its paragraph."""
    OPENER = 1 << 1
    """First of several in its paragraph."""
    LAST = 1 << 2
    """Last of several."""
    MARKED = 1 << 3
    """Opened by a mark of titles (``marks.MARK``)."""
    ITEM = 1 << 4
    """Opened by 一是, which numbers clauses rather than titles."""
    UNTERMINATED = 1 << 5
    """Without a stop at its end."""
    RUN_IN = 1 << 6
    """Looks like a title inside a paragraph that a title opens."""
    LEAD = 1 << 7
    """Between a title and the titles below it."""
    SERIES = 1 << 8
    """Opens its paragraph like a title, as the paragraph before or after does."""
    LISTED = 1 << 9
    """A line with a mark, followed by one with a mark of its rank."""
    TITLE = 1 << 10
    """The line that names the report."""
    CELL = 1 << 11
    """One of many short lines in a row."""
    UNDECIDED = 1 << 12
    """Before any title or sentence told the account from the plan."""
    INSIDE = 1 << 16
    """Not the first in its paragraph."""
    REPEATED = 1 << 15
    """A line that stands in the text at least three times."""
    CALL = 1 << 14
    """In the paragraph of the closing call (让我们)."""
    INTENT = 1 << 13
    """In a paragraph that speaks of what is to be done more than of what was."""


ZONES = ("front", "body", "outlook", "problems", "experience", "requirement", "closing", "furniture", "attachment")
"""Where in a report a sentence stands, apart from its half; a rule may say that another zone begins with it."""

_NO_FIGURE = "{figure}"
_HALVES: tuple[Half, ...] = ("review", "plan", "other")


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of ``sentence_rules.toml``.

    It fits where all ``traits`` and none of ``without`` hold, the text is at most ``longest`` characters, ``starts``
    matches at its start, ``holds`` anywhere, and ``unless`` nowhere. ``opens`` names the zone that begins with the
    sentence, ``why`` says in Chinese what the rule looks for.
    """

    name: str
    sentence_class: SentenceClass
    why: str
    traits: int
    without: int
    longest: int
    starts: re.Pattern[str] | None
    holds: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    opens: str | None
    turns: Half | None

    def fits(self, text: str) -> bool:
        """Whether the patterns of the rule fit a sentence by its view; its traits are asked before."""
        return (
            len(text) <= self.longest
            and (self.starts is None or self.starts.match(text) is not None)
            and (self.holds is None or self.holds.search(text) is not None)
            and (self.unless is None or self.unless.search(text) is None)
        )


def classify(text: str, traits: int, half: Half, zone: str) -> Rule:
    """The first rule that fits a sentence, given its view, its traits, the half it stands in and the zone."""
    has_figure = _figure().search(text) is not None
    for rule in _tried(half, zone, traits, has_figure=has_figure):
        if rule.fits(text):
            return rule
    return _defaults()[half]


def describe_rule(name: str) -> str:
    """What the rule ``name`` looks for, in Chinese; raises KeyError for a name that no rule has."""
    try:
        return _whys()[name]
    except KeyError:
        raise KeyError(f"no rule is called {name}") from None


def rule_names() -> tuple[str, ...]:
    """Names of all rules in the order in which they are tried, then the defaults, then those of the layout."""
    return tuple(_whys())


@cache
def _whys() -> dict[str, str]:
    layout = (_rule(row) for row in table("sentence_rules")["layout"].values())
    return {rule.name: rule.why for rule in (*_rules(), *_defaults().values(), *layout)}


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(_rule(row) for row in table("sentence_rules")["rule"])


@cache
def _defaults() -> dict[Half, Rule]:
    rows = table("sentence_rules")["default"]
    return {half: _rule(rows[half]) for half in _HALVES}


@cache
def _figure() -> re.Pattern[str]:
    return _pattern(_NO_FIGURE)


@cache
def _tried(half: Half, zone: str, traits: int, *, has_figure: bool) -> tuple[Rule, ...]:
    """The rules that may fit a sentence in a half and zone, with its traits, and with a figure or without, in order."""
    return tuple(
        rule
        for rule, row in zip(_rules(), table("sentence_rules")["rule"], strict=True)
        if half in row.get("halves", _HALVES)
        and zone in row.get("zones", ZONES)
        and zone not in row.get("outside", ())
        and traits & rule.traits == rule.traits
        and not traits & rule.without
        and not (has_figure and row.get("unless", "").startswith(_NO_FIGURE))
    )


def _rule(row: dict[str, Any]) -> Rule:
    patterns = {key: _pattern(row[key]) if key in row else None for key in ("starts", "holds", "unless")}
    return Rule(
        name=row["name"],
        sentence_class=row["class"],
        why=row["why"],
        traits=_bits(row.get("traits", ())),
        without=_bits(row.get("without", ())),
        longest=row.get("longest", 1 << 62),
        opens=row.get("opens"),
        turns=row.get("turns"),
        **patterns,
    )


def _bits(names: Iterable[str]) -> int:
    return sum(getattr(Trait, name.upper()) for name in names)


def _pattern(written: str) -> re.Pattern[str]:
    """A pattern in which ``{figure}`` stands for the word list of that name."""
    for name, words in table("sentence_rules")["words"].items():
        written = written.replace(f"{{{name}}}", f"(?:{_guard(words)}(?:{words}))")
    return re.compile(written)


def _guard(words: str) -> str:
    """A look at the next character that spares trying words of which none begins with it."""
    firsts = {word[0] for word in words.split("|")}
    return f"(?=[{''.join(sorted(firsts))}])" if all("一" <= first <= "龥" for first in firsts) else ""
