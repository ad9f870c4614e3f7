"""All that an audit looks at: the figures of the reports laid before it, by sentence and by what they measure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from luoshi.ledger.model import Entry, Reading
from luoshi.verdicts.audit.figure import Figure, figure_of

_CUT = re.compile(r"[\dlIO.]\s*\Z")

SeriesKey = tuple[str, str, str, str, str]
"""Place, name, aspect, unit, mode."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A report laid before the audit: its rows, their ledger entries in the same order, and its text folded.

    ``folded`` is the source text with full-width characters as ASCII, of the same length.
    """

    reading: Reading
    entries: Sequence[Entry]
    folded: str = field(repr=False)


class Evidence:
    """Reports of one audit, in the order given; figures carry the number of their report."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self.papers = tuple(papers)

    @cached_property
    def figures(self) -> tuple[tuple[Figure, ...], ...]:
        """The figures of each report, in text order, but for numerals that damage cut in two (``l.43``, ``1 00``)."""
        return tuple(
            tuple(
                figure_of(number, measure, entry)
                for measure, entry in zip(paper.reading.measures, paper.entries, strict=True)
                if not _CUT.search(paper.folded[max(0, measure.at - 4) : measure.at])
            )
            for number, paper in enumerate(self.papers)
        )

    @cached_property
    def sentences(self) -> tuple[tuple[Figure, ...], ...]:
        """The figures of each sentence that has any."""
        grouped: dict[tuple[int, int], list[Figure]] = defaultdict(list)
        for figures in self.figures:
            for figure in figures:
                grouped[figure.report, figure.measure.sentence].append(figure)
        return tuple(tuple(sorted(group, key=lambda each: each.measure.at)) for group in grouped.values())

    @cached_property
    def series(self) -> dict[SeriesKey, list[Figure]]:
        """Figures of the same place, indicator, aspect, unit and mode, whatever their year."""
        found: dict[SeriesKey, list[Figure]] = defaultdict(list)
        for figures in self.figures:
            for figure in figures:
                found[self.key(figure)].append(figure)
        return found

    def key(self, figure: Figure, *, aspect: str | None = None, mode: str | None = None) -> SeriesKey:
        """The series that ``figure`` belongs to; with ``aspect`` or ``mode``, the one beside it."""
        entry = figure.entry
        return self.place(figure.report), figure.name, aspect or _kind(entry), entry.unit, mode or entry.mode

    def place(self, report: int) -> str:
        """What tells the place of a report: its code where known, else its name."""
        front = self.papers[report].reading.document.front
        return (front.place.code or front.place.name) if front.place else f"?{report}"

    def year(self, report: int) -> int:
        """The year of delivery; 0 where it is not known."""
        return self.papers[report].reading.document.front.year or 0

    def text(self, figure: Figure) -> str:
        """The folded text of the sentence in which ``figure`` stands."""
        return self.papers[figure.report].folded[figure.entry.sentence_start : figure.entry.sentence_end]

    def before(self, figure: Figure, length: int = 40) -> str:
        """Up to ``length`` folded characters before ``figure``, from its own sentence."""
        start = max(figure.entry.sentence_start, figure.entry.start - length)
        return self.papers[figure.report].folded[start : figure.entry.start]

    def after(self, figure: Figure, length: int = 20) -> str:
        """Up to ``length`` folded characters after ``figure``, from its own sentence."""
        end = min(figure.entry.sentence_end, figure.entry.end + length)
        return self.papers[figure.report].folded[figure.entry.end : end]

    def between(self, first: Figure, second: Figure) -> str:
        """The folded text between two figures of one report."""
        return self.papers[first.report].folded[first.entry.end : second.entry.start]

    def companions(self, figure: Figure, group: Sequence[Figure]) -> Iterator[Figure]:
        """The figures that follow ``figure`` in its sentence and speak of the same thing, up to one that does not."""
        for other in group:
            if other.measure.at > figure.measure.at:
                if not _same_words(figure.entry.words, other.entry.words):
                    return
                yield other
                if other.is_quantity:
                    return


def _kind(entry: Entry) -> str:
    """Level and total are one kind of figure for a series: reports say 达到 of both."""
    return "level" if entry.aspect in ("level", "cumulative") else entry.aspect


def _same_words(first: str, second: str) -> bool:
    return first == second or (
        len(first) >= 2 and second.startswith(first) and second[len(first) :] in ("规模", "总量", "数量")
    )
