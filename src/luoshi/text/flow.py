"""The lines of an HTML page in document order, and which of them each block element holds.

Lines stand in the order of the page, so what an element holds is always one range of them.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

# fmt: off
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
})
_LEFT_OUT = frozenset({
    "applet", "audio", "button", "canvas", "datalist", "del", "embed", "head", "iframe", "img", "input", "link", "map",
    "math", "meta", "noscript", "object", "option", "rp", "rt", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
})
# fmt: on
_CELLS = frozenset({"td", "th"})
_LAYOUT_LINES = 8
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
_SEGMENT_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
"""A line end of the markup between wide characters shows as nothing (CSS Text Module Level 3, 4.1.3)."""

_SPACES = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"))
_HARD_BREAK = "\0"


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a browser shows it; ``links`` counts the characters of it that lead to other pages."""

    text: str
    links: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A block element: its tag, what its markup calls it, and the lines it holds, from ``start`` to before ``end``."""

    tag: str
    label: str
    start: int
    end: int


@dataclass(slots=True)
class Flow:
    """Lines of a page and its block elements, inner before outer."""

    lines: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def flow_of(root: "etree._Element") -> Flow:
    """Lay out a page: block elements and ``<br>`` end a line; a row of a table is one, with tabs between its cells."""
    from lxml import etree  # noqa: PLC0415 - keeps `import luoshi` fast

    layout = _Layout()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            layout.close(element)
            layout.add(element.tail)
        elif element.tag in _LEFT_OUT:
            walk.skip_subtree()
        else:
            layout.open(element)
            layout.add(element.text)
    layout.flush()
    return layout.flow


class _Layout:
    """Where the walk stands: the block elements and table rows that are open, and the line being filled."""

    def __init__(self) -> None:
        self.flow = Flow()
        self._starts: list[int] = []
        self._rows: list[list[int]] = []
        self._pieces: list[str] = []
        self._links = 0
        self._link_depth = 0
        self._pre_depth = 0

    def add(self, text: str | None) -> None:
        """Fill the line with characters of the markup."""
        if not text:
            return
        if self._link_depth:
            self._links += len(text.strip())
        self._pieces.append(text.replace("\n", _HARD_BREAK) if self._pre_depth else text)

    def open(self, element: "etree._Element") -> None:
        """Enter an element."""
        tag = element.tag
        if tag in _BLOCKS:
            self.flush()
            self._starts.append(len(self.flow.lines))
        if tag == "tr":
            self._rows.append([])
        elif tag in _CELLS and self._rows:
            self._rows[-1].append(len(self.flow.lines))
        elif tag == "br":
            self._pieces.append(_HARD_BREAK)
        self._link_depth += _leads_away(element)
        self._pre_depth += tag == "pre"

    def close(self, element: "etree._Element") -> None:
        """Leave an element that was entered, or one that was left out."""
        tag = element.tag
        self._link_depth -= _leads_away(element)
        self._pre_depth -= tag == "pre"
        if tag not in _BLOCKS:
            return
        self.flush()
        if tag == "tr":
            self._join_cells(self._rows.pop())
        start = min(self._starts.pop(), len(self.flow.lines))
        if start < len(self.flow.lines):
            self.flow.blocks.append(Block(tag, _label(element), start, len(self.flow.lines)))

    def flush(self) -> None:
        """End the line; it may turn out to be several, or none."""
        text = _shown("".join(self._pieces))
        parts = [stripped for part in text.split(_HARD_BREAK) if (stripped := part.strip())]
        size = sum(map(len, parts)) or 1
        self.flow.lines += (Line(part, min(len(part), self._links * len(part) // size)) for part in parts)
        self._pieces.clear()
        self._links = 0

    def _join_cells(self, starts: list[int]) -> None:
        """Make one line of the cells of a row that holds data; one that only lays out the page stays as it is."""
        lines = self.flow.lines
        cells = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
        filled = [cell for cell in cells if cell]
        if len(filled) < 2 or max(map(len, filled)) > _LAYOUT_LINES:
            return
        text = "\t".join(" ".join(line.text for line in cell) for cell in cells)
        links = sum(line.links for cell in cells for line in cell)
        lines[starts[0] :] = [Line(text, links)]
        while self.flow.blocks and self.flow.blocks[-1].start >= starts[0]:
            self.flow.blocks.pop()


def _shown(markup: str) -> str:
    return _SPACES.sub(" ", _SEGMENT_BREAK.sub("", markup)).translate(_INVISIBLE)


def _leads_away(element: "etree._Element") -> bool:
    return element.tag == "a" and not element.get("href", "#").lstrip().startswith("#")


def _label(element: "etree._Element") -> str:
    """What the markup calls an element: class, id and role; ``hidden`` where it is not shown.

    ``running`` marks the head and foot of a page that LibreOffice wrote.
    """
    style = element.get("style", "").replace(" ", "").lower()
    is_hidden = element.get("hidden") is not None or "display:none" in style
    is_running = element.get("title") in {"header", "footer"}
    marks = ("hidden" if is_hidden else "", "running" if is_running else "")
    names = (element.get("class", ""), element.get("id", ""), element.get("role", ""), *marks)
    return " ".join(name for name in names if name)
