"""The rows of one report are replaced in its tables, all or none."""

from bisect import bisect_right
from typing import Any

from luoshi.hosting import Entry, Measure, Project, entries
from luoshi.hosting import Report as Reading
from luoshi_web.actions.folding import Folded, identity_of
from luoshi_web.models import Measure as MeasureRow
from luoshi_web.models import Project as ProjectRow
from luoshi_web.models import Report, Section, Sentence, Unread
from luoshi_web.pages.areas import area_of


def store_rows(report: Report, folded: Folded) -> None:
    """Replace the rows of ``report``; to be called within a transaction."""
    reading = folded.report
    for table in (Section, Sentence, MeasureRow, ProjectRow, Unread):
        table._default_manager.filter(report=report).delete()
    Section.objects.bulk_create(
        Section(report=report, start=each.start, end=each.end, depth=each.depth, half=each.half, title=each.title)
        for each in reading.document.sections
    )
    Sentence.objects.bulk_create(
        Sentence(
            report=report, start=each.start, end=each.end, sentence_class=each.sentence_class, rule=each.rule,
            half=each.half, paragraph=each.paragraph, section=each.section,
        )
        for each in reading.document.sentences
    )  # fmt: skip
    MeasureRow.objects.bulk_create(
        _measure(report, folded, measure, entry)
        for measure, entry in zip(reading.measures, entries(reading), strict=True)
    )
    ProjectRow.objects.bulk_create(_project(report, folded, project) for project in reading.projects)
    Unread.objects.bulk_create(
        Unread(report=report, at=each.at, start=each.start, end=each.end, reason=each.reason) for each in reading.unread
    )


def titles_at(reading: Reading, offset: int) -> list[str]:
    """The titles of the sections around ``offset``, outermost first."""
    return [section.title for section in reading.document.sections if section.start <= offset < section.end]


def sentence_at(reading: Reading, offset: int) -> Any:
    """The sentence in which ``offset`` stands, or the last before it."""
    starts = [sentence.start for sentence in reading.document.sentences]
    return reading.document.sentences[max(0, bisect_right(starts, offset) - 1)]


def _measure(report: Report, folded: Folded, measure: Measure, entry: Entry) -> MeasureRow:
    return MeasureRow(
        report=report,
        at=measure.at,
        start=measure.start,
        end=measure.end,
        sentence_start=entry.sentence_start,
        sentence_end=entry.sentence_end,
        mode=measure.mode,
        indicator=measure.indicator[:200],
        aspect=measure.aspect,
        comparator=measure.comparator,
        value=format(measure.value, "f"),
        to="" if measure.to is None else format(measure.to, "f"),
        origin="" if measure.origin is None else format(measure.origin, "f"),
        unit=measure.unit[:40],
        period=measure.period,
        of=(measure.of or "")[:200],
        action=(measure.action or "")[:80],
        per=measure.per or "",
        written=measure.written[:80],
        text=report.text[measure.start : measure.end][:200],
        canonical=entry.indicator[:200],
        scope=(entry.scope or "")[:80],
        base_value=format(entry.value, "f")[:40],
        base_unit=entry.unit[:40],
        pattern=measure.pattern[:80],
        doubt=str(measure.doubt),
        doubts=" ".join(measure.doubts)[:300],
        status=folded.statuses.get(identity_of(measure), "read"),
    )


def _project(report: Report, folded: Folded, project: Project) -> ProjectRow:
    sentence = folded.report.document.sentences[project.sentence]
    titles = titles_at(folded.report, project.start)
    return ProjectRow(
        report=report,
        start=project.start,
        end=project.end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        name=project.name[:200],
        mode=project.mode,
        stage=project.stage,
        period=project.period,
        area=area_of(titles, report.text[sentence.start : sentence.end]),
        pattern=project.pattern[:80],
        doubt=str(project.doubt),
        doubts=" ".join(project.doubts)[:300],
        status=folded.statuses.get(identity_of(project), "read"),
    )
