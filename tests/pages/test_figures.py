"""Values read as people write them; targets, tasks and the overview say what the rows say."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from luoshi.document.model import Sentence
from luoshi.pages.breakdown import goals, tasks
from luoshi.pages.headline import headline
from luoshi.pages.numbers import exact_value, expression
from luoshi.pages.overview import overview
from luoshi.pages.words import Words
from luoshi.statements.model import Measure
from luoshi.text.source import Source


def measure(text: str, expression_text: str, written: str, value: str, **details: Any) -> Measure:
    start = text.index(expression_text)
    known = {
        "mode": "target",
        "indicator": "指标",
        "aspect": "level",
        "comparator": "=",
        "unit": "元",
        "period": "2024",
    }
    spans = {"at": text.index(written, start), "start": start, "end": start + len(expression_text)}
    return Measure(**known | spans | {"value": Decimal(value), "written": written} | details)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "row", "target", "unit", "whole"),
    [
        ("投资约9000亿元", ("约9000亿元", "9000", "900000000000", {"comparator": "~"}), "约9000", "亿元", "约9000亿元"),
        ("增长6%以上", ("6%以上", "6", "6", {"unit": "%", "comparator": ">="}), "6以上", "%", "6%以上"),
        ("下降6.70%", ("6.70%", "6.70", "-6.7", {"unit": "%"}), "-6.70", "%", "-6.70%"),
        ("提高3个百分点", ("3个百分点", "3", "3", {"unit": "pp"}), "3", "个百分点", "3个百分点"),
        ("下降百分之六", ("百分之六", "六", "-6", {"unit": "%"}), "-6", "%", "-6%"),
        ("学位、床位500、300万张", ("500", "500", "5000000", {"unit": "张"}), "500", "万张", "500万张"),
        (
            "增长5%—6%左右",
            ("5%—6%左右", "5", "5", {"unit": "%", "to": Decimal(6), "comparator": "~"}),
            "5—6左右",
            "%",
            "5—6%左右",
        ),
        ("居全省前五", ("前五", "前五", "5", {"unit": "位", "aspect": "rank", "comparator": "<="}), "前五", "", "前五"),
    ],
)
def test_expression_keeps_the_words_of_the_source(text: str, row: Any, target: str, unit: str, whole: str) -> None:
    *spans, details = row
    shown = expression(measure(text, *spans, **details), text, Words("zh"))
    assert (shown.target, shown.unit, str(shown)) == (target, unit, whole)


def test_exact_value_is_resolved() -> None:
    row = measure("投资超2000亿元", "超2000亿元", "2000", "200000000000", comparator=">")
    assert exact_value(row, Words("zh")) == "超200000000000元"
    assert exact_value(row, Words("en")) == "> 200000000000元"


def test_headline_runs_over_paragraphs_to_the_full_stop(report: Any) -> None:
    assert list(headline(report)) == [8, 9]


def test_a_title_with_years_and_a_sentence_without_figures_is_no_headline(report: Any) -> None:
    lines = [
        "二、2024年主要目标（2023年至2024年）",
        "2024年是全面落实的一年，要把发展目标定得实一些。",
        "全年预期目标为：粮食产量41亿斤以上，新增学位500个。",
    ]
    text = "\n".join(lines)
    sentences = tuple(
        Sentence(text.index(line), text.index(line) + len(line), "commitment", "by-hand", "plan", None, number)
        for number, line in enumerate(lines)
    )
    document = replace(report.document, source=Source(text), sections=(), sentences=sentences)
    assert list(headline(replace(report, document=document))) == [2]


def test_goals_put_last_year_beside_the_target(report: Any, words: Words) -> None:
    assert [(goal.number, goal.indicator, goal.target, goal.unit, goal.last) for goal in goals(report, words)] == [
        (1, "地区生产总值增速", "6.5左右", "%", "6.2%"),
        (2, "粮食产量", "41以上", "亿斤", ""),
        (3, "新增学位", "500", "个", ""),
        (4, "床位", "300以上", "张", ""),
    ]
    assert {goal.lead for goal in goals(report, words)} == {""}
    assert {goal.deadline for goal in goals(report, words)} == {"2024年"}


def test_tasks_are_the_other_commitments_by_section(report: Any, words: Words) -> None:
    assert [(task.number, task.category, task.task, task.figures, task.deadline) for task in tasks(report, words)] == [
        (1, "（二）任务", "开工建设金桐农机检测中心，@7开头的数字读不出来；", "", "2024年"),
        (2, "（二）任务", "新增公园30个。", "新增公园 30个", "2024年"),
    ]


def test_an_action_that_the_indicator_has_is_not_said_twice(report: Any, words: Words) -> None:
    rows = [replace(row, indicator="新增公园") if row.indicator == "公园" else row for row in report.measures]
    found = tasks(replace(report, measures=tuple(rows)), words)
    assert found[1].figures == "新增公园 30个"


def test_overview_counts_and_orders(report: Any, words: Words) -> None:
    page = overview(report, words)
    assert (page.sentences, page.figures, page.projects, len(page.commitments)) == (12, 8, 2, 4)
    assert [(row.title, row.figures, row.projects, row.commitments) for row in page.outline] == [
        ("一、2023年工作回顾", 3, 1, 0),
        ("二、2024年工作安排", 5, 1, 4),
        ("（一）目标", 4, 0, 2),
        ("（二）任务", 1, 1, 2),
    ]
    assert [(row.row, row.doubt) for row in page.doubtful] == [("床位 300张以上", Decimal("0.7"))]
    assert [(row.text, row.reason) for row in page.unread] == [("@7", "no unit")]
    assert [(part.title, len(part.figures), len(part.projects)) for part in page.parts] == [
        ("一、2023年工作回顾", 3, 1),
        ("（一）目标", 4, 0),
        ("（二）任务", 1, 1),
    ]
