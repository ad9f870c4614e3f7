"""The figures of one sentence: each clause is read left to right, and hands on what the next may leave out."""

import re
from collections.abc import Sequence

from luoshi.statements.afterwards import is_meant, spread_back
from luoshi.statements.clauses import Clause, Figure, clauses, without_silent
from luoshi.statements.counts import framed_by
from luoshi.statements.dispatch import Spot, read_spot
from luoshi.statements.groups import joined_group, read_group, shared_units
from luoshi.statements.lefts import take_apart
from luoshi.statements.ranks import joined_ranks, read_ranks
from luoshi.statements.reading import Reading, Scope
from luoshi.statements.topics import topic_of
from luoshi.tokens.model import Quantity, Rank, Silent, Token

_AT_LEAST = re.compile(r"(?:至少|不少于|不低于)[^\d]{1,10}(?:[\d.%]+[、和])*\Z")
_BEYOND = 40
_AIMING = re.compile(r"(?:瞄准|围绕|聚焦|紧扣|突出|坚持|立足|依托|着眼|针对|抢抓|成功举办|举办|开展|组织|召开)")
_THEME = re.compile(r"(?:在)?([^,]{2,20}?)方面\Z")
_FROM = re.compile(r"(?:从|由)(?P<middle>[^从由]*)\Z")
_YEAR_OF = re.compile(r"\d{4}年的?")
_TO = re.compile(r"[^,。;]{0,6}?(?:到|至|为|成)(?:了)?(?:目前的)?(?:平均)?(?:\d{4}年的?)?\s*\Z")


def read_sentence(text: str, tokens: Sequence[Token], scope: Scope) -> list[Reading]:
    """The readings of a sentence, in text order. ``scope`` holds what it may inherit, and then what it hands on."""
    if not any(isinstance(token, Quantity | Rank) for token in tokens):
        return []
    silent = [token for token in tokens if isinstance(token, Silent)]
    readings: list[Reading] = []
    scope.heads, scope.topic, scope.aspect = [], "", None
    if not scope.is_open:
        scope.units, scope.acts = {}, {}
    scope.is_open = text.endswith(";")
    scope.theme = ""
    found = clauses(text, tokens)
    last = max(index for index, clause in enumerate(found) if clause.figures)
    for clause in found[: last + 1]:
        if clause.figures:
            readings += _ClauseReader(text, clause, silent, scope).read()
        else:
            _note_topic(text[clause.start : clause.end], scope)
    return readings


def _note_topic(clause: str, scope: Scope) -> None:
    """Remember what a clause without figures speaks of; a theme (…方面) outlives the acts that follow it."""
    theme = _THEME.match(clause)
    if theme:
        scope.theme = scope.topic = theme[1]
    elif not scope.theme:
        scope.topic = topic_of(clause) or scope.topic
        scope.is_acted = _AIMING.match(clause) is not None


class _ClauseReader:
    """Reads the figures of one clause; ``position`` is where the text of the next figure begins."""

    def __init__(self, text: str, clause: Clause, silent: list[Silent], scope: Scope) -> None:
        self._text, self._clause, self._silent, self._scope = text, clause, silent, scope
        self._figures = shared_units(text, list(clause.figures))
        self._position = clause.start

    def read(self) -> list[Reading]:
        """The readings of the clause that mean something, in order."""
        self._scope.is_part = self._text.startswith("其中", self._clause.start)
        if not self._scope.is_part:
            self._scope.action = None
        self._scope.reached = ""
        found: list[Reading] = []
        while len(found) + self._skipped < len(self._figures):
            for reading in self._next(len(found) + self._skipped):
                self._bind(reading)
                framed_by(self._text[reading.figure.end : self._clause.end], reading)
                self._scope.take(reading)
                found.append(reading)
        spread_back(found)
        return [reading for reading in found if is_meant(reading)]

    _skipped = 0

    def _bind(self, reading: Reading) -> None:
        """Give a plain figure the bound that stands before its verb: 每个县至少建成1所."""
        before = self._text[self._clause.start : reading.figure.start]
        if reading.figure.comparator == "=" and _AT_LEAST.search(before):
            reading.comparator = ">="

    def _next(self, index: int) -> list[Reading]:
        """The readings of the figure at ``index`` and of those that share its frame."""
        origins = self._origins(index)
        if not origins:
            left = without_silent(self._text, self._position, self._figures[index].start, self._silent)
            return self._read(left, index)
        self._skipped += len(origins)
        index += len(origins)
        readings = self._read(self._joined_frame(origins, self._figures[index]), index)
        for reading, origin in zip(readings, origins, strict=False):
            reading.origin = origin.value if origin.unit in ("", reading.figure.unit) else None
        return readings

    def _read(self, left: str, index: int) -> list[Reading]:
        figure = self._figures[index]
        self._scope.window = self._text[: figure.start]
        began, self._position = self._position, figure.end
        if isinstance(figure, Rank):
            ranks = joined_ranks(self._text, self._figures, index)
            self._position = ranks[-1].end
            return read_ranks(self._text, ranks, left, self._scope)
        following = self._figures[index + 1] if index + 1 < len(self._figures) else None
        spot = Spot(
            figure,
            take_apart(left),
            self._text[figure.end : following.start if following else self._clause.end],
            before=self._text[self._clause.start : figure.start],
            rest=self._text[figure.end : self._clause.end],
            beyond=self._text[self._clause.end + 1 :][:_BEYOND],
            following=following,
        )
        group = joined_group(self._text, self._figures, index)
        shared = read_group(group, spot, self._scope) if len(group) > 1 else None
        if shared:
            self._position = group[-1].end
            return shared
        reading, length = read_spot(spot, self._scope)
        self._position = began if reading.pattern == "capacity" else self._position + length
        return [reading]

    def _origins(self, index: int) -> list[Quantity]:
        """The figures from ``index`` on that are starting values: one (从a到b), or as many as follow (由a、b到c、d)."""
        if index + 1 >= len(self._figures) or not _FROM.search(self._text, self._position, self._figures[index].start):
            return []
        starts = joined_group(self._text, self._figures, index)
        reached = index + len(starts)
        if not starts or reached >= len(self._figures):
            return []
        is_start = _TO.match(self._text[starts[-1].end : self._figures[reached].start])
        is_even = len(joined_group(self._text, self._figures, reached)) >= len(starts)
        return starts if is_start and (is_even or len(starts) == 1) else []

    def _joined_frame(self, origins: Sequence[Quantity], figure: Figure) -> str:
        """Subject before 从 and frame after the starting values: 占比 | 提高到."""
        before = without_silent(self._text, self._position, origins[0].start, self._silent)
        start = max(before.rfind("从"), before.rfind("由"))
        return before[:start] + _YEAR_OF.sub("", self._text[origins[-1].end : figure.start])
