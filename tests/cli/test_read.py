"""``luoshi read`` from the front door: what it prints, writes, refuses and leaves behind."""

import csv
import json
import signal
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import luoshi.cli.reading

Run = Callable[..., Any]


def lines(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


def test_jsonl_has_document_sections_sentences(run: Run, folder: Path) -> None:
    ran = run("read", folder / "云川市-2024.txt", "--format", "jsonl")
    assert (ran.status, ran.err) == (0, "")
    rows = lines(ran.out)
    assert rows[0]["type"] == "document"
    assert (rows[0]["place"], rows[0]["year"]) == ("云川市", 2024)
    assert {row["type"] for row in rows} >= {"document", "section", "sentence", "measure"}
    assert all(row["source"] == str(folder / "云川市-2024.txt") for row in rows)
    text = (folder / "云川市-2024.txt").read_text(encoding="utf-8")
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows if "text" in row)


def test_view_shows_place_year_targets_outline_commitments(run: Run, folder: Path) -> None:
    ran = run("read", folder / "云川市-2024.txt")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("云川市　2024年\n")
    order = [ran.out.index(title) for title in ("主要预期目标", "提纲", "指标数据和项目", "\n承诺 2\n")]
    assert order == sorted(order)
    assert "6.5%左右" in ran.out
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("extra", [(), ("--all",), ("--lang", "en")])
def test_view_stays_in_80_columns(run: Run, folder: Path, extra: tuple[str, ...]) -> None:
    long = folder / "long.txt"
    text = (folder / "云川市-2024.txt").read_text(encoding="utf-8")
    long.write_text(
        text + "新建" + "很长很长的名字，" * 40 + "公园5个。\n（一）" + "标题" * 50 + "\n", encoding="utf-8"
    )
    printed = run("read", long, *extra).out.splitlines()
    paths = [line for line in printed if str(long)[:20] in line]
    assert [line for line in printed if columns(line) > 80 and line not in paths] == []


