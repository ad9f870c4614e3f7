"""Outcomes by area: a bar for each area, as long as it has commitments, each part with its shape and count below."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi_web.charts.canvas import SIZE, SMALL, Canvas, Style, width_of
from luoshi_web.charts.figure import figure, sentence
from luoshi_web.charts.symbols import Box, bar, define_patterns, legend, symbol
from luoshi_web.pages.outcomes import SHOWN, Tally, outcome_name

_BAR, _BELOW = 15, 18


@dataclass(frozen=True, slots=True)
class _Columns:
    left: int
    right: int
    most: int


def outcomes_chart(tallies: Sequence[Tally]) -> SafeString:
    """The bars of ``tallies``; a sentence where they count nothing."""
    rows = [tally for tally in tallies if tally.total]
    if not rows:
        return sentence(_("没有可以画成图的承诺。"))
    return figure(_("各领域承诺的判定"), "; ".join(map(_said, rows)), lambda canvas: _draw(canvas, rows))


def _said(tally: Tally) -> str:
    counts = ", ".join(f"{outcome_name(code)} {count}" for code, count in tally.cells if count)
    return f"{tally.name}: {counts}"


def _draw(canvas: Canvas, rows: Sequence[Tally]) -> None:
    define_patterns(canvas)
    legend(canvas, [code for code in SHOWN if any(tally.counts.get(code) for tally in rows)])
    left = 0 if canvas.is_narrow else 150
    columns = _Columns(left, canvas.width - 40, max(tally.total for tally in rows))
    for tally in rows:
        _row(canvas, tally, columns)


def _row(canvas: Canvas, tally: Tally, columns: _Columns) -> None:
    y = canvas.reserve(_BAR + _BELOW + 12 + (20 if canvas.is_narrow else 0))
    if canvas.is_narrow:
        canvas.text(0, y + 14, tally.name)
        y += 20
    else:
        canvas.text(columns.left - 12, y + 12, tally.name, Style(anchor="end"))
    unit = Decimal(columns.right - columns.left) / columns.most
    x, centres = Decimal(columns.left), []
    for outcome, count in tally.cells:
        if count:
            bar(canvas, Box(x, y, unit * count, _BAR), outcome)
            centres.append((outcome, str(count), x + unit * count / 2))
            x += unit * count
    canvas.text(x + 6, y + 12, str(tally.total), Style(css="soft", size=SIZE))
    _counts(canvas, centres, y + _BAR + 13, columns)


def _counts(canvas: Canvas, parts: list[tuple[str, str, Decimal]], y: Decimal, columns: _Columns) -> None:
    """The counts below the bar, each as near the middle of its part as the others let it."""
    widths = [14 + width_of(text, SMALL) for _, text, _ in parts]
    starts: list[Decimal] = []
    for (_outcome, _text, centre), width in zip(parts, widths, strict=True):
        nearest = starts[-1] + widths[len(starts) - 1] + 7 if starts else Decimal(columns.left)
        starts.append(max(nearest, centre - width / 2))
    limit = Decimal(canvas.width)
    for place in range(len(starts) - 1, -1, -1):
        starts[place] = min(starts[place], limit - widths[place])
        limit = starts[place] - 7
    for (outcome, text, _centre), start in zip(parts, starts, strict=True):
        symbol(canvas, start + 5, y - 4, outcome)
        canvas.text(start + 13, y, text, Style(size=SMALL))
