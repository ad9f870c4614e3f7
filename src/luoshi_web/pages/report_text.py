"""The text of a report as markup: its rows marked, and an anchor at each offset where a row begins."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from luoshi.hosting import Cutter, Mark, marked_up, outermost
from luoshi_web.models import Exhibit, Measure, Project, Report, Section, Sentence, Verdict

_LOWEST_HEADING = 4

Label = Callable[[str, str], str]
"""What people call a code: table and code in, words out."""


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report ready to be shown: its outline and its body as markup."""

    report: Report
    sections: list[Section]
    body: SafeString
    measures: int
    projects: int
    unread: int


def report_text(report: Report, *, note: "Note") -> ReportText:
    """``report`` with all its rows marked; ``note`` words what a mark says when pointed at."""
    sections, sentences = list(report.sections.all()), list(report.sentences.all())
    measures, projects, unread = list(report.measures.all()), list(report.projects.all()), list(report.unread.all())
    marks = [
        *(Mark(each.start, each.end, f"figure {each.mode}", note.measure(each)) for each in measures),
        *(Mark(each.start, each.end, "project", note.project(each)) for each in projects),
        *(Mark(each.start, each.end, "unread", note.unread(each.reason)) for each in unread),
    ]
    anchors = {
        *(section.start for section in sections),
        *(sentence.start for sentence in sentences),
        *(project.start for project in projects),
        *(measure.at for measure in measures),
        *(numeral.at for numeral in unread),
        *(start for start in Verdict.objects.filter(later=report).values_list("start", flat=True) if start is not None),
        *Exhibit.objects.filter(report=report).values_list("start", flat=True),
    }
    body = _Body(report.text, Cutter(marks, sorted(anchors)), anchors, {each.start: each.depth for each in sections})
    markup = mark_safe("".join(body.paragraphs(sentences)))  # noqa: S308
    return ReportText(report, sections, markup, len(measures), len(projects), len(unread))


class Note:
    """Words what a mark says when pointed at."""

    def __init__(self, label: Label) -> None:
        self._label = label

    def measure(self, row: Measure) -> str:
        """Indicator, value, aspect, period."""
        parts = [row.indicator, f"{row.comparator if row.comparator != '=' else ''}{row.value} {row.unit}".strip()]
        return " · ".join([*parts, self._label("aspect", row.aspect), row.period, self._label("mode", row.mode)])

    def project(self, row: Project) -> str:
        """Name, stage, period."""
        return " · ".join([row.name, self._label("stage", row.stage), row.period])

    def unread(self, reason: str) -> str:
        """Why a numeral was not read."""
        return self._label("unread_reason", reason)


class _Body:
    def __init__(self, text: str, cutter: Cutter, anchors: set[int], depths: dict[int, int]) -> None:
        self._text, self._cutter, self._anchors, self._depths = text, cutter, anchors, depths

    def paragraphs(self, sentences: Sequence[Sentence]) -> Iterator[str]:
        if not sentences:
            yield from (format_html("<p>{}</p>\n", line) for line in self._text.splitlines() if line.strip())
            return
        for _, group in groupby(outermost(sentences), key=lambda sentence: sentence.paragraph):
            yield self._paragraph(list(group))

    def _paragraph(self, sentences: Sequence[Sentence]) -> str:
        first = sentences[0]
        classes = {sentence.sentence_class for sentence in sentences}
        is_title = classes == {"heading"} and first.start in self._depths
        tag = f"h{min(self._depths[first.start] + 1, _LOWEST_HEADING)}" if is_title else "p"
        style = ' class="noise"' if classes == {"noise"} else ""
        return f"<{tag}{style}>{''.join(map(self._sentence, sentences))}</{tag}>\n"

    def _sentence(self, sentence: Sentence) -> str:
        cut = self._cutter.pieces(sentence.start, sentence.end)
        pieces = "".join(marked_up(piece, self._text, self._anchors) for piece in cut)
        return f'<span class="s-{escape(sentence.sentence_class)}">{pieces}</span>'
