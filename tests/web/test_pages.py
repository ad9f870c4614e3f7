"""The public pages: numbers lead to their sentences, and nothing inline runs."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from luoshi_web.models import Commitment, Finding, Report

ClientOf = Callable[[str | None], Client]
ADDRESSES = ["/", "/places/云川市/", "/places/云川市/2026/", "/commitments/", "/projects/", "/series/", "/findings/"]
ADDRESSES += ["/compare/", "/changes/", "/reports/", "/about/", "/method/", "/data/", "/accounts/login/"]


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_row_of_a_report_has_an_anchor_on_its_characters(year: int, client_of: ClientOf) -> None:
    report = Report.objects.get(year=year)
    page = html.fromstring(client_of(None).get(report.get_absolute_url()).content.decode())
    marked = {
        **{each.at: report.text[each.at : each.end] for each in report.measures.all()},
        **{each.start: report.text[each.start : each.end] for each in report.projects.all()},
        **{each.at: report.text[each.at : each.end] for each in report.unread.all()},
    }
    assert marked
    for offset, text in marked.items():
        (element,) = page.xpath(f'//*[@id="c{offset}"]')
        assert element.tag == "mark"
        assert text.startswith(element.text_content()) or element.text_content().startswith(text)
    for sentence in report.sentences.exclude(sentence_class="noise"):
        assert len(page.xpath(f'//*[@id="c{sentence.start}"]')) == 1


def test_links_to_rows_have_their_anchors(client_of: ClientOf) -> None:
    client = client_of(None)
    anchors: dict[str, set[str]] = {}
    seen = 0
    for address in (
        "/places/云川市/2024/",
        "/commitments/?year=2024",
        "/projects/?year=2025",
        "/findings/",
        "/compare/",
    ):
        page = html.fromstring(client.get(address).content.decode())
        for link in page.xpath("//main//a[contains(@href, '#c')]/@href"):
            target, _, anchor = link.partition("#")
            if target not in anchors:
                text = client.get(target).content.decode()
                anchors[target] = set(re.findall(r'id="(c\d+)"', text))
            assert anchor in anchors[target], link
            seen += 1
    assert seen > 100


def test_headline_targets_stand_beside_their_results(client_of: ClientOf) -> None:
    page = html.fromstring(client_of(None).get("/places/云川市/2025/").content.decode())
    rows = [[cell.text_content().strip() for cell in row.xpath("./th|./td")] for row in page.xpath("//tbody/tr")]
    assert ["地区生产总值增速", "6%左右", "6.1%", "完成"] in rows
    assert ["固定资产投资增速", "7%", "5.2%", "未完成"] in rows


def test_the_demonstration_has_every_outcome_and_a_finding(site: object) -> None:
    found = set(Commitment.objects.values_list("outcome", flat=True))
    assert found == set(Commitment.Outcome.values)
    assert Finding.objects.filter(code="STK01", working__contains="523").exists()


def test_a_commitment_shows_rule_version_and_working(client_of: ClientOf) -> None:
    promise = Commitment.objects.get(year=2025, title="固定资产投资增速")
    page = html.fromstring(client_of(None).get(promise.get_absolute_url()).content.decode()).text_content()
    verdict = promise.verdicts.first()
    assert verdict
    for words in (verdict.rule, verdict.version, "5.2", "固定资产投资增长7%"):
        assert words in page


@pytest.mark.parametrize("kind", Commitment.Kind.values)
def test_every_kind_of_commitment_has_a_page(kind: str, client_of: ClientOf) -> None:
    for promise in Commitment.objects.filter(kind=kind)[:20]:
        assert client_of(None).get(promise.get_absolute_url()).status_code == 200
        citation = client_of(None).get(reverse("cite", args=[promise.key])).content.decode()
        assert promise.get_absolute_url() in citation


def test_filters_narrow_the_list(client_of: ClientOf) -> None:
    for query, fits in (
        ("outcome=missed", lambda each: each.outcome == "missed"),
        ("area=welfare", lambda each: each.area == "welfare"),
        ("kind=project", lambda each: each.kind == "project"),
        ("year=2026", lambda each: each.year == 2026),
        ("q=养老", lambda each: "养老" in each.sentence),
    ):
        page = html.fromstring(client_of(None).get(f"/commitments/?{query}").content.decode())
        links = page.xpath("//ol[@class='promises']//div[@class='head']/a/@href")
        expected = {each.get_absolute_url() for each in Commitment.objects.all() if fits(each)}
        assert links
        assert set(links) <= expected
        assert len(links) == min(50, len(expected))


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=999999", "year=abcd", "outcome=no", "order=pk", "q=%00"])
def test_nonsense_in_an_address_does_no_harm(query: str, client_of: ClientOf) -> None:
    assert client_of(None).get(f"/commitments/?{query}").status_code == 200


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_nothing_inline_and_nothing_from_elsewhere(address: str, language: str, client_of: ClientOf) -> None:
    answer = client_of(None).get(address, headers={"accept-language": language})
    page = html.fromstring(answer.content.decode())
    assert answer.status_code == 200
    assert page.xpath("//script[not(@src)] | //style | //*[@style] | //@*[starts-with(name(), 'on')]") == []
    sources = [unquote(each) for each in page.xpath("//@src | //link[@rel!='canonical']/@href")]
    assert [each for each in sources if not each.startswith("/")] == []
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_pages_speak_english(client_of: ClientOf) -> None:
    page = client_of(None).get("/places/云川市/2025/", headers={"accept-language": "en"}).content.decode()
    assert "Headline targets" in page
    assert ">missed<" in page
    assert 'lang="en"' in page


def test_first_page_is_light(client_of: ClientOf) -> None:
    client = client_of(None)
    page = client.get("/").content
    weight = len(page) + sum(
        len(b"".join(client.get(each)))
        for each in html.fromstring(page.decode()).xpath("//link[@rel='stylesheet']/@href | //script/@src")
    )
    assert weight < 300_000
