"""The API: what it promises in its own description, and that it gives published rows only."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, given, settings

from luoshi_web.actions.publishing import withdraw
from luoshi_web.api.shapes import CommitmentRow
from luoshi_web.api.urls import api
from luoshi_web.models import Commitment, Measure, Project, Report, Sentence
from luoshi_web.wsgi import application

schemathesis = pytest.importorskip("schemathesis")

pytestmark = pytest.mark.usefixtures("no_limit")
ClientOf = Callable[[str | None], Client]
BASE = "/api/v1"
PAGE = Path(__file__).parents[2] / "docs" / "web-api.md"
EXAMPLES = 20
LISTS = ["/places", "/reports", "/commitments", "/projects", "/findings", "/changes"]
QUESTION = {"place": "云川市", "indicator": "地区生产总值"}
INDICATOR = "place=云川市&indicator=地区生产总值"


@pytest.fixture
def kept_open(site: object) -> Iterator[None]:
    """The connection with the test's transaction stays open between requests, as with Django's own test client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def client(client_of: ClientOf) -> Client:
    return client_of(None)


def schema() -> dict[str, Any]:
    return json.loads(json.dumps(api.get_openapi_schema()))


def routes() -> list[str]:
    return list(schema()["paths"])


def walk(client: Client, address: str) -> list[dict[str, Any]]:
    """The rows of all pages from ``address`` on."""
    rows: list[dict[str, Any]] = []
    following: str | None = f"{BASE}{address}"
    totals = set()
    while following:
        page = client.get(following.removeprefix("http://testserver")).json()
        rows += page["rows"]
        totals.add(page["total"])
        following = page["next"]
    assert totals == {len(rows)}
    return rows


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("route", routes())
def test_the_api_answers_as_it_says(route: str, mode: Any, kept_open: None) -> None:
    described = schemathesis.openapi.from_dict(schema())
    described.app = application
    operation = described[route]["GET"]
    promise = Commitment.objects.exclude(verdicts=None).first()
    assert promise
    real, answers = {"slug": promise.report.slug, "key": promise.key}, set()

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        if mode is schemathesis.GenerationMode.POSITIVE:
            case.path_parameters = {name: real[name] for name in case.path_parameters}
            case.query = {**case.query, **(QUESTION if "/series" in route else {})}
        response = case.call(base_url="http://localhost")
        assert response.status_code in (200, 404, 422)
        case.validate_response(response)
        answers.add(response.status_code)

    check()
    if mode is schemathesis.GenerationMode.POSITIVE:
        assert 200 in answers


@pytest.mark.parametrize("route", routes())
def test_every_answer_is_described(route: str) -> None:
    answers = schema()["paths"][route]["get"]["responses"]
    assert {"200", "304", "422", "429"} <= set(answers)
    assert ("{" not in route) or "404" in answers


