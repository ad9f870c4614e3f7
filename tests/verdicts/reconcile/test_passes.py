"""What a whole reconciliation promises: nothing is dropped, reports must go together, candidates are no verdicts."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from luoshi.ledger.resolver import alike
from luoshi.lexicon.load import table
from luoshi.pages.reconciliation import reconciliation_page, reconciliation_rows
from luoshi.pages.words import Words
from luoshi.values.troubles import LuoshiError
from luoshi.verdicts.model import Account
from luoshi.verdicts.reconcile.passes import reconcile

Writer = Callable[..., Account]
PLAN = """计划：地区生产总值增长6%以上，新建公园40个，建成云川大剧院。
计划：办好第三届云川旅游发展大会。
计划：规范小区物业服务。"""
LATER = """回顾：全市地区生产总值增长6.2%，新建公园32个，云川大剧院建成开放。
回顾：成功举办第三届云川旅游发展大会。"""


def test_every_target_project_and_commitment_has_a_row(account: Writer) -> None:
    earlier = account(PLAN, 2023)
    found = reconcile(earlier, [account("回顾：一切都好。", 2024)], alike=alike)
    assert [link.target for link in found.links] == [each for each in earlier.measures if each.mode == "target"]
    assert [link.target for link in found.projects] == [each for each in earlier.projects if each.mode == "target"]
    told = {link.target.sentence for link in (*found.links, *found.projects)}
    commitments = [n for n, each in enumerate(earlier.document.sentences) if each.sentence_class == "commitment"]
    assert len(found.open) == len([number for number in commitments if number not in told]) == 2
    assert {link.verdict for link in found.links} == {"unreported"}


def test_candidates_are_ranked_and_have_no_verdict(account: Writer) -> None:
    found = reconcile(account(PLAN, 2023), [account(LATER, 2024)], alike=alike)
    page = reconciliation_page(found, Words("zh"))
    first, second = page.open
    assert [each.text for each in first.candidates] == ["成功举办第三届云川旅游发展大会。"]
    assert first.verdict is None
    assert second.candidates == ()


def test_distance_says_what_is_missing(account: Writer) -> None:
    found = reconcile(account(PLAN, 2023), [account(LATER, 2024)], alike=alike)
    english, chinese = (reconciliation_page(found, Words(language)) for language in ("en", "zh"))
    assert [line.distance for line in english.targets] == ["6.2% against 6%以上", "8个 short of 40个"]
    assert [line.distance for line in chinese.targets] == ["6.2%，目标6%以上", "比目标40个少8个"]
    assert found.links[1].distance is not None
    assert found.links[1].distance.gap == Decimal(-8)


def test_rows_carry_rule_version_and_both_sentences(account: Writer) -> None:
    found = reconcile(account(PLAN, 2023), [account(LATER, 2024)], alike=alike)
    head, *rows = reconciliation_rows(found)
    assert head["laters"][0]["year"] == 2024
    assert [row["type"] for row in rows] == ["link", "link", "project_link", "candidate", "candidate"]
    link = rows[1]
    assert (link["verdict"], link["rule"], link["version"]) == ("missed", "floor-reached", found.version)
    assert link["sentence"].startswith("地区生产总值增长6%以上")
    assert link["result_sentence"].startswith("全市地区生产总值增长6.2%")
    assert "derived" not in link


def test_derived_answers_stand_beside_the_plain_verdict(account: Writer) -> None:
    earlier = account("回顾：高新技术企业达到540家。\n计划：新增高新技术企业90家。", 2023)
    found = reconcile(earlier, [account("回顾：高新技术企业达到640家。", 2024)], alike=alike)
    row = list(reconciliation_rows(found))[1]
    assert row["verdict"] == "not comparable"
    assert (row["derived"]["verdict"], row["derived"]["value"]) == ("met", "100")
    assert row["derived"]["figures"] == [
        {"later": 0, "at": found.laters[0].measures[0].at},
        {"later": None, "at": earlier.measures[0].at},
    ]


def test_the_first_later_report_that_speaks_of_the_year_answers(account: Writer) -> None:
    laters = [account("回顾：新建公园50个。", 2025), account("回顾：新建公园32个。", 2024)]
    found = reconcile(account("计划：新建公园40个。", 2023), laters, alike=alike)
    assert [later.document.front.year for later in found.laters] == [2024, 2025]
    assert (found.links[0].later, found.links[0].verdict) == (0, "missed")


def test_a_missing_year_is_noted(account: Writer) -> None:
    found = reconcile(account(PLAN, 2023), [account(LATER, 2026)], alike=alike)
    assert reconciliation_page(found, Words("zh")).notes == (
        "没有2024年的报告，2023年的目标只能从更晚的报告里找答案。",
    )


@pytest.mark.parametrize(
    ("year", "place", "key"),
    [
        (2023, "云川市", "reconcile.equal_years"),
        (2022, "云川市", "reconcile.reversed_years"),
        (2024, "金桐市", "reconcile.places"),
    ],
)
def test_reports_must_go_together(account: Writer, year: int, place: str, key: str) -> None:
    with pytest.raises(LuoshiError) as raised:
        reconcile(account(PLAN, 2023), [account(LATER, year, place=place)], alike=alike)
    assert raised.value.key == key


def test_an_empty_plan_is_refused(account: Writer) -> None:
    with pytest.raises(LuoshiError) as raised:
        reconcile(account("回顾：新建公园32个。", 2023), [account(LATER, 2024)], alike=alike)
    assert raised.value.key == "reconcile.empty_plan"


def test_every_rule_is_told_on_its_page_and_in_messages() -> None:
    told = (Path(__file__).parents[3] / "docs" / "reconcile.md").read_text(encoding="utf-8")
    rules = set(table("messages")["reconcile_rule"])
    assert set(re.findall(r"^\|[^|]*\| `([a-z-]+)` \|", told, re.MULTILINE)) == rules
