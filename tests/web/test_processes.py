"""Several processes, a kill in the middle, and the commands of whoever runs the site."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
TAKE_IN = """
import sys
import django; django.setup()
from luoshi_web.actions.taking_in import take_in
text = open(sys.argv[1], encoding="utf-8").read()
for number in range(int(sys.argv[3])):
    take_in(f"{text}\\n{sys.argv[2]}{number}".encode(), f"{sys.argv[2]}{number}.txt", None)
"""
DIE = """
import os, signal
import django; django.setup()
from luoshi_web.actions import {module}
from luoshi_web.models import Report, Unread, Commitment
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
{before}
"""
DIE_READING = DIE.format(module="reading", before="Unread.objects.bulk_create = die\nreading.read_all()")
DIE_PUBLISHING = DIE.format(
    module="publishing",
    before="publishing.answer_place = die\npublishing.publish(Report.objects.get(state='read'), None)",
)
COUNTS = """
import django; django.setup()
from luoshi_web.models import Report, Measure, Sentence, Commitment, Change
print([each.state for each in Report.objects.order_by("pk")], Measure.objects.count(), Sentence.objects.count(),
      Commitment.objects.count(), Change.objects.count())
"""
EXPIRE = """
import django; django.setup()
from luoshi_web.models import Report
Report.objects.update(claimed_until="2020-01-01T00:00:00Z")
"""
PUBLISH = """
import django; django.setup()
from luoshi_web.actions.publishing import publish
from luoshi_web.models import Report
publish(Report.objects.get(state="read"), None)
"""


def environment(folder: Path, **more: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("LUOSHI_")}
    return ours | {"LUOSHI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "luoshi_web.settings"} | more


def start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, *arguments], env=environment(folder), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def run(folder: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments], env=environment(folder, **more), text=True, capture_output=True, check=False
    )


def must(folder: Path, *arguments: str) -> str:
    done = run(folder, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    must(tmp_path, "-m", "luoshi_web", "migrate", "--verbosity=0")
    return tmp_path


def report_file(year: int) -> str:
    return str(EXAMPLES / f"云川市{year}年政府工作报告.txt")


def test_a_kill_in_the_middle_of_reading_leaves_nothing_half_done(folder: Path) -> None:
    must(folder, "-c", TAKE_IN, report_file(2025), "甲", "1")
    assert run(folder, "-c", DIE_READING).returncode == -signal.SIGKILL
    assert must(folder, "-c", COUNTS) == "['reading'] 0 0 0 0"
    must(folder, "-m", "luoshi_web", "work", "--once")
    assert must(folder, "-c", COUNTS) == "['reading'] 0 0 0 0"
    must(folder, "-c", EXPIRE)
    must(folder, "-m", "luoshi_web", "work", "--once")
    states, measures, *_ = must(folder, "-c", COUNTS).rsplit(" ", 4)
    assert states == "['read']"
    assert int(measures) > 100


def test_a_kill_in_the_middle_of_publishing_publishes_nothing(folder: Path) -> None:
    must(folder, "-c", TAKE_IN, report_file(2025), "甲", "1")
    must(folder, "-m", "luoshi_web", "work", "--once")
    before = must(folder, "-c", COUNTS)
    assert run(folder, "-c", DIE_PUBLISHING).returncode == -signal.SIGKILL
    assert must(folder, "-c", COUNTS) == before
    must(folder, "-c", PUBLISH)
    assert must(folder, "-c", COUNTS).startswith("['published']")


def test_two_may_upload_and_two_may_read_at_once(folder: Path) -> None:
    running = [
        *(start(folder, "-c", TAKE_IN, report_file(2026), name, "12") for name in ("甲", "乙")),
        *(start(folder, "-m", "luoshi_web", "work", "--with-parent") for _ in range(2)),
    ]
    for process in running[:2]:
        _, trouble = process.communicate(timeout=120)
        assert process.returncode == 0, trouble
    deadline = time.monotonic() + 60
    while "uploaded" in must(folder, "-c", COUNTS) or "reading" in must(folder, "-c", COUNTS):
        assert time.monotonic() < deadline
    for process in running[2:]:
        process.terminate()
        _, trouble = process.communicate(timeout=20)
        assert "locked" not in trouble
    states, measures, sentences, *_ = must(folder, "-c", COUNTS).rsplit(" ", 4)
    assert states == str(["read"] * 24)
    assert int(measures) % 24 == 0
    assert int(sentences) % 24 == 0


def test_backup_and_restore(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    must(folder, "-c", TAKE_IN, report_file(2025), "甲", "2")
    must(folder, "-m", "luoshi_web", "work", "--once")
    archive = tmp_path_factory.mktemp("backup") / "luoshi.tar.gz"
    must(folder, "-m", "luoshi_web", "backup", str(archive))
    before = must(folder, "-c", COUNTS)
    other = tmp_path_factory.mktemp("other")
    must(other, "-m", "luoshi_web", "restore", str(archive))
    assert must(other, "-c", COUNTS) == before
    uploads = sorted(path.name for path in (folder / "uploads").rglob("*") if path.is_file())
    assert sorted(path.name for path in (other / "uploads").rglob("*") if path.is_file()) == uploads
    assert len(uploads) == 2


def test_a_restore_asks_before_it_replaces(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    archive = tmp_path_factory.mktemp("backup") / "luoshi.tar.gz"
    must(folder, "-m", "luoshi_web", "backup", str(archive))
    again = run(folder, "-m", "luoshi_web", "restore", str(archive))
    assert again.returncode == 1
    assert "--replace" in again.stderr
    must(folder, "-c", TAKE_IN, report_file(2025), "甲", "1")
    must(folder, "-m", "luoshi_web", "restore", str(archive), "--replace")
    assert must(folder, "-c", COUNTS) == "[] 0 0 0 0"
    assert run(folder, "-m", "luoshi_web", "backup", str(archive)).returncode == 1
    (folder / "no.tar.gz").write_bytes(b"no archive")
    assert run(folder, "-m", "luoshi_web", "restore", str(folder / "no.tar.gz"), "--replace").returncode == 1


PRODUCTION = {"LUOSHI_MODE": "production", "LUOSHI_HOSTS": "board.example", "LUOSHI_SECRET_KEY": "k" + "3xT9" * 20}


def test_check_deploy_is_clean(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "luoshi_web", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ({"LUOSHI_SECRET_KEY": ""}, "LUOSHI_SECRET_KEY"),
        ({"LUOSHI_SECRET_KEY": "short"}, "LUOSHI_SECRET_KEY"),
        ({"LUOSHI_HOSTS": ""}, "LUOSHI_HOSTS"),
        ({"LUOSHI_MODE": "prod"}, "LUOSHI_MODE"),
        ({"LUOSHI_HTTPS": "maybe"}, "LUOSHI_HTTPS"),
        ({"LUOSHI_DATABASE_URL": "mysql://x/y"}, "LUOSHI_DATABASE_URL"),
    ],
)
def test_production_refuses_to_start_without_what_it_needs(missing: dict[str, str], named: str, tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "luoshi", "serve", "--once", **(PRODUCTION | missing))
    assert done.returncode == 1
    assert named in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demonstration_is_printed(tmp_path: Path) -> None:
    done = run(tmp_path, "-m", "luoshi", "serve", "--demo", "--once")
    assert done.returncode == 0, done.stderr
    assert "云川市 2025：完成" in done.stdout
    assert "固定资产投资增速：7% → 5.2% 未完成" in done.stdout


def test_the_site_is_served_and_ends_with_its_processes(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = start(tmp_path, "-m", "luoshi", "serve", "--demo", "--port", str(port))
    try:
        page = fetch(process, f"http://127.0.0.1:{port}/")
        assert "云川市" in page
        assert fetch(process, f"http://127.0.0.1:{port}/static/luoshi_web/style.css").startswith("/*")
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=40)
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)


def fetch(process: "subprocess.Popen[str]", address: str) -> str:
    deadline = time.monotonic() + 40
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)
