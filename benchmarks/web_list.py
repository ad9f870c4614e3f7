"""What a page of the list costs at the server: milliseconds and queries, through Django's client, without network."""

import random
import time
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

RUNS = 24
_PLACE = "第0137市"
_LAST_PAGE = "200"


def words(length: int, count: int) -> list[str]:
    """Words drawn from the sentences of commitments, as they come: frequent ones more often."""
    from luoshi_web.models import Commitment  # noqa: PLC0415 (Django is set up only now)

    draw = random.Random(length)
    sentences = list(Commitment.objects.order_by("key").values_list("sentence", flat=True)[:3000])
    found: list[str] = []
    while len(found) < count:
        sentence = draw.choice(sentences)
        at = draw.randrange(max(1, len(sentence) - length))
        word = sentence[at : at + length]
        if len(word) == length and word.isalpha() and not word.isascii():
            found.append(word)
    return found


def cases() -> Iterator[tuple[str, Sequence[dict[str, str]]]]:
    """Each kind of list with the queries that ask for it; every query is asked once."""
    yield "no filter", [{"page": str(page)} for page in range(1, RUNS)]
    yield "place", [{"place": f"第{137 + number:04}市"} for number in range(RUNS)]
    yield "year", [{"year": str(2016 + number % 11), "page": str(1 + number // 11)} for number in range(RUNS)]
    for name, values in _choices().items():
        yield name, [{name: value, "page": str(page)} for page in range(1, 5) for value in values]
    for length in (1, 2, 3, 6):
        yield f"search, {length} characters", [{"q": word} for word in words(length, RUNS)]
    yield "search, two words", [{"q": " ".join(pair)} for pair in zip(words(2, RUNS), words(3, RUNS), strict=True)]
    yield "search, pinyin initials", [{"q": each} for each in ("dqsczz", "yl", "jszx", "gz", "xzjy", "cxgx")]
    yield "search in a place", [{"q": word, "place": _PLACE} for word in words(2, RUNS)]
    yield "search, year, outcome", [{"q": word, "year": "2021", "outcome": "met"} for word in words(2, RUNS)]
    yield "place, year, area", [{"place": _PLACE, "year": str(2016 + n % 11), "area": "economy"} for n in range(RUNS)]
    for order in ("due", "outcome", "title", "changed"):
        yield f"sorted by {order}", [{"order": order, "page": str(page)} for page in range(1, RUNS)]
    for order in ("due", "outcome", "title", "changed"):
        yield f"search, sorted by {order}", [{"q": word, "order": order} for word in words(2, RUNS)]
    for order in ("due", "outcome", "title", "changed"):
        filters: list[dict[str, str]] = [
            {"year": "2019"},
            {"area": "economy"},
            {"outcome": "missed"},
            {"kind": "words"},
        ]
        yield f"filtered, sorted by {order}", [each | {"order": order} for each in filters] * 4
    yield "last page", [{"page": _LAST_PAGE} | extra for extra in ({}, {"year": "2020"}, {"outcome": "met"})] * 4
    yield (
        "last page, sorted",
        [{"page": _LAST_PAGE, "order": each} for each in ("due", "outcome", "title", "changed")] * 4,
    )
    yield "last page, search", [{"page": _LAST_PAGE, "q": word} for word in words(2, RUNS)]


def _choices() -> dict[str, list[str]]:
    from luoshi_web.models import Commitment  # noqa: PLC0415
    from luoshi_web.pages.areas import areas  # noqa: PLC0415

    return {"area": list(areas()), "outcome": Commitment.Outcome.values, "kind": Commitment.Kind.values}


def measured(queries: Sequence[dict[str, str]]) -> tuple[list[float], int]:
    """Milliseconds of each of ``queries``, in order of size, and the most queries of the database that one took."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    times, most = [], 0
    for query in queries:
        client: Any = Client()
        with CaptureQueriesContext(connection) as asked:
            before = time.perf_counter()
            answer = client.get(f"/commitments/?{urlencode(query)}")
            times.append((time.perf_counter() - before) * 1000)
        assert answer.status_code == 200, query
        most = max(most, len(asked))
    return sorted(times), most
