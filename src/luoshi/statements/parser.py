"""Sentences become statements: tokens, then frames, then periods; what no rule reads becomes an Unread."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache, partial

from luoshi.document.model import Document, View
from luoshi.statements.doubts import doubt_of, reasons_of
from luoshi.statements.measures import read_sentence
from luoshi.statements.model import Measure, Project, Unread
from luoshi.statements.projects import find_projects
from luoshi.statements.reading import Reading, Scope
from luoshi.statements.years import Moment, moments
from luoshi.tokens.model import Lexed, Quantity, Stray


def parse(
    document: Document, sentences: Sequence[Lexed]
) -> tuple[tuple[Measure, ...], tuple[Project, ...], tuple[Unread, ...]]:
    """The measures, projects and unread numerals of a document, each in text order.

    ``sentences`` are those of the document, in its order, as the lexer left them.
    """
    measures: list[Measure] = []
    projects: list[Project] = []
    unread: list[Unread] = []
    scope = Scope()
    for moment in moments(document, sentences):
        lexed = sentences[moment.index]
        scope = Scope() if moment.opens else scope
        scope.has_window = moment.years is not None
        readings = read_sentence(lexed.view.text, lexed.tokens, scope)
        measures += [_measure(reading, lexed.view, moment) for reading in readings]
        period = partial(moment.period, "output", "", lexed.view.text)
        projects += find_projects(lexed.view, moment.index, mode=moment.mode, period=period)
        unread += _unread(lexed, moment.index)
    return tuple(measures), tuple(projects), tuple(unread)


def _unread(lexed: Lexed, index: int) -> Iterator[Unread]:
    for token in lexed.tokens:
        if isinstance(token, Stray):
            yield Unread(lexed.view.at(token.start), *lexed.view.span(token.start, token.end), token.reason, index)


def _measure(reading: Reading, seen: View, moment: Moment) -> Measure:
    figure = reading.figure
    to = figure.to if isinstance(figure, Quantity) else None
    start, end = seen.span(figure.start, figure.end)
    before = seen.text[: figure.start]
    clause = before[max(before.rfind(stop) for stop in ",;:") + 1 :]
    period = moment.period(reading.aspect, clause, before)
    reasons = reasons_of(reading, period, clause)
    return Measure(
        at=seen.at(figure.at),
        start=start,
        end=end,
        mode=moment.mode,
        indicator=reading.indicator.removesuffix("等"),
        aspect=reading.aspect,
        comparator=reading.comparator or figure.comparator,
        value=_plain(reading.value),
        unit=figure.unit,
        period=period,
        to=None if to is None else _plain(to),
        origin=None if reading.origin is None else _plain(reading.origin),
        of=reading.of,
        action=reading.action,
        per=reading.per,
        written=figure.written,
        pattern=reading.pattern,
        doubt=doubt_of(reading.pattern, reasons),
        doubts=reasons,
        sentence=moment.index,
    )


@lru_cache(maxsize=4096)
def _plain(value: Decimal) -> Decimal:
    """The value without exponent and trailing zeros: 3240000000000, 3.3."""
    normal = value.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
