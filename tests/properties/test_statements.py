"""What holds for the rows of every text: exact spans, order, one row a numeral, and values that no format changes."""

import csv
import json
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from luoshi.document.fold import fold
from luoshi.pages.lines import report_lines
from luoshi.pages.separated import write_csv
from luoshi.pages.words import Words
from luoshi.pages.workbook import write_xlsx
from luoshi.pipeline import Report, explain, read_report
from luoshi.text.source import Source

WORDS = Words("zh")
HEAD = "云川市2024年政府工作报告\n一、2023年工作回顾\n"
TURN = "\n二、2024年工作安排\n"
OPENS_A_NUMERAL = "0123456789零〇一二三四五六七八九十百千万亿两第首前榜头末倒冠亚季"
CLAUSES = """
全市地区生产总值完成1,286.4亿元|比上年增长6.2%|规上工业增加值增长7%以上|粮食产量稳定在二十八亿斤|城镇新增就业4.2万人
居民消费价格涨幅控制在3%左右|研发投入占地区生产总值比重达到2.4%|提高0.3个百分点|城镇化率由58.3%提高到61.5%|居全省第五位
新增规上工业企业58家、高新技术企业112家|存款、贷款余额分别增长9.6%、11.2%|五年来年均增长百分之六点八|累计建成5G基站4860个
引进亿元以上项目43个|总投资368亿元|其中10亿元以上项目9个|12家企业进入全国500强|为3.6万名农民工追回工资4.2亿元
PM2.5平均浓度降至34微克/立方米|云川港三期工程开工建设|建成石桥至望岭高速公路46公里|地铁12、14号线贯通|“1+4”政策落地见效
新增3—5家上市后备企业|出口额是上年的2.3倍|财政收入翻了一番|到2025年达到2000亿元|民生支出占比稳定在八成以上|跻身全国前三
"""
PIECES = CLAUSES.strip().replace("\n", "|").split("|")
MARKS = [
    *"，。；、：\n　 （）“”",
    "其中",
    "分别",
    "共",
    "累计",
    "-",
    "%",
    "个",
    "亿",
    "5",
    "８",
    "十",
    "第",
    "占",
    "从",
    "到",
]

clauses = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("，".join)
soup = st.lists(st.sampled_from([*PIECES, *MARKS]) | st.text(max_size=6), max_size=30).map("".join)
halves = st.tuples(clauses | soup, clauses | soup).map(lambda pair: f"{HEAD}{pair[0]}。{TURN}{pair[1]}。\n")
texts = st.text(max_size=200) | st.text(st.characters(), max_size=60) | soup | halves


def read(text: str) -> Report:
    return read_report(Source(text))


def widened(text: str) -> str:
    """The digits, letters and signs of a text in their full-width form."""
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


def value_texts(report: Report) -> list[tuple[int, Decimal, Decimal | None, Decimal | None]]:
    return [(each.at, each.value, each.to, each.origin) for each in report.measures]


@given(texts)
@example("")
@example(HEAD + "增长" * 200 + "5%")
@example(HEAD + "、".join(["5%"] * 200))
@example(HEAD + "分别" * 50 + "1、2、3%")
def test_a_figure_spans_its_numeral(text: str) -> None:
    for measure in read(text).measures:
        assert 0 <= measure.start <= measure.at < measure.end <= len(text)
        assert fold(text)[measure.at] in OPENS_A_NUMERAL


@given(texts)
def test_rows_nest_in_their_sentence(text: str) -> None:
    report = read(text)
    for row in (*report.measures, *report.projects, *report.unread):
        sentence = report.document.sentences[row.sentence]
        assert sentence.start <= row.start < row.end <= sentence.end
        assert sentence.sentence_class in ("result", "commitment")


@given(texts)
def test_rows_are_sorted_and_no_numeral_has_two(text: str) -> None:
    report = read(text)
    assert all(one.at < other.at for one, other in pairwise(report.measures))
    assert all(one.start <= other.start for one, other in pairwise(report.projects))
    assert all(one.at < other.at for one, other in pairwise(report.unread))
    assert {each.at for each in report.measures} & {each.at for each in report.unread} == set()


@given(texts)
def test_doubt_has_reasons_and_every_row_a_pattern(text: str) -> None:
    for measure in read(text).measures:
        assert 0 <= measure.doubt <= 1
        assert measure.pattern
        assert measure.period or not text.startswith(HEAD)


@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@given(soup)
def test_any_text_can_be_explained(text: str) -> None:
    for half in ("review", "plan", "other"):
        explained = explain(text, half=half)
        assert explained.text == text
        assert all(text[token.start : token.end] == token.text for token in explained.tokens)


@given(halves)
def test_full_width_and_half_width_give_the_same_rows(text: str) -> None:
    narrow, wide = read(text), read(widened(text))
    assert [fold(repr(each)) for each in wide.measures] == [fold(repr(each)) for each in narrow.measures]
    assert [fold(repr(each)) for each in wide.projects] == [fold(repr(each)) for each in narrow.projects]
    assert wide.unread == narrow.unread


@given(st.permutations(PIECES))
def test_the_order_of_sentences_makes_and_loses_no_figure(order: list[str]) -> None:
    figures = [read(HEAD + "。".join(turn) + "。\n").measures for turn in (PIECES, order)]
    assert sorted(each.written for each in figures[0]) == sorted(each.written for each in figures[1])


@given(texts)
def test_values_survive_jsonl(text: str) -> None:
    report = read(text)
    rows = [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in report_lines(report)]
    figures = [row for row in rows if row["type"] == "measure"]
    assert [(int(row["at"]), row["value"], row.get("to"), row.get("from")) for row in figures] == value_texts(report)
    assert [row["text"] for row in figures] == [text[each.start : each.end] for each in report.measures]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(halves)
def test_values_survive_csv(text: str) -> None:
    report = read(text)
    with TemporaryDirectory() as folder:
        write_csv([report], Path(folder), WORDS)
        with (Path(folder) / "measure.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
    keys = [WORDS(f"column.{key}") for key in ("at", "value", "to", "from")]
    found = [[Decimal(row[key]) if row[key] else None for key in keys] for row in rows]
    assert [tuple(each) for each in found] == value_texts(report)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=15)
@given(halves)
def test_values_survive_xlsx(text: str) -> None:
    report = read(text)
    stream = BytesIO()
    write_xlsx([report], stream, WORDS, many=False)
    header, *rows = load_workbook(stream)[WORDS("name.measure")].iter_rows(values_only=True)
    columns = [header.index(WORDS(f"column.{key}")) for key in ("at", "value", "to", "from")]
    found = [[None if row[column] is None else Decimal(str(row[column])) for column in columns] for row in rows]
    assert [tuple(each) for each in found] == value_texts(report)
