"""The command ``luoshi audit``: what people see, what programs get, and what goes wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

Run = Callable[..., Any]

FIRST = """云川市2023年政府工作报告

一、2022年工作回顾
社会消费品零售总额100亿元，增长4%。

二、2023年重点工作
新建公园30个。
"""
SECOND = """云川市2024年政府工作报告

一、2023年工作回顾
社会消费品零售总额110亿元，增长5%。

二、2024年重点工作
新建公园30个。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "云川市"
    folder.mkdir()
    (folder / "云川市-2023.txt").write_text(FIRST, encoding="utf-8")
    (folder / "云川市-2024.txt").write_text(SECOND, encoding="utf-8")
    return folder


def test_people_see_sentences_carets_and_working(run: Run, reports: Path) -> None:
    ran = run("audit", reports)
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0] == "核对了2份报告，1处需要说明"
    assert lines[2] == "1. 与上年数值和增速不符  GRW01 growth-differs"
    assert "    社会消费品零售总额110亿元，增长5%。" in lines
    below = lines[lines.index("    社会消费品零售总额110亿元，增长5%。") + 1]
    assert below == " " * 22 + "^~~~~~~      ^~"
    assert "算式：100亿元 × (1 + 5%) = 105亿元（104亿元–106亿元） ≠ 110亿元" in ran.out
    assert "可能的原因：上年数后来修订" in ran.out


def test_one_report_alone_has_nothing_to_explain(run: Run, reports: Path) -> None:
    ran = run("audit", reports / "云川市-2024.txt")
    assert (ran.status, ran.out) == (0, "核对了1份报告，没有发现需要说明的数字\n")


def test_the_same_text_twice_counts_once(run: Run, reports: Path) -> None:
    (reports / "又一份-2024.txt").write_text(SECOND, encoding="utf-8")
    assert run("audit", reports).out.splitlines()[0] == "核对了2份报告，1处需要说明"


def test_json_lines_point_into_the_texts(run: Run, reports: Path) -> None:
    ran = run("audit", reports, "--format", "jsonl")
    (row,) = map(json.loads, ran.out.splitlines())
    assert (row["type"], row["rule"], row["name"]) == ("finding", "GRW01", "growth-differs")
    assert [figure["text"] for figure in row["figures"]] == ["100亿元", "110亿元", "5%"]
    assert [figure["year"] for figure in row["figures"]] == [2023, 2024, 2024]
    for figure in row["figures"]:
        text = FIRST if figure["year"] == 2023 else SECOND
        assert text[figure["start"] : figure["end"]] == figure["text"]
        assert text[figure["sentence_start"] : figure["sentence_end"]] == figure["sentence"]


def test_a_workbook_lists_them(run: Run, reports: Path, tmp_path: Path) -> None:
    ran = run("audit", reports, "-o", tmp_path / "核对.xlsx", "--lang", "en")
    assert (ran.status, ran.out) == (0, "")
    sheet = load_workbook(tmp_path / "核对.xlsx").active
    rows = list(sheet.iter_rows(values_only=True))
    assert sheet.title == "Needs explanation"
    assert rows[0][:4] == ("No.", "Rule", "Needs explanation", "Working")
    assert rows[1][1] == "GRW01"
    assert rows[1][5] == "100亿元\n110亿元\n5%"
    assert len(rows) == 2


def test_a_view_goes_to_a_file(run: Run, reports: Path, tmp_path: Path) -> None:
    ran = run("audit", reports, "-o", tmp_path / "核对.txt")
    assert ran.out == ""
    assert (tmp_path / "核对.txt").read_text(encoding="utf-8").startswith("核对了2份报告，1处需要说明\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "缺少参数"),
        (["--format", "docx", "x.txt"], "可选：jsonl、xlsx"),
        (["--format", "xlsx", "x.txt"], "xlsx 请用 -o 给出文件名"),
        (["-o", "x.pdf", "x.txt"], "看不出输出格式"),
    ],
)
def test_wrong_use_is_explained(run: Run, arguments: list[str], said: str) -> None:
    ran = run("audit", *arguments)
    assert ran.status == 2
    assert said in ran.err
    assert "luoshi audit --help" in ran.err


def test_a_missing_file_is_named(run: Run, tmp_path: Path) -> None:
    ran = run("audit", tmp_path / "没有.txt")
    assert ran.status == 1
    assert "没有.txt：没有这个文件或文件夹" in ran.err


def test_an_unreadable_file_does_not_stop_the_others(run: Run, reports: Path) -> None:
    (reports / "空.txt").write_bytes(b"")
    ran = run("audit", reports)
    assert ran.status == 1
    assert ran.out.startswith("核对了2份报告，1处需要说明\n")
    assert "空.txt：文件是空的" in ran.err
    assert "1 份没有读出来，2 份已读" in ran.err
