"""The rows of a report as flat dictionaries: the one place that knows their keys. docs/rows.md says what they mean."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from luoshi.document.model import Section, Sentence
from luoshi.pages.report import Report, sentence_text
from luoshi.statements.model import Measure, Project, Unread

Row = dict[str, Any]

COLUMNS: dict[str, tuple[str, ...]] = {
    "document": (
        *("place", "code", "level", "year", "title", "date", "speaker", "sha256"),
        *("url", "retrieved", "format", "encoding", "source"),
    ),
    "section": ("source", "start", "end", "depth", "half", "title"),
    "sentence": ("source", "start", "end", "class", "pattern", "text"),
    "measure": (
        *("source", "at", "start", "end", "mode", "indicator", "aspect", "action", "comparator", "value", "to", "unit"),
        *("from", "of", "period", "per", "written", "text", "pattern", "doubt", "doubts", "sentence"),
    ),
    "project": (
        *("source", "start", "end", "name", "mode", "stage", "period", "text", "pattern", "doubt", "doubts"),
        "sentence",
    ),
    "unread": ("source", "at", "start", "end", "reason", "text", "sentence"),
}
"""Columns of the table of each row type. A table also shows the sentence a row stands in, as its last column."""

_ALWAYS = ("place", "code", "level", "year", "title", "sha256")
_TABLE_ONLY = {"date", "speaker", "format", "encoding"}


def rows(report: Report) -> Iterator[Row]:
    """Every row of ``report``: document, sections, then sentences and what they yield, in text order."""
    document = report.document
    known = _document_row(report)
    yield {"type": "document"} | dict.fromkeys(_ALWAYS) | {key: known[key] for key in known if key not in _TABLE_ONLY}
    for section in sorted(document.sections, key=lambda section: (section.start, section.depth)):
        yield _section_row(report, section)
    statements = [
        *(((sentence.start, 0), _sentence_row(report, sentence)) for sentence in document.sentences),
        *(((measure.at, 1), _measure_row(report, measure)) for measure in report.measures),
        *(((project.start, 2), _project_row(report, project)) for project in report.projects),
        *(((unread.at, 3), _unread_row(report, unread)) for unread in report.unread),
    ]
    statements.sort(key=lambda statement: statement[0])
    for _, row in statements:
        yield row


def table(report: Report, row_type: str) -> Iterator[Row]:
    """The rows of one type, with every key of ``COLUMNS``; a missing value is None, ``doubts`` one string."""
    for row in _typed_rows(report, row_type):
        row["doubts"] = "; ".join(row.get("doubts", ()))
        yield {key: row.get(key) or None if key == "doubts" else row.get(key) for key in COLUMNS[row_type]}


def _typed_rows(report: Report, row_type: str) -> Iterator[Row]:
    document = report.document
    match row_type:
        case "document":
            yield _document_row(report)
        case "section":
            yield from (_section_row(report, section) for section in document.sections)
        case "sentence":
            yield from (_sentence_row(report, sentence) for sentence in document.sentences)
        case "measure":
            for measure in report.measures:
                yield _measure_row(report, measure) | {"sentence": sentence_text(report, measure)}
        case "project":
            for project in report.projects:
                yield _project_row(report, project) | {"sentence": sentence_text(report, project)}
        case "unread":
            for unread in report.unread:
                yield _unread_row(report, unread) | {"sentence": sentence_text(report, unread)}


def _document_row(report: Report) -> Row:
    source, front = report.document.source, report.document.front
    place = front.place
    return _present(
        type="document",
        place=place and place.name,
        code=place and place.code,
        level=place and place.level,
        year=front.year,
        title=front.title,
        sha256=source.sha256,
        date=front.date,
        speaker=front.speaker,
        url=source.url,
        retrieved=source.retrieved,
        format=source.format,
        encoding=source.encoding,
        source=source_name(report),
    )


def _section_row(report: Report, section: Section) -> Row:
    return _present(
        type="section",
        start=section.start,
        end=section.end,
        title=section.title,
        depth=section.depth,
        half=section.half,
        source=source_name(report),
    )


def _sentence_row(report: Report, sentence: Sentence) -> Row:
    row = _present(type="sentence", start=sentence.start, end=sentence.end)
    row["class"] = sentence.sentence_class
    return row | _present(
        text=_slice(report, sentence.start, sentence.end), pattern=sentence.rule, source=source_name(report)
    )


def _measure_row(report: Report, measure: Measure) -> Row:
    row = _present(
        type="measure",
        at=measure.at,
        start=measure.start,
        end=measure.end,
        mode=measure.mode,
        indicator=measure.indicator,
        aspect=measure.aspect,
        comparator=measure.comparator,
        value=measure.value,
        to=measure.to,
        unit=measure.unit,
    )
    row |= {"from": measure.origin} if measure.origin is not None else {}
    row |= _present(of=measure.of, period=measure.period, action=measure.action, per=measure.per)
    row |= _present(text=_slice(report, measure.start, measure.end), written=measure.written)
    return row | _made_by(measure) | _present(source=source_name(report))


def _project_row(report: Report, project: Project) -> Row:
    row = _present(
        type="project",
        start=project.start,
        end=project.end,
        name=project.name,
        mode=project.mode,
        stage=project.stage,
        period=project.period,
        text=_slice(report, project.start, project.end),
    )
    return row | _made_by(project) | _present(source=source_name(report))


def _unread_row(report: Report, unread: Unread) -> Row:
    return _present(
        type="unread",
        at=unread.at,
        start=unread.start,
        end=unread.end,
        reason=unread.reason,
        text=_slice(report, unread.start, unread.end),
        source=source_name(report),
    )


def _made_by(statement: Measure | Project) -> Row:
    doubt = statement.doubt if statement.doubt != Decimal(0) else None
    return _present(pattern=statement.pattern, doubt=doubt, doubts=list(statement.doubts))


def source_name(report: Report) -> str:
    """What names the file a row came from: its path as given, else its name."""
    return report.document.source.path or report.document.source.name


def _slice(report: Report, start: int, end: int) -> str:
    return report.document.source.text[start:end]


def _present(**values: Any) -> Row:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
