"""``luoshi reconcile``: every format shows the same page, and reports that do not go together are refused in words."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

EARLIER = """云川市2024年政府工作报告
各位代表：
现在，我把市人民政府一年来的工作报告给大会，请各位代表审议。

一、2023年工作回顾
全年实现地区生产总值1286.4亿元，增长6.2%。

二、2024年重点工作
主要预期目标是：地区生产总值增长6.5%左右，城镇新增就业5万人以上。
开工建设金桐农机检测中心，新建公园30个。
办好第三届云川旅游发展大会。
"""
LATER = """云川市2025年政府工作报告
各位代表：
现在，我把市人民政府一年来的工作报告给大会，请各位代表审议。

一、2024年工作回顾
全年地区生产总值增长6.6%，城镇新增就业4.8万人。
金桐农机检测中心开工建设，新建公园33个。
成功举办第三届云川旅游发展大会。

二、2025年重点工作
新建公园35个。
"""


@pytest.fixture
def reports(tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "云川市-2024.txt", tmp_path / "云川市-2025.txt"
    for path, text in zip(paths, (EARLIER, LATER), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_table_shows_verdicts_distances_and_candidates(run: Callable[..., Any], reports: tuple[Path, Path]) -> None:
    ran = run("reconcile", *reports)
    assert ran.status == 0
    assert "云川市2024年政府工作报告目标任务完成情况对照表" in ran.out
    assert "主要指标3项：完成2、未完成1、不可比0、未报告0" in ran.out
    assert "比目标5万人少2000人" in ran.out
    assert "候选" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 100


def test_jsonl_has_a_row_for_each_commitment(run: Callable[..., Any], reports: tuple[Path, Path]) -> None:
    ran = run("reconcile", *reports, "--format", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["type"] for row in rows] == ["reconciliation", "link", "link", "link", "project_link", "candidate"]
    for row in rows[1:4]:
        text = LATER[row["result_at"] :]
        assert text.startswith(("6.6", "4.8", "33"))
    assert [row["verdict"] for row in rows[1:5]] == ["met", "missed", "met", "met"]
    project = rows[4]
    assert LATER[project["result_start"] : project["result_end"]] == "金桐农机检测中心"


def test_docx_is_landscape_and_repeats_its_heading_row(run: Callable[..., Any], reports: tuple[Path, Path]) -> None:
    import docx
    from docx.enum.section import WD_ORIENT

    target = reports[0].with_name("对照表.docx")
    assert run("reconcile", *reports, "-o", target).status == 0
    document = docx.Document(str(target))
    assert document.sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert document.paragraphs[0].text == "云川市2024年政府工作报告目标任务完成情况对照表"
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells][:4] == ["序号", "指标", "目标", "目标原文"]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert [table.cell(row, 6).text for row in (1, 2, 3)] == ["完成", "未完成", "完成"]
    assert len(document.tables) == 3


def test_xlsx_has_a_sheet_for_each_kind(run: Callable[..., Any], reports: tuple[Path, Path]) -> None:
    import openpyxl

    target = reports[0].with_name("对照表.xlsx")
    assert run("reconcile", *reports, "-o", target).status == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["主要指标", "重点项目", "其他承诺", "备注"]
    assert [cell.value for cell in book["主要指标"]["E"]] == ["判定", "完成", "未完成", "完成"]


def test_html_fetches_nothing_and_escapes(run: Callable[..., Any], reports: tuple[Path, Path]) -> None:
    reports[1].write_text(LATER.replace("全年地区", "<b>全年</b>地区"), encoding="utf-8")
    page = run("reconcile", *reports, "--format", "html").out
    assert 'id="target-2"' in page
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "<b>全年" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_formats_agree(run: Callable[..., Any], reports: tuple[Path, Path]) -> None:
    target = reports[0].with_name("对照表.docx")
    run("reconcile", *reports, "-o", target)
    page = run("reconcile", *reports, "--format", "html").out
    words = ZipFile(io.BytesIO(target.read_bytes())).read("word/document.xml").decode()
    for said in ("4.8万人", "比目标5万人少2000人", "成功举办第三届云川旅游发展大会。"):
        assert said in page
        assert said in words


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["云川市-2024.txt", "没有.txt"], 1, "没有.txt"),
        (["云川市-2025.txt", "云川市-2024.txt"], 1, "请把较早的报告放在前面"),
        (["云川市-2024.txt", "云川市-2024.txt"], 1, "同一年"),
        (["云川市-2024.txt"], 2, "较晚的报告"),
        (["云川市-2024.txt", "云川市-2025.txt", "--format", "docx"], 2, "docx"),
        (["云川市-2024.txt", "云川市-2025.txt", "-o", "对照表.csv"], 2, "--format"),
    ],
)
def test_troubles_are_told(
    run: Callable[..., Any], reports: tuple[Path, Path], arguments: list[str], status: int, said: str
) -> None:
    folder = reports[0].parent
    ran = run("reconcile", *(folder / each if each.endswith((".txt", ".csv")) else each for each in arguments))
    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_an_unreadable_later_report_stops_it(run: Callable[..., Any], reports: tuple[Path, Path]) -> None:
    reports[1].write_bytes(bytes(range(256)) * 8)
    ran = run("reconcile", *reports)
    assert (ran.status, ran.out) == (1, "")
    assert "云川市-2025.txt" in ran.err


def test_another_place_is_refused(run: Callable[..., Any], reports: tuple[Path, Path]) -> None:
    other = reports[1].with_name("金桐市-2025.txt")
    other.write_text(LATER.replace("云川市", "金桐市"), encoding="utf-8")
    ran = run("reconcile", reports[0], other, "--lang", "en")
    assert ran.status == 1
    assert "different places: 云川市, 金桐市" in ran.err
