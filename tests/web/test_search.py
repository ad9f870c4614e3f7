"""Search: every word finds every commitment that contains it and nothing else, at once after each change."""

import random
from collections.abc import Callable, Iterable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoshi_web.actions.indexing import index_place, initials, rebuild
from luoshi_web.actions.publishing import publish, withdraw
from luoshi_web.models import Commitment, Place, Report
from luoshi_web.pages.commitments import Wish, listing, wanted
from luoshi_web.pages.search import TABLE, matching
from luoshi_web.pages.search_tokens import fold

ClientOf = Callable[[str | None], Client]
MOST_QUERIES = 12


def found(query: str) -> set[str]:
    return set(matching(Commitment.objects.all(), query).values_list("key", flat=True))


def scanned(word: str, commitments: Iterable[Commitment]) -> set[str]:
    folded = fold(word)
    return {each.key for each in commitments if folded in fold(each.sentence) or folded in fold(each.title)}


def words_of_length(length: int, commitments: Iterable[Commitment]) -> list[str]:
    texts = [text for each in commitments for text in (each.sentence, each.title)]
    words = {text[at : at + length] for text in texts for at in range(len(text) - length + 1)}
    return sorted(word for word in words if not any(character.isspace() for character in word))


def rows_of_index() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        return int(cursor.fetchone()[0])


def test_every_word_of_two_characters_finds_what_a_scan_finds(site: object) -> None:
    commitments = list(Commitment.objects.all())
    words = words_of_length(2, commitments)
    assert len(words) > 1500
    wrong = []
    for word in words:
        # Written in small Latin letters a word is looked for as initials too, which is tested below.
        literally = scanned(word, commitments)
        if found(word.upper()) != literally or not literally:
            wrong.append(word)
    assert wrong == []


@pytest.mark.parametrize("length", [1, 3, 4, 7, 12])
def test_shorter_and_longer_words_too(length: int, site: object) -> None:
    commitments = list(Commitment.objects.all())
    words = words_of_length(length, commitments)
    drawn = random.Random(length).sample(words, min(250, len(words)))
    assert [word for word in drawn if found(word.upper()) != scanned(word, commitments)] == []


def test_words_that_stand_nowhere_find_nothing(site: object) -> None:
    commitments = list(Commitment.objects.all())
    present = set(words_of_length(2, commitments))
    characters = sorted({character for word in present for character in word})
    draw = random.Random(8)
    words = {draw.choice(characters) + draw.choice(characters) for _ in range(600)} - present
    wrong = [word for word in words if not word.isascii() and found(word) != scanned(word, commitments)]
    assert len(words) > 300
    assert wrong == []


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=12))
def test_any_text_finds_what_a_scan_finds(query: str, site: object) -> None:
    commitments = list(Commitment.objects.all())
    if any(word.isascii() and word.islower() for word in query.split()):
        return
    expected = {each.key for each in commitments}
    for word in query.split():
        expected &= scanned(word, commitments)
    assert found(query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "%",
        "_",
        "%%",
        "养_",
        '"',
        "''",
        '" OR 1=1 --',
        "* NOT 养老",
        "words : 养",
        "养老)",
        "😀",
        "养\0老",
        "-养老",
        "^",
        "NEAR(养 老)",
    ],
)
def test_signs_are_taken_as_signs(query: str, client_of: ClientOf) -> None:
    commitments = list(Commitment.objects.all())
    expected = {each.key for each in commitments}
    for word in query.split():
        expected &= scanned(word, commitments)
    if not any(word.isascii() and word.isalpha() and word == word.lower() for word in query.split()):
        assert found(query) == expected
    assert client_of(None).get("/commitments/", {"q": query}).status_code == 200


def test_a_query_of_any_length_is_answered(client_of: ClientOf) -> None:
    for query in ("养" * 1000, "养老 " * 330, "( " * 500, "😀" * 1000, "abc" * 330):
        assert client_of(None).get("/commitments/", {"q": query}).status_code == 200


def test_several_words_must_all_be_there(site: object) -> None:
    assert found("养老 床位") == found("养老") & found("床位") != set()
    assert found("养老\u3000床位") == found("养老 床位")


def test_width_and_case_make_no_difference(site: object) -> None:
    promise = Commitment.objects.filter(kind="words").first()
    assert promise
    Commitment.objects.filter(pk=promise.pk).update(sentence="开通ＡＰＰ办理１２３４５热线 5G基站。", title="开通")
    index_place(promise.place)
    for query in ("APP", "App", "ＡＰＰ", "12345", "１２３", "5g基站", "５Ｇ"):
        assert promise.key in found(query), query
    assert promise.key not in found("热线5")


