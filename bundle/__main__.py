"""Makes dist/luoshi-<version>-<python>-<platform>.zip, with all that an installation without internet needs.

The archive holds the wheels of the platform for this Python and this kind of machine, a pip to install them with, and
install.py. pip is fetched as a wheel too, because Debian's Python brings none and a closed network cannot add it.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import venv
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BESIDE = ("install.py", "README.txt", "说明.txt")
SOURCES = ("pyproject.toml", "README.md", "LICENSE", "src")
PYTHON_TAG = f"cp{sys.version_info.major}{sys.version_info.minor}"


def main() -> int:
    """Make the archive and say where it is; the exit status."""
    parser = argparse.ArgumentParser(prog="python3 dev.py bundle", description=__doc__.splitlines()[0])
    parser.add_argument("--extras", default="web", help="extras of pyproject.toml, with commas, such as web,postgres")
    parser.add_argument("--to", type=Path, default=ROOT / "dist", help="folder of the archive")
    chosen = parser.parse_args()
    try:
        archive = bundle(chosen.extras, chosen.to)
    except subprocess.CalledProcessError:
        print("bundle: pip could not fetch or build a wheel (see above)", file=sys.stderr)
        return 1
    print(f"{archive}: {archive.stat().st_size / 1e6:.0f} MB")
    return 0


def bundle(extras: str, folder: Path) -> Path:
    """The archive, made in ``folder``. Raises CalledProcessError where pip fails."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    name = f"luoshi-{version}-{PYTHON_TAG}-{platform()}"
    with tempfile.TemporaryDirectory(prefix="luoshi-bundle-") as temporary:
        content = Path(temporary) / name
        content.mkdir()
        make_wheels(Path(temporary), content / "wheels", extras)
        for each in BESIDE:
            shutil.copy(HERE / each, content)
        (content / "contents.json").write_text(json.dumps(contents(content, version, extras), indent=1) + "\n", "utf-8")
        folder.mkdir(parents=True, exist_ok=True)
        return pack(content, folder / f"{name}.zip")


def make_wheels(temporary: Path, wheels: Path, extras: str) -> None:
    """Fetch or build every wheel, from a copy of the sources: leftovers of older builds would go into the wheel."""
    sources = temporary / "sources"
    sources.mkdir()
    for name in SOURCES:
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, sources / name, ignore=shutil.ignore_patterns("*.egg-info", "__pycache__"))
        else:
            shutil.copy(origin, sources)
    venv.create(temporary / "venv", with_pip=True)
    python = temporary / "venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--wheel-dir", str(wheels)]
    wanted = ["--constraint", str(ROOT / "constraints.txt"), f"{sources}[{extras}]", "pip"]
    subprocess.run([*command, *wanted], check=True)


def contents(content: Path, version: str, extras: str) -> dict[str, object]:
    """What install.py has to know: for which Python and machine this is, and the digest of every wheel."""
    return {
        "version": version,
        "extras": extras,
        "python": list(sys.version_info[:2]),
        "platform": platform(),
        "wheels": {
            wheel.name: hashlib.sha256(wheel.read_bytes()).hexdigest()
            for wheel in sorted((content / "wheels").glob("*.whl"))
        },
    }


def platform() -> str:
    """The kind of machine, such as linux_x86_64."""
    return sysconfig.get_platform().replace("-", "_").replace(".", "_")


def pack(content: Path, archive: Path) -> Path:
    """Put the folder ``content`` into ``archive``; wheels are compressed already, so nothing is compressed again."""
    partial = archive.with_suffix(".part")
    with zipfile.ZipFile(partial, "w") as stream:
        for file in sorted(each for each in content.rglob("*") if each.is_file()):
            stream.write(file, file.relative_to(content.parent))
    partial.replace(archive)
    return archive


if __name__ == "__main__":
    sys.exit(main())
