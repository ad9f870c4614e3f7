"""Rows of marks on one scale, each with its label before it and its numbers in words behind it (below on a phone)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi_web.charts.bounds import Bound, mark_across
from luoshi_web.charts.canvas import SMALL, Canvas, Style
from luoshi_web.charts.scale import Scale
from luoshi_web.charts.symbols import symbol

_LINE = 28


@dataclass(frozen=True, slots=True)
class Strip:
    """One row. ``outcome`` gives the shape of the achieved value; ``words`` write the numbers out."""

    label: str
    words: str
    promised: Bound | None = None
    achieved: Decimal | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The left edge of a row and the widths of label, marks and words; ``is_stacked``: one below another."""

    left: int
    label: int
    plot: int
    words: int
    is_stacked: bool = False

    def scale(self, low: Decimal, high: Decimal) -> Scale:
        """The scale of the marks from ``low`` to ``high``."""
        start = self.left + (0 if self.is_stacked else self.label)
        return Scale(low, high, Decimal(start + 10), Decimal(start + self.plot - 10))


def draw_strips(canvas: Canvas, top: Decimal, strips: Sequence[Strip], layout: Layout, scale: Scale) -> Decimal:
    """Draw ``strips`` from ``top`` down; the pixel at which they end. The caller reserves ``height_of`` them."""
    for strip in strips:
        _strip(canvas, top, strip, layout, scale)
        top += row_height(layout)
    return top


def row_height(layout: Layout) -> int:
    """The height of a row in pixels."""
    return 66 if layout.is_stacked else _LINE


def guide(canvas: Canvas, ends: tuple[Decimal, Decimal], x: Decimal, words: str, *, css: str = "grid") -> None:
    """A line across the rows from the first to the second of ``ends``, named at its top."""
    canvas.line(x, ends[0], x, ends[1], css)
    canvas.text(x, ends[0] - 5, words, Style(css="soft", size=SMALL, anchor="middle"))


def _strip(canvas: Canvas, top: Decimal, strip: Strip, layout: Layout, scale: Scale) -> None:
    middle = top + (50 if layout.is_stacked else _LINE // 2)
    if layout.is_stacked:
        canvas.line(layout.left, top, layout.left + layout.label, top, "grid")
        canvas.text(layout.left, top + 18, strip.label, Style(css="strong"), limit=layout.label)
        words_at, words_left = top + 36, layout.left
    else:
        canvas.text(
            layout.left + layout.label - 8, middle + 5, strip.label, Style(anchor="end"), limit=layout.label - 8
        )
        words_at, words_left = middle + 5, layout.left + layout.label + layout.plot + 6
    canvas.line(scale.start - 10, middle, scale.end + 10, middle, "track")
    _marks(canvas, middle, strip, scale)
    if strip.outcome:
        symbol(canvas, words_left + 5, words_at - 5, strip.outcome)
        words_left += 15
    canvas.text(
        words_left, words_at, strip.words, Style(size=SMALL + 1), limit=layout.words - (15 if strip.outcome else 0)
    )


def _marks(canvas: Canvas, y: Decimal, strip: Strip, scale: Scale) -> None:
    if strip.promised:
        end = scale.at(strip.promised.to) if strip.promised.to is not None else None
        mark_across(canvas, scale.at(strip.promised.value), y, strip.promised, end)
    if strip.achieved is None:
        return
    x = scale.at(strip.achieved)
    if strip.outcome:
        symbol(canvas, x, y, strip.outcome, 5)
    else:
        canvas.add("circle", "achieved", cx=x, cy=y, r=5)
    if not scale.low <= strip.achieved <= scale.high:
        inward = 1 if strip.achieved > scale.high else -1
        corners = [("M", x + 12 * inward, y), ("L", x + 7 * inward, y - 4), ("L", x + 7 * inward, y + 4)]
        canvas.path(corners, "beyond", closed=True)
