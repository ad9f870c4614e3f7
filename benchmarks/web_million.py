"""A site with a million commitments, made of copies of the demonstration."""

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

REPORT = 22_000
"""Characters of an ordinary city's report."""
A_REPORT = 330
"""Commitments of an ordinary city's report."""
_YEARS = range(2016, 2027)


def set_up(folder: Path) -> None:
    """Set up Django on the data folder ``folder``, its tables as they are to be."""
    os.environ.update(
        LUOSHI_DATA=str(folder),
        LUOSHI_MODE="local",
        LUOSHI_HOSTS="testserver,127.0.0.1",
        LUOSHI_DATABASE_URL="",
        DJANGO_SETTINGS_MODULE="luoshi_web.settings",
    )
    import django  # noqa: PLC0415 (the environment has to be set before)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)


def prepare(folder: Path) -> None:
    """Set up Django on the data folder ``folder``, with the demonstration published."""
    set_up(folder)
    from luoshi_web.actions.demonstration import load_demonstration  # noqa: PLC0415

    if load_demonstration() != 3:
        sys.exit("benchmarks: the demonstration could not be loaded")
    from django.db import connection  # noqa: PLC0415

    connection.close()


def multiply(database: Path, rows: int) -> int:
    """Fill ``database`` with copies until it has about ``rows`` commitments; returns how many it has."""
    with closing(sqlite3.connect(database)) as connection:
        connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;")
        indexes = _without_indexes(connection)
        _copy(connection, rows)
        for statement in indexes:
            connection.execute(statement)
        _fill_index(connection)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (count,) = connection.execute("SELECT count(*) FROM luoshi_web_commitment").fetchone()
    return int(count)


def _without_indexes(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'luoshi_web_commitment' AND sql > ''"
    ).fetchall()
    for name, _ in found:
        connection.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in found]


def _copy(connection: sqlite3.Connection, rows: int) -> None:
    connection.row_factory = sqlite3.Row
    samples = [dict(row) for row in connection.execute("SELECT * FROM luoshi_web_commitment ORDER BY id")]
    report = dict(connection.execute("SELECT * FROM luoshi_web_report ORDER BY id LIMIT 1").fetchone())
    connection.row_factory = None
    places = range(1, rows // (A_REPORT * len(_YEARS)) + 1)
    connection.executemany(
        "INSERT INTO luoshi_web_place(id, name, code, level) VALUES (?, ?, '', 'city')",
        [(1000 + place, f"第{place:04}市") for place in places],
    )
    numbers = [(1000 + place, year) for place in places for year in _YEARS]
    _insert(connection, "luoshi_web_report", (_report(report, place, year) for place, year in numbers))
    _insert(connection, "luoshi_web_commitment", _commitments(samples, numbers))


def _report(sample: dict[str, Any], place: int, year: int) -> dict[str, Any]:
    number = place * 100 + year % 100
    digest = f"{number:012x}".ljust(64, "0")
    text = (sample["text"] * (REPORT // len(sample["text"]) + 1))[:REPORT]
    return sample | {
        "id": number, "place_id": place, "year": year, "sha256": digest, "content_sha256": digest, "text": text,
    }  # fmt: skip


def _commitments(samples: list[dict[str, Any]], numbers: list[tuple[int, int]]) -> Iterator[dict[str, Any]]:
    identity, size = 10_000_000, len(samples)
    for place, year in numbers:
        report = place * 100 + year % 100
        later = report + 1 if year < _YEARS[-1] else None
        for number in range(A_REPORT):
            sample = samples[(identity + place * 7) % size]
            identity += 1
            at = number * 60
            yield {name: value for name, value in sample.items() if name != "position"} | {
                "id": identity, "key": f"{report:012x}-{sample['kind'][0]}{at}", "report_id": report,
                "place_id": place, "year": year, "due": year + sample["due"] - sample["year"], "at": at,
                "start": at, "end": at + 30, "sentence_start": at,
                "result_report_id": later if sample["result_report_id"] else None,
                "outcome": sample["outcome"] if later else "awaiting",
            }  # fmt: skip


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    names = list(first)
    columns = ", ".join(f'"{name}"' for name in names)
    statement = f"INSERT INTO {table}({columns}) VALUES ({', '.join('?' * len(names))})"
    connection.execute(statement, list(first.values()))
    connection.executemany(statement, (list(row.values()) for row in rows))


def _fill_index(connection: sqlite3.Connection) -> None:
    from luoshi_web.actions.indexing import initials  # noqa: PLC0415
    from luoshi_web.pages.search import TABLE, facet  # noqa: PLC0415
    from luoshi_web.pages.search_tokens import initial_tokens, word_tokens  # noqa: PLC0415

    known: dict[tuple[str, str], tuple[str, str]] = {}

    def row(position: int, title: str, sentence: str, *fields: object) -> tuple[int, str, str, str]:
        if (title, sentence) not in known:
            known[title, sentence] = word_tokens((sentence, title)), initial_tokens(initials(title))
        names = ("place", "year", "area", "outcome", "kind")
        return position, *known[title, sentence], " ".join(map(facet, names, fields))

    connection.execute(f"DELETE FROM {TABLE}")
    columns = "position, title, sentence, place_id, year, area, outcome, kind"
    found = connection.execute(f"SELECT {columns} FROM luoshi_web_commitment ORDER BY position")
    insert = f"INSERT INTO {TABLE}(rowid, words, initials, facets) VALUES (?, ?, ?, ?)"
    connection.executemany(insert, (row(*each) for each in found))
