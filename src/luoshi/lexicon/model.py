"""What the vocabulary says: indicators, units, and the lexicon that finds them by any of their names."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Polarity = Literal["up", "down", "neutral"]
UnitKind = Literal["measure", "currency", "ratio", "rank", "classifier"]
TimeKind = Literal["date", "age"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something that reports measure, under its canonical name (``地区生产总值``) and its ``synonyms`` (``GDP``).

    ``polarity`` says whether more is better; ``dimension`` is that of its usual unit (see ``Unit.dimension``);
    ``aspects`` are typical of it, the first being that of a bare quantity. ``source`` is the authority for the notion.
    """

    name: str
    synonyms: tuple[str, ...]
    domain: str
    polarity: Polarity
    dimension: str
    aspects: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or classifier that stands after numerals, with all ``forms`` it is written in, ``name`` being the first.

    One unit is ``factor`` of ``base`` (1 亩 = 666.67 平方米), or of the number one where ``base`` is None (% = 0.01);
    ``factor`` is None where none is fixed (美元).
    ``dimension`` is ``count`` for plain classifiers. ``is_ambiguous`` units are often part of a name, label or date.
    """

    name: str
    forms: tuple[str, ...]
    kind: UnitKind
    dimension: str
    source: str
    factor: Decimal | None = None
    base: str | None = None
    is_ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The vocabulary, by written form.

    ``indicators`` finds by name or synonym, ``units`` by any form (longest form first wins over ``magnitudes``).
    ``currency_prefixes`` (人民币) and ``fraction_prefixes`` (百分之) give the name of the unit they announce.
    ``time_words`` are the words after a numeral that make it a date or an age.
    """

    indicators: Mapping[str, Indicator]
    units: Mapping[str, Unit]
    magnitudes: Mapping[str, Decimal]
    currency_prefixes: Mapping[str, str]
    fraction_prefixes: Mapping[str, str]
    time_words: Mapping[str, TimeKind]
