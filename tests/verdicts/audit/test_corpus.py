"""Every rule finds what its corpus says, and nothing in the negative cases; its page says what its module says."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pytest

from luoshi.document.fold import fold
from luoshi.ledger.resolver import entries
from luoshi.pages.words import Words
from luoshi.pipeline import read_report
from luoshi.text.source import Source
from luoshi.verdicts.audit.auditor import RULES, audit
from luoshi.verdicts.audit.evidence import Paper
from luoshi.verdicts.audit.model import Finding, Rule

ROOT = Path(__file__).parents[3]
CORPORA = ROOT / "tests" / "corpora" / "audit"
PAGES = ROOT / "docs" / "audit"
CASE = re.compile(
    r"^## (?P<title>.+)\n(?P<texts>(?:```text \d{4}\n(?:.*\n)*?```\n)+)```findings\n(?P<findings>(?:.*\n)*?)```",
    re.MULTILINE,
)
TEXT = re.compile(r"```text (?P<year>\d{4})\n(?P<text>(?:.*\n)*?)```")
REPORT = (
    "云川市{year}年政府工作报告\n\n一、{past}年工作回顾\n{review}\n\n二、{year}年重点工作\n{plan}\n全力做好各项工作。\n"
)
FIELDS = ("Checks", "Matters", "Example", "Tolerance", "Silent when")


@dataclass(frozen=True)
class Case:
    """Reports by year and the workings that the rule must give for them."""

    rule: Rule
    title: str
    texts: dict[int, str]
    workings: list[str]


def corpus(rule: Rule) -> Iterator[Case]:
    text = (CORPORA / f"{rule.name}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {rule.code} {rule.name}\n")
    for match in CASE.finditer(text):
        texts = {int(each["year"]): each["text"] for each in TEXT.finditer(match["texts"])}
        yield Case(rule, match["title"], texts, match["findings"].splitlines())


CASES = [case for rule in RULES for case in corpus(rule)]


def paper(year: int, text: str) -> Paper:
    lines = text.splitlines()
    plan = [line.removeprefix("计划：") for line in lines if line.startswith("计划：")]
    review = [line for line in lines if not line.startswith("计划：")]
    whole = REPORT.format(year=year, past=year - 1, review="\n".join(review), plan="\n".join(plan))
    report = read_report(Source(whole, name=f"云川市-{year}.txt"), hint=f"云川市-{year}.txt")
    return Paper(report, entries(report), fold(whole))


def found(case: Case) -> tuple[Finding, ...]:
    return audit([paper(year, text) for year, text in case.texts.items()])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule.code} {case.title}")
def test_the_rule_finds_what_the_corpus_says(case: Case) -> None:
    findings = found(case)
    assert [each.working for each in findings if each.code == case.rule.code] == case.workings
    if not case.workings:
        assert findings == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_corpus_has_positive_and_negative_cases(rule: Rule) -> None:
    text = (CORPORA / f"{rule.name}.md").read_text(encoding="utf-8")
    cases = [case for case in CASES if case.rule is rule]
    assert len(cases) == text.count("\n## ")
    assert any(case.workings for case in cases)
    assert sum(not case.workings for case in cases) >= 2


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.workings], ids=lambda case: f"{case.rule.code} {case.title}"
)
def test_exhibits_are_slices_of_the_texts(case: Case) -> None:
    papers = [paper(year, text) for year, text in case.texts.items()]
    for finding in audit(papers):
        assert finding.exhibits
        for exhibit in finding.exhibits:
            document = papers[exhibit.report].reading.document
            sentence = document.sentences[exhibit.sentence]
            assert sentence.start <= exhibit.start < exhibit.end <= sentence.end
            assert re.search(r"[\d一二三四五六七八九十《]", document.source.text[exhibit.start : exhibit.end])


def test_the_tuple_holds_every_file_once() -> None:
    folder = ROOT / "src" / "luoshi" / "verdicts" / "audit" / "rules"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert {rule.check.__module__.rpartition(".")[2] for rule in RULES} == files
    assert {rule.name.replace("-", "_") for rule in RULES} == files
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert {path.stem for path in CORPORA.glob("*.md")} == {rule.name for rule in RULES}
    assert {path.stem for path in PAGES.glob("*.md")} == {rule.name for rule in RULES} | {"index"}


def page(rule: Rule) -> str:
    """The documentation of a rule: its module's docstring, under headings, with the first case of its corpus."""
    opening, _, fields = (import_module(rule.check.__module__).__doc__ or "").partition("\n\n")
    said = dict(line.split(": ", 1) for line in fields.splitlines())
    assert tuple(said) == FIELDS
    case = next(case for case in CASES if case.rule is rule and case.workings)
    texts = "".join(f"```text\n{text}```\n" for text in case.texts.values())
    parts = [f"# {rule.code} {rule.name}", f"{Words('zh')(f'audit_rule.{rule.code}')}。{opening}"]
    parts += [f"## {name}\n{said[name][0].upper()}{said[name][1:]}" for name in FIELDS]
    parts += [f"## A run\n{texts}```text\n{chr(10).join(case.workings)}\n```"]
    return "\n\n".join(parts) + "\n"


def index() -> str:
    lines = [
        f"| {rule.code} | [{rule.name}]({rule.name}.md) | {Words('zh')(f'audit_rule.{rule.code}')} |" for rule in RULES
    ]
    return "\n".join([INDEX, *lines]) + "\n"


INDEX = """# Audit rules

`luoshi audit` checks the figures of reports against each other. Every figure is an interval, by its written digits and
its bound (`5%左右`, `100亿元以上`); a rule is silent where intervals overlap. A finding *needs explanation* (需要说明):
it shows its arithmetic, its sentences and what may innocently explain it, and does not say that a figure is wrong.
Each rule is one file in `src/luoshi/verdicts/audit/rules/` and one corpus in `tests/corpora/audit/`; these pages are
made of both (`LUOSHI_UPDATE=1` before pytest writes them anew). `benchmarks/planted.py` changes digits in the text of
real reports and counts how many of the changes that break an identity the audit finds.

| rule | name | what needs explanation |
| --- | --- | --- |"""


@pytest.mark.parametrize("rule", [*RULES, None], ids=lambda rule: rule.code if rule else "index")
def test_pages_say_what_the_modules_say(rule: Rule | None) -> None:
    path = PAGES / (f"{rule.name}.md" if rule else "index.md")
    text = page(rule) if rule else index()
    if os.environ.get("LUOSHI_UPDATE"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
