"""A report of a made-up city with hand-made rows, so that pages are tested apart from reading."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from luoshi.document.model import Document, Front, Section, Sentence
from luoshi.pages.words import Words
from luoshi.statements.model import Measure, Project, Unread
from luoshi.text.source import Source
from luoshi.values.place import Place

TEXT = """云川市2024年政府工作报告
一、2023年工作回顾
全年地区生产总值1286.4亿元，增长6.2%；细颗粒物平均浓度下降6.7%。
建成云川北站。
=SUM(A1)栏是页面杂项
二、2024年工作安排
（一）目标
主要预期目标是：地区生产总值增长6.5%左右，粮食产量稳定在41亿斤以上；
新增学位、床位分别500个、300张以上。
（二）任务
开工建设金桐农机检测中心，@7开头的数字读不出来；
新增公园30个。
"""


@dataclass(frozen=True)
class HandMade:
    """What a page needs of a report."""

    document: Document
    measures: tuple[Measure, ...]
    projects: tuple[Project, ...]
    unread: tuple[Unread, ...]


def find(piece: str) -> tuple[int, int]:
    """Where the only ``piece`` of the text stands."""
    assert TEXT.count(piece) == 1, piece
    return TEXT.index(piece), TEXT.index(piece) + len(piece)


SENTENCES = [
    ("云川市2024年政府工作报告", "heading", "other", None),
    ("一、2023年工作回顾", "heading", "review", 0),
    ("全年地区生产总值1286.4亿元，增长6.2%；", "result", "review", 0),
    ("细颗粒物平均浓度下降6.7%。", "result", "review", 0),
    ("建成云川北站。", "result", "review", 0),
    ("=SUM(A1)栏是页面杂项", "noise", "review", 0),
    ("二、2024年工作安排", "heading", "plan", 1),
    ("（一）目标", "heading", "plan", 2),
    ("主要预期目标是：地区生产总值增长6.5%左右，粮食产量稳定在41亿斤以上；", "commitment", "plan", 2),
    ("新增学位、床位分别500个、300张以上。", "commitment", "plan", 2),
    ("（二）任务", "heading", "plan", 3),
    ("开工建设金桐农机检测中心，@7开头的数字读不出来；", "commitment", "plan", 3),
    ("新增公园30个。", "commitment", "plan", 3),
]
TITLES = [
    ("一、2023年工作回顾", "二、", 1),
    ("二、2024年工作安排", "", 1),
    ("（一）目标", "（二）", 2),
    ("（二）任务", "", 2),
]
MEASURES = [
    # value expression, numeral, sentence, the rest as keywords
    ("1286.4亿元", "1286.4", 2, {"indicator": "地区生产总值", "value": "128640000000", "unit": "元"}),
    ("6.2%", "6.2", 2, {"indicator": "地区生产总值", "aspect": "growth", "value": "6.2", "unit": "%"}),
    ("6.7%", "6.7", 3, {"indicator": "细颗粒物平均浓度", "aspect": "growth", "value": "-6.7", "unit": "%"}),
    (
        "6.5%左右",
        "6.5",
        8,
        {"indicator": "地区生产总值", "aspect": "growth", "value": "6.5", "unit": "%", "comparator": "~"},
    ),
    ("41亿斤以上", "41", 8, {"indicator": "粮食产量", "value": "4100000000", "unit": "斤", "comparator": ">="}),
    ("500个", "500", 9, {"indicator": "学位", "aspect": "output", "value": "500", "unit": "个", "action": "新增"}),
    (
        "300张以上",
        "300",
        9,
        {"indicator": "床位", "aspect": "output", "value": "300", "unit": "张", "comparator": ">="},
    ),
    ("30个", "30", 12, {"indicator": "公园", "aspect": "output", "value": "30", "unit": "个", "action": "新增"}),
]


def _sentences() -> tuple[Sentence, ...]:
    return tuple(
        Sentence(*find(text), sentence_class, "by-hand", half, section, number)  # type: ignore[arg-type]
        for number, (text, sentence_class, half, section) in enumerate(SENTENCES)
    )


def _sections() -> tuple[Section, ...]:
    return tuple(
        Section(find(title)[0], TEXT.index(until) if until else len(TEXT), title, depth, "plan" if number else "review")
        for number, (title, until, depth) in enumerate(TITLES)
    )


def _measures() -> tuple[Measure, ...]:
    return tuple(
        Measure(
            **{"aspect": "level", "comparator": "="}  # type: ignore[arg-type]
            | details
            | {
                "at": find(expression)[0],
                "start": find(expression)[0],
                "end": find(expression)[1],
                "mode": "target" if sentence >= 8 else "result",
                "value": Decimal(details["value"]),
                "period": "2024" if sentence >= 8 else "2023",
                "written": written,
                "pattern": "by-hand",
                "doubt": Decimal("0.7") if written == "300" else Decimal(0),
                "doubts": ("=shared unit",) if written == "300" else (),
                "sentence": sentence,
            }
        )
        for expression, written, sentence, details in MEASURES
    )


@pytest.fixture
def report() -> HandMade:
    source = Source(TEXT, name="云川市-2024.txt", path="reports/云川市-2024.txt", encoding="utf-8")
    front = Front("云川市2024年政府工作报告", Place("云川市", "city", "990100"), 2024, "2024-01-16", "闻澜")
    start, end = find("@7")
    return HandMade(
        Document(source, front, _sections(), _sentences()),
        _measures(),
        (
            Project(*find("云川北站"), "云川北站", "result", "complete", "2023", "by-hand", sentence=4),
            Project(*find("金桐农机检测中心"), "金桐农机检测中心", "target", "start", "2024", "by-hand", sentence=11),
        ),
        (Unread(start + 1, start, end, "no unit", 11),),
    )


@pytest.fixture
def words() -> Words:
    return Words("zh")
