#!/usr/bin/env python3
"""Sets up and runs the project. Needs nothing but Python 3.11 or newer.

    python3 dev.py demo     read a report of a made-up city, then open the board on its three years (Ctrl-C ends it)
    python3 dev.py test     run the tests; further arguments go to pytest
    python3 dev.py lint     formatting, lint, types, import contracts
    python3 dev.py check    lint and test: exactly what CI runs
    python3 dev.py bench    measure speed and memory; further arguments go to the benchmark
    python3 dev.py bundle   pack all that a machine without internet needs into dist/; --extras web,postgres

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
EXAMPLE = "examples/云川市2024年政府工作报告.txt"


def state() -> str:
    """A digest of all that decides what is installed: when it changes, the installation is out of date."""
    digest = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def run(*command: object) -> int:
    """Run a command in the project's folder and return its exit status; Ctrl-C is the command's to obey."""
    with subprocess.Popen([str(part) for part in command], cwd=ROOT) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:
                continue


def succeeds(*command: object) -> bool:
    """Whether a command ends with status 0; what it prints is not shown."""
    return subprocess.run([str(part) for part in command], capture_output=True, check=False).returncode == 0


def has_fitting_python() -> bool:
    """Whether .venv holds an interpreter that starts and is of the version that runs this script."""
    probe = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return PYTHON.exists() and succeeds(PYTHON, "-c", probe)


def make_venv(*options: str) -> None:
    """Make .venv, or say what the machine lacks for that."""
    if run(sys.executable, "-m", "venv", *options, VENV) == 0:
        return
    sys.exit(
        "dev.py: could not make .venv with this Python's venv module (see above).\n"
        "On Debian and Ubuntu install it with: apt install python3-venv"
    )


def install() -> None:
    """Install the project and its tools into .venv, by uv where that is found and works, else by pip."""
    uv = shutil.which("uv")
    if not has_fitting_python():
        make_venv("--clear", *(["--without-pip"] if uv else []))
    if uv and run(uv, "pip", *INSTALL, "--python", PYTHON) == 0:
        return
    if uv:
        print("dev.py: uv could not install; trying pip …", file=sys.stderr, flush=True)
    if not succeeds(PYTHON, "-m", "pip", "--version"):
        make_venv()
    if run(PYTHON, "-m", "pip", "--disable-pip-version-check", *INSTALL) != 0:
        sys.exit("dev.py: the installation failed (see above). Is a package index or a folder of wheels in reach?")


def set_up() -> None:
    """Install into .venv, unless that is done already for this Python, this folder and these requirements."""
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == state():
        return
    print("dev.py: installing into .venv (the first run takes about half a minute) …", file=sys.stderr, flush=True)
    STAMP.unlink(missing_ok=True)
    install()
    STAMP.write_text(state(), "utf-8")


def run_all(steps: dict[str, list[str]]) -> int:
    """Run every step in the project's Python, name those that failed, and return 1 if any did."""
    failed = [name for name, arguments in steps.items() if run(PYTHON, *arguments) != 0]
    if failed:
        print(f"dev.py: failed: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


def commands(extra: list[str]) -> dict[str, dict[str, list[str]]]:
    """The steps of each command, by name; ``extra`` goes to pytest, the benchmark or the bundle."""
    tests = {"tests": ["-m", "pytest", *extra]}
    board = ["-m", "luoshi", "serve", "--demo", "--data", ".demo"]
    board += [] if sys.stdout.isatty() else ["--once"]
    return {
        "demo": {"reading": ["-m", "luoshi", "read", EXAMPLE], "board": board},
        "test": tests,
        "lint": LINT,
        "check": {**LINT, **tests},
        "bench": {"benchmark": ["-m", "benchmarks", *extra]},
        "bundle": {"bundle": ["-m", "bundle", *extra]},
    }


def main(arguments: list[str]) -> int:
    """Do what the first argument names."""
    command, extra = (arguments or ["--help"])[0], arguments[1:]
    if command not in commands(extra):
        print(f"dev.py: no command {command}\n{__doc__}" if not command.startswith("-") else __doc__)
        return 0 if command in {"-h", "--help"} else 2
    set_up()
    return run_all(commands(extra)[command])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
