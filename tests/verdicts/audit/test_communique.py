"""A report and the statistical communiqué of the same place and year are held against each other."""

from luoshi.document.fold import fold
from luoshi.ledger.resolver import entries
from luoshi.pipeline import read_report
from luoshi.text.source import Source
from luoshi.verdicts.audit.auditor import audit
from luoshi.verdicts.audit.evidence import Paper

REPORT = """云川市2024年政府工作报告

一、2023年工作回顾
一般公共预算收入106.4亿元，增长6.2%。

二、2024年重点工作
全力做好各项工作。
"""
COMMUNIQUE = """云川市2023年国民经济和社会发展统计公报

一、财政
全年一般公共预算收入{revenue}亿元，比上年增长6.2%。
"""


def paper(name: str, text: str) -> Paper:
    report = read_report(Source(text, name=name), hint=name)
    return Paper(report, entries(report), fold(text))


def workings(revenue: str) -> list[str]:
    communique = COMMUNIQUE.format(revenue=revenue)
    papers = [paper("云川市-2024.txt", REPORT), paper("云川市统计公报-2023.txt", communique)]
    return [f"{finding.code} {finding.working}" for finding in audit(papers)]


def test_another_figure_in_the_communique_needs_explanation() -> None:
    assert workings("160.4") == ["TWC01 106.4亿元 ≠ 160.4亿元"]


def test_the_same_figure_with_more_digits_does_not() -> None:
    assert workings("106.38") == []


def test_the_order_of_papers_does_not_matter() -> None:
    communique = paper("云川市统计公报-2023.txt", COMMUNIQUE.format(revenue="160.4"))
    report = paper("云川市-2024.txt", REPORT)
    found = [{finding.code for finding in audit(papers)} for papers in ([report, communique], [communique, report])]
    assert found[0] == found[1] == {"TWC01"}
