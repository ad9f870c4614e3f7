"""Sentences become statements: tokens, then frames, then periods; what no rule reads becomes an Unread."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from luoshi.document.model import Document, Sentence, View
from luoshi.statements.doubts import doubt_of
from luoshi.statements.frames import frames
from luoshi.statements.measures import read_sentence
from luoshi.statements.model import Measure, Mode, Project, Unread
from luoshi.statements.periods import Calendar, Years, explicit, lasts, local, period, resets, zone
from luoshi.statements.projects import find_projects
from luoshi.statements.reading import Reading, Scope
from luoshi.tokens.model import Lexed, Quantity, Stray

_OPENING = 24
_LEAD = 10
_MODES: dict[str, Mode] = {"result": "result", "commitment": "target"}


def parse(
    document: Document, sentences: Sequence[Lexed]
) -> tuple[tuple[Measure, ...], tuple[Project, ...], tuple[Unread, ...]]:
    """The measures, projects and unread numerals of a document, each in text order.

    ``sentences`` are those of the document, in its order, as the lexer left them.
    """
    measures: list[Measure] = []
    projects: list[Project] = []
    unread: list[Unread] = []
    scope, carried = Scope(), ""
    place: tuple[int, int | None] = (-1, None)
    for index, sentence, mode, years, calendar in _with_years(document, sentences):
        seen, tokens = sentences[index].view, list(sentences[index].tokens)
        if place != (sentence.paragraph, sentence.section):
            scope, carried, place = Scope(), "", (sentence.paragraph, sentence.section)
        scope.has_window = years is not None
        if zone(seen.text, calendar, mode):
            carried = ""
        for reading, before in read_sentence(seen.text, tokens, frames(), scope):
            measures.append(
                _measure(reading, before, seen, index, mode, years, calendar, carried if mode == "target" else "")
            )
        when = period("output", "", mode, calendar, years=years, named=explicit(seen.text, mode, calendar))
        projects += find_projects(seen, index, mode=mode, period=when)
        carried = _near(explicit(seen.text[:_LEAD], mode, calendar), calendar) or carried
        unread += [
            Unread(seen.at(each.start), *seen.span(each.start, each.end), each.reason, index)
            for each in tokens
            if isinstance(each, Stray)
        ]
    return tuple(measures), tuple(projects), tuple(unread)


def _with_years(
    document: Document, sentences: Sequence[Lexed]
) -> Iterator[tuple[int, Sentence, Mode, Years | None, Calendar]]:
    """Every result and commitment with the years that the text around it has opened.

    A title opens years for its section; a sentence that begins with them, for the rest of its chapter.
    """
    calendar = _calendar(document)
    titled: Years | None = None
    opened: Years | None = None
    closes, section, paragraph = 0, None, -1
    for index, sentence in enumerate(document.sentences):
        if sentence.sentence_class == "noise":
            continue
        text = sentences[index].view.text
        mode: Mode = "target" if sentence.half == "plan" else "result"
        if sentence.section != section:
            section = sentence.section
            titled = _section_years(document, section, calendar, mode)
        if sentence.start >= closes and sentence.paragraph != paragraph:
            opened = None
        own = zone(text, calendar, mode)
        if own and lasts(text, own, calendar, mode) and zone(text[:_OPENING], calendar, mode):
            opened, closes = own, _chapter_end(document, section) if mode == "result" else sentence.end
            paragraph = sentence.paragraph if mode == "target" else -1
        elif resets(text):
            opened = titled = None
        if sentence.sentence_class in _MODES:
            yield index, sentence, _MODES[sentence.sentence_class], own or opened or titled, calendar


def _near(named: str | None, calendar: Calendar) -> str | None:
    """A year that later sentences may go on with: not one of a distant vision."""
    return named if named and int(named[-4:]) <= calendar.coming + 5 else None


def _chapter_end(document: Document, section: int | None) -> int:
    """Where the outermost section around ``section`` ends."""
    if section is None:
        return len(document.source.text)
    own = document.sections[section]
    return max(each.end for each in document.sections[: section + 1] if each.start <= own.start < each.end)


def _section_years(document: Document, section: int | None, calendar: Calendar, mode: Mode) -> Years | None:
    if section is None:
        return None
    own = document.sections[section]
    titles = [each.title for each in document.sections if each.start <= own.start < each.end]
    for title in reversed(titles):
        if years := zone(title, calendar, mode):
            return None if resets(title) or "一年" in title else years
    return None


def _calendar(document: Document) -> Calendar:
    year = document.front.year or 0
    is_communique = "统计公报" in (document.front.title or "")
    return Calendar(past=year if is_communique else year - 1, coming=year)


def _measure(
    reading: Reading,
    before: str,
    seen: View,
    index: int,
    mode: Mode,
    years: Years | None,
    calendar: Calendar,
    carried: str,
) -> Measure:
    figure = reading.figure
    to = figure.to if isinstance(figure, Quantity) else None
    start, end = seen.span(figure.start, figure.end)
    clause = before[max(before.rfind(stop) for stop in ",;:") + 1 :]
    doubts = tuple(dict.fromkeys(reading.doubts))
    return Measure(
        at=seen.at(figure.at), start=start, end=end, mode=mode, indicator=reading.indicator.removesuffix("等"), aspect=reading.aspect,
        comparator=figure.comparator, value=_plain(reading.value), unit=figure.unit,
        period=period(
            reading.aspect, clause, mode, calendar,
            years=local(clause, calendar, mode) or years, named=explicit(before, mode, calendar) or carried or None,
        ),
        to=None if to is None else _plain(to),
        origin=None if reading.origin is None else _plain(reading.origin),
        of=reading.of, action=reading.action, per=reading.per, written=figure.written, pattern=reading.pattern,
        doubt=doubt_of(reading.pattern, doubts, reading.indicator), doubts=doubts, sentence=index,
    )  # fmt: skip


def _plain(value: Decimal) -> Decimal:
    """The value without exponent and trailing zeros: 3240000000000, 3.3."""
    normal = value.normalize()
    return normal.quantize(Decimal(1)) if normal == normal.to_integral_value() else normal
