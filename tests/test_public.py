"""The public face of luoshi: complete, documented, and quick to import."""

import dataclasses
import doctest
import inspect
import json
import re
import subprocess
import sys
import typing
from pathlib import Path

import pytest

import luoshi
from luoshi import hosting

ROOT = Path(__file__).parent.parent
API = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
HEAVY = {"click", "docx", "doc2docx", "duckdb", "lxml", "openpyxl", "pypdfium2", "rich", "trafilatura"}


def public(name: str) -> object:
    return getattr(luoshi, name)


def classes() -> list[type]:
    return [each for name in luoshi.__all__ if inspect.isclass(each := public(name))]


def fields(record: type) -> list[str]:
    return [field.name for field in dataclasses.fields(record)] if dataclasses.is_dataclass(record) else []


def types_in(annotation: object) -> set[type]:
    """The classes of luoshi that an annotation speaks of."""
    inside = {found for argument in typing.get_args(annotation) for found in types_in(argument)}
    is_ours = inspect.isclass(annotation) and annotation.__module__.startswith("luoshi.")
    return inside | ({annotation} if is_ours else set())  # type: ignore[arg-type]


def test_names_are_sorted_and_there() -> None:
    assert luoshi.__all__ == sorted(luoshi.__all__)
    assert dir(luoshi) == luoshi.__all__
    for name in luoshi.__all__:
        assert public(name) is not None


def test_no_other_name_is_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'reed'"):
        luoshi.reed  # type: ignore[attr-defined]  # noqa: B018


def test_star_import_gives_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from luoshi import *", names)
    assert set(luoshi.__all__) <= set(names)


def test_every_type_one_can_reach_is_public() -> None:
    reached: set[type] = set()
    waiting = [luoshi.Report, luoshi.Source]
    while waiting:
        record = waiting.pop()
        if record not in reached:
            reached.add(record)
            for annotation in typing.get_type_hints(record).values():
                waiting += types_in(annotation)
    assert {record.__name__ for record in reached} <= set(luoshi.__all__)


@pytest.mark.parametrize("name", luoshi.__all__)
def test_every_name_is_documented(name: str) -> None:
    each = public(name)
    assert inspect.getdoc(each)
    assert f"| `{name}`" in API or f"| `{name}(" in API


@pytest.mark.parametrize("record", [each for each in classes() if fields(each)], ids=lambda each: each.__name__)
def test_every_field_is_documented(record: type) -> None:
    line = next(line for line in API.splitlines() if line.startswith(f"| `{record.__name__}`"))
    assert [name for name in fields(record) if f"`{name}`" not in line] == []


@pytest.mark.parametrize("name", ["read", "read_report", "rows"])
def test_signatures_are_as_documented(name: str) -> None:
    documented = API.split(f"| `{name}(", 1)[1].split(")`", 1)[0]
    parameters = inspect.signature(public(name)).parameters.values()  # type: ignore[arg-type]
    stripped = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in parameters]
    assert str(inspect.Signature(stripped)) == f"({documented})"


@pytest.mark.parametrize("record", [each for each in classes() if fields(each)], ids=lambda each: each.__name__)
def test_records_cannot_be_changed(record: type) -> None:
    assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_the_examples_of_the_documentation_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "docs" / "api.md"), module_relative=False, encoding="utf-8")
    assert tried > 5
    assert failed == 0


def test_importing_loads_no_other_library() -> None:
    program = "import json, sys, luoshi; print(json.dumps([name.partition('.')[0] for name in sys.modules]))"
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert set(json.loads(printed)) & HEAVY == set()


def test_reading_text_loads_no_other_library() -> None:
    program = "import json, sys, luoshi; luoshi.read_report(luoshi.Source('全市实现税收9亿元。')); print(*sys.modules)"
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert {name.partition(".")[0] for name in printed.split()} & HEAVY == set()


def test_a_read_report_knows_its_origin(tmp_path: Path) -> None:
    path = tmp_path / "云川市-2024.txt"
    path.write_text("一、2024年重点工作\n新增养老床位1500张以上。\n", encoding="utf-8")
    source = luoshi.read(path, url="https://yunchuan.example/report", retrieved="2024-02-01").document.source
    assert (source.name, source.url, source.retrieved) == (path.name, "https://yunchuan.example/report", "2024-02-01")


def test_what_the_file_name_decides_is_recorded(tmp_path: Path) -> None:
    path = tmp_path / "易县-2019.txt"
    path.write_text("新增养老床位1500张以上。\n", encoding="utf-8")
    front = luoshi.read(path).document.front
    assert front.place is not None
    assert (front.place.name[-2:], front.year) == ("易县", 2019)
    assert {"place: hint", "year: hint"} <= set(front.evidence)


def test_trouble_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(luoshi.SourceError) as caught:
        luoshi.read(tmp_path / "没有.txt")
    assert "没有.txt" in str(caught.value)
    assert isinstance(caught.value, luoshi.LuoshiError)


def test_names_for_hosts_are_documented_and_sorted() -> None:
    section = API.partition("## Hosting many reports")[2]
    documented = {
        name for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE) for name in re.findall(r"`(\w+)`", row)
    }
    assert documented == set(hosting.__all__)
    assert all(hasattr(hosting, name) for name in hosting.__all__)
