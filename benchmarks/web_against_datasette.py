"""Pages a second of the platform and of Datasette, over the same rows, in the same run, two workers each.

Datasette is no dependency of ours: ``--datasette PYTHON`` names the interpreter of an environment that has it together
with gunicorn and uvicorn-worker. It is given every advantage: an immutable file whose rows are counted beforehand, no
suggestions of facets, as many rows a page as ours, and workers where it usually has one process.
"""

import os
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from benchmarks.web_load import free_port, requests_per_second, running

_PAGE, _PAGES = 50, 200
_SECONDS, _WARM = 6.0, 6.0
_WARMING = ["/commitments/?year=2027"], ["/rows/commitments?_next=7"]
_SERVED = '''"""Datasette as an application for gunicorn."""
from datasette.app import Datasette
settings = {{"default_page_size": {page}, "suggest_facets": False}}
counts = {{"rows": {{"tables": {{"commitments": {{"count": {count}}}}}, "hash": "x", "size": 1, "file": {file!r}}}}}
application = Datasette(immutables=[{file!r}], inspect_data=counts, settings=settings).app()
'''
_COLUMNS = """commitment.id, commitment.key, place.name AS place, commitment.year, due, kind, commitment.title, target,
sentence, section, area, outcome, result, result_at"""


@dataclass(frozen=True, slots=True)
class Contest:
    """One page on both sides: what it is, and the addresses asked, one after the other."""

    name: str
    ours: Sequence[str]
    theirs: Sequence[str]


def flat_copy(database: Path, folder: Path) -> Path:
    """A database for Datasette with what a page of the list shows of every commitment."""
    file = folder / "rows.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("ATTACH ? AS site", [str(database)])
        connection.execute(
            f"CREATE TABLE commitments AS SELECT {_COLUMNS} FROM site.luoshi_web_commitment AS commitment "
            "JOIN site.luoshi_web_place AS place ON place.id = commitment.place_id ORDER BY position"
        )
        connection.execute("CREATE UNIQUE INDEX key ON commitments(key)")
        connection.commit()
    return file


def contests(file: Path) -> list[Contest]:
    """The list and single commitments: one address again and again, then addresses that are asked once each."""
    with closing(sqlite3.connect(file)) as connection:
        step = 331
        found = connection.execute("SELECT rowid, key FROM commitments WHERE rowid % ? = 0 LIMIT 3000", [step])
        rows, keys = zip(*found.fetchall(), strict=True)
    lists = [f"/commitments/?year={year}&page={page}" for page in range(1, _PAGES) for year in range(2016, 2027)]
    return [
        Contest("list, the same page", ["/commitments/"], ["/rows/commitments"]),
        Contest("list, another page each time", lists, [f"/rows/commitments?_next={row}" for row in rows]),
        Contest("commitment, the same", [f"/commitments/{keys[0]}/"], [f"/rows/commitments/{rows[0]}"]),
        Contest(
            "commitment, another each time",
            [f"/commitments/{key}/" for key in keys],
            [f"/rows/commitments/{row}" for row in rows],
        ),
    ]


def measured(folder: Path, file: Path, python: str) -> list[tuple[str, tuple[float, int], tuple[float, int]]]:
    """For each contest: its name, and pages a second and bytes a page, ours and Datasette's."""
    with closing(sqlite3.connect(file)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM commitments").fetchone()
    (folder / "served.py").write_text(_SERVED.format(page=_PAGE, count=count, file=str(file)), encoding="utf-8")
    port, other = free_port(), free_port()
    ours = [sys.executable, *_gunicorn(port), "luoshi_web.wsgi:application"]
    theirs = [python, *_gunicorn(other), "--worker-class", "uvicorn_worker.UvicornWorker", "served:application"]
    environment = dict(os.environ)
    found = []
    for contest in contests(file):
        with running(ours, port, environment):
            requests_per_second(port, _WARMING[0], seconds=_WARM)
            mine = requests_per_second(port, contest.ours, seconds=_SECONDS)
        with running(theirs, other, environment | {"PYTHONPATH": str(folder)}):
            requests_per_second(other, _WARMING[1], seconds=_WARM)
            other_side = requests_per_second(other, contest.theirs, seconds=_SECONDS)
        found.append((contest.name, mine, other_side))
    return found


def _gunicorn(port: int) -> list[str]:
    return ["-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{port}", "--log-level", "warning"]
