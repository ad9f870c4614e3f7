"""How well reports are read, against rows written by hand: floors under the figures that the scorer prints.

The reference rows, the texts and the scorer stand beside the repository (``../shared``) and are no part of it; where
they are missing, these tests are skipped. ``tests/corpora/gold`` has rows of our own, without text; its README says
which reports serve development and which only check it.
"""

import importlib.util
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.annotations import read_annotations, worded
from luoshi.pages.lines import report_lines
from luoshi.pipeline import read_report
from luoshi.text.source import Source

OWN = Path(__file__).parent / "corpora" / "gold"
SHARED = Path(__file__).parents[2] / "shared"
SCORER = SHARED / "tools" / "score.py"
IS_MISSING = not (SCORER.is_file() and (SHARED / "corpus").is_dir() and (SHARED / "gold").is_dir())

needs_shared = pytest.mark.skipif(IS_MISSING, reason="reference texts and scorer (../shared) are not here")

REACHED = {
    "sentence.f1": 0.95,
    "sentence.span": 0.98,
    "measure.detect": 0.98,
    "measure.tuple": 0.94,
    "measure.full": 0.90,
    "measure.indicator": 0.95,
    "project.f1": 0.90,
    "project.stage": 0.95,
    "project.name": 0.95,
}
DEVELOPMENT = {
    "sentence.f1": 0.945,
    "sentence.span": 0.985,
    "measure.detect": 0.985,
    "measure.tuple": 0.92,
    "measure.full": 0.875,
    "measure.indicator": 0.935,
    "project.f1": 0.92,
    "project.stage": 0.98,
    "project.name": 0.95,
}
CHECK = {
    "sentence.f1": 0.935,
    "sentence.span": 0.99,
    "measure.detect": 0.985,
    "measure.tuple": 0.85,
    "measure.full": 0.80,
    "measure.indicator": 0.905,
    "project.f1": 0.82,
    "project.stage": 0.96,
    "project.name": 0.90,
}
LISTED = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<use>development|check) \|", re.MULTILINE)
USES = {found["name"]: found["use"] for found in LISTED.finditer((OWN / "README.md").read_text(encoding="utf-8"))}


@cache
def scorer() -> Callable[..., Any]:
    """The function ``score`` of the scorer, which takes gold rows and rows and returns figures and misses."""
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Callable[..., Any] = module.score
    return score


def text_of(name: str) -> str:
    """The text of the corpus that the offsets of annotated rows count in."""
    return (SHARED / "corpus" / f"{name}.txt").read_bytes().decode("utf-8")


def rows_of(name: str) -> list[dict[str, Any]]:
    """The rows of a text of the corpus, as the command prints them."""
    text = text_of(name)
    return [json.loads(line) for line in report_lines(read_report(Source(text), hint=f"{Path(name).name}.txt"))]


def annotated(folder: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Name and rows of every annotated report of a folder."""
    for path in sorted(folder.rglob("*.jsonl")):
        if not path.name.endswith(".links.jsonl"):
            name = path.relative_to(folder).with_suffix("").as_posix()
            yield name, read_annotations(path)


@cache
def pooled(folder: Path, use: str = "") -> dict[str, float]:
    """The figures of the reports of a folder, of one use if given, pooled over their counts."""
    total: dict[str, Any] = {}
    for name, gold in annotated(folder):
        if not use or USES[name] == use:
            figures, _ = scorer()([worded(row, text_of(name)) for row in gold], rows_of(name))
            total |= {key: total[key] + figure if key in total else figure for key, figure in figures.items()}
    return {key: round(figure.value, 4) for key, figure in total.items()}


@needs_shared
@pytest.mark.parametrize(("figure", "floor"), REACHED.items(), ids=list(REACHED))
def test_reference_reports(figure: str, floor: float) -> None:
    assert pooled(SHARED / "gold")[figure] >= floor


@needs_shared
@pytest.mark.parametrize(("figure", "floor"), DEVELOPMENT.items(), ids=list(DEVELOPMENT))
def test_reports_for_development(figure: str, floor: float) -> None:
    assert pooled(OWN, "development")[figure] >= floor


@needs_shared
@pytest.mark.parametrize(("figure", "floor"), CHECK.items(), ids=list(CHECK))
def test_reports_that_only_check(figure: str, floor: float) -> None:
    assert pooled(OWN, "check")[figure] >= floor


def test_the_readme_says_what_each_report_is_for() -> None:
    assert set(USES) == {name for name, _ in annotated(OWN)}
    assert set(USES.values()) == {"development", "check"}


@pytest.mark.parametrize("name", sorted(USES))
def test_annotations_lie_in_their_ranges_and_fit_the_rows(name: str) -> None:
    rows = dict(annotated(OWN))[name]
    ranges = [(row["start"], row["end"]) for row in rows if row["type"] == "range"]
    assert all(start < end for start, end in ranges)
    for row in rows:
        place = row.get("at", row["start"])
        assert row["type"] in ("range", "sentence", "measure", "project")
        assert row["start"] <= place < row["end"]
        assert any(start <= place < end for start, end in ranges)
