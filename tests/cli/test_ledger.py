"""``luoshi ledger`` and ``luoshi series`` from the front door."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
TEXT = """{place}{year}年政府工作报告
——{year}年1月16日在{place}第六届人民代表大会第三次会议上

一、{last}年工作回顾
全年实现地区生产总值{level}亿元，增长6.{digit}%。云川北站综合枢纽建成投用。

二、{year}年重点工作
主要预期目标是：地区生产总值增长6.5%左右，城镇新增就业5万人以上。
"""


def write(folder: Path, years: range, place: str = "云川市") -> Path:
    folder.mkdir(exist_ok=True)
    for year in years:
        text = TEXT.format(place=place, year=year, last=year - 1, level=year - 900, digit=year % 10)
        (folder / f"{place}-{year}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def ledger(run: Run, tmp_path: Path) -> Path:
    ran = run("ledger", "build", write(tmp_path / "reports", range(2020, 2025)), "-o", tmp_path / "ledger")
    assert ran.status == 0
    return tmp_path / "ledger"


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_build_says_what_the_ledger_holds(run: Run, ledger: Path, tmp_path: Path) -> None:
    again = run("ledger", "build", tmp_path / "reports", "-o", ledger, "--lang", "en")
    assert (again.status, again.err) == (0, "")
    assert "0 read; the ledger has 5 reports (of 5 sources), 20 entries" in again.out


def test_a_file_that_cannot_be_read_is_named(run: Run, ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = run("ledger", "build", tmp_path / "empty.txt", "-o", ledger)
    assert ran.status == 1
    assert "empty.txt" in ran.err
    assert "报告 5 份" in ran.out
    nothing = run("ledger", "build", tmp_path / "empty.txt", "-o", tmp_path / "new")
    assert nothing.status == 1
    assert "没有读到任何报告" in nothing.err


def test_processes_give_what_one_process_gives(run: Run, ledger: Path, tmp_path: Path) -> None:
    ran = run("ledger", "build", tmp_path / "reports", "-o", tmp_path / "pool", "--processes", "2")
    assert ran.status == 0
    assert contents(tmp_path / "pool") == contents(ledger)


def test_a_killed_build_is_taken_up(run: Run, tmp_path: Path) -> None:
    reports = write(tmp_path / "reports", range(1990, 2025))
    for place in ("金桐县", "沙河县", "石岭县", "青原县"):
        write(reports, range(1990, 2025), place)
    command = [
        sys.executable,
        "-m",
        "luoshi",
        "ledger",
        "build",
        reports,
        "--processes",
        "1",
        "-o",
        tmp_path / "ledger",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    staged = tmp_path / "ledger" / ".build"
    give_up = time.monotonic() + 60
    while not list(staged.glob("*/[!.]*/facts.json")) and time.monotonic() < give_up:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not (tmp_path / "ledger" / "manifest.json").exists()
    kept = sum(len(json.loads(file.read_text())) for file in staged.glob("*/[!.]*/facts.json"))
    assert 0 < kept < 175
    ran = run("ledger", "build", reports, "-o", tmp_path / "ledger", "--lang", "en")
    assert "the ledger has 175 reports" in ran.out
    assert run("ledger", "build", reports, "-o", tmp_path / "fresh").status == 0
    assert contents(tmp_path / "fresh") == contents(tmp_path / "ledger")


def test_query_prints_tables_and_data(run: Run, ledger: Path) -> None:
    sql = "SELECT year, value, text FROM results WHERE aspect = 'growth' ORDER BY year LIMIT 2"
    table = run("ledger", "query", ledger, sql)
    assert table.out.splitlines() == ["year  value  text", "2020  6      6.0%", "2021  6.1    6.1%"]
    assert rows(run("ledger", "query", ledger, sql, "--format", "jsonl").out)[1] == {
        "year": 2021,
        "value": "6.1",
        "text": "6.1%",
    }
    found = list(csv.reader(io.StringIO(run("ledger", "query", ledger, sql, "--format", "csv").out)))
    assert found == [["year", "value", "text"], ["2020", "6", "6.0%"], ["2021", "6.1", "6.1%"]]


def test_a_query_that_fails_says_why(run: Run, ledger: Path) -> None:
    ran = run("ledger", "query", ledger, "SELECT nothing FROM nowhere")
    assert ran.status == 1
    assert ran.err.startswith("错误：查询不成：")
    assert "nowhere" in ran.err


def test_a_query_reaches_no_other_file(run: Run, ledger: Path, tmp_path: Path) -> None:
    ran = run("ledger", "query", ledger, f"SELECT * FROM read_text('{tmp_path}/reports/云川市-2024.txt')")
    assert ran.status == 1
    assert "闻澜" not in ran.out
    assert run("ledger", "query", ledger, f"COPY entries TO '{tmp_path}/copy.csv'").status == 1
    assert not (tmp_path / "copy.csv").exists()


def test_series_lists_the_indicators_of_a_place(run: Run, ledger: Path) -> None:
    ran = run("series", "云川市", "--ledger", ledger)
    assert ran.status == 0
    assert any(line.split()[:2] == ["地区生产总值", "·"] and line.split()[-1] == "4" for line in ran.out.splitlines())


def test_series_shows_promised_beside_achieved(run: Run, ledger: Path) -> None:
    ran = run("series", "云川市", "GDP", "--ledger", ledger)
    lines = [line.split() for line in ran.out.splitlines()]
    assert ["2021", "6.5%左右", "6.2%"] in lines
    assert ["2024", "6.5%左右", "—"] in lines


def test_series_as_data_has_both_sentences(run: Run, ledger: Path) -> None:
    found = rows(run("series", "云川市", "GDP", "--ledger", ledger, "--format", "jsonl").out)
    (row,) = [row for row in found if row["period"] == "2021" and row["aspect"] == "growth"]
    assert row["promised"]["value"] == "6.5"
    assert row["achieved"]["sentence"].startswith("全年实现地区生产总值")


@pytest.mark.parametrize(("name", "start"), [("chart.svg", b"<svg"), ("chart.png", b"\x89PNG")])
def test_series_draws(run: Run, ledger: Path, tmp_path: Path, name: str, start: bytes) -> None:
    assert run("series", "云川市", "--ledger", ledger, "-o", tmp_path / name).status == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_series_names_what_is_missing(run: Run, ledger: Path, tmp_path: Path) -> None:
    assert "没有“无名市”的报告" in run("series", "无名市", "--ledger", ledger).err
    assert "没有“航天员”这一指标" in run("series", "云川市", "航天员", "--ledger", ledger).err
    assert "里没有台账" in run("series", "云川市", "--ledger", tmp_path / "nothing").err
    wrong = run("series", "云川市", "--ledger", ledger, "-o", "chart.gif")
    assert (wrong.status, "只能写成 .svg 或 .png" in wrong.err) == (2, True)


def test_an_output_that_is_a_file_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert run("ledger", "build", write(tmp_path / "reports", range(2020, 2022)), "-o", tmp_path / "file").status == 2


def test_a_ledger_without_duckdb_says_what_to_install(tmp_path: Path) -> None:
    write(tmp_path / "reports", range(2020, 2022))
    code = "import sys; sys.modules['duckdb'] = None; from luoshi.cli.main import main; main()"
    command = [sys.executable, "-c", code, "ledger", "build", tmp_path / "reports", "-o", tmp_path / "ledger"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "LUOSHI_LANG": "en"}, encoding="utf-8"
    )
    assert done.returncode == 1
    assert "pip install 'luoshi[data]'" in done.stderr
