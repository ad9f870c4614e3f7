"""What a person would have to remember: sizes, names, sources, and that documents say what is there."""

import ast
import importlib
import json
import pkgutil
import re
import runpy
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import luoshi
from luoshi.cli.main import program
from luoshi.lexicon.load import table
from luoshi.pages.rows import COLUMNS
from luoshi.pages.words import Words

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "luoshi"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted(
    [*PACKAGE.rglob("*.py"), *(ROOT / "benchmarks").glob("*.py"), *(ROOT / "bundle").glob("*.py"), ROOT / "dev.py"]
)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TABLES = sorted((PACKAGE / "lexicon").glob("*.toml"))
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_README = 400, 50, 160
SHAPELESS = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc", "core", "base"}
GENERATED = {".git", ".venv", "__pycache__", "build", "dist"}
TEXTS = {".py", ".toml", ".md", ".txt", ".tsv", ".jsonl", ".cfg", ".yml", ".yaml", ".json", ".css", ".html", ""}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def ours() -> Iterator[Path]:
    """Every text file of the project, whether or not git knows it yet."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        is_generated = any(part in GENERATED or part.endswith((".egg-info", "_cache")) for part in parts)
        if path.is_file() and not is_generated and ".hypothesis" not in parts and path.suffix in TEXTS:
            yield path


@cache
def names_in_code() -> dict[str, set[str]]:
    """Classes with their fields and methods, and closed lists (Literal) with their values, of all modules."""
    names: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.ClassDef():
                    inside = names.setdefault(node.name, set())
                    inside |= {each.target.id for each in node.body if is_field(each)}  # type: ignore[attr-defined]
                    inside |= {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Subscript(value=ast.Name(id="Literal"))):
                    constants = (each for each in ast.walk(node.value) if isinstance(each, ast.Constant))
                    names.setdefault(name, set()).update(str(each.value) for each in constants)
    return names


def is_field(node: ast.stmt) -> bool:
    return isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=name_of)
def test_modules_are_short(path: Path) -> None:
    assert len(lines_of(path)) <= LONGEST_MODULE


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=name_of)
def test_functions_are_short(path: Path) -> None:
    functions = (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    )
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION]
    assert long == []


@pytest.mark.parametrize("path", [*MODULES, *TESTS, *(ROOT / "tests").rglob("*")], ids=name_of)
def test_names_say_what_is_inside(path: Path) -> None:
    assert set(re.split(r"[._]", path.name.lower())) & SHAPELESS == set()


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py"], ids=name_of)
def test_modules_begin_with_a_sentence(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_module_can_be_imported() -> None:
    for module in pkgutil.walk_packages(luoshi.__path__, "luoshi."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


@pytest.mark.parametrize("path", TABLES, ids=name_of)
def test_every_table_of_the_lexicon_cites_its_source(path: Path) -> None:
    assert table(path.stem)


def test_every_message_speaks_both_languages() -> None:
    for name, entries in table("messages").items():
        for key, entry in entries.items() if isinstance(entries, dict) else ():
            assert set(entry) == {"zh", "en"}, f"{name}.{key}"
            slots = [set(re.findall(r"\{(\w+)", entry[language])) for language in ("zh", "en")]
            assert slots[0] == slots[1], f"{name}.{key}"


def test_the_changelog_begins_with_this_version() -> None:
    first = next(line for line in lines_of(ROOT / "CHANGELOG.md") if line.startswith("## "))
    assert first.split()[1] == PYPROJECT["project"]["version"]


def test_the_readme_is_short_and_has_a_chinese_twin() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        assert len(lines_of(ROOT / name)) < LONGEST_README
    english, chinese = (ROOT / name for name in ("README.md", "README.zh-CN.md"))
    assert commands_in(english) == commands_in(chinese)
    assert chinese.name in english.read_text(encoding="utf-8")
    assert english.name in chinese.read_text(encoding="utf-8")


def commands_in(document: Path) -> list[str]:
    lines = (line.removeprefix("$ ").split(" # ")[0].rstrip() for line in lines_of(document))
    commands = [line for line in lines if re.match(r"python3 dev\.py |\S*luoshi |\S*pip ", line)]
    return [re.sub(r" --lang \w+", "", command) for command in commands]


def test_the_commands_of_dev_are_documented() -> None:
    dev = runpy.run_path(str(ROOT / "dev.py"))
    known = set(dev["commands"]([]))
    assert set(re.findall(r"python3 dev\.py (\w+)", dev["__doc__"])) == known
    in_documents = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    assert {name for name in known if f"dev.py {name}" not in in_documents} == set()


def test_every_command_and_option_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    group = program(Words("en"))
    for name, command in group.commands.items():
        assert f"luoshi {name}" in page
        options = [option for parameter in command.params for option in parameter.opts if option.startswith("-")]
        assert [option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", page)] == [], name


def glossary() -> Iterator[tuple[str, str]]:
    """English word and name in the code of every row."""
    for line in lines_of(ROOT / "docs" / "glossary.md"):
        if line.startswith("| ") and (names := re.findall(r"`([^`]+)`", line)):
            yield from ((line.split("|")[2].strip(), name) for name in names)


@pytest.mark.parametrize(("word", "name"), list(glossary()), ids=lambda each: str(each).replace('"', ""))
def test_the_glossary_names_what_exists(word: str, name: str) -> None:
    owner, _, inner = re.sub(r'[."]+', " ", name).partition(" ")
    assert owner in names_in_code(), f"{word}: no {owner}"
    assert not inner or inner.strip() in names_in_code()[owner], f"{word}: no {inner} in {owner}"


def test_every_public_class_is_in_the_glossary() -> None:
    named = {name for _, name in glossary()}
    records = {name for name in luoshi.__all__ if isinstance(getattr(luoshi, name), type) and "Error" not in name}
    assert records - named == set()


def test_the_rows_page_has_every_key_and_value() -> None:
    page = (ROOT / "docs" / "rows.md").read_text(encoding="utf-8")
    sections = {part.split("\n", 1)[0].strip(): part for part in page.split("\n## ")[1:]}
    assert set(sections) == set(COLUMNS)
    for row_type, columns in COLUMNS.items():
        assert [key for key in columns if key != "source" and f"`{key}`" not in sections[row_type]] == []
    for values in ("SentenceClass", "Aspect", "Comparator", "Stage", "Half", "Level", "Mode"):
        assert [value for value in names_in_code()[values] if f"`{value}`" not in page] == []


PATH = re.compile(
    r"`((?:src|tests|docs|benchmarks|examples|\.ci)(?:/[\w.\-\u4e00-\u9fff]+)+/?|[\w\-.]+\.(?:md|toml|txt|py))`"
)
LINK = re.compile(r"\]\((?!\w+:)([^)#]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_paths_in_documents_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    folders = [ROOT, document.parent, PACKAGE, PACKAGE / "lexicon"]
    missing = [name for name in PATH.findall(text) if not any((folder / name).exists() for folder in folders)]
    missing += [name for name in LINK.findall(text) if not (document.parent / name).exists()]
    assert missing == []


@pytest.mark.parametrize("path", [ROOT / name for name in ("constraints.txt", "pyproject.toml", "dev.py", ".ci/run")])
def test_no_address_decides_where_packages_come_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"(?:index|find|registry)[-_]?(?:url|links)|--index|--registry|trusted.host", text)


def test_no_registry_and_no_machine_is_named() -> None:
    forbidden = ("py" + "pi.org", "python" + "hosted", "/simp" + "le/", "/work" + "/", "/root" + "/", "/home" + "/")
    found = [
        f"{name_of(path)}: {word}"
        for path in ours()
        for word in forbidden
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert found == []


def test_constraints_pin_every_requirement() -> None:
    pins = dict(line.split(" ;")[0].split("==") for line in lines_of(ROOT / "constraints.txt"))
    project = PYPROJECT["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    names = {re.split(r"[<>=~!;\[ ]", each)[0].lower() for each in wanted} - {"luoshi"}
    assert names - set(pins) == set()


def test_lock_files_are_ignored() -> None:
    assert {"uv.lock", "pylock.toml", ".venv/"} <= set(lines_of(ROOT / ".gitignore"))


LONGEST_WORDING = 24
"""Characters from which the wording of an annotated row must be kept as offsets, or it copies the report."""


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "corpora" / "gold").rglob("*.jsonl")), ids=name_of)
def test_annotations_hold_no_text(path: Path) -> None:
    rows = [json.loads(line) for line in lines_of(path) if line]
    assert rows
    assert [row for row in rows if {"text", "sentence", "written"} & set(row)] == []
    words = [row[key] for row in rows for key in ("indicator", "name", "of", "action") if isinstance(row.get(key), str)]
    assert [each for each in words if len(each) >= LONGEST_WORDING] == []
