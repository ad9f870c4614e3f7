"""What an officer wants to see first of a report: facts, headline targets, outline with counts, commitments."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi.document.model import Front, Section
from luoshi.pages.breakdown import Goal, goals
from luoshi.pages.headline import headline
from luoshi.pages.report import Report, plain
from luoshi.pages.rows import source_name
from luoshi.pages.words import Words
from luoshi.statements.model import Measure, Project, Unread

DOUBTFUL = Decimal("0.5")
"""A row with at least this doubt is counted as doubtful: its reasons weigh as much as what speaks for it."""


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
class SectionRows:
    """The figures and projects that stand directly under one title; ``title`` is None for those outside any."""

    title: str | None
    measures: tuple[Measure, ...]
    projects: tuple[Project, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment with its number in text order."""

    number: int
    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Overview:
    """A report at a glance. ``headline`` is the text of the headline sentences, ``goals`` their targets."""

    source: str
    sha256: str
    characters: int
    front: Front
    headline: str
    goals: tuple[Goal, ...]
    outline: tuple[OutlineRow, ...]
    sections: tuple[SectionRows, ...]
    commitments: tuple[Commitment, ...]
    unread: tuple[Unread, ...]
    doubtful: tuple[Measure | Project, ...]
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
        sections=_sections(report),
        commitments=_commitments(report),
        unread=report.unread,
        doubtful=_doubtful(report),
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


def _sections(report: Report) -> tuple[SectionRows, ...]:
    document = report.document
    holders: dict[int | None, tuple[list[Measure], list[Project]]] = {}
    for statement in sorted((*report.measures, *report.projects), key=lambda row: (row.sentence, row.start)):
        inside = statement.sentence < len(document.sentences)
        holder = document.sentences[statement.sentence].section if inside else None
        measures, projects = holders.setdefault(holder, ([], []))
        if isinstance(statement, Measure):
            measures.append(statement)
        else:
            projects.append(statement)
    return tuple(
        SectionRows(None if index is None else plain(document.sections[index].title), tuple(measures), tuple(projects))
        for index, (measures, projects) in holders.items()
    )


def _commitments(report: Report) -> tuple[Commitment, ...]:
    text = report.document.source.text
    found = [sentence for sentence in report.document.sentences if sentence.sentence_class == "commitment"]
    return tuple(
        Commitment(number, sentence.start, plain(text[sentence.start : sentence.end]))
        for number, sentence in enumerate(found, start=1)
    )


def _doubtful(report: Report) -> tuple[Measure | Project, ...]:
    rows: Iterable[Measure | Project] = (*report.measures, *report.projects)
    return tuple(sorted((row for row in rows if row.doubt >= DOUBTFUL), key=lambda row: -row.doubt))
