"""One indicator over the years: what was promised as bounds, what was achieved as points on a line."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi_web.charts.bounds import Bound, bound_of, mark_upright, said
from luoshi_web.charts.canvas import SMALL, Canvas, Style, width_of
from luoshi_web.charts.figure import figure, sentence
from luoshi_web.charts.scale import Scale, around, short
from luoshi_web.charts.strips import Layout, Strip, draw_strips, guide, row_height
from luoshi_web.models import Measure
from luoshi_web.pages.series import Point, Series
from luoshi_web.pages.words import label

_HEIGHT, _LEFT, _FOOT = 220, 56, 26
_ROWS_WIDE, _ROWS_PHONE = Layout(0, 56, 380, 278), Layout(0, 350, 350, 350, is_stacked=True)


def series_chart(series: Series) -> SafeString:
    """The points of ``series``; a sentence where it has none."""
    points = [point for point in series.points if point.promised or point.achieved]
    if not points:
        return sentence(_("没有这个指标的数字。"))
    title = f"{series.place} {series.indicator} {label('aspect', series.aspect)}"
    notes = [_("圆点是完成。")]
    if any(point.promised for point in points):
        notes.append(_("短线是承诺：开口朝大数一侧是不低于，朝小数一侧是不高于，断开是左右，两条是区间。"))
    if breaks(series.points):
        notes.append(_("双斜线：这里地方或行政区划有变，前后不宜相连。"))
    told = "; ".join(f"{point.year}: {_words(point)}" for point in points)
    return figure(title, told, lambda canvas: _draw(canvas, series), note=" ".join(notes))


def breaks(points: Sequence[Point]) -> list[int]:
    """Years whose report is of another place than the report of the year before them."""
    places = [(point.year, row.report.place_id) for point in points if (row := point.achieved or point.promised)]
    return [year for (_before, earlier), (year, later) in pairwise(places) if earlier != later]


def _words(point: Point) -> str:
    parts = [_("承诺 %(figure)s") % {"figure": said(point.promised)}] if point.promised else []
    parts += [_("完成 %(figure)s") % {"figure": said(point.achieved)}] if point.achieved else []
    return " → ".join(parts)


def _bound(row: Measure | None) -> Bound | None:
    return bound_of(row) if row else None


def _values(series: Series) -> list[Decimal]:
    found = [point.achieved_value for point in series.points if point.achieved_value is not None]
    return found + [value for point in series.points if point.promised for value in bound_of(point.promised).values]


def _draw(canvas: Canvas, series: Series) -> None:
    texts = [said(row) for point in series.points for row in (point.promised, point.achieved) if row]
    step = Decimal(canvas.width - _LEFT) / len(series.points)
    if canvas.is_narrow or max(width_of(text, SMALL) for text in texts) > step - 6:
        _as_rows(canvas, series)
    else:
        _as_line(canvas, series, step)


def _as_rows(canvas: Canvas, series: Series) -> None:
    layout = _ROWS_PHONE if canvas.is_narrow else _ROWS_WIDE
    strips = [
        Strip(str(point.year), _words(point) or "—", _bound(point.promised), point.achieved_value)
        for point in series.points
    ]
    scale = layout.scale(*around(_values(series)))
    top = canvas.reserve(20 + row_height(layout) * len(strips) + 4) + 20
    for tick in scale.ticks(4):
        guide(canvas, (top, top + row_height(layout) * len(strips)), scale.at(tick), short(tick))
    draw_strips(canvas, top, strips, layout, scale)
    for place, point in enumerate(series.points):
        if point.year in breaks(series.points):
            _slashes(canvas, Decimal(12), top + row_height(layout) * place)


def _as_line(canvas: Canvas, series: Series, step: Decimal) -> None:
    top = canvas.reserve(_HEIGHT + _FOOT)
    scale = Scale(*around(_values(series)), top + _HEIGHT - 20, top + 20)
    for tick in scale.ticks(5):
        canvas.line(_LEFT, scale.at(tick), canvas.width, scale.at(tick), "grid")
        canvas.text(_LEFT - 6, scale.at(tick) + 4, short(tick), Style(css="soft", size=SMALL, anchor="end"))
    middles = {point.year: _LEFT + step * place + step / 2 for place, point in enumerate(series.points)}
    broken = breaks(series.points)
    for before, after in pairwise(series.points):
        if before.achieved_value is not None and after.achieved_value is not None and after.year not in broken:
            ends = scale.at(before.achieved_value), scale.at(after.achieved_value)
            canvas.line(middles[before.year], ends[0], middles[after.year], ends[1], "joined")
    for year in broken:
        _slashes(canvas, middles[year] - step / 2, top + _HEIGHT)
    for point in series.points:
        _point(canvas, middles[point.year], point, scale)
        canvas.text(middles[point.year], top + _HEIGHT + 16, str(point.year), Style(anchor="middle", size=SMALL + 1))


def _point(canvas: Canvas, x: Decimal, point: Point, scale: Scale) -> None:
    promised, achieved = _bound(point.promised), point.achieved_value
    is_higher = achieved is not None and (promised is None or achieved >= promised.value)
    if promised and point.promised:
        ends = [scale.at(value) for value in promised.values]
        mark_upright(canvas, x, ends[0], promised, ends[1] if len(ends) > 1 else None)
        y = max(ends) + 16 if is_higher else min(ends) - 11
        canvas.text(x, y, said(point.promised), Style(css="promise", size=SMALL, anchor="middle"))
    if achieved is not None and point.achieved:
        y = scale.at(achieved)
        canvas.add("circle", "achieved", cx=x, cy=y, r=5)
        clear = min([y, *(scale.at(value) for value in promised.values)] if promised else [y])
        far = max([y, *(scale.at(value) for value in promised.values)] if promised else [y])
        place = clear - 11 if is_higher else far + 18
        canvas.text(x, place, said(point.achieved), Style(css="strong", size=SMALL, anchor="middle"))


def _slashes(canvas: Canvas, x: Decimal, y: Decimal) -> None:
    for shift in (-3, 3):
        canvas.line(x + shift - 3, y + 6, x + shift + 3, y - 6, "break")