@pytest.mark.parametrize("route", routes())
def test_every_route_and_filter_is_on_the_page(route: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert f"`{route.removeprefix(BASE)}`" in page
    for parameter in schema()["paths"][route]["get"]["parameters"]:
        assert f"`{parameter['name']}`" in page, parameter["name"]


def test_the_page_names_no_route_that_is_not_there() -> None:
    named = set(re.findall(r"^\| `(/[^`]+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert named == {route.removeprefix(BASE) for route in routes()}


@pytest.mark.parametrize("size", [7, 500])
@pytest.mark.parametrize("order", ["text", "due", "outcome", "title", "changed"])
def test_paging_meets_every_commitment_once(order: str, size: int, client: Client) -> None:
    rows = walk(client, f"/commitments?order={order}&size={size}")
    assert sorted(row["key"] for row in rows) == sorted(Commitment.objects.values_list("key", flat=True))


def test_pages_of_rows_meet_every_row_once(client: Client) -> None:
    report = Report.objects.get(year=2025)
    for name, model, field in (
        ("sentences", Sentence, "start"),
        ("measures", Measure, "at"),
        ("projects", Project, "start"),
    ):
        rows = walk(client, f"/reports/{report.slug}/{name}?size=9")
        expected = model.objects.filter(report=report).order_by(field).values_list(field, flat=True)
        assert [row[field] for row in rows] == list(expected)
    assert len(walk(client, "/projects?size=11")) == Project.objects.count()


def test_filters_are_those_of_the_page(client: Client) -> None:
    query = "place=云川市&year=2025&kind=figure&outcome=missed&q=增长"
    rows = walk(client, f"/commitments?{query}")
    page = client.get(f"/commitments/?{query}").content.decode()
    assert rows
    assert re.findall(r'<ol class="promises".*?</ol>', page, re.DOTALL)[0].count("<li>") == len(rows)
    assert all(f"/commitments/{row['key']}/" in page for row in rows)
    assert {row["outcome"] for row in rows} == {"missed"}


def test_offsets_cut_the_text_out_of_the_report(client: Client) -> None:
    report = Report.objects.get(year=2026)
    for row in walk(client, f"/reports/{report.slug}/measures"):
        assert report.text[row["start"] : row["end"]] == row["text"]
    for row in walk(client, f"/reports/{report.slug}/sentences"):
        assert report.text[row["start"] : row["end"]] == row["text"]


def test_a_commitment_has_its_history_and_working(client: Client) -> None:
    promise = Commitment.objects.get(year=2025, title="固定资产投资增速")
    found = client.get(f"{BASE}/commitments/{promise.key}").json()
    verdict = promise.verdicts.first()
    assert verdict
    assert set(found["commitment"]) == set(CommitmentRow.model_fields)
    assert (found["verdicts"][0]["rule"], found["verdicts"][0]["gap"]) == (verdict.rule, verdict.gap)
    assert found["report_sha256"] == promise.report.sha256


def test_a_series_has_promised_beside_achieved(client: Client) -> None:
    rows = walk(client, f"/series?{INDICATOR}&size=2")
    (point,) = [row for row in rows if (row["aspect"], row["year"]) == ("growth", 2025)]
    assert (point["promised"], point["achieved"]) == ("6", "6.1")
    assert {"indicator": "地区生产总值", "reports": 3} in walk(client, "/series/indicators?place=云川市")


@pytest.mark.parametrize("address", [*LISTS, f"/series?{INDICATOR}"])
def test_who_has_an_answer_is_told_so(address: str, client: Client) -> None:
    first = client.get(BASE + address)
    assert first.status_code == 200
    again = client.get(BASE + address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    weak = client.get(BASE + address, headers={"If-None-Match": f'"x", W/{first["ETag"]}'})
    assert weak.status_code == 304
    head = client.head(BASE + address)
    assert (head.status_code, head.content, head["ETag"]) == (200, b"", first["ETag"])


def test_a_change_gives_a_new_tag(client: Client) -> None:
    before = client.get(f"{BASE}/commitments")["ETag"]
    Commitment.objects.filter(outcome="met").first().delete()  # type: ignore[union-attr]
    assert client.get(f"{BASE}/commitments", headers={"If-None-Match": before}).status_code == 200


def test_only_published_rows_are_given(client: Client, client_of: ClientOf) -> None:
    report = Report.objects.get(year=2026)
    promised = Commitment.objects.filter(report=report).first()
    assert promised
    withdraw(report, None)
    for visitor in (client, client_of("administrator")):
        for rest in ("", "/sentences", "/measures", "/projects"):
            assert visitor.get(f"{BASE}/reports/{report.slug}{rest}").status_code == 404
        assert visitor.get(f"{BASE}/commitments/{promised.key}").status_code == 404
        for address in ("/places", "/reports", "/commitments", "/projects", "/findings", f"/series?{INDICATOR}"):
            assert report.slug not in json.dumps(walk(visitor, address))
    for promise in Commitment.objects.all():
        assert report.slug not in client.get(f"{BASE}/commitments/{promise.key}").content.decode()


def test_troubles_have_one_shape(client: Client) -> None:
    for address, status, code in (
        ("/nothing", 404, "not_found"),
        ("/reports/000000000000", 404, "not_found"),
        ("/reports/nothing", 422, "invalid"),
        ("/commitments?page=0&year=abc", 422, "invalid"),
        ("/series?place=云川市", 422, "invalid"),
        ("/commitments?place=%00", 422, "invalid"),
        ("/series?place=无此地&indicator=x", 404, "not_found"),
    ):
        answer = client.get(BASE + address)
        assert (answer.status_code, answer.json()["code"]) == (status, code), address
    parts = client.get(f"{BASE}/commitments?page=0&year=abc").json()["parts"]
    assert {part["where"] for part in parts} == {"query.page", "query.year"}
    assert client.post(f"{BASE}/commitments").status_code == 405


def test_who_asks_too_often_has_to_wait(client: Client) -> None:
    with override_settings(API_A_MINUTE=3):
        answers = [client.get(f"{BASE}/places") for _ in range(7)]
    assert answers[0].status_code == 200
    assert (answers[-1].status_code, answers[-1].json()["code"]) == (429, "too_many")
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_the_list_of_routes_needs_no_script(client: Client) -> None:
    page = client.get("/api/").content.decode()
    assert all(f"<code>{route}</code>" in page for route in routes())
    assert "<script" not in page
    assert "://" not in re.sub(r"http://www\.w3\.org\S*", "", page)
    assert client.get(f"{BASE}/openapi.json").json()["openapi"].startswith("3.1")
