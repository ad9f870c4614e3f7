"""The vocabulary loads, finds every form, keeps different things apart, and refuses faulty data by name."""

import time
from decimal import Decimal
from typing import Any

import pytest

from luoshi.lexicon import load
from luoshi.lexicon.load import LexiconError, build, demand_sources, lexicon, table

GROUP = {"domain": "试验", "source": "自拟", "dimension": "count", "polarity": "up", "aspects": ["level"]}
UNITS: dict[str, Any] = {
    "magnitude": {"source": "自拟", "values": {"万": "10000"}},
    "time": {"source": "自拟", "dates": ["年"], "ages": ["岁"]},
    "currency_prefix": {"source": "自拟", "words": {}},
    "fraction_prefix": {"source": "自拟", "words": {}},
}


def indicators(*rows: list[str], **changes: Any) -> dict[str, Any]:
    return {"group": [GROUP | {"rows": list(rows)} | changes]}


def units(**groups: Any) -> dict[str, Any]:
    return UNITS | {kind: [{"source": "自拟"} | group] for kind, group in groups.items()}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("GDP", "地区生产总值"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("公共财政预算收入", "一般公共预算收入"),
        ("社零总额", "社会消费品零售总额"),
        ("外贸进出口", "进出口总额"),
        ("细颗粒物浓度", "PM2.5平均浓度"),
        ("优良天数比例", "空气质量优良天数比率"),
        ("城镇化率", "常住人口城镇化率"),
        ("经营主体", "市场主体"),
        ("万元GDP能耗", "单位地区生产总值能耗"),
    ],
)
def test_synonym_finds_its_indicator(written: str, name: str) -> None:
    assert lexicon().indicators[written].name == name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("农民人均纯收入", "农村居民人均可支配收入"),
        ("城镇登记失业率", "城镇调查失业率"),
        ("一般公共预算收入", "一般公共预算支出"),
        ("一般公共预算收入", "财政总收入"),
        ("规上工业总产值", "规上工业增加值"),
        ("固定资产投资", "全社会固定资产投资"),
        ("优良天数", "优良天数比率"),
        ("研发投入", "研发投入强度"),
        ("专利申请量", "专利授权量"),
        ("常住人口城镇化率", "户籍人口城镇化率"),
    ],
)
def test_different_things_stay_apart(one: str, other: str) -> None:
    found = lexicon().indicators
    assert found[one].name != found[other].name


@pytest.mark.parametrize(
    ("name", "polarity"),
    [("PM2.5浓度", "down"), ("城镇调查失业率", "down"), ("CPI", "down"), ("粮食产量", "up"), ("常住人口", "neutral")],
)
def test_polarity(name: str, polarity: str) -> None:
    assert lexicon().indicators[name].polarity == polarity


@pytest.mark.parametrize(
    ("form", "name", "kind", "dimension"),
    [
        ("㎡", "平方米", "measure", "area"),
        ("km", "公里", "measure", "length"),
        ("公斤", "千克", "measure", "mass"),
        ("KW", "千瓦", "measure", "power"),
        ("千瓦时", "千瓦时", "measure", "energy"),
        ("μg/m³", "微克/立方米", "measure", "concentration"),
        ("TEU", "标箱", "measure", "containers"),
        ("％", "%", "ratio", "share"),
        ("百分点", "pp", "ratio", "points"),
        ("倍", "倍", "ratio", "multiple"),
        ("港币", "港元", "currency", "money"),
        ("人·次", "人次", "classifier", "occurrences"),
        ("套（间）", "套(间)", "classifier", "count"),
        ("家", "家", "classifier", "count"),
        ("位次", "位次", "rank", "rank"),
    ],
)
def test_form_finds_its_unit(form: str, name: str, kind: str, dimension: str) -> None:
    unit = lexicon().units[form]
    assert (unit.name, unit.kind, unit.dimension) == (name, kind, dimension)
    assert form in unit.forms


@pytest.mark.parametrize(
    ("many", "form", "base", "value"),
    [
        ("15", "亩", "平方米", "10000"),
        ("1", "平方公里", "平方米", "1000000"),
        ("2", "斤", "千克", "1"),
        ("1", "兆瓦", "千瓦", "1000"),
        ("1", "毫克/立方米", "微克/立方米", "1000"),
        ("24", "小时", "日", "1"),
    ],
)
def test_factor_leads_to_the_base(many: str, form: str, base: str, value: str) -> None:
    unit = lexicon().units[form]
    assert unit.base == base
    assert unit.factor is not None
    assert abs(Decimal(many) * unit.factor - Decimal(value)) < Decimal("1e-12")


def test_foreign_currency_has_no_fixed_factor() -> None:
    assert lexicon().units["美元"].factor is None


@pytest.mark.parametrize("form", ["期", "级", "方", "度", "千伏", "英寸", "成", "位", "县"])
def test_words_that_are_often_names_are_marked(form: str) -> None:
    assert lexicon().units[form].is_ambiguous


