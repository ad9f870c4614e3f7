"""Measures of the sentences in tests/corpora/measures: text in, one printed line a row out.

A case is a heading, what it says about itself (``todo:`` why it is not yet read so, ``not:`` patterns that must make no
row of it), a ``review`` or ``plan`` block with the text, and a ``rows`` block with what is printed.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from luoshi.lexicon.load import table
from luoshi.pipeline import Report, read_report
from luoshi.statements.model import Measure
from luoshi.text.source import Source

FOLDER = Path(__file__).parents[1] / "corpora" / "measures"
HEADS = {
    "review": "云川市2024年政府工作报告\n一、2023年工作回顾\n",
    "plan": "云川市2024年政府工作报告\n二、2024年工作安排\n",
}
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n(?P<notes>(?:(?:todo|not): [^\n]+\n)*)\n?"
    r"```(?P<half>review|plan)\n(?P<text>.*?)\n```\n\n```rows\n(?P<rows>.*?)```$",
    re.MULTILINE | re.DOTALL,
)
MAGNITUDES = (("亿", Decimal(10**8)), ("万", Decimal(10**4)))


@dataclass(frozen=True)
class Case:
    """A text of one half of a report, and what is printed of it."""

    name: str
    half: str
    text: str
    rows: str
    todo: str
    refused: frozenset[str]

    @property
    def report(self) -> Report:
        return read(HEADS[self.half] + self.text + "\n")

    @property
    def patterns(self) -> set[str]:
        return {measure.pattern.removesuffix("-each") for measure in self.report.measures}


@cache
def read(text: str) -> Report:
    return read_report(Source(text))


def cases(path: Path) -> list[Case]:
    return [
        Case(
            name=f"{path.stem}: {found['title']}",
            half=found["half"],
            text=found["text"],
            rows=found["rows"],
            todo="".join(re.findall(r"^todo: (.+)$", found["notes"], re.MULTILINE)),
            refused=frozenset(name for line in re.findall(r"not: (.+)", found["notes"]) for name in line.split()),
        )
        for found in CASE.finditer(path.read_text(encoding="utf-8"))
    ]


FILES = sorted(FOLDER.glob("*.md"))
CASES = [case for path in FILES for case in cases(path)]
PATTERNS = {name for family in table("patterns")["family"].values() for name in family}


def printed(report: Report) -> str:
    """A line for every figure in text order, then one for every numeral that was not read."""
    text = report.document.source.text
    lines = [line(measure, text) for measure in report.measures]
    lines += [f"unread [{text[each.start : each.end]}]" for each in report.unread]
    return "".join(f"{each}\n" for each in lines)


def line(measure: Measure, text: str) -> str:
    """``[6%至7%] target 地区生产总值 growth = 6..7 % 2024``, then ``from= of= action= per=`` where they apply."""
    upper = f"..{amount(measure.to)}" if measure.to is not None else ""
    extras: dict[str, Any] = {
        "from": None if measure.origin is None else amount(measure.origin),
        "of": measure.of,
        "action": measure.action if measure.aspect == "output" else None,
        "per": measure.per,
    }
    words = (
        f"[{text[measure.start : measure.end]}]",
        *(measure.mode, measure.indicator, measure.aspect, measure.comparator),
        *(amount(measure.value) + upper, measure.unit or "-", measure.period),
        *(f"{key}={value}" for key, value in extras.items() if value is not None),
    )
    return " ".join(words)


def amount(value: Decimal) -> str:
    """An exact number with its magnitude word: ``1286.4亿``, ``1.2万``, ``-0.6``."""
    word, factor = next(((word, factor) for word, factor in MAGNITUDES if abs(value) >= factor), ("", Decimal(1)))
    return f"{(value / factor).normalize():f}{word}"


def todo(case: Case) -> Any:
    marks = pytest.mark.xfail(reason=case.todo, strict=True) if case.todo else ()
    return pytest.param(case, marks=marks, id=case.name)


@pytest.mark.parametrize("case", [todo(case) for case in CASES])
def test_case(case: Case) -> None:
    assert printed(case.report) == case.rows


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in CASES if case.refused])
def test_what_only_looks_like_a_pattern_is_not_made_by_it(case: Case) -> None:
    assert case.refused <= PATTERNS
    assert case.patterns & case.refused == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_heading_of_a_corpus_is_a_case(path: Path) -> None:
    headings = [each for each in path.read_text(encoding="utf-8").splitlines() if each.startswith("## ")]
    assert len(headings) == len(cases(path))
    assert len(set(headings)) == len(headings)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_corpus_has_sentences_that_refuse(path: Path) -> None:
    assert any(case.refused or not case.rows for case in cases(path))


@pytest.mark.parametrize("pattern", sorted(PATTERNS))
def test_every_pattern_has_sentences_that_it_reads_and_refuses(pattern: str) -> None:
    assert any(pattern in case.patterns for case in CASES if not case.todo)
    assert any(pattern in case.refused for case in CASES)
