"""Lines to paragraphs: which line breaks are the writer's, and which are damage in mid-sentence.

Web pages, PDF text and old crawls break lines at the page's edge, around links, or not at all. A paragraph here is a
stretch of the folded text that reads on; page numbers that stand inside it are set apart as noise.
"""

import re
from dataclasses import dataclass, field

from luoshi.document.marks import OPENING_MARK

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*[^\s\x1c-\x1e\x85\u2028\u2029][^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
_PAGE_NUMBER = re.compile(r"[-—–─·.\s]*(?:第\s*)?\d{1,3}(?:\s*页(?:[,/\s]*共\s*\d+\s*页)?)?[-—–─·.\s]*")
_DASHED = re.compile(r"[-—–─]\s*\d{1,3}(?:\s*[-—–─])?|第\s*\d+\s*页.*")
_TERMINATED = re.compile(r"[。;!?:…．][\"”’」』)》】\]]*$")
_CONTINUES = re.compile(r"[,。;:、)》”’」!?%]")
_HANGING = re.compile(r"[,、(《“‘「]$")
_RUN_ON = re.compile(
    r" {2,}| (?=各位代表|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))"
    r"|(?<= )(?:[一二三四五六七八九十]{1,3}、[^ ,。;:]{2,30})( )"
)
_LONG_LINE = 1500
_WRAP_SHARE = 0.3
_EDGE = 3
_LONGEST_TITLE = 60


@dataclass(slots=True)
class Paragraph:
    """A stretch of text that reads on. ``noise`` holds page furniture inside it, ``joined`` says that lines were joined."""

    start: int
    end: int
    noise: list[tuple[int, int]] = field(default_factory=list)
    joined: bool = False


def lay_out(folded: str) -> list[Paragraph]:
    """Paragraphs of a folded text, in order, without the white space around them. Page numbers alone are paragraphs too."""
    lines = _lines(folded)
    edge = _wrap_width(folded, lines)
    paragraphs: list[Paragraph] = []
    pending: list[tuple[int, int]] = []
    for start, end in lines:
        if edge and _PAGE_NUMBER.fullmatch(folded, start, end) or _DASHED.fullmatch(folded, start, end):
            pending.append((start, end))
            continue
        last = paragraphs[-1] if paragraphs else None
        if last is not None and _reads_on(folded, last, start, end, edge):
            last.end, last.joined = end, True
            last.noise += pending
        else:
            paragraphs += [Paragraph(*span) for span in pending]
            paragraphs.append(Paragraph(start, end))
        pending = []
    return paragraphs + [Paragraph(*span) for span in pending]


def _lines(folded: str) -> list[tuple[int, int]]:
    """Non-blank lines without surrounding white space; a line that holds a whole report is cut where it shows gaps."""
    lines: list[tuple[int, int]] = []
    for match in _LINE.finditer(folded):
        start, end = match.span()
        start, end = start + (end - start - len(match[0].lstrip())), end - (end - start - len(match[0].rstrip()))
        if end - start > _LONG_LINE:
            lines += _pieces(folded, start, end)
        else:
            lines.append((start, end))
    return lines


def _pieces(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for gap in _RUN_ON.finditer(folded, start, end):
        cut, resume = gap.span(1) if gap[1] else gap.span()
        if cut > start:
            pieces.append((start, cut))
        start = max(start, resume)
    return [*pieces, (start, end)]


def _wrap_width(folded: str, lines: list[tuple[int, int]]) -> int:
    """The width at which the page wrapped its lines, or 0 where it did not."""
    widths = sorted(end - start for start, end in lines if not _TERMINATED.search(folded, max(start, end - 3), end))
    if len(widths) < 20 or len(widths) < len(lines) * _WRAP_SHARE:
        return 0
    edge = widths[int(len(widths) * 0.9)]
    at_edge = sum(edge - _EDGE <= width <= edge + _EDGE for width in widths)
    return edge if at_edge >= len(lines) * _WRAP_SHARE else 0


def _reads_on(folded: str, last: Paragraph, start: int, end: int, edge: int) -> bool:
    """Whether the line ``start:end`` goes on with the paragraph before it."""
    if _CONTINUES.match(folded, start, end):
        return True
    if OPENING_MARK.match(folded, start, end):
        return False
    line_start = max(folded.rfind("\n", last.start, last.end) + 1, last.start)
    if edge and last.end - line_start >= edge - _EDGE:
        return True
    if _TERMINATED.search(folded, max(last.start, last.end - 3), last.end):
        return False
    if _HANGING.search(folded, last.end - 1, last.end):
        return True
    apart = folded.count("\n", last.end, start) > 1
    body = folded[last.start : last.end]
    if OPENING_MARK.match(folded, last.start, last.end) and not (last.joined and "。" in body):
        return not apart and end - start <= 4
    if last.joined:
        return not apart
    return not apart and ("。" in body or ";" in body or (len(body) > _LONGEST_TITLE and "," in body))
