"""The text of a report cut where rows begin and end, so that overlapping rows become flat, valid markup."""

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from luoshi.pages.panels import escape


class Stretch(Protocol):
    """Anything with an offset where it begins and one where it ends."""

    @property
    def start(self) -> int:
        """Offset of the first character."""

    @property
    def end(self) -> int:
        """Offset behind the last character."""


AnyStretch = TypeVar("AnyStretch", bound=Stretch)


@dataclass(frozen=True, slots=True)
class Mark:
    """A row to be shown in the text: the style classes of its kind, and what it says when pointed at."""

    start: int
    end: int
    styles: str
    hover: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start:end`` that the same marks cover; the shortest mark comes last."""

    start: int
    end: int
    marks: tuple[Mark, ...]


class Cutter:
    """Cuts any stretch of one text at the edges of ``marks`` and at ``anchors``; linear in what it is asked for."""

    def __init__(self, marks: Sequence[Mark], anchors: Sequence[int]) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
        self._starts = [mark.start for mark in self._marks]
        self._edges = sorted({*anchors, *self._starts, *(mark.end for mark in marks)})

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of ``start:end`` in order, without a gap."""
        marks = self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        inner = self._edges[bisect_left(self._edges, start + 1) : bisect_left(self._edges, end)]
        waiting, active = iter([*marks, None]), list[Mark]()
        upcoming = next(waiting)
        for left, right in zip([start, *inner], [*inner, end], strict=True):
            while upcoming and upcoming.start <= left:
                active.append(upcoming)
                upcoming = next(waiting)
            active = [mark for mark in active if mark.end > left]
            yield Piece(left, right, tuple(sorted(active, key=lambda mark: mark.start - mark.end)))


def marked_up(piece: Piece, text: str, anchors: Container[int]) -> str:
    """``piece`` of ``text`` as HTML, escaped: in a ``mark`` where rows cover it, with an anchor ``c`` and offset."""
    anchor = f' id="c{piece.start}"' if piece.start in anchors else ""
    shown = escape(text[piece.start : piece.end])
    if not piece.marks:
        return f"<span{anchor}>{shown}</span>" if anchor else shown
    styles = " ".join(dict.fromkeys(style for mark in piece.marks for style in mark.styles.split()))
    hover = escape("\n".join(mark.hover for mark in piece.marks))
    return f'<mark{anchor} class="{styles}" title="{hover}">{shown}</mark>'


def outermost(stretches: Iterable[AnyStretch]) -> Iterator[AnyStretch]:
    """``stretches``, in order of their start, without those that stand inside another, such as page furniture."""
    end = 0
    for stretch in stretches:
        if stretch.start >= end:
            yield stretch
            end = stretch.end
