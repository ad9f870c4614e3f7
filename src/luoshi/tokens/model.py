"""What the lexer finds in a sentence. Spans count characters of the view that was read."""

from decimal import Decimal
from typing import Literal, NamedTuple

from luoshi.document.model import View
from luoshi.lexicon.model import UnitKind

Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
SilentKind = Literal["label", "time", "streak", "vague"]


class Quantity(NamedTuple):
    """A number with its unit and bound (``超2000亿元``), or a range of two (``5%至6%``).

    ``at`` is where the first numeral stands, ``start:end`` the whole expression; ``unit`` is the unit as written,
    ``""`` where none stands there, with its kind and dimension from the lexicon (``kind`` None for an unknown unit).
    """

    at: int
    start: int
    end: int
    value: Decimal
    unit: str
    comparator: Comparator = "="
    to: Decimal | None = None
    written: str = ""
    kind: UnitKind | None = None
    dimension: str = ""
    scale: Decimal = Decimal(1)
    is_ambiguous: bool = False


class Rank(NamedTuple):
    """A place in an order (``首位``, ``前三``, ``第25位``)."""

    at: int
    start: int
    end: int
    value: Decimal
    comparator: Comparator = "="
    unit: str = "位"
    written: str = ""


class Silent(NamedTuple):
    """A numeral that is no figure: part of a name or label, a time, a streak or a vague count. ``rule`` says which."""

    start: int
    end: int
    kind: SilentKind
    rule: str


class Stray(NamedTuple):
    """A numeral that no rule explains."""

    start: int
    end: int
    reason: str


Token = Quantity | Rank | Silent | Stray


class Lexed(NamedTuple):
    """A sentence as characters to read, with its tokens (none where its class says nothing that could be a row)."""

    view: View
    tokens: tuple[Token, ...] = ()