def test_initials_of_pinyin_find_names(site: object) -> None:
    assert initials("重庆市养老床位GDP（新增）") == "cqsylcwgdpxz"
    titled = set(Commitment.objects.filter(title__contains="地区生产总值").values_list("key", flat=True))
    assert titled
    for query in ("dqsczz", "sczz", "zz"):
        assert titled <= found(query), query
    for query in ("dqsczz", "sczz", "zz"):
        promises = {each.key: each for each in Commitment.objects.all()}
        for key in found(query):
            promise = promises[key]
            assert query in initials(promise.title) or query in promise.sentence.lower(), query
    assert found("qzxjvwq") == set()


def test_publishing_and_withdrawing_are_found_at_once(client_of: ClientOf) -> None:
    report = Report.objects.get(year=2026)
    keys = set(report.commitments.values_list("key", flat=True))
    word = next(each for each in words_of_length(4, report.commitments.all()) if found(each) and found(each) <= keys)
    before = found(word)
    withdraw(report, None)
    assert found(word) == set()
    assert rows_of_index() == Commitment.objects.count()
    publish(report, None)
    assert found(word) == before
    assert rows_of_index() == Commitment.objects.count()


def test_a_changed_outcome_is_filtered_at_once(site: object) -> None:
    promise = Commitment.objects.filter(year=2025, outcome="missed").first()
    assert promise
    word = fold(promise.sentence)[:2]
    wish = Wish(q=word, outcome="missed", year="2025")
    assert promise.key in {each.key for each in listing(wish).rows}
    withdraw(Report.objects.get(year=2026), None)
    assert promise.key not in {each.key for each in listing(wish).rows}
    assert promise.key in {each.key for each in listing(Wish(q=word, year="2025", outcome="awaiting")).rows}


def test_deleting_a_report_clears_the_index(site: object) -> None:
    Report.objects.get(year=2026).commitments.all().delete()
    assert rows_of_index() == Commitment.objects.count()


def test_the_index_made_anew_is_the_same(site: object) -> None:
    columns = f"SELECT rowid, words, initials, facets FROM {TABLE} ORDER BY rowid"
    with connection.cursor() as cursor:
        before = cursor.execute(columns).fetchall()
        rebuild()
        assert cursor.execute(columns).fetchall() == before


WISHES = [
    Wish(), Wish(place="云川市"), Wish(year="2025"), Wish(area="welfare"), Wish(outcome="met"), Wish(kind="project"),
    Wish(q="建设"), Wish(q="建设", order="title"), Wish(q="养老", place="云川市", year="2025", order="due"),
    Wish(place="云川市", year="2024", kind="figure"), Wish(place="无此地"), Wish(page=3),
    *(Wish(order=order) for order in ("due", "outcome", "title", "changed")), Wish(page=9999),
    Wish(year="2025", outcome="met", order="changed"),
]  # fmt: skip


@pytest.mark.parametrize("wish", WISHES, ids=str)
def test_a_page_is_a_slice_of_all_that_is_wanted(wish: Wish, site: object) -> None:
    page = listing(wish)
    keys = list(wanted(wish).values_list("key", flat=True))
    start = (page.wish.page - 1) * 50
    assert [each.key for each in page.rows] == keys[start : start + 50]
    assert page.total == len(keys)
    assert not page.is_more


@pytest.mark.parametrize("wish", WISHES, ids=str)
def test_the_list_takes_few_queries(wish: Wish, client_of: ClientOf) -> None:
    client = client_of(None)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(f"/commitments/?{wish.address()}").status_code == 200
    assert len(queries) <= MOST_QUERIES


def test_what_is_beyond_the_limit_is_said(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi_web.pages.commitments.MOST", 100)
    page = listing(Wish(page=7))
    assert (page.total, page.is_more, page.wish.page, len(page.rows)) == (100, True, 2, 50)
    for order in ("due", "title", "changed", "outcome"):
        wish = Wish(q="，", order=order, page=2)
        assert [each.key for each in listing(wish).rows] == list(wanted(wish).values_list("key", flat=True))[50:100]
    assert "超过 100 项" in client_of(None).get("/commitments/").content.decode()


def test_places_do_not_mix(site: object) -> None:
    place = Place.objects.create(name="别处市")
    assert listing(Wish(place=place.name, q="建设")).rows == []
