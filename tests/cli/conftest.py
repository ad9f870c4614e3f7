"""Reports of a made-up city in files, and the command run as a user runs it."""

import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from luoshi.cli.main import main

TEXT = """云川市2024年政府工作报告
——2024年1月16日在云川市第六届人民代表大会第三次会议上
云川市人民政府市长 闻澜

各位代表：
现在，我把市人民政府一年来的工作报告给大会，请各位代表审议。

一、2023年工作回顾
全年实现地区生产总值1286.4亿元，增长6.2%。云川北站综合枢纽建成投用。

二、2024年重点工作
主要预期目标是：地区生产总值增长6.5%左右，城镇新增就业5万人以上。
开工建设金桐农机检测中心，新建公园30个。
"""


@dataclass(frozen=True)
class Ran:
    """What a run printed and its exit status."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the command in this process, in Chinese unless told otherwise, 80 columns wide."""
    for name in ("LUOSHI_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = capsysbinary.readouterr()
        assert isinstance(ended.value.code, int)
        return Ran(ended.value.code, printed.out.decode(), printed.err.decode())

    return run


@pytest.fixture
def shell() -> Callable[..., Ran]:
    """Run a shell command in which ``luoshi`` is the command under test."""

    def shell(line: str, folder: Path) -> Ran:
        luoshi = f'luoshi() {{ {shlex.quote(sys.executable)} -m luoshi "$@"; }}\n'
        done = subprocess.run(["bash", "-c", luoshi + line], cwd=folder, capture_output=True, timeout=60, check=False)
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return shell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two reports, a file that is no text and an empty one."""
    reports = tmp_path / "报告 文件夹"
    reports.mkdir()
    (reports / "云川市-2024.txt").write_text(TEXT, encoding="utf-8")
    (reports / "金桐区-2024.txt").write_text(TEXT.replace("云川市", "金桐区"), encoding="gb18030")
    (reports / "empty.txt").write_bytes(b"")
    (reports / "binary.txt").write_bytes(bytes(range(256)) * 8)
    return reports
