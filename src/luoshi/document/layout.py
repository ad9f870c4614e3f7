"""Lines to paragraphs: which line breaks are the writer's, and which are damage in mid-sentence.

Web pages, PDF text and old crawls break lines at the page's edge, around links, or not at all. A paragraph here is a
stretch of the folded text that reads on; page numbers that stand inside it are set apart as noise.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from luoshi.document.marks import BARE_MARK, OPENING_MARK

_LINE = re.compile(
    r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*[^\s\x1c-\x1e\x85\u2028\u2029][^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*"
)
_PAGE_NUMBER = re.compile(r"[-—–─·.\s]*(?:第\s*)?\d{1,3}(?:\s*页(?:[,/\s]*共\s*\d+\s*页)?)?[-—–─·.\s]*")
_DASHED = re.compile(r"[-—–─]\s*\d{1,3}(?:\s*[-—–─])?|第\s*\d+\s*页.*")
_TERMINATED = re.compile(r"[。;!?:…．][\"”’」』)》】\]]*$")
_CONTINUES = re.compile(r"[,。;:、)》”’」!?%]")
_HANGING = re.compile(r"[,、(《“‘「]$")
_RUN_ON = re.compile(
    r" {2,}| (?=各位代表|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))"
    r"|(?<= )(?:[一二三四五六七八九十]{1,3}、[^ ,。;:]{2,30})( )"
    r"|\([一二三四五六七八九十]{1,3}\)[^ 。;:]{4,40}( )(?=[^ 。;:]{4,})"
)
_NARROW = re.compile("[0-9A-Za-z.% -]")
_STOP = re.compile("[。;]")
_LONG_LINE = 1500
_WIDEST_PAGE = 160
_FEWEST_LINES = 20
_WRAP_SHARE = 0.3
_FULL = 3
_INDENTED = 16
_LONGEST_TITLE = 60
_SHORT_REST = 4
_LINK_WORD = 8
_LONGEST_MARK = 6
_FEWEST_LINKS = 3


@dataclass(slots=True)
class Paragraph:
    """A stretch of text that reads on. ``noise`` holds page furniture inside it.

    ``joined`` says that lines were joined, ``line`` is where its last line starts, ``stops`` says that it holds a full
    stop or semicolon.
    """

    start: int
    end: int
    noise: list[tuple[int, int]] = field(default_factory=list)
    joined: bool = False
    line: int = 0
    stops: bool = False

    def add(self, folded: str, start: int, end: int) -> None:
        """Go on with the line ``start:end``."""
        self.end, self.line = end, start
        self.stops = self.stops or _STOP.search(folded, start, end) is not None


def lay_out(folded: str) -> list[Paragraph]:
    """Paragraphs of a folded text, in order and without white space around them; page numbers alone count too."""
    lines = _lines(folded)
    edge = _wrap_width(folded, lines)
    linked = _has_link_words(folded, lines)
    paragraphs: list[Paragraph] = []
    pending: list[tuple[int, int]] = []
    for start, end in lines:
        if (edge and _PAGE_NUMBER.fullmatch(folded, start, end)) or _DASHED.fullmatch(folded, start, end):
            pending.append((start, end))
            continue
        last = paragraphs[-1] if paragraphs else None
        if last is not None and (
            _reads_on(folded, last, start, end, edge)
            or (pending and _is_cut(folded, last))
            or (linked and _is_beside_link_word(folded, last, start, end))
        ):
            last.add(folded, start, end)
            last.joined = True
            last.noise += pending
        else:
            paragraphs += [Paragraph(*span) for span in pending]
            paragraphs.append(Paragraph(start, end))
            paragraphs[-1].add(folded, start, end)
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
        cut, resume = gap.span(gap.lastindex or 0)
        if cut > start:
            pieces.append((start, cut))
        start = max(start, resume)
    return [*pieces, (start, end)]


def _wrap_width(folded: str, lines: list[tuple[int, int]]) -> int:
    """The width at which the page wrapped its lines, or 0 where it did not; a Han character is two wide.

    Wrapped pages have no line much wider than the edge, and many that reach it in mid-sentence.
    """
    if len(lines) < _FEWEST_LINES:
        return 0
    widths = [_width(folded, start, end) for start, end in lines]
    edge = sorted(widths)[int(len(widths) * 0.95)]
    if edge > _WIDEST_PAGE:
        return 0
    long = [(width, end) for width, (_, end) in zip(widths, lines, strict=True) if width >= edge / 2]
    broken = sum(width >= edge - _INDENTED and not _is_terminated(folded, 0, end) for width, end in long)
    return edge if broken >= max(_FEWEST_LINES, len(long) * _WRAP_SHARE) else 0


def _width(folded: str, start: int, end: int) -> int:
    if end - start > _WIDEST_PAGE:
        return 2 * (end - start)
    return 2 * (end - start) - len(_NARROW.findall(folded, start, end))


def _is_terminated(folded: str, start: int, end: int) -> bool:
    return _TERMINATED.search(folded, max(start, end - 3), end) is not None


def _has_link_words(folded: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the page broke its lines around linked words: short lines that go on with one that has no stop."""
    found = 0
    for (_, before), (start, end) in pairwise(lines):
        if end - start <= _LINK_WORD and not (_is_terminated(folded, 0, before) or _is_terminated(folded, start, end)):
            found += OPENING_MARK.match(folded, start, end) is None
    return _FEWEST_LINKS <= found <= len(lines) / 4


def _is_beside_link_word(folded: str, last: Paragraph, start: int, end: int) -> bool:
    """Whether a line is a linked word in a paragraph without a stop, or goes on behind one."""
    if _is_terminated(folded, last.start, last.end) or folded.count("\n", last.end, start) > 1:
        return False
    reads = last.stops or last.joined or folded.find(",", last.line, last.end) >= 0
    if OPENING_MARK.match(folded, start, end) or not reads:
        return False
    return end - start <= _LINK_WORD or (last.joined and last.end - last.line <= _LINK_WORD)


def _is_cut(folded: str, last: Paragraph) -> bool:
    """Whether a paragraph breaks off in mid-sentence, as before the page number it is followed by."""
    return not _is_terminated(folded, last.start, last.end) and folded.find(",", last.line, last.end) >= 0


def _reads_on(folded: str, last: Paragraph, start: int, end: int, edge: int) -> bool:
    """Whether the line ``start:end`` goes on with the paragraph before it."""
    if _CONTINUES.match(folded, start, end):
        return True
    if OPENING_MARK.match(folded, start, end):
        return False
    terminated = _is_terminated(folded, last.start, last.end)
    is_mark = last.end - last.start <= _LONGEST_MARK and BARE_MARK.fullmatch(folded, last.start, last.end)
    if is_mark or (edge and _width(folded, last.line, last.end) >= edge - (_FULL if terminated else _INDENTED)):
        return True
    if terminated:
        return False
    if _HANGING.search(folded, last.end - 1, last.end):
        return True
    if folded.count("\n", last.end, start) > 1:
        return False
    if OPENING_MARK.match(folded, last.start, last.end) and not last.stops:
        return end - start <= _SHORT_REST
    is_long = last.end - last.start > _LONGEST_TITLE and folded.find(",", last.start, last.start + _LONGEST_TITLE) >= 0
    return last.joined or last.stops or is_long
