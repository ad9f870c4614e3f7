"""Every case of tests/corpora/reconcile: two reports in, a line for each commitment out."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from luoshi.ledger.resolver import alike
from luoshi.pages.numbers import expression
from luoshi.pages.words import Words
from luoshi.statements.model import Measure
from luoshi.verdicts.model import Account, Reconciliation
from luoshi.verdicts.reconcile.passes import reconcile

CORPUS = Path(__file__).parents[2] / "corpora" / "reconcile"
CASE = re.compile(
    r"^## ([^\n]+)\n```earlier\n(.*?)```\n```later\n(.*?)```\n```links\n(.*?)```", re.MULTILINE | re.DOTALL
)


def cases() -> Iterator[object]:
    for path in sorted(CORPUS.glob("*.md")):
        for name, *blocks in CASE.findall(path.read_text(encoding="utf-8")):
            yield pytest.param(*blocks, id=f"{path.stem}: {name}")


def said(measure: Measure | None, report: Account) -> str:
    return str(expression(measure, report.document.source.text, Words("zh"))) if measure else "—"


def printed(found: Reconciliation) -> Iterator[str]:
    for link in found.links:
        answer = said(link.result, found.laters[link.later or 0])
        target = said(link.target, found.earlier)
        sum_ = f" 推算 {link.derivation.verdict} {link.derivation.working}" if link.derivation else ""
        yield f"{link.target.indicator} {target} → {answer} {link.verdict} {link.rule}{sum_}"
    for project in found.projects:
        mention = f"{project.result.name} {project.result.stage}" if project.result else "—"
        yield f"{project.target.name} {project.target.stage} → {mention} {project.verdict} {project.rule}"


@pytest.mark.parametrize(("earlier", "later", "links"), list(cases()))
def test_case(earlier: str, later: str, links: str, account: Callable[..., Account]) -> None:
    found = reconcile(account(earlier, 2023), [account(later, 2024)], alike=alike)
    assert "\n".join(printed(found)) == links.rstrip()


def test_there_are_cases_for_every_rule() -> None:
    told = "\n".join(path.read_text(encoding="utf-8") for path in CORPUS.glob("*.md"))
    rules = {"floor-reached", "floor-beyond", "floor-about", "ceiling-reached", "ceiling-about", "other-period"}
    rules |= {"other-terms", "part-of-it", "in-words", "no-answer", "stage-reached", "stage-not-reached"}
    rules |= {"promised-again", "promised-further", "not-named"}
    assert {rule for rule in rules if rule not in told} == set()
