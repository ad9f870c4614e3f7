"""dev.py: what it runs, when it installs, and what it says of a machine that lacks something."""

import ast
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
FOLDER = "落实 的 clone"


def load(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev_under_test", root / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    root = tmp_path / FOLDER
    root.mkdir()
    for name in ("dev.py", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, root)
    return root


@pytest.fixture
def dev(clone: Path) -> ModuleType:
    return load(clone)


class Commands:
    """Stands in for ``dev.run``: remembers commands, and lets those fail that hold one of ``failing``."""

    def __init__(self, *failing: str) -> None:
        self.failing = failing
        self.seen: list[list[str]] = []

    def __call__(self, *command: object) -> int:
        self.seen.append([str(part) for part in command])
        return int(any(word in self.seen[-1] for word in self.failing))


def test_it_can_be_read_by_the_pythons_it_refuses() -> None:
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_an_older_python_is_told_what_is_missing(clone: Path) -> None:
    shown = "import sys, runpy; sys.version_info = (3, 9, 1); runpy.run_path('dev.py', run_name='__main__')"
    finished = subprocess.run([sys.executable, "-c", shown], cwd=clone, capture_output=True, text=True, check=False)
    assert finished.returncode == 1
    assert "needs Python 3.11 or newer, this is 3.9" in finished.stderr
    assert "Traceback" not in finished.stderr


def test_the_state_follows_requirements_and_constraints(dev: ModuleType, clone: Path) -> None:
    before = dev.state()
    assert before == dev.state()
    for name in ("constraints.txt", "pyproject.toml"):
        with (clone / name).open("a", encoding="utf-8") as stream:
            stream.write("\n# changed\n")
        assert dev.state() != before
        before = dev.state()


def test_a_second_run_installs_nothing(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    dev.STAMP.write_text(dev.state(), "utf-8")
    commands = Commands()
    monkeypatch.setattr(dev, "run", commands)
    dev.set_up()
    assert commands.seen == []


@pytest.mark.parametrize("lacking", ["python", "stamp", "state"])
def test_anything_lacking_installs_again(lacking: str, dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.VENV.mkdir()
    if lacking != "python":
        dev.PYTHON.parent.mkdir(parents=True)
        dev.PYTHON.touch()
    if lacking != "stamp":
        dev.STAMP.write_text("older" if lacking == "state" else dev.state(), "utf-8")
    installed: list[bool] = []
    monkeypatch.setattr(dev, "install", lambda: installed.append(True))
    dev.set_up()
    assert installed == [True]
    assert dev.STAMP.read_text("utf-8") == dev.state()


@pytest.mark.parametrize("uv", [None, "/tools/uv"])
def test_installs_pinned_versions_by_uv_or_pip(
    uv: str | None, dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = Commands()
    monkeypatch.setattr(dev, "run", commands)
    monkeypatch.setattr(dev, "succeeds", lambda *_: True)
    monkeypatch.setattr(dev, "has_fitting_python", lambda: False)
    monkeypatch.setattr(dev.shutil, "which", lambda name: uv if name == "uv" else None)
    dev.install()
    made, installed = commands.seen
    assert made[:3] == [sys.executable, "-m", "venv"]
    assert ("--without-pip" in made) == bool(uv)
    assert installed[0] == (uv or str(dev.PYTHON))
    assert installed[-2:] == (["--python", str(dev.PYTHON)] if uv else ["--constraint", "constraints.txt"])
    assert {"--editable", ".[dev]", "--constraint", "constraints.txt"} <= set(installed)


def test_where_uv_fails_pip_installs(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = Commands("/tools/uv")
    monkeypatch.setattr(dev, "run", commands)
    monkeypatch.setattr(dev, "succeeds", lambda *_: False)
    monkeypatch.setattr(dev.shutil, "which", lambda _: "/tools/uv")
    dev.install()
    assert [command[:3] for command in commands.seen][-1] == [str(dev.PYTHON), "-m", "pip"]
    assert [sys.executable, "-m", "venv", str(dev.VENV)] in commands.seen
    assert "trying pip" in capsys.readouterr().err


def test_a_missing_venv_module_is_named(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "run", Commands("venv"))
    with pytest.raises(SystemExit, match="python3-venv"):
        dev.make_venv()


def test_a_failed_installation_leaves_no_stamp(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "run", Commands("install"))
    monkeypatch.setattr(dev, "succeeds", lambda *_: True)
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match="installation failed"):
        dev.set_up()
    assert not dev.STAMP.exists()


def test_every_failed_step_is_named(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "run", Commands("ruff", "pytest"))
    monkeypatch.setattr(dev, "set_up", lambda: None)
    assert dev.main(["check"]) == 1
    assert "failed: format, lint, tests" in capsys.readouterr().err


def test_further_arguments_reach_pytest(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands()
    monkeypatch.setattr(dev, "run", commands)
    monkeypatch.setattr(dev, "set_up", lambda: None)
    assert dev.main(["test", "-k", "某个 测试"]) == 0
    assert commands.seen == [[str(dev.PYTHON), "-m", "pytest", "-k", "某个 测试"]]


@pytest.mark.parametrize(("arguments", "status"), [([], 0), (["--help"], 0), (["dance"], 2), (["--dance"], 2)])
def test_help_needs_no_installation(
    arguments: list[str], status: int, dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == status
    assert "python3 dev.py demo" in capsys.readouterr().out
    assert not dev.VENV.exists()


@pytest.mark.skipif(os.name == "nt", reason="makes a venv of links")
def test_runs_in_a_folder_with_a_space_and_chinese_in_its_name(clone: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(clone / ".venv")], check=True)
    dev = load(clone)
    dev.STAMP.write_text(dev.state(), "utf-8")
    (clone / "benchmarks").mkdir()
    (clone / "benchmarks" / "__main__.py").write_text("import sys; print(sys.prefix, *sys.argv[1:])", "utf-8")
    command = [sys.executable, str(clone / "dev.py"), "bench", "参数 一"]
    finished = subprocess.run(command, cwd=clone.parent, capture_output=True, text=True, encoding="utf-8", check=False)
    assert finished.stderr == ""
    assert finished.stdout.strip() == f"{clone / '.venv'} 参数 一"


@pytest.mark.parametrize(("is_terminal", "ends"), [(True, []), (False, ["--once"])])
def test_the_demo_stays_open_only_on_a_terminal(
    is_terminal: bool, ends: list[str], dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = Commands()
    monkeypatch.setattr(dev, "run", commands)
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev.sys.stdout, "isatty", lambda: is_terminal)
    assert dev.main(["demo"]) == 0
    read, serve = commands.seen
    assert read[2:4] == ["luoshi", "read"]
    assert serve[2:] == ["luoshi", "serve", "--demo", "--data", ".demo", *ends]
