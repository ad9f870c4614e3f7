"""Projects by area and stage: a square for each, filled where a report says it was done, hollow where promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi_web.charts.canvas import SMALL, Canvas, Number, Style
from luoshi_web.charts.figure import figure, sentence
from luoshi_web.models import Project
from luoshi_web.pages.projects import STAGES, AreaProjects
from luoshi_web.pages.words import label

_PITCH, _SIDE, _MOST = 11, 8, 40
_MODES = ("result", "target")


@dataclass(frozen=True, slots=True)
class _Grid:
    left: int
    cell: int
    each: int  # how many projects a square stands for

    @property
    def across(self) -> int:
        return (self.cell - 30) // _PITCH


def projects_chart(areas: Sequence[AreaProjects]) -> SafeString:
    """The grid of ``areas``; a sentence where there is no project."""
    cells = [rows for area in areas for _stage, rows in area.stages]
    if not any(cells):
        return sentence(_("没有项目。"))
    each = -(-max(map(len, cells)) // _MOST)
    note = "" if each == 1 else _("一格代表 %(each)s 个项目。") % {"each": each}
    said = "; ".join(f"{area.name}: {_said(area)}" for area in areas)
    return figure(_("各领域各阶段的项目"), said, lambda canvas: _draw(canvas, areas, each), note=note)


def _said(area: AreaProjects) -> str:
    return ", ".join(f"{label('stage', stage)} {len(rows)}" for stage, rows in area.stages if rows)


def _draw(canvas: Canvas, areas: Sequence[AreaProjects], each: int) -> None:
    left = 0 if canvas.is_narrow else 150
    grid = _Grid(left, (canvas.width - left) // len(STAGES), each)
    _legend(canvas)
    top = canvas.reserve(24)
    for place, stage in enumerate(STAGES):
        canvas.text(
            left + place * grid.cell + 4, top + 16, label("stage", stage), Style(css="soft"), limit=grid.cell - 8
        )
    for area in areas:
        _row(canvas, area, grid)


def _legend(canvas: Canvas) -> None:
    y, x = canvas.reserve(22), Decimal(1)
    for mode, words in zip(_MODES, (_("已有进展"), _("计划实施")), strict=True):
        _square(canvas, x, y + 4, mode)
        canvas.text(x + 14, y + 13, words, Style(size=SMALL))
        x += 150


def _row(canvas: Canvas, area: AreaProjects, grid: _Grid) -> None:
    lines = max(1, *(-(-sum(_squares(rows, grid.each).values()) // grid.across) for _stage, rows in area.stages))
    heading = 20 if canvas.is_narrow else 0
    top = canvas.reserve(heading + max(26, lines * _PITCH + 14))
    canvas.line(0, top, canvas.width, top, "grid")
    if canvas.is_narrow:
        canvas.text(0, top + 16, area.name)
    else:
        canvas.text(grid.left - 12, top + 17, area.name, Style(anchor="end"))
    for place, (_stage, rows) in enumerate(area.stages):
        _cell(canvas, grid.left + place * grid.cell + 4, top + heading, rows, grid)


def _cell(canvas: Canvas, x: int, top: Decimal, rows: Sequence[Project], grid: _Grid) -> None:
    if not rows:
        canvas.text(x, top + 17, "·", Style(css="soft"))
        return
    canvas.text(x, top + 17, str(len(rows)), Style(css="strong"))
    modes = [mode for mode, count in _squares(rows, grid.each).items() for _ in range(count)]
    for place, mode in enumerate(modes):
        line, column = divmod(place, grid.across)
        _square(canvas, x + 24 + column * _PITCH, top + 8 + line * _PITCH, mode)


def _squares(rows: Sequence[Project], each: int) -> dict[str, int]:
    """How many squares each mode gets, rounded up."""
    return {mode: -(-sum((row.mode == "target") == (mode == "target") for row in rows) // each) for mode in _MODES}


def _square(canvas: Canvas, x: Number, y: Number, mode: str) -> None:
    canvas.rect(x, y, _SIDE, _SIDE, f"square {mode}")
