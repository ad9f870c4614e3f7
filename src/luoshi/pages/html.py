"""One report as one self-contained page: the whole text with its rows marked. No script; nothing is fetched."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, groupby
from pathlib import Path

from luoshi.document.model import Sentence
from luoshi.pages.marks import Cutter, Mark, marked_up, outermost
from luoshi.pages.numbers import exact_value
from luoshi.pages.overview import DOUBTFUL, Overview, figure, overview
from luoshi.pages.panels import escape, facts, outline_panel, row_panels
from luoshi.pages.report import Report, title_of
from luoshi.pages.style import STYLE
from luoshi.pages.words import Words
from luoshi.statements.model import Measure, Project

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_LOWEST_HEADING = 4


def html_page(report: Report, words: Words) -> str:
    """``report`` as an HTML document. Each row, sentence and section can be linked to by ``#c`` and its offset."""
    page = overview(report, words)
    title = title_of(page.front, words)
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{"zh-CN" if words.language == "zh" else "en"}">\n<head>\n',
            '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
            f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            f'<a class="skip" href="#text">{escape(words("view.skip"))}</a>\n',
            f'<header id="top"><h1>{escape(title)}</h1>\n{facts(page, words)}</header>\n',
            _legend(words),
            f'<div class="page">\n<div class="side">{outline_panel(page, words)}</div>\n<main>\n',
            row_panels(page, words),
            f'<div class="text" id="text" lang="zh-CN">\n{"".join(_paragraphs(report, words))}</div>\n',
            "</main>\n</div>\n",
            _footer(page, words),
            "</body>\n</html>\n",
        )
    )


def write_pages(reports: Iterable[Report], folder: Path, words: Words) -> None:
    """Write the page of each report into ``folder``, named after its file (``云川市.html``, ``云川市-2.html``)."""
    taken: set[str] = set()
    for report in reports:
        stem = Path(report.document.source.name).stem or "report"
        name = next(name for name in _names(stem) if name.casefold() not in taken)
        taken.add(name.casefold())
        (folder / f"{name}.html").write_text(html_page(report, words), encoding="utf-8", errors="replace")


def _names(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def _legend(words: Words) -> str:
    entries = (
        ("commitment", words("class.commitment")),
        ("result", words("view.result_figure")),
        ("target", words("view.target_figure")),
        ("project", words("name.project")),
    )
    boxes = "".join(
        f'<label><input type="checkbox" id="show-{style}" checked>'
        f'<span class="swatch {style}">{escape(label)}</span></label>'
        for style, label in entries
    )
    notes = f'<span class="unread">{escape(words("name.unread"))}</span><span>{escape(words("view.doubt_note"))}</span>'
    return f'<div class="legend" title="{escape(words("view.legend"))}"><div>{boxes}{notes}</div></div>\n'


def _footer(page: Overview, words: Words) -> str:
    note = escape(words("view.footer", sha256=page.sha256))
    return f'<footer>{escape(words("view.hover"))}<br>{note} <a href="#top">{escape(words("view.back"))}</a></footer>\n'


def _paragraphs(report: Report, words: Words) -> Iterator[str]:
    text, sentences = report.document.source.text, report.document.sentences
    if not sentences:
        yield from (f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line.strip())
        return
    body = _Body(report, words)
    for _, group in groupby(outermost(sentences), key=lambda sentence: sentence.paragraph):
        yield body.paragraph(list(group))


class _Body:
    """The text of a report as markup, paragraph by paragraph."""

    def __init__(self, report: Report, words: Words) -> None:
        document = report.document
        self._text = document.source.text
        self._anchors = {
            *(section.start for section in document.sections),
            *(sentence.start for sentence in document.sentences),
            *(measure.at for measure in report.measures),
            *(project.start for project in report.projects),
            *(unread.at for unread in report.unread),
        }
        self._cutter = Cutter(list(_marks(report, words)), sorted(self._anchors))
        self._depths = {section.start: section.depth for section in document.sections}

    def paragraph(self, sentences: Sequence[Sentence]) -> str:
        """``sentences`` of one paragraph; a title of its own is a heading of the rank of its section."""
        first = sentences[0]
        is_title = all(sentence.sentence_class == "heading" for sentence in sentences)
        is_noise = all(sentence.sentence_class == "noise" for sentence in sentences)
        tag = (
            f"h{min(self._depths[first.start] + 1, _LOWEST_HEADING)}"
            if is_title and first.start in self._depths
            else "p"
        )
        style = ' class="noise"' if is_noise else ' class="heading"' if is_title and tag == "p" else ""
        return f"<{tag}{style}>{''.join(map(self._sentence, sentences))}</{tag}>\n"

    def _sentence(self, sentence: Sentence) -> str:
        cut = self._cutter.pieces(sentence.start, sentence.end)
        pieces = "".join(marked_up(piece, self._text, self._anchors) for piece in cut)
        if sentence.sentence_class in ("commitment", "heading", "noise"):
            return f'<span class="{sentence.sentence_class}">{pieces}</span>'
        return pieces


def _marks(report: Report, words: Words) -> Iterator[Mark]:
    for measure in report.measures:
        yield Mark(
            measure.start, measure.end, _styled(f"figure {measure.mode}", measure), _figure_note(report, measure, words)
        )
    for project in report.projects:
        yield Mark(project.start, project.end, _styled("project", project), _project_note(project, words))
    for unread in report.unread:
        note = f"{words('name.unread')}: {words.label('unread_reason', unread.reason)}"
        yield Mark(unread.start, unread.end, "unread", note)


def _styled(styles: str, statement: Measure | Project) -> str:
    return f"{styles} doubtful" if statement.doubt >= DOUBTFUL else styles


def _figure_note(report: Report, measure: Measure, words: Words) -> str:
    shown = figure(report, measure, words)
    aspect, mode = words(f"aspect.{measure.aspect}"), words(f"mode.{measure.mode}")
    return " · ".join([shown.label, exact_value(measure, words), aspect, measure.period, mode, *_doubt(measure, words)])


def _project_note(project: Project, words: Words) -> str:
    return " · ".join([project.name, words(f"stage.{project.stage}"), project.period, *_doubt(project, words)])


def _doubt(statement: Measure | Project, words: Words) -> list[str]:
    if statement.doubt < DOUBTFUL:
        return []
    reasons = "、".join(words.label("doubt", reason) for reason in statement.doubts)
    return [f"{words('column.doubt')} {statement.doubt} {reasons}".strip()]
