"""The site's own map: read where it is GeoJSON in longitude and latitude, refused with a reason where it is not."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from luoshi_web.charts.geojson import LARGEST, GeoJsonError, read_outlines

SQUARE = [[[114, 22], [115, 22.5], [115, 23], [114, 22]]]


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Whatever language the page before this test was in."""
    with override("zh-hans"):
        yield


def map_file(folder: Path, *names: str, coordinates: object = SQUARE, kind: str = "Polygon") -> Path:
    """A map of one area for each name."""
    geometry = {"type": kind, "coordinates": coordinates}
    features = [{"type": "Feature", "properties": {"name": name}, "geometry": geometry} for name in names]
    file = folder / "map.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8-sig")
    return file


def test_areas_of_one_and_of_several_parts_are_read(tmp_path: Path) -> None:
    (one,) = read_outlines(map_file(tmp_path, "甲区"))
    assert (one.name, one.code, len(one.rings), len(one.rings[0])) == ("甲区", "", 1, 4)
    (two,) = read_outlines(map_file(tmp_path, "甲区二", coordinates=[SQUARE, SQUARE], kind="MultiPolygon"))
    assert len(two.rings) == 2


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "[]", "null", '{"type": "FeatureCollection"}', '{"features": []}', '{"features": [1]}',
        '{"features": [{"properties": {}, "geometry": null}]}',
        '{"features": [{"properties": {"name": "甲区"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        '{"features": [{"properties": {"name": "甲区"}, "geometry": {"type": "Polygon", "coordinates": [[]]}}]}',
        '{"features": [{"properties": {"name": "甲区"}, "geometry": {"type": "Polygon", "coordinates": [1]}}]}',
        '{"features": [{"properties": {"name": "甲区"}, "geometry": {"type": "Polygon", "coordinates": [[["a"]]]}}]}',
        "[" * 100_000, '{"features": NaN}', "\ufffd\x00",
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused_with_a_reason(content: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.geojson"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(GeoJsonError, match="自备地图"):
        read_outlines(file)


def test_a_map_in_metres_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GeoJsonError, match="不是经纬度"):
        read_outlines(map_file(tmp_path, "甲区", coordinates=[[[500000, 2500000]] * 4]))


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    for missing in (tmp_path / "none.geojson", tmp_path):
        with pytest.raises(GeoJsonError, match="打不开"):
            read_outlines(missing)
    file = tmp_path / "gbk.geojson"
    file.write_bytes("甲区".encode("gb18030"))
    with pytest.raises(GeoJsonError, match="不是可读的"):
        read_outlines(file)
    with file.open("r+b") as stream:
        stream.truncate(LARGEST + 1)
    with pytest.raises(GeoJsonError, match="太大"):
        read_outlines(file)


def test_a_changed_map_is_read_again(tmp_path: Path) -> None:
    assert [each.name for each in read_outlines(map_file(tmp_path, "甲区"))] == ["甲区"]
    assert [each.name for each in read_outlines(map_file(tmp_path, "乙区", "丙区"))] == ["乙区", "丙区"]
