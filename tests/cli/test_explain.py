"""``luoshi explain`` underlines what it speaks of, in place, whatever the width of the characters."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.cli.columns import width
from luoshi.cli.explained import explained_lines, underlined
from luoshi.pages.explanation import ExplainedSentence, ExplainedToken, Explanation, TriedPattern
from luoshi.pages.words import Words
from luoshi.statements.model import Measure, Project, Unread

TEXT = "全市GDP增长6%左右，新建“口袋”公园３０个；建成云川北站。"


def spans(*pieces: str) -> list[tuple[int, int]]:
    return [(TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in pieces]


def test_underlines_stand_below_their_characters() -> None:
    assert underlined(TEXT, spans("GDP", "6%左右", "３０个", "云川北站")) == [
        "全市GDP增长6%左右，新建“口袋”公园３０个；建成云川北站。",
        "    ^~~    ^~~~~~                ^~~~~~      ^~~~~~~~",
    ]


def test_spans_that_meet_are_told_apart() -> None:
    assert underlined("公园30个", [(0, 2), (2, 4), (4, 5)]) == ["公园30个", "^~~~^~^~"]


def test_a_long_sentence_is_cut_with_its_underlines() -> None:
    assert underlined("一二三四五六", [(2, 5)], columns=8) == ["一二三四", "    ^~~~", "五六", "~~"]


@given(
    text=st.text(max_size=60),
    ends=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
    columns=st.integers(2, 30),
)
def test_any_text_is_underlined_within_its_columns(text: str, ends: list[tuple[int, int]], columns: int) -> None:
    lines = underlined(text, [(min(pair), max(pair)) for pair in ends], columns=columns)
    assert all(width(line) <= columns and line.isprintable() for line in lines)


def explanation() -> Explanation:
    (gdp, six, thirty, station) = spans("GDP", "6%左右", "３０个", "云川北站")
    cut = TEXT.index("建成")
    return Explanation(
        TEXT,
        (
            ExplainedSentence(0, cut, "commitment", "plan-verb", "计划部分"),
            ExplainedSentence(cut, len(TEXT), "result", "done-verb", "建成"),
        ),
        (ExplainedToken(*gdp, "indicator", "GDP", "地区生产总值"), ExplainedToken(*six, "quantity", "6%左右", "6 %")),
        (
            TriedPattern("growth", True, (gdp[0], six[1]), "指标、增长、数量"),
            TriedPattern("share", False, None, "没有“占”"),
        ),
        (
            Measure(
                *(six[0], *six),
                mode="target",
                indicator="GDP",
                aspect="growth",
                comparator="~",
                value=Decimal(6),
                unit="%",
                period="2024",
                written="6",
                pattern="growth",
                doubt=Decimal("0.3"),
                doubts=("a reason",),
            ),
        ),
        (Project(*station, "云川北站", "result", "complete", "2023", "built"),),
        (Unread(thirty[0], *thirty, "no head"),),
    )


def test_explanation_is_printed_in_order() -> None:
    assert list(explained_lines(explanation(), Words("zh"))) == [
        "分句与分类",
        "  承诺 · 规则 plan-verb · 计划部分",
        "    全市GDP增长6%左右，新建“口袋”公园３０个；",
        "  成效 · 规则 done-verb · 建成",
        "    建成云川北站。",
        "",
        "词元",
        "  全市GDP增长6%左右，新建“口袋”公园３０个；建成云川北站。",
        "      ^~~    ^~~~~~",
        "  indicator  GDP     地区生产总值",
        "  quantity   6%左右  6 %",
        "",
        "试过的规则",
        "  命中  growth  “GDP增长6%左右” 指标、增长、数量",
        "  未中  share   没有“占”",
        "",
        "得到的行",
        "  全市GDP增长6%左右，新建“口袋”公园３０个；建成云川北站。",
        "             ^~~~~~                ^~~~~~      ^~~~~~~~",
        "  指标数据 · GDP · 增速 · 6%左右 · 2024 · 目标 · 规则 growth · 存疑 0.3 a reason",
        "  项目 · 云川北站 · 建成 · 2023 · 完成 · 规则 built",
        "  未识读 · ３０个 · no head",
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_explanation_fits_80_columns(language: Any) -> None:
    long = explanation()
    wide = Explanation(
        long.text * 9, (ExplainedSentence(0, len(TEXT) * 9, "context", "r" * 30, "因" * 90),), long.tokens
    )
    assert max(map(width, explained_lines(wide, Words(language)))) <= 80


def test_a_sentence_without_rows_says_so() -> None:
    bare = Explanation("各位代表！", (ExplainedSentence(0, 5, "context", "address"),))
    assert list(explained_lines(bare, Words("zh")))[-1] == "  没有读出任何行。"


def test_command_explains(run: Callable[..., Any]) -> None:
    ran = run("explain", "地区生产总值增长6%左右。", "--half", "plan")
    assert (ran.status, ran.err) == (0, "")
    assert "承诺" in ran.out
    assert "6%左右" in ran.out
