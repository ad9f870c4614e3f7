"""The list of divisions is whole, its codes and names agree, and a name finds the units that bore it."""

import re

import pytest

from luoshi.lexicon.divisions import Division, load_divisions
from luoshi.values.place import Place


def division(name: str, code: str = "") -> Division:
    return next(row for row in load_divisions().by_name[name] if row.code.startswith(code))


def test_every_row_has_a_code_a_name_and_years_in_their_form() -> None:
    rows = load_divisions().rows
    assert len(rows) > 4000
    for row in rows:
        assert re.fullmatch(r"\d{6}|", row.code), row
        assert len(row.name) > 1, row
        assert re.fullmatch(r"(?:\d{4})?–(?:\d{4})?|", row.former), row


def test_names_of_today_end_with_their_rank_but_for_four() -> None:
    today = [row.name for row in load_divisions().rows if not row.former]
    unranked = {name for name in today if name[-1] not in "省市县区州盟旗"}
    assert unranked == {"西沙群岛", "南沙群岛", "中沙群岛的岛礁及其海域", "大柴旦行政委员会"}


def test_present_codes_are_unique_and_lie_below_a_province() -> None:
    divisions = load_divisions()
    present = [row for row in divisions.rows if row.code and not row.former]
    assert len({row.code for row in present}) == len(present)
    for row in present:
        assert row.level == "province" or divisions.parent(row) is not None, row


def test_there_are_34_provinces_today() -> None:
    assert sum(row.level == "province" and not row.former for row in load_divisions().rows) == 34


@pytest.mark.parametrize(
    ("name", "code", "place"),
    [
        ("深圳市", "", Place("深圳市", "city", "440300")),
        ("海拉尔区", "", Place("呼伦贝尔市海拉尔区", "county", "150702")),
        ("易县", "", Place("保定市易县", "county", "130633")),
        ("朝阳区", "11", Place("北京市朝阳区", "county", "110105")),
        ("朝阳区", "22", Place("长春市朝阳区", "county", "220104")),
        ("北京市", "", Place("北京市", "province", "110000")),
        ("潜江市", "", Place("潜江市", "city", "429005")),
        ("神农架林区", "", Place("神农架林区", "county", "429021")),
        ("恩施市", "", Place("恩施土家族苗族自治州恩施市", "county", "422801")),
        ("广西壮族自治区", "", Place("广西壮族自治区", "province", "450000")),
        ("彭水县", "", Place("重庆市彭水苗族土家族自治县", "county", "500243")),
        ("清苑县", "", Place("保定市清苑县", "county", "130622")),
    ],
)
def test_place_has_the_full_name_with_its_city(name: str, code: str, place: Place) -> None:
    divisions = load_divisions()
    assert divisions.place(division(name, code)) == place


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("保定市", "保定"),
        ("易县", "易"),
        ("黔东南苗族侗族自治州", "黔东南"),
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("莫力达瓦达斡尔族自治旗", "莫力达瓦"),
        ("神农架林区", "神农架"),
        ("管城回族区", "管城"),
        ("东乡族自治县", "东乡"),
        ("香港特别行政区", "香港"),
    ],
)
def test_stem_is_the_name_without_rank_and_peoples(name: str, stem: str) -> None:
    assert division(name).stem == stem


def test_autonomous_unit_is_also_found_by_its_everyday_name() -> None:
    assert division("黔东南州") is division("黔东南苗族侗族自治州")


def test_former_name_says_when_it_was_borne_and_who_bears_it_today() -> None:
    former = division("清苑县")
    present = load_divisions().by_code[former.present]
    assert former.former.startswith("–")
    assert (present.name, present.former) == ("清苑区", "")


def test_units_of_today_come_first_under_a_name_they_share_with_former_ones() -> None:
    for units in load_divisions().by_name.values():
        former = [bool(unit.former) for unit in units]
        assert former == sorted(former)


def test_code_of_today_wins_over_a_former_bearer() -> None:
    divisions = load_divisions()
    codes = {row.code for row in divisions.rows if row.code and not row.former}
    assert all(not divisions.by_code[code].former for code in codes)