def test_all_shows_what_the_first_look_leaves_out(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    tasks = "".join(f"新建第{number}类公园{number + 10}个。\n" for number in range(1, 31))
    path.write_text(f"云川市2024年政府工作报告\n二、2024年重点工作\n{tasks}", encoding="utf-8")
    brief, full = run("read", path).out, run("read", path, "--all").out
    assert "另有 20 条承诺" in brief
    assert "新建第30类公园40个" not in brief
    assert "新建第30类公园40个" in full


def test_folder_with_bad_files_reads_the_rest(run: Run, folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "errors.jsonl"
    ran = run("read", folder, tmp_path / "没有.txt", "--format", "jsonl", "--errors", log)
    assert ran.status == 1
    assert {row["place"] for row in lines(ran.out) if row["type"] == "document"} == {"云川市", "金桐区"}
    failed = {Path(row["source"]).name: row["error"] for row in lines(log.read_text(encoding="utf-8"))}
    assert failed == {"binary.txt": "binary", "empty.txt": "empty", "没有.txt": "missing"}
    assert "没有这个文件" in ran.err
    assert "3 份没有读出来，2 份已读。" in ran.err
    assert "Traceback" not in ran.err


def test_errors_speak_english_too(run: Run, tmp_path: Path) -> None:
    ran = run("read", tmp_path / "none.txt", "--lang", "en")
    assert ran.status == 1
    assert "no such file" in ran.err


def test_a_fault_of_ours_does_not_stop_the_rest(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = luoshi.cli.reading.read_report

    def faulty(source: Any, *, hint: str) -> Any:
        return read(source, hint=hint) if "云川" in hint else {}[hint]

    monkeypatch.setattr(luoshi.cli.reading, "read_report", faulty)
    ran = run("read", folder / "金桐区-2024.txt", folder / "云川市-2024.txt", "--format", "jsonl")
    assert ran.status == 1
    assert [row["place"] for row in lines(ran.out) if row["type"] == "document"] == ["云川市"]
    assert "内部错误 KeyError" in ran.err


def test_url_and_date_are_kept(run: Run, folder: Path) -> None:
    options = ("--url", "https://example.org/a", "--retrieved", "2025-03-01", "--format", "jsonl")
    first = lines(run("read", folder / "云川市-2024.txt", *options).out)[0]
    assert (first["url"], first["retrieved"]) == ("https://example.org/a", "2025-03-01")


@pytest.mark.parametrize(("name", "form"), [("a.jsonl", None), ("a.xlsx", None), ("a.html", None), ("a.txt", "jsonl")])
def test_output_file(run: Run, folder: Path, tmp_path: Path, name: str, form: str | None) -> None:
    path = tmp_path / name
    ran = run("read", folder / "云川市-2024.txt", "-o", path, *(("--format", form) if form else ()))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert path.stat().st_size > 1000
    assert {each.name for each in tmp_path.iterdir()} == {name, folder.name}


def test_jsonl_file_is_what_is_printed(run: Run, folder: Path, tmp_path: Path) -> None:
    run("read", folder / "云川市-2024.txt", "-o", tmp_path / "a.jsonl")
    printed = run("read", folder / "云川市-2024.txt", "--format", "jsonl").out
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(("form", "suffix"), [("csv", ".csv"), ("parquet", ".parquet"), ("html", ".html")])
def test_output_folder_keeps_what_is_there(run: Run, folder: Path, tmp_path: Path, form: str, suffix: str) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "mine.txt").write_text("mine", encoding="utf-8")
    files = (folder / "云川市-2024.txt", folder / "金桐区-2024.txt")
    for _ in range(2):
        assert run("read", *files, "--format", form, "-o", target).status == 0
    assert (target / "mine.txt").read_text(encoding="utf-8") == "mine"
    written = {path.name for path in target.iterdir()} - {"mine.txt"}
    assert {Path(name).suffix for name in written} == {suffix}
    if form == "csv":
        with (target / "document.csv").open(encoding="utf-8-sig", newline="") as stream:
            assert [row["地区"] for row in csv.DictReader(stream)] == ["云川市", "金桐区"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("{a}", "--format", "xlsx"), "xlsx 请用 -o 给出文件名"),
        (("{a}", "--format", "csv"), "请用 -o 给出文件夹"),
        (("{a}", "-o", "{dir}/x.parquet"), "请用 -o 给出文件夹"),
        (("{a}", "-o", "{dir}/x.dat"), "看不出输出格式"),
        (("{a}", "--format", "csv", "-o", "{a}"), "是文件"),
        (("{a}", "--format", "jsonl", "-o", "{dir}"), "是文件夹"),
        (("{a}", "{b}", "-o", "{dir}/x.html"), "请用 -o 给出文件夹"),
        (("{a}", "{b}", "--url", "https://example.org"), "--url 只能用于一份报告"),
        (("{a}", "--format", "jsonl", "--all"), "--all 只用于"),
        (("{a}", "--retrieved", "3月1日"), "不是日期"),
        (("{a}", "--format", "yaml"), "可选：jsonl、csv、xlsx、parquet、html"),
        (("{a}", "--format"), "选项 --format 后面要有值"),
        (("{a}", "--lang", "fr"), "可选：zh、en"),
        (("{a}", "--al"), "没有选项 --al"),
        ((), "缺少参数 文件..."),
    ],
)
def test_wrong_usage_is_refused(run: Run, folder: Path, arguments: tuple[str, ...], said: str) -> None:
    names = {"a": folder / "云川市-2024.txt", "b": folder / "金桐区-2024.txt", "dir": folder}
    before = sorted(folder.rglob("*"))
    ran = run("read", *(argument.format(**names) for argument in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert "luoshi read --help" in ran.err
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("name", ["a.jsonl", "a.xlsx", "a.html", "csv", "parquet"])
def test_nothing_is_written_when_nothing_was_read(run: Run, folder: Path, tmp_path: Path, name: str) -> None:
    form = () if "." in name else ("--format", name)
    ran = run("read", folder / "empty.txt", "-o", tmp_path / name, *form)
    assert ran.status == 1
    assert "未写文件" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


@pytest.mark.parametrize("name", ["a.jsonl", "a.xlsx", "a.html", "csv", "parquet"])
@pytest.mark.parametrize(
    "fault", [(KeyboardInterrupt(), 130, "已中断"), (OSError(28, "No space left on device"), 1, "磁盘已满")]
)
def test_no_partial_file(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, fault: tuple[BaseException, int, str]
) -> None:
    stop, status, said = fault

    def stopped(*_arguments: Any, **_options: Any) -> Any:
        raise stop

    target = folder.parent / name
    form = () if target.suffix else ("--format", name)
    if target.suffix:
        target.write_text("older", encoding="utf-8")
    monkeypatch.setattr("luoshi.pages.rows._document_row", stopped)
    monkeypatch.setattr("luoshi.pages.html.overview", stopped)
    ran = run("read", folder / "云川市-2024.txt", "-o", target, *form)
    assert ran.status == status
    assert said in ran.err
    assert "Traceback" not in ran.err
    kept = [path for path in folder.parent.rglob("*") if path.is_file() and path.parent != folder]
    assert [path.name for path in kept] == ([name] if target.suffix else [])
    assert all(path.read_text(encoding="utf-8") == "older" for path in kept)


def default_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_nothing_behind(folder: Path, sent: signal.Signals, status: int) -> None:
    command = [sys.executable, "-m", "luoshi", "read", *["云川市-2024.txt"] * 9000, "-o", "../a.xlsx"]
    # A shell in the background hands down an ignored SIGINT, which a person at a terminal never has.
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, preexec_fn=default_interrupt) as running:  # noqa: PLW1509
        while not list(folder.parent.glob(".a.xlsx.*")):
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(sent)
        _, said = running.communicate(timeout=30)
    assert running.returncode == status
    assert "Traceback" not in said.decode()
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_folder_that_is_missing_is_named(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("read", folder / "云川市-2024.txt", "-o", tmp_path / "none" / "a.jsonl")
    assert ran.status == 1
    assert "无法写入" in ran.err
    assert "没有这个文件夹或文件" in ran.err


@pytest.mark.parametrize("options", ["--format jsonl", ""])
def test_a_closed_pipe_is_quiet(shell: Run, folder: Path, options: str) -> None:
    ran = shell(
        "luoshi read *.txt *.txt *.txt --format jsonl 2>err | head -n 1; cat err; exit ${PIPESTATUS[0]}", folder
    )
    assert ran.out.count('"type": "document"') == 1
    assert "Traceback" not in ran.out + ran.err
    assert "BrokenPipe" not in ran.out + ran.err


def test_standard_input(shell: Run, folder: Path) -> None:
    ran = shell("luoshi read - --format jsonl < 金桐区-2024.txt", folder)
    assert (ran.status, ran.err) == (0, "")
    assert lines(ran.out)[0]["place"] == "金桐区"


def test_output_to_a_device(shell: Run, folder: Path) -> None:
    ran = shell("luoshi read 云川市-2024.txt --format jsonl -o /dev/stdout; test -c /dev/null", folder)
    assert ran.status == 0
    assert lines(ran.out)[0]["place"] == "云川市"


def test_progress_is_for_terminals_only(run: Run, folder: Path, tmp_path: Path) -> None:
    ran = run("read", folder / "云川市-2024.txt", folder / "金桐区-2024.txt", "-o", tmp_path / "a.jsonl")
    assert (ran.status, ran.out, ran.err) == (0, "", "")
