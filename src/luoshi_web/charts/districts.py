"""A city's districts with what is said of each: a tile a district, or the site's own map where it has one."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi_web import options
from luoshi_web.charts.canvas import SMALL, Canvas, Style
from luoshi_web.charts.figure import figure, sentence
from luoshi_web.charts.geojson import GeoJsonError, Outline, read_outlines
from luoshi_web.charts.outlines import draw_outlines
from luoshi_web.charts.shades import key, shade
from luoshi_web.pages.districts import District, Districts

_log = logging.getLogger(__name__)
_TILE, _GAP, _HIGH = 84, 6, 66


@dataclass(frozen=True, slots=True)
class _Map:
    """Outlines to draw, or None for tiles; ``trouble`` says why the site's own map is not drawn."""

    outlines: tuple[tuple[Outline, District], ...] | None
    trouble: str = ""


def districts_chart(page: Districts) -> SafeString:
    """The districts of ``page`` with their counts; a sentence where the place has none that the library knows."""
    if not page.rows:
        return sentence(_("地方名录里没有这个地方的下辖区县，画不成图。"))
    drawn = _own_map(page.rows)
    said = "; ".join(f"{row.name}: {_('承诺')} {row.commitments}, {_('项目')} {row.projects}" for row in page.rows)
    title = _("%(place)s各地被点名的承诺") % {"place": page.place.name}
    counts = {"total": page.total, "named": page.named}
    notes = [
        _("数字是句中点到该地名称的承诺数；%(total)s 项承诺中有 %(named)s 项点名。") % counts,
        _("一项点到几地，各计一次；与常用词同形的简称，只在与别的地名并列时计。"),
        _about(drawn),
    ]
    note = " ".join(filter(None, notes))
    most = max(row.commitments for row in page.rows)
    if drawn.outlines is None:
        chart = figure(title, said, lambda canvas: _tiles(canvas, page.rows, most), note=note)
    else:
        shown = drawn.outlines
        chart = figure(title, said, lambda canvas: draw_outlines(canvas, shown, most), note=note)
    return format_html('<p class="trouble" role="note">{}</p>{}', drawn.trouble, chart) if drawn.trouble else chart


def _about(drawn: _Map) -> str:
    if drawn.outlines is None:
        return _("示意图：按行政区划代码排列，不表示方位，不代表行政区域界线。")
    return options.value("LUOSHI_GEOJSON_NOTE")


def _own_map(rows: Sequence[District]) -> _Map:
    path = options.value("LUOSHI_GEOJSON")
    if not path:
        return _Map(None)
    try:
        outlines = read_outlines(Path(path))
    except GeoJsonError as trouble:
        _log.warning("LUOSHI_GEOJSON %s: %s", path, trouble)
        return _Map(None, _("%(why)s，改画示意图。") % {"why": trouble})
    by_code, by_name = {row.code: row for row in rows}, {row.name: row for row in rows}
    pairs = [(each, by_code.get(each.code) or by_name.get(each.name)) for each in outlines]
    matched = tuple((outline, row) for outline, row in pairs if row)
    missing = [row.name for row in rows if row.code not in {found.code for _outline, found in matched}]
    if not matched:
        return _Map(None, _("自备地图里没有这个地方的区县，改画示意图。"))
    return _Map(matched, _("自备地图里缺：%(names)s") % {"names": "、".join(missing)} if missing else "")


def _tiles(canvas: Canvas, rows: Sequence[District], most: int) -> None:
    across = min(len(rows), (canvas.width + _GAP) // (_TILE + _GAP), 6)
    key(canvas, most)
    for first in range(0, len(rows), across):
        top = canvas.reserve(_HIGH + _GAP)
        for place, row in enumerate(rows[first : first + across]):
            _tile(canvas, place * (_TILE + _GAP), top, row, most)


def _tile(canvas: Canvas, x: int, y: Decimal, row: District, most: int) -> None:
    canvas.rect(x + Decimal("0.5"), y + Decimal("0.5"), _TILE - 1, _HIGH - 1, f"area {shade(row.commitments, most)}")
    middle = x + _TILE // 2
    canvas.text(middle, y + 20, row.name, Style(anchor="middle", size=SMALL + 1), limit=_TILE - 8)
    canvas.text(middle, y + 44, str(row.commitments), Style(css="strong", anchor="middle", size=20))
    if row.projects:
        canvas.text(middle, y + 60, f"{_('项目')} {row.projects}", Style(anchor="middle", size=SMALL), limit=_TILE - 6)
