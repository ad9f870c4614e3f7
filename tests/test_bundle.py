"""The bundle: what install.py says of folders and machines that do not fit, and an installation without any index."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUNDLE = ROOT / "bundle"
FOLDER = "落实 离线安装"
BIN = "Scripts" if os.name == "nt" else "bin"
EXAMPLE = ROOT / "examples" / "云川市2024年政府工作报告.txt"
UNREACHABLE = {"PIP_NO_INDEX": "1", "PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_CONSTRAINT": "no-such-file.txt"}


def run(*command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A folder as the archive leaves it, with one wheel that is none."""
    folder = tmp_path / FOLDER
    (folder / "wheels").mkdir(parents=True)
    shutil.copy(BUNDLE / "install.py", folder)
    (folder / "wheels" / "a-1-py3-none-any.whl").write_bytes(b"bytes")
    fits(folder)
    return folder


def fits(folder: Path, **changed: object) -> None:
    made = run(sys.executable, "-c", "from bundle.__main__ import platform; print(platform())", PYTHONPATH=str(ROOT))
    digest = "277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9"
    contents = {
        "version": "9",
        "extras": "web",
        "python": list(sys.version_info[:2]),
        "platform": made.stdout.strip(),
        "wheels": {"a-1-py3-none-any.whl": digest},
    }
    (folder / "contents.json").write_text(json.dumps(contents | changed), encoding="utf-8")


def test_an_older_python_can_read_the_script() -> None:
    ast.parse((BUNDLE / "install.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"python": [3, 99]}, "needs Python 3.99"),
        ({"platform": "plan9_mips"}, "made for plan9_mips"),
        ({"wheels": {"b-1-py3-none-any.whl": ""}}, "missing: wheels/b-1-py3-none-any.whl"),
        ({"wheels": {"a-1-py3-none-any.whl": "0"}}, "damaged: wheels/a-1-py3-none-any.whl"),
    ],
)
def test_what_does_not_fit_is_named(changed: dict[str, object], told: str, unpacked: Path) -> None:
    fits(unpacked, **changed)
    finished = run(sys.executable, unpacked / "install.py")
    assert finished.returncode == 1
    assert told in finished.stderr
    assert "Traceback" not in finished.stderr
    assert not (unpacked / "venv").exists()


def test_half_an_archive_is_named(unpacked: Path) -> None:
    (unpacked / "contents.json").unlink()
    finished = run(sys.executable, unpacked / "install.py")
    assert (finished.returncode, "contents.json is missing" in finished.stderr) == (1, True)


def test_help_is_in_both_languages(unpacked: Path) -> None:
    finished = run(sys.executable, unpacked / "install.py", "--help")
    assert finished.returncode == 0
    assert "python3 install.py FOLDER" in finished.stdout
    assert "重复运行没有坏处" in finished.stdout


def test_no_file_of_the_bundle_names_an_index() -> None:
    for file in BUNDLE.glob("*.*"):
        assert "://" not in file.read_text(encoding="utf-8"), file.name


@pytest.mark.skipif(os.environ.get("LUOSHI_BUNDLE") != "1", reason="takes a minute; LUOSHI_BUNDLE=1 runs it")
def test_it_installs_and_runs_without_any_index(tmp_path: Path) -> None:
    made = run(sys.executable, "-m", "bundle", "--to", tmp_path / "dist", PYTHONPATH=str(ROOT))
    assert made.returncode == 0, made.stderr
    (archive,) = (tmp_path / "dist").iterdir()
    assert re.fullmatch(r"luoshi-[\d.]+-cp\d+-\w+\.zip", archive.name)
    with zipfile.ZipFile(archive) as stream:
        stream.extractall(tmp_path / FOLDER)
        assert not [name for name in stream.namelist() if "egg-info" in name or "__pycache__" in name]
    (folder,) = (tmp_path / FOLDER).iterdir()
    target = tmp_path / "安装 到这里"
    for _ in range(2):
        installed = run(sys.executable, folder / "install.py", target, **UNREACHABLE)
        assert (installed.returncode, installed.stderr) == (0, "")
    luoshi = target / BIN / "luoshi"
    read = run(luoshi, "read", EXAMPLE)
    assert "云川市" in read.stdout
    served = run(luoshi, "serve", "--demo", "--once", LUOSHI_DATA=str(tmp_path / "数据"))
    assert (served.returncode, "云川市 2024" in served.stdout) == (0, True), served.stderr
    held = run(target / BIN / "python", "-c", "import luoshi, luoshi_web; print(luoshi.__file__, luoshi_web.__file__)")
    assert held.stdout.count(str(target)) == 2
