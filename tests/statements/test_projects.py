"""Projects of the sentences in tests/corpora/projects, and what every row promises."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.document.fold import fold
from luoshi.document.view import view
from luoshi.statements.model import Mode, Project
from luoshi.statements.projects import find_projects

CORPUS = Path(__file__).parents[1] / "corpora" / "projects"


def read(name: str) -> dict:
    return tomllib.loads((CORPUS / f"{name}.toml").read_text(encoding="utf-8"))


SENTENCES = [each for name in ("verbs", "lists", "names") for each in read(name)["sentence"]]
NONE = read("none")


def projects(text: str, mode: Mode = "target", period: str = "2024") -> list[Project]:
    return find_projects(view(fold(text), 0, len(text)), 0, mode=mode, period=lambda: period)


@pytest.mark.parametrize("sentence", SENTENCES, ids=[each["text"][:16] for each in SENTENCES])
def test_finds_names_stages_and_what_lists_lend(sentence: dict) -> None:
    text = sentence["text"]
    found = {(text[each.start : each.end], each.stage, each.name) for each in projects(text, sentence["mode"])}
    assert {(span, stage, *(name or [span])) for span, stage, *name in sentence["rows"]} <= found


@pytest.mark.parametrize("sentence", SENTENCES, ids=[each["text"][:16] for each in SENTENCES])
def test_finds_nothing_beside_them(sentence: dict) -> None:
    text = sentence["text"]
    spans = [row[0] for row in sentence["rows"]]
    extra = [text[each.start : each.end] for each in projects(text, sentence["mode"])]
    assert [each for each in extra if each not in spans and each not in ("一期", "二期")] == []


@pytest.mark.parametrize("text", NONE["texts"])
def test_refuses_what_is_no_project(text: str) -> None:
    assert projects(text, NONE["mode"]) == []


def test_numbers_and_phases_on_one_stem() -> None:
    assert [each.name for each in projects("建成石桥电厂一期、二期。")] == ["石桥电厂一期", "石桥电厂二期"]


def test_span_reaches_over_damage_inside_a_name() -> None:
    text = "建成云川\n大桥，开工望岭水库。"
    first = projects(text)[0]
    assert (text[first.start : first.end], first.name) == ("云川\n大桥", "云川大桥")


def test_full_width_and_half_width_give_the_same_rows() -> None:
    wide = "建成投产５００千伏石桥输变电工程，启动满川街（中山路至复安路）扩宽升级。"
    assert projects(wide) == projects(fold(wide))


def test_a_later_year_in_the_clause_is_the_period() -> None:
    rows = projects("建成云川大桥，确保2026年建成望岭机场。")
    assert [(each.name, each.period) for each in rows] == [("云川大桥", "2024"), ("望岭机场", "2026")]


def test_vague_names_carry_more_doubt() -> None:
    sure, vague = projects("建成云川大桥，建设石桥国际食品谷。")
    assert sure.doubt < vague.doubt
    assert vague.doubts
    assert (sure.pattern, sure.sentence) == ("verb-name", 0)


PIECES = st.sampled_from(
    [
        *"建设加快等和与及、，。（）“”的号线项目工程期一二三0123个条",
        "云川",
        "石桥水厂",
        "开工建设",
        "正在",
        "力争",
        "推进",
        "产业园",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["result", "target"]))
def test_any_text_gives_rows_inside_it_in_order(text: str, mode: Mode) -> None:
    rows = projects(text, mode)
    assert all(0 <= each.start < each.end <= len(text) for each in rows)
    assert all(0 <= each.doubt <= 1 and each.name and each.pattern for each in rows)
