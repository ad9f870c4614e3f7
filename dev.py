#!/usr/bin/env python3
"""Sets up and runs the project. Needs nothing but Python 3.11 or newer.

    python3 dev.py demo     read a report of a made-up city and show what it says
    python3 dev.py test     run the tests; further arguments go to pytest
    python3 dev.py lint     formatting, lint, types, import contracts
    python3 dev.py check    lint and test: exactly what CI runs
    python3 dev.py bench    measure speed and memory; further arguments go to the benchmark

The first run makes .venv here and installs the versions of constraints.txt; later runs start at once.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 (an older Python does reach this line)
    sys.exit("dev.py: needs Python 3.11 or newer, this is {}.{}; try python3.11 dev.py".format(*sys.version_info[:2]))

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "luoshi-installed"
INSTALL = ["install", "--quiet", "--editable", ".[dev]", "--constraint", "constraints.txt"]
LINT = {
    "format": ["-m", "ruff", "format", "--check"],
    "lint": ["-m", "ruff", "check"],
    "types": ["-m", "mypy"],
    "import contracts": ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
}
TESTS = ["-m", "pytest"]
EXAMPLE = "examples/云川市2024年政府工作报告.txt"


def state() -> str:
    """A digest of all that decides what is installed: when it changes, the installation is out of date."""
    digest = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def run(*command: object) -> int:
    """Run a command in the project's folder and return its exit status."""
    try:
        return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130


def has_fitting_python() -> bool:
    """Whether .venv holds an interpreter that starts and is of the version that runs this script."""
    probe = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return PYTHON.exists() and run(PYTHON, "-c", probe) == 0


def make_venv(*options: str) -> None:
    """Make .venv with pip in it, or say what the machine lacks for that."""
    if run(sys.executable, "-m", "venv", *options, VENV) == 0:
        return
    sys.exit(
        "dev.py: could not make .venv with this Python's venv module (see above).\n"
        "On Debian and Ubuntu install it with: apt install python3-venv"
    )


def set_up() -> None:
    """Make .venv and install the project and its tools, unless that is done already."""
    installed = STAMP.read_text("utf-8") if STAMP.exists() else ""
    if installed == state():
        return
    print("dev.py: installing into .venv (the first run takes about half a minute) …", file=sys.stderr, flush=True)
    STAMP.unlink(missing_ok=True)
    if not has_fitting_python():
        make_venv("--clear")
    uv = shutil.which("uv")
    if not (uv and run(uv, "pip", *INSTALL, "--python", PYTHON) == 0):
        if run(PYTHON, "-m", "pip", "--version") != 0:
            make_venv()
        if run(PYTHON, "-m", "pip", "--disable-pip-version-check", *INSTALL) != 0:
            sys.exit("dev.py: the installation failed (see above). Is a package index or a folder of wheels in reach?")
    STAMP.write_text(state(), "utf-8")


def run_all(steps: dict[str, list[str]]) -> int:
    """Run every step in the project's Python, name those that failed, and return 1 if any did."""
    failed = [name for name, arguments in steps.items() if run(PYTHON, *arguments) != 0]
    if failed:
        print(f"dev.py: failed: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


def main(arguments: list[str]) -> int:
    """Do what the first argument names; the rest go to pytest or the benchmark."""
    command, extra = (arguments or ["--help"])[0], arguments[1:]
    commands = {
        "demo": {"demo": ["-m", "luoshi", "read", EXAMPLE]},
        "test": {"tests": [*TESTS, *extra]},
        "lint": LINT,
        "check": {**LINT, "tests": [*TESTS, *extra]},
        "bench": {"benchmark": ["-m", "benchmarks", *extra]},
    }
    if command not in commands:
        print(f"dev.py: no command {command}\n{__doc__}" if not command.startswith("-") else __doc__)
        return 0 if command in {"-h", "--help"} else 2
    set_up()
    return run_all(commands[command])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
