"""Figures of one report as entries: base units, precision, place, kind."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import luoshi
from luoshi.ledger.model import Entry
from luoshi.ledger.places import keys_named, place_key
from luoshi.ledger.resolver import entries, precision, project_entries

Write = Callable[..., Path]


def entry(write: Write, words: str, **figures: str) -> Entry:
    found = [each for each in entries(luoshi.read(write(2024, **figures))) if words in each.words]
    assert len(found) >= 1
    return found[0]


def test_area_in_different_units_compares(write: Write) -> None:
    in_mu, in_hectares = (entry(write, "高标准农田", land=land) for land in ("3万亩", "2000公顷"))
    assert (in_mu.unit, in_mu.dimension) == (in_hectares.unit, in_hectares.dimension) == ("平方米", "area")
    assert in_mu.value == in_hectares.value == 20_000_000


def test_money_is_in_yuan_with_the_precision_of_its_digits(write: Write) -> None:
    found = entry(write, "地区生产总值", level="1286.4")
    assert (found.indicator, found.value, found.unit) == ("地区生产总值", Decimal(128640000000), "元")
    assert found.precision == 5_000_000
    assert (found.place, found.level, found.year, found.period, found.mode) == (
        "云川市",
        "city",
        2024,
        "2023",
        "result",
    )


def test_offsets_point_into_the_source(write: Write) -> None:
    report = luoshi.read(write(2024))
    text = report.document.source.text
    for each in entries(report):
        assert text[each.at : each.at + len(each.written)] == each.written
        assert each.sentence_start <= each.start <= each.at < each.end <= each.sentence_end
        assert each.source == report.document.source.sha256
    assert len(entries(report)) == len(report.measures) > 0


def test_projects_keep_name_and_stage(write: Write) -> None:
    found = {each.name: each.stage for each in project_entries(luoshi.read(write(2024)))}
    assert found["金桐农机检测中心"] == "start"


@pytest.mark.parametrize(
    ("written", "value", "expected"),
    [
        ("7.0", "7.0", "0.05"),
        ("7", "7", "0.5"),
        ("3.24", "3240000000000", "5000000000"),
        ("1,286", "1286", "0.5"),
        ("三十二点六", "32.6", "0.05"),
        ("三千四百万", "34000000", "5000"),
        ("两", "2", "0.5"),
        ("0", "0", "0.5"),
        ("3", "-3", "0.5"),
    ],
)
def test_precision_is_half_the_last_written_place(written: str, value: str, expected: str) -> None:
    assert precision(written, Decimal(value)) == Decimal(expected)


def test_a_communique_says_what_it_is(write: Write) -> None:
    path = write(2024)
    text = path.read_text(encoding="utf-8").replace("政府工作报告", "国民经济和社会发展统计公报")
    path.write_text(text, encoding="utf-8")
    assert {each.kind for each in entries(luoshi.read(path))} == {"communique"}


def test_a_place_that_changed_its_name_has_one_key() -> None:
    assert place_key("保定市清苑县", "130622") == place_key("保定市清苑区", "130608") == "130608"
    assert place_key("云川市", None) == "云川市"
    assert keys_named("清苑县") == keys_named("保定市清苑区") == {"130608": "保定市清苑区"}
    assert keys_named("国务院") == {"全国": "全国"}
    assert len(keys_named("朝阳区")) > 1
    assert keys_named("云川市") == {"云川市": "云川市"}
