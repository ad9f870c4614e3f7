"""Places or years side by side: a small panel for each indicator, a point for each place and year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi_web.charts.bounds import said
from luoshi_web.charts.canvas import Canvas, Style
from luoshi_web.charts.figure import figure, sentence
from luoshi_web.charts.scale import around
from luoshi_web.charts.strips import Layout, Strip, draw_strips, row_height
from luoshi_web.models import Measure
from luoshi_web.pages.compare import Column, Comparison
from luoshi_web.pages.words import label

_PANELS, _HEAD, _GAP, _PANEL = 12, 26, 12, 350


@dataclass(frozen=True, slots=True)
class _Panel:
    title: str
    strips: list[Strip]


def comparison_chart(page: Comparison) -> SafeString:
    """The first indicators of ``page``; a sentence where no two columns share one."""
    drawable = [row for row in page.rows if _is_drawable(row[2])]
    if not drawable:
        return sentence(_("没有两栏都有、单位相同的指标，画不成图。"))
    panels = [_panel(page.columns, *row) for row in drawable[:_PANELS]]
    note = _("每个指标各有尺度，不从零起。")
    if len(page.rows) > len(panels):
        note += " " + _("图中有 %(drawn)s 个指标，表中有 %(all)s 个。") % {"drawn": len(panels), "all": len(page.rows)}
    told = "; ".join(f"{panel.title}: {_said(panel)}" for panel in panels)
    return figure(_("各地各年的指标"), told, lambda canvas: _draw(canvas, panels), note=note)


def _is_drawable(cells: Sequence[Measure | None]) -> bool:
    found = [cell for cell in cells if cell]
    return len(found) > 1 and len({cell.base_unit for cell in found}) == 1


def _panel(columns: Sequence[Column], indicator: str, aspect: str, cells: Sequence[Measure | None]) -> _Panel:
    strips = [
        Strip(f"{column.place.name} {column.year}", said(cell), achieved=Decimal(cell.base_value))
        if cell
        else Strip(f"{column.place.name} {column.year}", "—")
        for column, cell in zip(columns, cells, strict=True)
    ]
    return _Panel(f"{indicator} {label('aspect', aspect)}", strips)


def _said(panel: _Panel) -> str:
    return ", ".join(f"{strip.label} {strip.words}" for strip in panel.strips)


def _draw(canvas: Canvas, panels: Sequence[_Panel]) -> None:
    across = 1 if canvas.is_narrow else 2
    for first in range(0, len(panels), across):
        height = _HEAD + row_height(_layout(0)) * len(panels[first].strips) + _GAP
        top = canvas.reserve(height)
        for place, panel in enumerate(panels[first : first + across]):
            _draw_panel(canvas, top, panel, _layout(place * (_PANEL + 20)))


def _layout(left: int) -> Layout:
    return Layout(left, 110, 130, 110)


def _draw_panel(canvas: Canvas, top: Decimal, panel: _Panel, layout: Layout) -> None:
    canvas.text(layout.left, top + 18, panel.title, Style(css="strong"), limit=_PANEL)
    values = [strip.achieved for strip in panel.strips if strip.achieved is not None]
    draw_strips(canvas, top + _HEAD, panel.strips, layout, layout.scale(*around(values)))
