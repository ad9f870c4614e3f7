"""Installs 落实 (luoshi) from this folder, without internet. 在没有互联网的机器上安装落实。

    python3 install.py             into the folder venv beside this file / 装到本目录下的 venv
    python3 install.py FOLDER      into another folder / 装到别的目录

Needs nothing but the Python that the bundle was made for. Running it again does no harm.
只需要制作安装包时所用的那个版本的 Python；重复运行没有坏处。
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"


def main(arguments: list[str]) -> int:
    """Install into the folder that the first argument names; the exit status."""
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        print(__doc__)
        return 0 if arguments[0] in ("-h", "--help") else 2
    target = Path(arguments[0]).resolve() if arguments else HERE / "venv"
    try:
        contents = json.loads((HERE / "contents.json").read_text("utf-8"))
    except OSError:
        return complain(["contents.json is missing; unpack the whole archive / 缺少 contents.json，请完整解压"])
    troubles = lacking(contents)
    return complain(troubles) if troubles else install(target, contents)


def complain(troubles: Iterable[str]) -> int:
    """Say what is missing, a line each; the exit status."""
    for trouble in troubles:
        print("install.py: {}".format(trouble), file=sys.stderr)
    return 1


def lacking(contents: dict[str, Any]) -> list[str]:
    """What keeps this machine or this folder from being installed on, as sentences; empty where nothing does."""
    wanted, found = tuple(contents["python"]), tuple(sys.version_info[:2])
    if wanted != found:
        text = "needs Python {}.{}, this is {}.{}; start it with python{}.{} / 需要 Python {}.{}"
        return [text.format(*wanted, *found, *wanted, *wanted)]
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    if platform != contents["platform"]:
        text = "made for {}, this machine is {} / 安装包与这台机器的类型不符"
        return [text.format(contents["platform"], platform)]
    return [trouble for name, digest in contents["wheels"].items() for trouble in faults(WHEELS / name, digest)]


def faults(wheel: Path, digest: str) -> Iterator[str]:
    """What is wrong with a wheel: missing, or not the bytes that were packed."""
    if not wheel.is_file():
        yield "missing: wheels/{} / 缺少文件".format(wheel.name)
    elif hashlib.sha256(wheel.read_bytes()).hexdigest() != digest:
        yield "damaged: wheels/{}; copy the archive again / 文件损坏，请重新复制".format(wheel.name)


def install(target: Path, contents: dict[str, Any]) -> int:
    """Make the venv where it is missing and install all wheels into it; the exit status."""
    python = target / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        print("{} …".format(target), flush=True)
        venv.create(target, with_pip=False, symlinks=os.name != "nt")
    (pip,) = WHEELS.glob("pip-*.whl")
    command = [str(python), str(pip / "pip"), "install", "--quiet", "--disable-pip-version-check", "--no-index"]
    command += ["--find-links", str(WHEELS), "--upgrade", "--upgrade-strategy", "eager"]
    command += ["luoshi[{extras}]=={version}".format(**contents)]
    if subprocess.call(command, env=without_pip_settings()) != 0:
        return complain(["pip could not install (see above) / 安装失败，原因见上"])
    program = python.with_name("luoshi.exe" if os.name == "nt" else "luoshi")
    print('luoshi {} 已安装 / installed.\n\n    "{}" serve'.format(contents["version"], program))
    return 0


def without_pip_settings() -> dict[str, str]:
    """The environment without what would make pip look elsewhere or pin otherwise."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("PIP_", "PYTHONPATH"))}
    return {**kept, "PIP_CONFIG_FILE": os.devnull}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
