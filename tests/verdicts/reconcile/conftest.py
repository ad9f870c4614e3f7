"""Reports about a made-up city, written as the lines of their two halves."""

from collections.abc import Callable

import pytest

from luoshi.document.fold import fold
from luoshi.ledger.resolver import entries
from luoshi.pipeline import read_report
from luoshi.text.source import Source
from luoshi.verdicts.model import Account

HALVES = {"回顾": "一、{last}年工作回顾", "计划": "二、{year}年工作安排"}


def written(text: str, year: int, *, place: str = "云川市") -> Account:
    """The report of ``year`` whose lines begin with 回顾： or 计划：."""
    lines = [f"{place}{year}年政府工作报告", "各位代表：现在，我把市人民政府一年来的工作报告给大会，请各位代表审议。"]
    for half, title in HALVES.items():
        said = [line.removeprefix(f"{half}：") for line in text.splitlines() if line.startswith(f"{half}：")]
        lines += [title.format(year=year, last=year - 1), *said]
    source = Source("\n".join(lines) + "\n", name=f"{place}-{year}.txt")
    report = read_report(source, hint=source.name)
    return Account(report.document, report.measures, report.projects, entries(report), fold(source.text))


@pytest.fixture
def account() -> Callable[..., Account]:
    return written
