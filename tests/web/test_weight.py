"""A first visit to any public page is light: the page and all it loads, uncompressed, without a report's own text."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from luoshi_web.models import Commitment, Place, Report

ClientOf = Callable[[str | None], Client]
MOST = 300_000
NAMES = ("home", "commitments", "reports", "projects", "series", "findings", "compare", "changes", "about", "method")
LOADED = "//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src | //source/@src | //object/@data"


def addresses() -> list[str]:
    """Every kind of public page; of places, reports and commitments those with most on them."""
    place = Place.objects.get(name="云川市")
    found = [reverse(name) for name in (*NAMES, "data", "login", "api-guide")]
    found += [
        place.get_absolute_url(),
        *(reverse("place-year", args=[place.name, year]) for year in (2024, 2025, 2026)),
    ]
    found += [report.get_absolute_url() for report in Report.objects.all()]
    longest = sorted(Commitment.objects.all(), key=lambda each: len(each.sentence))[-3:]
    for promise in longest + [Commitment.objects.filter(kind=kind).first() for kind in Commitment.Kind.values]:
        assert promise
        found += [promise.get_absolute_url(), reverse("cite", args=[promise.key])]
    return found


def loaded(client: Client, page: bytes) -> int:
    sources = {source for source in html.fromstring(page.decode()).xpath(LOADED) if not source.startswith("data:")}
    answers = [client.get(source) for source in sources]
    assert [answer.status_code for answer in answers] == [200] * len(sources)
    return sum(len(b"".join(answer)) for answer in answers)


def without_text(page: bytes) -> int:
    articles = html.fromstring(page.decode()).xpath("//article[@class='text']")
    return len(page) - sum(len(html.tostring(article, encoding="utf-8")) for article in articles)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_first_visit_is_light(language: str, client_of: ClientOf) -> None:
    client = client_of(None)
    heavy = {}
    for address in addresses():
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200, address
        weight = without_text(answer.content) + loaded(client, answer.content)
        if weight > MOST:
            heavy[address] = weight
    assert heavy == {}
