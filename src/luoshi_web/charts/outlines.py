"""The site's own map: outlines of districts, with name and count on each that has room for them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi_web.charts.canvas import SMALL, Canvas, Style, clean, width_of, written
from luoshi_web.charts.geojson import Outline, Ring
from luoshi_web.charts.shades import key, shade
from luoshi_web.pages.districts import District

_TALLEST, _MARGIN = 460, 4


@dataclass(frozen=True, slots=True)
class _Projection:
    west: Decimal
    north: Decimal
    across: Decimal  # pixels a degree of longitude
    down: Decimal  # pixels a degree of latitude
    top: Decimal

    def point(self, place: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal]:
        return _MARGIN + (place[0] - self.west) * self.across, self.top + (self.north - place[1]) * self.down


def draw_outlines(canvas: Canvas, pairs: Sequence[tuple[Outline, District]], most: int) -> None:
    """Each outline shaded by the commitments of its district; ``most`` is the largest count."""
    key(canvas, most)
    projection = _projection(canvas, [place for outline, _ in pairs for ring in outline.rings for place in ring])
    for outline, row in pairs:
        drawn = "".join(_drawn(ring, projection) for ring in outline.rings)
        element = canvas.add("path", f"area {shade(row.commitments, most)}", d=drawn, fill_rule="evenodd")
        element.set("data-code", row.code)
    for outline, row in pairs:
        _label(canvas, [projection.point(place) for place in max(outline.rings, key=_size)], row)


def _projection(canvas: Canvas, places: Sequence[tuple[Decimal, Decimal]]) -> _Projection:
    """Equal degrees at the middle latitude; fine for a city or a province."""
    west, east = min(each[0] for each in places), max(each[0] for each in places)
    south, north = min(each[1] for each in places), max(each[1] for each in places)
    shrink = Decimal(str(round(math.cos(math.radians(int((south + north) / 2))), 4)))
    least = Decimal("0.0001")
    wide, high = max((east - west) * shrink, least), max(north - south, least)
    down = min((canvas.width - 2 * _MARGIN) / wide, _TALLEST / high)
    top = canvas.reserve(high * down + 2 * _MARGIN) + _MARGIN
    return _Projection(west, north, down * shrink, down, top)


def _drawn(ring: Ring, projection: _Projection) -> str:
    points = [" ".join(map(written, projection.point(place))) for place in ring]
    kept = [point for place, point in enumerate(points) if not place or point != points[place - 1]]
    return f"M{'L'.join(kept)}Z"


def _size(ring: Ring) -> Decimal:
    across, down = [place[0] for place in ring], [place[1] for place in ring]
    return (max(across) - min(across)) * (max(down) - min(down))


def _label(canvas: Canvas, points: Sequence[tuple[Decimal, Decimal]], row: District) -> None:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    x, y = _centre(points)
    name = clean(row.name)
    has_room = right - left > width_of(name, SMALL) + 4
    if has_room:
        canvas.text(x, y - 2, name, Style(anchor="middle", size=SMALL, css="halo"))
    canvas.text(x, y + (12 if has_room else 4), str(row.commitments), Style(css="strong halo", anchor="middle"))


def _centre(points: Sequence[tuple[Decimal, Decimal]]) -> tuple[Decimal, Decimal]:
    """The centre of gravity of a ring; the mean of its points where it has no area."""
    area = x = y = Decimal(0)
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if abs(area) < 1:
        return sum(each[0] for each in points) / Decimal(len(points)), sum(each[1] for each in points) / Decimal(
            len(points)
        )
    return x / (3 * area), y / (3 * area)