@pytest.mark.parametrize("form", ["家", "亩", "人次", "%", "元", "千瓦"])
def test_plain_units_are_not_marked(form: str) -> None:
    assert not lexicon().units[form].is_ambiguous


def test_units_that_open_with_a_magnitude_are_units_of_their_own() -> None:
    found = lexicon()
    openings = {form[0] for form in found.units if form[0] in found.magnitudes}
    assert openings == {"千", "百"}
    assert not found.units.keys() & found.magnitudes.keys()


def test_magnitudes_and_time_words() -> None:
    found = lexicon()
    assert found.magnitudes["百万"] == Decimal(1000000)
    assert found.magnitudes["万亿"] == Decimal(10) ** 12
    assert (found.time_words["年"], found.time_words["周岁"]) == ("date", "age")
    assert found.fraction_prefixes["百分之"] == "%"


def test_there_is_enough_of_it() -> None:
    found = lexicon()
    assert len({each.name for each in found.indicators.values()}) >= 350
    assert all(each.source and each.domain and each.aspects for each in found.indicators.values())
    assert all(each.source for each in found.units.values())


def test_loading_takes_at_most_forty_milliseconds() -> None:
    def load_once() -> float:
        table.cache_clear()
        lexicon.cache_clear()
        begin = time.process_time()
        lexicon()
        return time.process_time() - begin

    assert min(load_once() for _ in range(5)) <= 0.040


def test_table_is_read_once() -> None:
    assert table("units") is table("units")


def test_missing_table_says_which(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "FOLDER", tmp_path)
    table.cache_clear()
    with pytest.raises(LexiconError, match=r"cues_of_nothing\.toml: 词表不存在"):
        table("cues_of_nothing")


def test_broken_table_says_which(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.toml").write_text("rows = [", encoding="utf-8")
    monkeypatch.setattr(load, "FOLDER", tmp_path)
    with pytest.raises(LexiconError, match=r"broken\.toml: 不是有效的 TOML"):
        table("broken")


@pytest.mark.parametrize(
    "content",
    [
        {"source": "自拟", "words": ["左右"]},
        {"cue": {"source": "自拟", "words": ["左右"]}},
        {"cue": [{"source": "自拟"}, {"source": "自拟"}]},
        {"cue": {"left": {"source": "自拟"}, "right": {"source": "自拟"}}},
    ],
)
def test_cited_content_passes(content: dict[str, Any]) -> None:
    assert demand_sources("cues.toml", content) is None


@pytest.mark.parametrize(
    "content",
    [
        {"cue": {"words": ["左右"]}},
        {"cue": {"source": "  "}},
        {"cue": [{"source": "自拟"}, {"words": ["左右"]}]},
        {"cue": {"left": {"source": "自拟"}, "right": {"words": []}}},
        {"words": ["左右"]},
    ],
)
def test_content_without_source_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(LexiconError, match=r"cues\.toml: \[(cue|words)\] 缺少出处"):
        demand_sources("cues.toml", content)


def test_two_indicators_may_not_claim_one_name() -> None:
    with pytest.raises(LexiconError, match=r"indicators\.toml: “总产”重复，见于“粮食产量”和“油料产量”"):
        build(indicators=indicators(["粮食产量", "总产"], ["油料产量", "总产"]), units=UNITS)


def test_two_units_may_not_claim_one_form() -> None:
    faulty = units(
        measure={"dimension": "area", "base": "平方米", "rows": [["方", "1"]]}, classifier={"rows": [["方"]]}
    )
    with pytest.raises(LexiconError, match=r"units\.toml: “方”重复"):
        build(indicators=indicators(), units=faulty)


def test_one_entry_may_not_write_a_form_twice() -> None:
    with pytest.raises(LexiconError, match="“亩”在“亩”中写了两次"):
        build(indicators=indicators(), units=units(classifier={"rows": [["亩", "亩"]]}))


def test_factor_must_be_a_decimal() -> None:
    faulty = units(measure={"dimension": "area", "base": "平方米", "rows": [["亩", "很大"]]})
    with pytest.raises(LexiconError, match="“亩”的系数不是十进制数"):
        build(indicators=indicators(), units=faulty)


def test_unknown_polarity_is_refused() -> None:
    with pytest.raises(LexiconError, match="polarity 应为 up、down、neutral 之一，而不是 'better'"):
        build(indicators=indicators(["粮食产量"], polarity="better"), units=UNITS)


def test_missing_field_is_named() -> None:
    with pytest.raises(LexiconError, match="缺少字段 'time'"):
        build(indicators=indicators(), units={key: value for key, value in UNITS.items() if key != "time"})


def test_empty_form_is_refused() -> None:
    with pytest.raises(LexiconError, match="空的写法"):
        build(indicators=indicators(["粮食产量", ""]), units=UNITS)
