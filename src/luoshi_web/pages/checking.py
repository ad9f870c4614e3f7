"""The rows of a report as a person checks them: the doubtful first."""

from dataclasses import dataclass
from decimal import Decimal

from luoshi.hosting import DOUBTFUL, Measure, Project, Sentence
from luoshi_web.actions.folding import MEASURE_FIELDS, PROJECT_FIELDS, SENTENCE_FIELDS, Folded, identity_of
from luoshi_web.models import Report
from luoshi_web.pages.words import label, readable

_FIELDS = {"measure": MEASURE_FIELDS, "project": PROJECT_FIELDS, "sentence": SENTENCE_FIELDS}


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row to check: the words around it (from offset ``origin``), its fields as strings, doubts and decision."""

    kind: str
    at: int
    origin: int
    before: str
    quote: str
    after: str
    fields: dict[str, str]
    doubt: Decimal
    doubts: list[str]
    status: str

    @property
    def summary(self) -> str:
        """The row in one line."""
        fields = self.fields
        if self.kind == "measure":
            value = f"{fields['comparator'].removeprefix('=')}{readable(fields['value'])}"
            value += (f"—{readable(fields['to'])}" if fields["to"] else "") + fields["unit"]
            shown = [fields["indicator"], label("aspect", fields["aspect"]), value]
            return " · ".join([*shown, fields["period"], label("mode", fields["mode"])])
        if self.kind == "project":
            stage, mode = label("stage", fields["stage"]), label("mode", fields["mode"])
            return " · ".join([fields["name"], stage, fields["period"], mode])
        return label("class", fields["sentence_class"])

    @property
    def is_doubtful(self) -> bool:
        """Whether the program itself doubts the row."""
        return self.doubt >= DOUBTFUL


def checked_rows(report: Report, folded: Folded) -> list[CheckedRow]:
    """Every figure and project, and every sentence that reports or promises; doubtful rows first, then as they stand.

    A row keeps its place when it is decided on.
    """
    document = folded.report.document
    says = [each for each in document.sentences if each.sentence_class in ("result", "commitment", "rhetoric")]
    figures: tuple[Measure | Project, ...] = (*folded.report.measures, *folded.report.projects)
    rows = [_row(report, folded, row) for row in figures]
    rows.sort(key=lambda row: (-row.doubt if row.is_doubtful else Decimal(0), row.at))
    return rows + [_row(report, folded, sentence) for sentence in says]


def _row(report: Report, folded: Folded, row: Measure | Project | Sentence) -> CheckedRow:
    kind, at = identity_of(row)
    text = report.text
    sentence = row if isinstance(row, Sentence) else folded.report.document.sentences[row.sentence]
    return CheckedRow(
        kind=kind,
        at=at,
        origin=sentence.start,
        before="" if isinstance(row, Sentence) else text[sentence.start : row.start],
        quote=text[row.start : row.end],
        after="" if isinstance(row, Sentence) else text[row.end : sentence.end],
        fields={name: _text(getattr(row, name)) for name in _FIELDS[kind]},
        doubt=Decimal(0) if isinstance(row, Sentence) else row.doubt,
        doubts=[] if isinstance(row, Sentence) else [label("doubt", each) for each in row.doubts],
        status=folded.statuses.get((kind, at), "read"),
    )


def _text(value: object) -> str:
    return "" if value is None else format(value, "f") if isinstance(value, Decimal) else str(value)
