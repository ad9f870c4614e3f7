"""The index of the search is kept as the commitments are; SQLite only, see luoshi_web.pages.search."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from django.db import connection, transaction

from luoshi_web.models import Commitment, Place
from luoshi_web.pages.search import TABLE, expression, facet, has_index
from luoshi_web.pages.search_tokens import fold, initial_tokens, word_tokens

Row = tuple[str, str, str]
"""Words, initials, facets: the columns of the index."""

_AT_ONCE = 500
_TABLE = f"""CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE}
USING fts5(words, initials, facets, tokenize='ascii', columnsize=0)"""
_TRIGGER = f"""CREATE TRIGGER IF NOT EXISTS {TABLE}_gone AFTER DELETE ON luoshi_web_commitment
BEGIN DELETE FROM {TABLE} WHERE rowid = old.position; END"""  # noqa: S608


def prepare(**_: Any) -> None:
    """Make the index where it is missing, and fill it where it is empty; called after every migration."""
    if not has_index():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TABLE)
        cursor.execute(_TRIGGER)
        cursor.execute(f"SELECT 1 FROM {TABLE} LIMIT 1")  # noqa: S608
        if cursor.fetchone() is None:
            rebuild()


def rebuild() -> None:
    """Make the index anew from all commitments."""
    if not has_index():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
        for place in Place.objects.all():
            index_place(place)


def index_place(place: Place) -> None:
    """Bring the index in line with the commitments of ``place``; to be called within a transaction."""
    if not has_index():
        return
    wanted = {promise.position: row_of(promise) for promise in place.commitments.all()}
    known = _known(place, wanted)
    stale = [position for position, row in known.items() if wanted.get(position) != row]
    fresh = [(position, *row) for position, row in wanted.items() if known.get(position) != row]
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(each,) for each in stale])  # noqa: S608
        cursor.executemany(
            f"INSERT INTO {TABLE}(rowid, words, initials, facets) VALUES (%s, %s, %s, %s)",  # noqa: S608
            fresh,
        )


def row_of(promise: Commitment) -> Row:
    """What the index holds of ``promise``."""
    fields = {name: getattr(promise, name) for name in ("year", "area", "outcome", "kind")}
    facets = " ".join(facet(name, value) for name, value in {"place": promise.place_id, **fields}.items())
    return word_tokens((promise.sentence, promise.title)), initial_tokens(initials(promise.title)), facets


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """The first letters of the pinyin of ``text``, Latin letters as they are, everything else left out."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415

    letters = lazy_pinyin(text, style=Style.FIRST_LETTER, errors=fold)
    return "".join(letter for letter in "".join(letters) if letter.isascii() and letter.isalpha())


def _known(place: Place, wanted: Iterable[int]) -> dict[int, Row]:
    """The rows of the index that say they are of ``place``, or stand where one of ``wanted`` belongs."""
    columns = f"SELECT rowid, words, initials, facets FROM {TABLE} WHERE "  # noqa: S608
    found: dict[int, Row] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"{columns} {TABLE} MATCH %s", [expression("", place=place.pk)])
        found |= {position: (words, letters, facets) for position, words, letters, facets in cursor.fetchall()}
        for part in _parts([position for position in wanted if position not in found]):
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(f"{columns} rowid IN ({marks})", part)
            found |= {position: (words, letters, facets) for position, words, letters, facets in cursor.fetchall()}
    return found


def _parts(positions: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(positions), _AT_ONCE):
        yield positions[start : start + _AT_ONCE]
