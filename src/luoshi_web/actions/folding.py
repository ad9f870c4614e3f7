"""People's corrections applied to the rows of a report: a pure function of what was read and of the events."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from luoshi.hosting import Aspect, Comparator, Measure, Mode, Project, Report, Stage

Identity = tuple[str, int]
"""Kind of row (``measure``, ``project``, ``sentence``) and offset."""

MEASURE_FIELDS = ("mode", "indicator", "aspect", "comparator", "value", "to", "unit", "period", "action", "of")
PROJECT_FIELDS = ("name", "mode", "stage", "period")
SENTENCE_FIELDS = ("sentence_class",)
_CHOICES = {
    "mode": get_args(Mode),
    "aspect": get_args(Aspect),
    "comparator": get_args(Comparator),
    "stage": get_args(Stage),
    "sentence_class": ("result", "commitment", "rhetoric", "context", "heading", "noise"),
}
_EMPTY_ALLOWED = {"to", "action", "of", "unit"}
_STATUS = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}


class FieldError(ValueError):
    """A field of a correction has a value that no row can have; ``field`` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Decision:
    """One event, without who and when: what a person decided on the row ``identity``."""

    identity: Identity
    action: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Folded:
    """A report with corrections applied, and what became of rows: accepted, corrected, rejected or added."""

    report: Report
    statuses: Mapping[Identity, str]


def identity_of(row: Any) -> Identity:
    """What tells ``row`` from others of its report, also when that is read again."""
    match row:
        case Measure():
            return "measure", row.at
        case Project():
            return "project", row.start
        case _:
            return "sentence", row.start


def fold(report: Report, decisions: Iterable[Decision], *, keep_rejected: bool = False) -> Folded:
    """Apply ``decisions``, in their order, to ``report``. Raises FieldError for a value that no row can have.

    A decision on a row that a newer reading no longer has adds nothing, unless the row was added by a person.
    """
    document = report.document
    rows: dict[Identity, Any] = {
        identity_of(row): row for row in (*document.sentences, *report.measures, *report.projects)
    }
    statuses: dict[Identity, str] = {}
    for decision in decisions:
        if decision.action == "add" and decision.identity not in rows:
            rows[decision.identity] = _added(report, decision)
        elif decision.identity not in rows:
            continue
        elif decision.fields:
            rows[decision.identity] = corrected(rows[decision.identity], decision.fields)
        statuses[decision.identity] = _STATUS[decision.action]
    kept = [row for identity, row in rows.items() if keep_rejected or statuses.get(identity) != "rejected"]
    sentences = tuple(rows["sentence", sentence.start] for sentence in document.sentences)
    return Folded(
        replace(
            report,
            document=replace(document, sentences=sentences),
            measures=tuple(sorted((row for row in kept if isinstance(row, Measure)), key=lambda row: row.at)),
            projects=tuple(sorted((row for row in kept if isinstance(row, Project)), key=lambda row: row.start)),
        ),
        statuses,
    )


def corrected(row: Any, fields: Mapping[str, str]) -> Any:
    """``row`` with new ``fields``, whose values are strings. Raises FieldError for a value that no row can have."""
    allowed = {"measure": MEASURE_FIELDS, "project": PROJECT_FIELDS, "sentence": SENTENCE_FIELDS}[identity_of(row)[0]]
    return replace(row, **{name: _value(name, text) for name, text in fields.items() if name in allowed})


def _value(name: str, text: str) -> Any:
    text = text.strip()
    if not text:
        if name not in _EMPTY_ALLOWED:
            raise FieldError(name)
        return "" if name == "unit" else None
    if name in _CHOICES and text not in _CHOICES[name]:
        raise FieldError(name)
    if name in ("value", "to"):
        return _number(name, text)
    if name == "period" and not all(part.isdigit() and len(part) == 4 for part in text.split("/")):
        raise FieldError(name)
    return text


def _number(name: str, text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as fault:
        raise FieldError(name) from fault
    if not number.is_finite() or number.adjusted() > 20:
        raise FieldError(name)
    return number


def _added(report: Report, decision: Decision) -> Measure | Project:
    kind, at = decision.identity
    text = report.document.source.text
    end = at + len(decision.fields.get("text", ""))
    if end == at or text[at:end] != decision.fields["text"]:
        raise FieldError("text")
    sentence = max(0, bisect_right([each.start for each in report.document.sentences], at) - 1)
    if kind == "measure":
        blank: Any = Measure(
            at, at, end, "target", "？", "level", "=", Decimal(0), "", "2000", written=text[at:end], pattern="person",
            sentence=sentence,
        )  # fmt: skip
        needed: tuple[str, ...] = ("mode", "indicator", "aspect", "value", "period")
    else:
        blank = Project(at, end, "？", "target", "build", "2000", pattern="person", sentence=sentence)
        needed = ("name", "mode", "stage", "period")
    for name in needed:
        if name not in decision.fields:
            raise FieldError(name)
    row: Measure | Project = corrected(blank, decision.fields)
    return row
