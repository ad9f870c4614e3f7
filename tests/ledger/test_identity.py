"""Which words name one indicator, and which keep two apart: pairs in identities.toml."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from luoshi.ledger.identity import alike, identity
from luoshi.lexicon.load import lexicon, table
from luoshi.values.place import Place

PAIRS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "identities.toml").read_text(encoding="utf-8"))
CITY, PROVINCE = Place("云川市", "city"), Place("云岭省", "province")


def likeness(pair: list[str]) -> float:
    one, other = map(identity, pair)
    assert alike(one, other) == alike(other, one)
    return alike(one, other)


@pytest.mark.parametrize("pair", PAIRS["same"], ids="/".join)
def test_same(pair: list[str]) -> None:
    assert likeness(pair) == 1
    assert identity(pair[0]).name == identity(pair[1]).name


@pytest.mark.parametrize("pair", PAIRS["near"], ids="/".join)
def test_near(pair: list[str]) -> None:
    assert likeness(pair) == 0.9
    assert identity(pair[0]).name != identity(pair[1]).name


@pytest.mark.parametrize("pair", PAIRS["similar"], ids="/".join)
def test_similar(pair: list[str]) -> None:
    assert 0.5 < likeness(pair) < 0.9


@pytest.mark.parametrize("pair", PAIRS["different"], ids="/".join)
def test_different(pair: list[str]) -> None:
    assert likeness(pair) == 0


def test_every_synonym_has_its_canonical_name() -> None:
    wrong = {form for form, indicator in lexicon().indicators.items() if identity(form).name != indicator.name}
    assert wrong == set()


def test_what_is_not_known_keeps_its_own_name() -> None:
    found = identity("“金桐”农机检测点")
    assert (found.name, found.is_known, found.scope) == ("金桐农机检测点", False, None)


def test_the_whole_of_a_place_is_no_scope_but_a_larger_place_is() -> None:
    assert identity("全市地区生产总值", place=CITY).scope is None
    assert identity("云川市地区生产总值", place=CITY).scope is None
    assert identity("全省地区生产总值", place=PROVINCE).scope is None
    assert identity("全省地区生产总值", place=CITY).scope == "全省"


def test_a_part_of_the_place_is_a_scope() -> None:
    part, whole = identity("高新区工业增加值", place=CITY), identity("工业增加值", place=CITY)
    assert (part.name, part.scope) == ("工业增加值", "高新区")
    assert 0 < alike(part, whole) < 1
    assert alike(part, identity("经开区工业增加值", place=CITY)) == 0


def test_qualifiers_are_kept() -> None:
    assert identity("规上工业增加值").qualifiers == ("规模以上", "工业", "增加值")


def test_generic_names_say_so() -> None:
    assert identity("总投资").is_generic
    assert not identity("固定资产投资").is_generic


def test_near_names_and_generic_names_exist() -> None:
    canonical = {indicator.name for indicator in lexicon().indicators.values()}
    near = {name for group in table("identity")["near"]["groups"] for name in group}
    assert near <= canonical
    listed = [word for group, words in table("identity")["contrast"].items() if group != "source" for word in words]
    assert len(listed) == len(set(listed))
