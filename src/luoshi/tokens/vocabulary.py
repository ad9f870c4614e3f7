"""The vocabulary of the lexer, compiled once from lexicon/numbers.toml, labels.toml and units.toml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import cast

from luoshi.lexicon.load import lexicon, table
from luoshi.lexicon.model import TimeKind, Unit
from luoshi.tokens.model import Comparator, SilentKind

LONGEST_LEFT = 12
"""Characters before a numeral that a rule may look at."""


@dataclass(frozen=True, slots=True)
class LabelRule:
    """One rule of labels.toml: what must end before the numeral, and what must follow it."""

    name: str
    kind: SilentKind
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Compiled words: bounds on either side, range connectors, units by form, label rules, vague counts."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    bounds: dict[str, Comparator]
    connector: re.Pattern[str]
    people: re.Pattern[str]
    vague: re.Pattern[str]
    word_after: re.Pattern[str]
    word_before: re.Pattern[str]
    units: dict[str, Unit]
    longest_unit: int
    magnitudes: dict[str, Decimal]
    dates: re.Pattern[str]
    labels: tuple[LabelRule, ...]
    label_after: re.Pattern[str]
    label_before: re.Pattern[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, made at first use."""
    words, entries = table("numbers"), lexicon()
    units = {form: unit for form, unit in entries.units.items() if form != "pp"}
    labels = tuple(_label(rule) for rule in table("labels")["rule"])
    return Vocabulary(
        before=_bound_before(words["before"], words["before_guards"]),
        after=_alternation([word for listed in words["after"].values() for word in listed]),
        bounds={
            word: cast("Comparator", sign)
            for side in ("before", "after")
            for sign, listed in words[side].items()
            for word in listed
        },
        connector=_alternation(words["range"]["connectors"]),
        people=re.compile(rf"[\u4e00-\u9fff]{{0,4}}?(?:{_joined(words['people']['nouns'])})"),
        vague=_alternation(words["vague"]["phrases"]),
        word_after=re.compile(
            "|".join(f"{numeral}(?:{_joined(tails)})" for numeral, tails in words["words"]["after"].items())
        ),
        word_before=re.compile(rf"(?:{_joined(words['words']['before'])})\Z"),
        units=units,
        longest_unit=max(map(len, units)),
        magnitudes=dict(entries.magnitudes),
        dates=_dates(entries.time_words),
        labels=labels,
        label_after=re.compile("|".join(rule.after.pattern for rule in labels if rule.after)),
        label_before=re.compile(
            "(?:" + "|".join(rule.before.pattern for rule in labels if rule.before and not rule.after) + r")\Z"
        ),
    )


def _label(rule: dict[str, str]) -> LabelRule:
    before, after = rule.get("before"), rule.get("after")
    return LabelRule(
        rule["name"],
        cast("SilentKind", rule["kind"]),
        re.compile(rf"(?:{before})\Z") if before else None,
        re.compile(after) if after else None,
    )


def _bound_before(words: dict[str, list[str]], guards: dict[str, str]) -> re.Pattern[str]:
    listed = sorted((word for each in words.values() for word in each), key=len, reverse=True)
    parts = [(rf"(?<![{guards[word]}])" if guards.get(word) else "") + re.escape(word) for word in listed]
    return re.compile(rf"({'|'.join(parts)})\s*(?:了)?\Z")


def _joined(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _alternation(words: list[str]) -> re.Pattern[str]:
    return re.compile(_joined(words))


def _dates(words: Mapping[str, TimeKind]) -> re.Pattern[str]:
    """What makes a date of the numeral before it, with further numerals of its list (2018—2022年)."""
    dates = [word for word, kind in words.items() if kind == "date"]
    return re.compile(rf"(?:多|余|几)?(?:[-—–~至到、和]\d{{1,4}}(?![\d.]))*(?:{_joined(dates)})")
