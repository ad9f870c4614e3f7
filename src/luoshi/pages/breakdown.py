"""The two tables in which offices break a report down (任务分解): main targets, and key tasks."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from luoshi.document.model import Sentence
from luoshi.lexicon.load import lexicon
from luoshi.pages.headline import headline
from luoshi.pages.numbers import expression
from luoshi.pages.report import Report, plain
from luoshi.pages.words import Words
from luoshi.statements.model import Measure, Project

_CATEGORY_DEPTH = 2

Statement = TypeVar("Statement", Measure, Project)


@dataclass(frozen=True, slots=True)
class Goal:
    """A main target: a number, its indicator, target and unit, last year's result, lead unit (blank) and deadline.

    ``expression`` is target and unit together (``6%以上``); ``at`` is where the figure stands.
    """

    number: int
    indicator: str
    target: str
    unit: str
    last: str
    lead: str
    deadline: str
    expression: str
    at: int


@dataclass(frozen=True, slots=True)
class Task:
    """A commitment to be assigned: number, category, text, figures, lead and supporting units (blank), deadline."""

    number: int
    category: str
    task: str
    figures: str
    lead: str
    support: str
    deadline: str
    start: int


def goals(report: Report, words: Words) -> tuple[Goal, ...]:
    """The main targets: those of the headline sentences, or every target level and growth where there are none.

    ``last`` is what the review half says of the same indicator and aspect, in its own words and unit.
    """
    run = headline(report)
    targets = [measure for measure in report.measures if measure.mode == "target"]
    main = [measure for measure in targets if measure.sentence in run]
    main = main or [measure for measure in targets if measure.aspect in ("level", "growth")]
    results = _results(report.measures)
    return tuple(
        _goal(number, measure, results.get(_identity(measure)), report.document.source.text, words)
        for number, measure in enumerate(main, start=1)
    )


def tasks(report: Report, words: Words) -> tuple[Task, ...]:
    """The commitments outside the headline sentences, each with its figures and the section it stands in."""
    run = headline(report)
    measures, projects = _by_sentence(report.measures), _by_sentence(report.projects)
    return tuple(
        _task(report, words, number, sentence, (measures[index], projects[index]))
        for number, (index, sentence) in enumerate(_commitments(report, run), start=1)
    )


def indicator_words(measure: Measure, words: Words) -> str:
    """What a table calls the indicator, with what is said of it: ``地区生产总值增速``."""
    indicator, action = plain(measure.indicator), plain(measure.action or "")
    return words(f"goal.{measure.aspect}", indicator=indicator, action="" if action in indicator else action)


def _goal(number: int, measure: Measure, result: Measure | None, text: str, words: Words) -> Goal:
    shown = expression(measure, text, words)
    return Goal(
        number=number,
        indicator=indicator_words(measure, words),
        target=shown.target,
        unit=shown.unit,
        last=str(expression(result, text, words)) if result else "",
        lead="",
        deadline=_deadline([measure], words),
        expression=str(shown),
        at=measure.at,
    )


def _task(
    report: Report, words: Words, number: int, sentence: Sentence, rows: tuple[list[Measure], list[Project]]
) -> Task:
    text, (measures, projects) = report.document.source.text, rows
    figures = "；".join(f"{indicator_words(measure, words)} {expression(measure, text, words)}" for measure in measures)
    return Task(
        number=number,
        category=_category(report, sentence),
        task=plain(text[sentence.start : sentence.end]),
        figures=figures,
        lead="",
        support="",
        deadline=_deadline([*measures, *projects], words),
        start=sentence.start,
    )


def _commitments(report: Report, run: Sequence[int]) -> Iterator[tuple[int, Sentence]]:
    for index, sentence in enumerate(report.document.sentences):
        if sentence.sentence_class == "commitment" and index not in run:
            yield index, sentence


def _results(measures: Iterable[Measure]) -> dict[tuple[str, str], Measure]:
    """The result of each indicator and aspect: of the latest year, rather a year's than an average over several.

    Of equals the first in the text.
    """
    results: dict[tuple[str, str], Measure] = {}
    for measure in measures:
        if measure.mode == "result":
            kept = results.get(_identity(measure))
            if kept is None or _recency(measure) > _recency(kept):
                results[_identity(measure)] = measure
    return results


def _identity(measure: Measure) -> tuple[str, str]:
    """Indicator under its canonical name (``地区生产总值`` for ``GDP``), and aspect."""
    name = "".join(measure.indicator.split())
    known = lexicon().indicators.get(name)
    return known.name if known else name, measure.aspect


def _recency(measure: Measure) -> tuple[str, bool]:
    return _last_year(measure), "/" not in measure.period


def _last_year(statement: Measure | Project) -> str:
    return statement.period.rpartition("/")[2]


def _deadline(statements: Iterable[Measure | Project], words: Words) -> str:
    years = [year for year in map(_last_year, statements) if year]
    return words("breakdown.year", year=max(years)) if years else ""


def _by_sentence(statements: Iterable[Statement]) -> dict[int, list[Statement]]:
    found: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        found[statement.sentence].append(statement)
    return found


def _category(report: Report, sentence: Sentence) -> str:
    """Titles above ``sentence`` down to the second rank of its half, most exact first found."""
    holding = [
        section
        for section in report.document.sections
        if section.start <= sentence.start < section.end and section.depth <= _CATEGORY_DEPTH
    ]
    return plain(max(holding, key=lambda section: section.depth).title) if holding else ""
