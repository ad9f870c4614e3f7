"""The runs README shows are real. ``LUOSHI_UPDATE=1 python3 dev.py test tests/test_readme.py`` writes them anew."""

import os
import re
import shlex
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXAMPLE = "examples/云川市2024年政府工作报告.txt"
NEXT_YEAR = "examples/云川市2025年政府工作报告.txt"
SENTENCE = "新增养老床位1500张以上，开工建设沙河水厂。"
LANGUAGES = {"README.md": "en", "README.zh-CN.md": "zh"}
LINES_OF_VIEW = {"read": 16, "reconcile": 11}
ROWS_SHOWN = ('"mode": "target", "indicator": "养老床位"', '"name": "青石湾抽水蓄能电站"')
PARTS_LEFT_OUT = "…"
REFUSED = r"  (?:no|未中) "


def commands(language: str) -> list[str]:
    return [
        f"read {EXAMPLE} --lang {language}",
        f"read {EXAMPLE} --format jsonl",
        f"explain '{SENTENCE}' --half plan --lang {language}",
        f"reconcile {EXAMPLE} {NEXT_YEAR} --lang {language}",
    ]


def printed(command: str) -> list[str]:
    """The lines that a command prints, without colour and 80 columns wide."""
    line = [sys.executable, "-m", "luoshi", *shlex.split(command)]
    environment = {**os.environ, "COLUMNS": "80", "PYTHONUTF8": "1", "NO_COLOR": "1"}
    finished = subprocess.run(line, cwd=ROOT, capture_output=True, check=True, env=environment)
    return [line.rstrip() for line in finished.stdout.decode("utf-8").splitlines()]


def shown(command: str) -> str:
    """What README shows of a run: the head of the view, two rows, the explanation without patterns that refused."""
    lines = printed(command)
    if "jsonl" in command:
        rows = [next(line for line in lines if mark in line) for mark in ROWS_SHOWN]
        lines = [PARTS_LEFT_OUT, *(line for row in rows for line in (row, PARTS_LEFT_OUT))]
    elif height := LINES_OF_VIEW.get(command.split(maxsplit=1)[0]):
        lines = [*lines[:height], PARTS_LEFT_OUT]
    else:
        lines = [PARTS_LEFT_OUT if re.match(REFUSED, line) else line for line in lines]
    return "".join(f"{line}\n" for line, _ in groupby(lines))


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("number", range(4))
def test_the_runs_shown_are_real(name: str, number: int) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    command = commands(LANGUAGES[name])[number]
    block = re.search(rf"(?<=^\$ \.venv/bin/luoshi {re.escape(command)}\n)(?:(?!```).*\n)*", page, re.MULTILINE)
    assert block is not None
    if os.environ.get("LUOSHI_UPDATE"):
        page = page[: block.start()] + shown(command) + page[block.end() :]
        (ROOT / name).write_text(page, encoding="utf-8")
    else:
        assert block[0] == shown(command)
