"""A sentence cut into clauses, each with the figures that stand in it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from luoshi.tokens.model import Quantity, Rank, Silent, Token

_STOP = re.compile(r"[,;:。!?]+")

_BRACKET = re.compile(r"\([^()]*\)")

_BEFORE_TIME = re.compile(r"(?:连续?|[比较])\Z")
_WITHIN = ("间", "里", "内", "来")

Figure = Quantity | Rank


class Clause(NamedTuple):
    """``start:end`` of the clause in the view, and its figures in order."""

    start: int
    end: int
    figures: tuple[Figure, ...]


def clauses(text: str, tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a sentence; punctuation inside a token (1,100) cuts nothing."""
    inside = {index for token in tokens for index in range(token.start, token.end)}
    figures = [token for token in tokens if isinstance(token, Quantity | Rank)]
    edges = [match.span() for match in _STOP.finditer(text) if match.start() not in inside]
    for bracket in _BRACKET.finditer(text):
        if any(bracket.start() < figure.at < bracket.end() for figure in figures if bracket.start() not in inside):
            edges += [(bracket.start(), bracket.start() + 1), (bracket.end() - 1, bracket.end())]
    edges.sort()
    found, start = [], 0
    for stop, resume in [*edges, (len(text), len(text))]:
        if stop > start:
            found.append(Clause(start, stop, tuple(each for each in figures if start <= each.at < stop)))
        start = resume
    return found


def without_silent(text: str, start: int, end: int, silent: list[Silent]) -> str:
    """``text[start:end]`` without the times and streaks in it."""
    parts = []
    for token in silent:
        if token.kind in ("time", "streak") and start <= token.start and token.end <= end:
            parts.append(_BEFORE_TIME.sub("", text[start : token.start]))
            start = token.end + (text[token.end : token.end + 1] in _WITHIN)
    return "".join([*parts, text[start:end]])
