"""The site's own map of districts: outlines from a GeoJSON file in longitude and latitude."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

LARGEST = 20_000_000
"""Bytes of the largest file that is read."""

_NAMES = ("name", "NAME", "Name", "名称", "fullname")
_CODES = ("adcode", "code", "CODE", "gb", "区划代码")

Ring = tuple[tuple[Decimal, Decimal], ...]


class GeoJsonError(Exception):
    """The file cannot be used; the message says why, in the language in use."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A district: its name, its six-digit code where the file gives one, and rings of longitude and latitude."""

    name: str
    code: str
    rings: tuple[Ring, ...]


def read_outlines(path: Path) -> tuple[Outline, ...]:
    """The districts in the file ``path``. Raises GeoJsonError where it is missing, too large or no such map."""
    try:
        state = path.stat()
    except OSError as trouble:
        raise GeoJsonError(_("打不开自备地图文件")) from trouble
    if state.st_size > LARGEST:
        raise GeoJsonError(_("自备地图文件太大"))
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> tuple[Outline, ...]:
    del changed, size  # they make a changed file be read again
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal, parse_constant=_refuse)
    except OSError as trouble:
        raise GeoJsonError(_("打不开自备地图文件")) from trouble
    except (ValueError, RecursionError) as trouble:
        raise GeoJsonError(_("自备地图不是可读的 GeoJSON")) from trouble
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not features:
        raise GeoJsonError(_("自备地图里没有区域（features）"))
    return tuple(map(_outline, features))


def _refuse(word: str) -> None:
    raise ValueError(word)


def _outline(feature: Any) -> Outline:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise GeoJsonError(_("自备地图里有的区域没有属性（properties）"))
    properties, geometry = feature["properties"], feature.get("geometry")
    name = next((str(properties[key]) for key in _NAMES if properties.get(key)), "")
    code = next((str(properties[key])[:6] for key in _CODES if properties.get(key)), "")
    if not name and not code:
        raise GeoJsonError(_("自备地图里有的区域既没有名称（name）也没有代码（adcode）"))
    return Outline(name, code, tuple(_ring(ring) for polygon in _polygons(geometry) for ring in polygon))


def _polygons(geometry: Any) -> list[Any]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    places = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon") or not isinstance(places, list) or not places:
        raise GeoJsonError(_("自备地图里有的区域不是面（Polygon、MultiPolygon）"))
    polygons = [places] if kind == "Polygon" else places
    if not all(isinstance(polygon, list) and polygon for polygon in polygons):
        raise GeoJsonError(_("自备地图里有的坐标读不懂"))
    return polygons


def _ring(points: Any) -> Ring:
    if not isinstance(points, list) or len(points) < 4:
        raise GeoJsonError(_("自备地图里有的坐标读不懂"))
    return tuple(map(_point, points))


def _point(point: Any) -> tuple[Decimal, Decimal]:
    if not isinstance(point, list) or len(point) < 2 or not all(_is_number(each) for each in point[:2]):
        raise GeoJsonError(_("自备地图里有的坐标读不懂"))
    longitude, latitude = Decimal(point[0]), Decimal(point[1])
    if abs(longitude) > 180 or abs(latitude) > 85:
        raise GeoJsonError(_("自备地图的坐标不是经纬度"))
    return longitude, latitude


def _is_number(each: Any) -> bool:
    return isinstance(each, int | Decimal) and not isinstance(each, bool)
