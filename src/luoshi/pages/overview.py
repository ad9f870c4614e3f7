"""What an officer wants to see first of a report: facts, headline targets, outline with counts, commitments."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi.document.model import Front, Section
from luoshi.pages.breakdown import Goal, goals, indicator_words
from luoshi.pages.headline import headline
from luoshi.pages.numbers import expression
from luoshi.pages.report import Report, plain, sentence_text
from luoshi.pages.rows import source_name
from luoshi.pages.words import Words
from luoshi.statements.model import Measure, Project

DOUBTFUL = Decimal("0.3")
"""A row with at least this doubt is counted as doubtful: one strong reason, or two weak ones, speak against it."""

PART_DEPTH = 2
"""Titles down to this depth are shown at a first look."""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A section with the number of sentences, figures, projects and commitments in it and below it."""

    section: Section
    title: str
    sentences: int
    figures: int
    projects: int
    commitments: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure as people read it: what its indicator is called (``地区生产总值增速``) and its value (``6.2%``)."""

    measure: Measure
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class SectionRows:
    """The figures and projects under one title; ``title`` is None for those outside any."""

    title: str | None
    figures: tuple[Figure, ...]
    projects: tuple[Project, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A row to be checked: where it starts, what it says, why it is in doubt, and the sentence it stands in."""

    start: int
    row: str
    doubt: Decimal
    reasons: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """A numeral that was not read: where it starts, its text, the reason, and the sentence it stands in."""

    start: int
    text: str
    reason: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment with its number in text order."""

    number: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A report at a glance. ``headline`` is the text of the headline sentences, ``goals`` their targets.

    ``parts`` holds all rows by titles of the first two ranks, ``sections`` by the title they stand directly under.
    """

    source: str
    sha256: str
    characters: int
    front: Front
    headline: str
    goals: tuple[Goal, ...]
    outline: tuple[OutlineRow, ...]
    parts: tuple[SectionRows, ...]
    sections: tuple[SectionRows, ...]
    commitments: tuple[Commitment, ...]
    unread: tuple[NotRead, ...]
    doubtful: tuple[Doubtful, ...]
    sentences: int
    figures: int
    projects: int


def overview(report: Report, words: Words) -> Overview:
    """The page of ``report``, with its derived labels in the language of ``words``."""
    document = report.document
    text, run = document.source.text, headline(report)
    return Overview(
        source=source_name(report),
        sha256=document.source.sha256,
        characters=len(text),
        front=document.front,
        headline="".join(plain(text[document.sentences[index].start : document.sentences[index].end]) for index in run),
        goals=goals(report, words) if run else (),
        outline=_outline(report),
        parts=_sections(report, words, deepest=PART_DEPTH),
        sections=_sections(report, words),
        commitments=_commitments(report),
        unread=_unread(report, words),
        doubtful=_doubtful(report, words),
        sentences=sum(sentence.sentence_class != "noise" for sentence in document.sentences),
        figures=len(report.measures),
        projects=len(report.projects),
    )


def _outline(report: Report) -> tuple[OutlineRow, ...]:
    document = report.document
    sentences = [sentence.start for sentence in document.sentences if sentence.sentence_class != "noise"]
    commitments = [sentence.start for sentence in document.sentences if sentence.sentence_class == "commitment"]
    figures = sorted(measure.at for measure in report.measures)
    projects = sorted(project.start for project in report.projects)
    return tuple(
        OutlineRow(
            section=section,
            title=plain(section.title),
            sentences=_within(sentences, section),
            figures=_within(figures, section),
            projects=_within(projects, section),
            commitments=_within(commitments, section),
        )
        for section in document.sections
    )


def _within(offsets: Sequence[int], section: Section) -> int:
    return bisect_left(offsets, section.end) - bisect_left(offsets, section.start)


def figure(report: Report, measure: Measure, words: Words) -> Figure:
    """``measure`` as people read it."""
    value = str(expression(measure, report.document.source.text, words))
    return Figure(measure, indicator_words(measure, words), value)


def _sections(report: Report, words: Words, *, deepest: int | None = None) -> tuple[SectionRows, ...]:
    document = report.document
    holders: dict[int | None, tuple[list[Figure], list[Project]]] = {}
    statements: tuple[Measure | Project, ...] = (*report.measures, *report.projects)
    for statement in sorted(statements, key=lambda row: (row.sentence, row.start)):
        inside = statement.sentence < len(document.sentences)
        holder = document.sentences[statement.sentence].section if inside else None
        while holder is not None and deepest is not None and document.sections[holder].depth > deepest:
            holder = holder - 1 if holder else None
        figures, projects = holders.setdefault(holder, ([], []))
        if isinstance(statement, Measure):
            figures.append(figure(report, statement, words))
        else:
            projects.append(statement)
    return tuple(
        SectionRows(None if index is None else plain(document.sections[index].title), tuple(figures), tuple(projects))
        for index, (figures, projects) in holders.items()
    )


def _commitments(report: Report) -> tuple[Commitment, ...]:
    text = report.document.source.text
    found = [sentence for sentence in report.document.sentences if sentence.sentence_class == "commitment"]
    return tuple(
        Commitment(number, sentence.start, plain(text[sentence.start : sentence.end]))
        for number, sentence in enumerate(found, start=1)
    )


def _unread(report: Report, words: Words) -> tuple[NotRead, ...]:
    text = report.document.source.text
    return tuple(
        NotRead(
            unread.at,
            plain(text[unread.start : unread.end]),
            words.label("unread_reason", unread.reason),
            sentence_text(report, unread),
        )
        for unread in report.unread
    )


def _doubtful(report: Report, words: Words) -> tuple[Doubtful, ...]:
    rows: Iterable[Measure | Project] = (*report.measures, *report.projects)
    doubtful = sorted((row for row in rows if row.doubt >= DOUBTFUL), key=lambda row: (-row.doubt, row.start))
    return tuple(
        Doubtful(
            row.at if isinstance(row, Measure) else row.start,
            _said(report, row, words),
            row.doubt,
            tuple(words.label("doubt", reason) for reason in row.doubts),
            sentence_text(report, row),
        )
        for row in doubtful
    )


def _said(report: Report, row: Measure | Project, words: Words) -> str:
    if isinstance(row, Project):
        return f"{row.name} {words(f'stage.{row.stage}')}"
    shown = figure(report, row, words)
    return f"{shown.label} {shown.value}"
