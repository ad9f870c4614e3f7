"""Search of commitments by what they say, and by pinyin initials of what they are called (``dqsczz`` 地区生产总值).

On SQLite an index of FTS5 is kept beside the table; its rows are numbered by ``Commitment.position``, so that what it
finds comes out in the order of the list, and it holds the filters too. On PostgreSQL the words are looked for with
ILIKE and pinyin is not searched: its trigram index does not help with words of two characters either.
"""

import re

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from luoshi_web.models import Commitment
from luoshi_web.pages.search_tokens import matching_expression

TABLE = "luoshi_web_commitment_words"
_SIGN = re.compile(r"[^a-z0-9]")


def has_index() -> bool:
    """Whether the database in use has the index: SQLite only."""
    return connection.vendor == "sqlite"


def facet(name: str, value: object) -> str:
    """The token of the index for a filter: ``facet("outcome", "not comparable")`` is ``xoutcomenotcomparable``."""
    return "x" + name + _SIGN.sub("", str(value).lower())


def expression(words: str, **filters: object) -> str:
    """What FTS5 is asked for ``words`` and all ``filters`` (place by primary key); empty where nothing is asked."""
    parts = [f'facets : "{facet(name, value)}"' for name, value in filters.items() if value not in ("", None)]
    said = matching_expression(words)
    return " AND ".join([*parts, *([said] if said else [])])


def matching(commitments: QuerySet[Commitment], words: str) -> QuerySet[Commitment]:
    """Those of ``commitments`` that contain every one of ``words`` (blanks between them), width and case aside.

    A word of small letters also finds what is called so by the initials of its pinyin.
    """
    if not has_index():
        for word in words.replace("\0", " ").split():
            commitments = commitments.filter(Q(sentence__icontains=word) | Q(title__icontains=word))
        return commitments
    asked = expression(words)
    return among(commitments, asked) if asked else commitments


def among(commitments: QuerySet[Commitment], asked: str, *, by: str = "position") -> QuerySet[Commitment]:
    """Those of ``commitments`` that the index finds for ``asked``.

    ``by`` is ``position`` to start from the find, ``loose`` to go through the table and keep what is in the find.
    """
    found = RawSQL(f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [asked])  # noqa: S608, S611
    return commitments.alias(loose=F("position") + 0).filter(**{f"{by}__in": found})


def positions(asked: str, start: int, stop: int) -> list[int]:
    """The positions ``start:stop`` of what the index finds for ``asked``, in the order of the list."""
    query = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY rowid LIMIT %s OFFSET %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [asked, stop - start, start])
        return [position for (position,) in cursor.fetchall()]


def count_up_to(asked: str, most: int) -> int:
    """How many the index finds for ``asked``, counted no further than ``most``."""
    query = f"SELECT count(*) FROM (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s LIMIT %s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [asked, most])
        (count,) = cursor.fetchone()
    return int(count)
