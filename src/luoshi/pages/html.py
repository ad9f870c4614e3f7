"""One report as one self-contained page: the whole text with its rows marked. No script; nothing is fetched."""

from collections.abc import Iterable, Iterator
from html import escape as escape_markup
from itertools import groupby

from luoshi.document.model import Sentence
from luoshi.pages.marks import Cutter, Mark, Piece
from luoshi.pages.numbers import bounded, unit_words
from luoshi.pages.overview import DOUBTFUL, Overview, overview
from luoshi.pages.panels import facts, outline_panel, row_panels, title_of
from luoshi.pages.report import Report, plain
from luoshi.pages.style import STYLE
from luoshi.pages.words import Words
from luoshi.statements.model import Measure, Project, Unread

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_MARKS = (("commitment", "name.commitment"), ("result", ""), ("target", ""), ("project", ""))


def html_page(report: Report, words: Words) -> str:
    """``report`` as an HTML document. Each row, sentence and section can be linked to by ``#c`` and its offset."""
    page = overview(report, words)
    title = title_of(page, words)
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
            row_panels(report, page, words),
            f'<div class="text" id="text" lang="zh-CN">\n{"".join(_paragraphs(report, words))}</div>\n</main>\n</div>\n',
            _footer(page, words),
            "</body>\n</html>\n",
        )
    )


def escape(text: str) -> str:
    """``text`` as markup that shows it and nothing else, line breaks and control characters made harmless."""
    return escape_markup(plain(text))


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
    text = report.document.source.text
    if not report.document.sentences:
        yield from (f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line.strip())
        return
    cutter = Cutter(list(_marks(report, words)), _anchors(report))
    depths = {section.start: section.depth for section in report.document.sections}
    for _, group in groupby(_outermost(report.document.sentences), key=lambda sentence: sentence.paragraph):
        sentences = list(group)
        first = sentences[0]
        tag = f"h{min(depths.get(first.start, 3) + 1, 4)}" if _is_title(sentences) else "p"
        style = ' class="noise"' if all(sentence.sentence_class == "noise" for sentence in sentences) else ""
        body = "".join(_sentence(sentence, text, cutter, _anchors(report) and depths) for sentence in sentences)
        yield f"<{tag}{style}>{body}</{tag}>\n"
