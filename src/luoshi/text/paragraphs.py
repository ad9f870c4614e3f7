"""Lines placed on pages become paragraphs: running heads go, wrapped lines and page breaks are glued back."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from luoshi.text.extraction import Extraction

_SENTENCE_END = re.compile(r"[。！？!?；;：:][”’」』）)]*$")
_NUMBERED_TITLE = re.compile(
    r"(?:第?[一二三四五六七八九十百]+[、章节条]|[（(][一二三四五六七八九十]+[)）]|[0-9]+[.．、][^0-9])"
)
_PAGE_NUMBER = re.compile(r"(?:[-—–－·~～]+#[-—–－·~～]+|第#页(?:[,，/]?共#页)?|#/#|page#(?:of#)?)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"[-—–－·]*#[-—–－·]*")
_DIGITS = re.compile(r"[0-9０-９]+")
_BLANK = re.compile(r"\s+")
_EDGE_LINES = 2
_WIDE_GAP = 1.4
_COMMON = 0.15


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print on page ``page`` (from 0); positions and widths in points, ``baseline`` counted upwards.

    ``head`` is the width of its first unbreakable part, ``em`` the width of its full-width characters (0 if none).
    """

    text: str
    page: int
    left: float
    right: float
    baseline: float
    em: float
    head: float


@dataclass(frozen=True, slots=True)
class _Block:
    """The type area: left edge of odd and even pages, width, em and line pitch, all in points."""

    lefts: tuple[float, float]
    width: float
    em: float
    pitch: float


def paragraphs(lines: Sequence[Line], page_count: int) -> Extraction:
    """Text of the lines, one paragraph a line, with the offset at which each page starts."""
    body = _without_furniture(lines, page_count)
    block = _block(body)
    text: list[str] = []
    offset, pages = 0, [0] * page_count
    next_page, previous = 0, None
    for line in body:
        joint = "" if previous is None else _joint(previous, line, block)
        offset += len(joint)
        while next_page <= line.page:
            pages[next_page] = offset
            next_page += 1
        text += (joint, line.text)
        offset += len(line.text)
        previous = line
    pages[next_page:] = [offset] * (page_count - next_page)
    return Extraction("".join(text), pages=tuple(pages))


def _without_furniture(lines: Sequence[Line], page_count: int) -> list[Line]:
    """Drop page numbers, and lines that stand at the top or bottom of many pages with no more than a number changed."""
    edges = [(line, where) for page in _by_page(lines) for line, where in _edges(page)]
    counted = Counter((_pattern(line), where) for line, where in edges)
    enough = max(2, 0.4 * page_count)
    dropped = set()
    for line, where in edges:
        pattern = _pattern(line)
        own_number = _BARE_NUMBER.fullmatch(pattern) and str(line.page + 1) == _DIGITS.findall(line.text)[0]
        if own_number or _PAGE_NUMBER.fullmatch(pattern) or counted[pattern, where] >= enough:
            dropped.add(id(line))
    return [line for line in lines if id(line) not in dropped]


def _by_page(lines: Iterable[Line]) -> list[list[Line]]:
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    return list(pages.values())


def _edges(page: list[Line]) -> list[tuple[Line, str]]:
    """The outermost lines of a page; those that touch the body are no running head, but repetition decides that."""
    ordered = sorted(page, key=lambda line: -line.baseline)
    tops, bottoms = ordered[:_EDGE_LINES], ordered[_EDGE_LINES:][-_EDGE_LINES:]
    return [(line, "top") for line in tops] + [(line, "bottom") for line in bottoms]


def _pattern(line: Line) -> str:
    return _DIGITS.sub("#", _BLANK.sub("", line.text))


def _block(lines: Sequence[Line]) -> _Block:
    ems = Counter(round(line.em) for line in lines if line.em)
    em = float(ems.most_common(1)[0][0]) if ems else 10.0
    lefts = [_left_edge([line.left for line in lines if line.page % 2 == side]) for side in (0, 1)]
    left_of = (lefts[0] or 0.0, lefts[0] or 0.0 if lefts[1] is None else lefts[1])
    widths = sorted(line.right - left_of[line.page % 2] for line in lines)
    width = widths[int(len(widths) * 0.9)] if widths else 0.0
    steps = [above.baseline - below.baseline for above, below in pairwise(lines) if above.page == below.page]
    steps = [step for step in steps if 0.8 * em < step < 4 * em]
    return _Block(left_of, width, em, median(steps) if steps else 2 * em)


def _left_edge(lefts: Sequence[float]) -> float | None:
    """The leftmost place at which many lines start, to a point; where every paragraph has one line, that of these."""
    counted = Counter(round(left) for left in lefts)
    common = [float(left) for left, count in counted.items() if count >= _COMMON * len(lefts)]
    return min(common, default=float(counted.most_common(1)[0][0]) if counted else None)


def _joint(above: Line, below: Line, block: _Block) -> str:
    if _is_break(above, below, block):
        return "\n"
    both_latin = above.text[-1].isascii() and above.text[-1].isalpha() and below.text[0].isascii()
    return " " if both_latin and below.text[0].isalnum() else ""


def _is_break(above: Line, below: Line, block: _Block) -> bool:
    """Whether a paragraph ends between two lines.

    It does where the first word below would have fitted above, where the line below is indented, after a wide gap and
    where the type size changes; a numbered title after a full stop starts anew in any case.
    """
    room = block.lefts[above.page % 2] + block.width - above.right
    if room > below.head + 0.4 * block.em:
        return True
    if above.em and below.em and abs(above.em - below.em) > 0.1 * block.em:
        return True
    is_ended = _SENTENCE_END.search(above.text) is not None
    if _indent(below, block) > 0.8:
        hangs = abs(_indent(below, block) - _indent(above, block)) < 0.3 and not is_ended
        return not hangs
    if above.page == below.page and not 0 <= above.baseline - below.baseline <= _WIDE_GAP * block.pitch:
        return True
    return is_ended and _NUMBERED_TITLE.match(below.text) is not None


def _indent(line: Line, block: _Block) -> float:
    return (line.left - block.lefts[line.page % 2]) / block.em
