"""The list's rows as Python writes them: addresses that exist, words of the language in use, everything escaped."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from luoshi_web.models import Commitment
from luoshi_web.templatetags.promises import promise_items

ClientOf = Callable[[str | None], Client]


def promises() -> list[Commitment]:
    return list(Commitment.objects.select_related("place", "report", "result_report"))


def test_each_row_has_its_addresses_and_words(site: Path) -> None:
    rows = promises()
    items = promise_items(rows).split("<li>")[1:]
    assert {row.kind for row in rows} == {"figure", "project", "words"}
    for row, item in zip(rows, items, strict=True):
        addresses = re.findall(r'href="([^"]+)"', item)
        assert addresses[0] == row.get_absolute_url()
        assert addresses[-1] == f"{row.report.get_absolute_url()}#c{row.at}"
        assert row.title in unescape(item)
        assert ("→" in item) == bool(row.result)


def test_every_address_answers(client_of: ClientOf) -> None:
    client = client_of(None)
    for address in set(re.findall(r'href="([^"#]+)', promise_items(promises()[:40]))):
        assert client.get(address).status_code == 200


def test_words_follow_the_language(site: Path) -> None:
    with override("en"):
        item = promise_items([row for row in promises() if row.outcome == "met"][:1])
    assert ">met</span>" in item
    assert ">完成</span>" not in item


@pytest.mark.parametrize("field", ["title", "sentence", "section", "target", "result"])
def test_no_field_can_hold_markup(field: str, site: Path) -> None:
    row = next(each for each in promises() if each.kind == "figure" and each.result)
    setattr(row, field, "<script>'\"&")
    assert "<script" not in promise_items([row])
    assert "&lt;script&gt;" in promise_items([row])
