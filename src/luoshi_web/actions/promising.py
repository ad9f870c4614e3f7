"""The commitments of a report become rows of their own, with addresses that stay when the report is read again."""

import re
from collections.abc import Iterator

from luoshi.hosting import LuoshiError, Measure, Project, Reconciliation, Sentence, Words, answers, headline
from luoshi.hosting import Report as Reading
from luoshi_web.actions.storing import sentence_at, titles_at
from luoshi_web.models import Commitment, Report
from luoshi_web.pages.areas import area_of
from luoshi_web.pages.words import as_said

_BLANK = re.compile(r"\s+")


def store_commitments(report: Report, reading: Reading) -> None:
    """Make, change or remove commitments of ``report`` to fit ``reading``; to be called within a transaction."""
    wanted = {promise.key: promise for promise in _commitments(report, reading)}
    known = {promise.key: promise for promise in report.commitments.all()}
    report.commitments.exclude(key__in=wanted).delete()
    Commitment.objects.bulk_create(promise for key, promise in wanted.items() if key not in known)
    for key, promise in wanted.items():
        if key in known:
            promise.pk = known[key].pk
    Commitment.objects.bulk_update(
        [promise for key, promise in wanted.items() if key in known], _FIELDS, batch_size=100
    )


def key_of(report: Report, row: Measure | Project | Sentence) -> str:
    """The stable address of the commitment in ``row``."""
    match row:
        case Measure():
            return f"{report.slug}-m{row.at}"
        case Project():
            return f"{report.slug}-p{row.start}"
        case _:
            return f"{report.slug}-s{row.start}"


def one_line(text: str) -> str:
    """``text`` without line breaks and runs of blanks."""
    return _BLANK.sub(" ", text).strip()


_FIELDS = [
    *(
        "place",
        "year",
        "due",
        "kind",
        "is_headline",
        "at",
        "start",
        "end",
        "sentence_start",
        "sentence",
        "title",
        "target",
    ),
    *("canonical", "aspect", "period", "section", "area"),
]


def _commitments(report: Report, reading: Reading) -> Iterator[Commitment]:
    try:
        plan = answers(reading, [])
    except LuoshiError:
        return
    yield from _promises(report, reading, plan)


def _promises(report: Report, reading: Reading, plan: Reconciliation) -> Iterator[Commitment]:
    entry_at = {entry.at: entry for entry in plan.earlier.entries}
    headlines = {reading.document.sentences[index].start for index in headline(reading)}
    for link in plan.links:
        measure = link.target
        promise = _promise(report, reading, measure, measure.at)
        entry = entry_at[measure.at]
        promise.kind, promise.title = Commitment.Kind.FIGURE, _goal(measure)
        words = one_line(report.text[measure.start : measure.end])
        promise.target = as_said(words, measure.value, measure.aspect)[:200]
        promise.canonical, promise.aspect, promise.period = entry.indicator[:200], measure.aspect, measure.period
        promise.due = int(measure.period[-4:])
        promise.is_headline = promise.sentence_start in headlines
        yield promise
    for project_link in plan.projects:
        project = project_link.target
        promise = _promise(report, reading, project, project.start)
        promise.kind, promise.title, promise.target = Commitment.Kind.PROJECT, project.name[:200], project.stage
        promise.period, promise.due = project.period, int(project.period[-4:])
        yield promise
    for open_commitment in plan.open:
        sentence = open_commitment.sentence
        promise = _promise(report, reading, sentence, sentence.start)
        promise.kind, promise.title = Commitment.Kind.WORDS, promise.sentence[:200]
        promise.period = str(report.year)
        yield promise


def _promise(report: Report, reading: Reading, row: Measure | Project | Sentence, at: int) -> Commitment:
    sentence = row if isinstance(row, Sentence) else sentence_at(reading, at)
    titles = titles_at(reading, at)
    words = one_line(report.text[sentence.start : sentence.end])
    return Commitment(
        key=key_of(report, row),
        report=report,
        place=report.place,
        year=report.year or 0,
        due=report.year or 0,
        at=at,
        start=row.start,
        end=row.end,
        sentence_start=sentence.start,
        sentence=words,
        section=one_line(titles[-1])[:200] if titles else "",
        area=area_of(titles, words),
    )


def _goal(measure: Measure) -> str:
    words = Words("zh")
    return words(f"goal.{measure.aspect}", indicator=measure.indicator, action=measure.action or "")[:200]
