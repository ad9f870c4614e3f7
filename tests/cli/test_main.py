"""Language, help, version, and the columns that help is set in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luoshi.cli.columns import pad, width, wrap
from luoshi.cli.language import choose_language

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LUOSHI_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        ([], {"LUOSHI_LANG": "", "LANG": "en_GB"}, "en"),
        (["read", "--lang", "zh"], {"LUOSHI_LANG": "en"}, "zh"),
        (["--lang=en", "read"], {}, "en"),
        (["explain", "--", "--lang", "en"], {}, "zh"),
        (["--lang"], {}, "zh"),
    ],
)
def test_language(arguments: list[str], environment: dict[str, str], language: str) -> None:
    assert choose_language(arguments, environment) == language


@pytest.mark.parametrize("command", [[], ["read"], ["explain"]])
@pytest.mark.parametrize(("language", "usage"), [("zh", "用法："), ("en", "Usage: ")])
def test_help_is_in_the_language_and_fits(run: Run, command: list[str], language: str, usage: str) -> None:
    ran = run(*command, "--help", "--lang", language)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"{usage}luoshi")
    assert max(map(width, ran.out.splitlines())) <= 80


def test_environment_decides_the_language(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LUOSHI_LANG", "en")
    assert "Missing argument FILE..." in run("read").err


def test_without_a_command_help_is_shown(run: Run) -> None:
    ran = run()
    assert ran.status == 0
    assert "read" in ran.out


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("luoshi ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("raed",), "没有命令 raed"),
        (("--nope",), "没有选项 --nope"),
        (("explain", "一", "二"), "多余的参数：二"),
        (("explain",), "缺少参数 句子"),
        (("explain", "一", "--half", "first"), "可选：review、plan、other"),
        (("--version=3",), "选项 --version 后面不带值"),
    ],
)
def test_wrong_usage(run: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_module_and_command_are_one(shell: Run, tmp_path: Path) -> None:
    ran = shell("luoshi read --help", tmp_path)
    assert ran.status == 0
    assert "luoshi read" in ran.out


@pytest.mark.parametrize("columns", [10, 11, 24, 80])
def test_wrap_keeps_every_character_and_the_width(columns: int) -> None:
    text = "新建公园（含“口袋公园”）30个，打通断头路12条；see docs/commands.md for more，《云川市规划》。" * 3
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= columns for line in lines)


def test_wrap_starts_no_line_with_a_closing_mark() -> None:
    lines = wrap("甲乙丙，丁戊己。庚辛壬、癸" * 9, 8)
    assert not [line for line in lines if line[0] in "，。、"]


def test_wrap_of_nothing_is_one_empty_line() -> None:
    assert wrap("", 10) == [""]


def test_pad_counts_columns() -> None:
    assert pad("数据a", 8) == "数据a   "
