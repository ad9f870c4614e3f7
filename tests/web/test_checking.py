"""Checking a report: decisions are events, they survive reading again, and publishing shows them."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html

from luoshi_web.actions.reading import read_again, read_all
from luoshi_web.models import Commitment, Correction, Report
from luoshi_web.models.log import AppendOnlyError

ClientOf = Callable[[str | None], Client]
TEXT = """政府工作报告
——2031年1月10日在云川市人民代表大会上

一、2030年工作回顾
新建公园12个，改造老旧小区30个。云川北岸码头建成投用。

二、2031年主要目标
主要预期目标是：地区生产总值增长5%以上；新建公园15个。建成云川南岸码头。
"""


@pytest.fixture
def report(client_of: ClientOf) -> Report:
    client_of("editor").post(reverse("upload"), {"files": [SimpleUploadedFile("云川市2031.txt", TEXT.encode())]})
    assert read_all() == 1
    return Report.objects.latest("pk")


def decide(client: Client, report: Report, row: str, at: int, action: str, **fields: str) -> int:
    address = reverse("decide", args=[report.pk])
    values = {"row": row, "at": at, "decision": action, **fields}
    return client.post(address, values, headers={"accept": "application/json"}).status_code


def parks(report: Report) -> int:
    return TEXT.index("15个")


def test_the_doubtful_come_first(client_of: ClientOf) -> None:
    report = Report.objects.get(year=2024)
    page = html.fromstring(client_of("editor").get(reverse("checking", args=[report.pk])).content.decode())
    rows = page.xpath("//ol[@id='rows']/li")
    doubtful = ["doubtful" in row.get("class").split() for row in rows]
    assert any(doubtful)
    assert doubtful == sorted(doubtful, reverse=True)
    assert len(rows) > report.measures.count() + report.projects.count()


def test_an_accepted_row_is_recorded(client_of: ClientOf, report: Report) -> None:
    assert decide(client_of("editor"), report, "measure", parks(report), "accept") == 200
    event = Correction.objects.get(sha256=report.sha256)
    assert (event.action, event.row, event.at, str(event.actor)) == ("accept", "measure", parks(report), "editor")


def test_a_correction_survives_reading_again(client_of: ClientOf, report: Report) -> None:
    assert (
        decide(client_of("editor"), report, "measure", parks(report), "correct", value="16", indicator="社区公园")
        == 200
    )
    for _ in range(2):
        read_again(report)
        row = report.measures.get(at=parks(report))
        assert (row.value, row.indicator, row.status) == ("16", "社区公园", "corrected")
    publish(client_of, report)
    assert Commitment.objects.get(key=f"{report.slug}-m{parks(report)}").title == "新建社区公园"


def test_a_rejected_row_is_gone_from_the_public(client_of: ClientOf, report: Report) -> None:
    assert decide(client_of("editor"), report, "measure", parks(report), "reject") == 200
    publish(client_of, report)
    assert not report.measures.filter(at=parks(report)).exists()
    page = client_of("editor").get(reverse("checking", args=[report.pk])).content.decode()
    assert "is-rejected" in page


def test_a_missed_row_can_be_added(client_of: ClientOf, report: Report) -> None:
    at = TEXT.index("南岸码头")
    fields = {"text": "南岸码头", "name": "云川南岸码头二期", "mode": "target", "stage": "start", "period": "2031"}
    assert decide(client_of("editor"), report, "project", at, "add", **fields) == 200
    publish(client_of, report)
    row = report.projects.get(start=at)
    assert (row.name, row.status, TEXT[row.start : row.end]) == ("云川南岸码头二期", "added", "南岸码头")
    assert client_of(None).get(f"/commitments/{report.slug}-p{at}/").status_code == 200


@pytest.mark.parametrize(
    ("row", "at", "action", "fields"),
    [
        ("measure", 3, "accept", {}),
        ("measure", "x", "accept", {}),
        ("paragraph", 3, "accept", {}),
        ("measure", None, "destroy", {}),
        ("measure", None, "correct", {"value": "many"}),
        ("measure", None, "correct", {"value": "NaN"}),
        ("measure", None, "correct", {"value": "1e99"}),
        ("measure", None, "correct", {"aspect": "mood"}),
        ("measure", None, "correct", {"period": "soon"}),
        ("measure", None, "correct", {"indicator": " "}),
        ("project", 3, "add", {"text": "别的文字", "name": "甲", "mode": "target", "stage": "start", "period": "2031"}),
        ("project", 3, "add", {"text": "", "name": "甲", "mode": "target", "stage": "start", "period": "2031"}),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    row: str, at: object, action: str, fields: dict[str, str], client_of: ClientOf, report: Report
) -> None:
    offset = parks(report) if at is None else at
    assert decide(client_of("editor"), report, row, offset, action, **fields) == 400  # type: ignore[arg-type]
    assert not Correction.objects.filter(sha256=report.sha256).exists()


def test_without_script_a_form_goes_back_to_the_page(client_of: ClientOf, report: Report) -> None:
    page = client_of("editor").get(reverse("row", args=[report.pk, "measure", parks(report)])).content.decode()
    form = html.fromstring(page).xpath("//main//form[@method='post']")[0]
    values = {name: value or "" for name, value in form.form_values()} | {"decision": "correct", "value": "17"}
    answer = client_of("editor").post(form.action, values)
    assert answer.status_code == 302
    event = Correction.objects.get(sha256=report.sha256)
    assert event.fields["value"] == "17"
    assert event.before["value"] == "15"


def test_place_and_year_can_be_set(client_of: ClientOf, report: Report) -> None:
    client_of("editor").post(reverse("front", args=[report.pk]), {"place": "云川市石桥县", "year": "2032"})
    report.refresh_from_db()
    assert (str(report.place), report.year) == ("云川市石桥县", 2032)
    client_of("editor").post(reverse("front", args=[report.pk]), {"place": "a/b", "year": "2032"})
    client_of("editor").post(reverse("front", args=[report.pk]), {"checked": "1"})
    report.refresh_from_db()
    assert (str(report.place), report.state) == ("云川市石桥县", "checked")


def test_events_are_never_changed(client_of: ClientOf, report: Report) -> None:
    decide(client_of("editor"), report, "measure", parks(report), "accept")
    event = Correction.objects.get(sha256=report.sha256)
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        event.delete()


def publish(client_of: ClientOf, report: Report) -> None:
    answer = client_of("publisher").post(reverse("publish", args=[report.pk]))
    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.state == Report.State.PUBLISHED


def test_publishing_answers_the_year_before(client_of: ClientOf, report: Report) -> None:
    publish(client_of, report)
    answered = Commitment.objects.filter(year=2026).exclude(outcome__in=("awaiting", "unjudged"))
    assert answered.count() > 10
    assert all(each.verdicts.exists() for each in answered)
    assert set(Commitment.objects.filter(year=2031, kind="figure").values_list("outcome", flat=True)) == {"awaiting"}


def test_a_verdict_that_changes_keeps_its_history(client_of: ClientOf) -> None:
    later = Report.objects.get(year=2026)
    promise = Commitment.objects.get(year=2025, title="固定资产投资增速")
    assert promise.result_at is not None
    row = later.measures.get(start=promise.result_at)
    assert decide(client_of("editor"), later, "measure", row.at, "correct", value="7.4") == 200
    publish(client_of, later)
    promise.refresh_from_db()
    outcomes = [each.outcome for each in promise.verdicts.all()]
    assert (promise.outcome, outcomes) == ("met", ["met", "missed"])
    page = client_of(None).get("/changes/").content.decode()
    assert "未完成 → 完成" in page


def test_publishing_twice_changes_nothing(client_of: ClientOf) -> None:
    before = list(Commitment.objects.order_by("key").values_list("pk", "key", "outcome"))
    publish(client_of, Report.objects.get(year=2025))
    assert list(Commitment.objects.order_by("key").values_list("pk", "key", "outcome")) == before
    assert all(each.verdicts.count() <= 1 for each in Commitment.objects.filter(year=2024))


def test_one_report_of_a_place_and_year_is_published(client_of: ClientOf, report: Report) -> None:
    client_of("editor").post(reverse("front", args=[report.pk]), {"place": "云川市", "year": "2026"})
    answer = client_of("publisher").post(reverse("publish", args=[report.pk]), follow=True)
    assert "请先撤回" in answer.content.decode()
    report.refresh_from_db()
    assert report.state == Report.State.READ
    assert not Commitment.objects.filter(report=report).exists()
