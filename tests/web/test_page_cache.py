"""Kept pages are right: a change shows at once, in every worker, and nobody sees the page of another person."""

import http.client
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from luoshi_web.page_cache import Edition, Page, Shelf

pytestmark = pytest.mark.skipif(os.name == "nt", reason="gunicorn runs on Unix only")
_REQUESTS = 12
_WITHDRAW = """
import django; django.setup()
from luoshi_web.actions.publishing import {action}
from luoshi_web.models import Report
{action}(Report.objects.get(year=2026), None)
"""


def get(port: int, address: str, **headers: str) -> tuple[int, str, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", address, headers={"Accept-Language": "zh-CN"} | named)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body, answer.headers


def act(environment: dict[str, str], action: str) -> None:
    subprocess.run([sys.executable, "-c", _WITHDRAW.format(action=action)], env=environment, check=True)


@pytest.fixture
def served(demonstration: Path, tmp_path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """A copy of the site behind two workers: the port, and the environment of a process that writes to it."""
    with (
        closing(sqlite3.connect(demonstration / "luoshi.sqlite3")) as source,
        closing(sqlite3.connect(tmp_path / "luoshi.sqlite3")) as copy,
    ):
        source.backup(copy)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = dict(os.environ) | {"LUOSHI_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{port}", "--timeout", "120"]
    command += ["--no-control-socket", "luoshi_web.wsgi:application"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                get(port, "/about/")
                break
            except OSError:
                time.sleep(0.1)
        yield port, environment
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_a_change_shows_at_once_in_every_worker(served: tuple[int, dict[str, str]]) -> None:
    port, environment = served
    for address, mark in (("/", ">2026</a>"), ("/commitments/?year=2026", 'class="head"')):
        for _ in range(_REQUESTS):
            assert mark in get(port, address)[1]
    act(environment, "withdraw")
    for address, mark in (("/", ">2026</a>"), ("/commitments/?year=2026", 'class="head"')):
        assert [mark in get(port, address)[1] for _ in range(_REQUESTS)] == [False] * _REQUESTS
    act(environment, "publish")
    assert ['class="head"' in get(port, "/commitments/?year=2026")[1] for _ in range(_REQUESTS)] == [True] * _REQUESTS


def test_a_known_page_is_not_sent_again(served: tuple[int, dict[str, str]]) -> None:
    port, environment = served
    _, page, headers = get(port, "/commitments/")
    assert headers["Cache-Control"] == "no-cache"
    assert get(port, "/commitments/")[1] == page
    status, body, again = get(port, "/commitments/", If_None_Match=headers["ETag"])
    assert (status, body, again["ETag"]) == (304, "", headers["ETag"])
    assert "default-src 'none'" in again["Content-Security-Policy"]
    english = get(port, "/commitments/", Accept_Language="en")
    assert 'lang="en"' in english[1]
    assert get(port, "/commitments/", Cookie="django_language=en")[1] == english[1]
    act(environment, "withdraw")
    assert get(port, "/commitments/", If_None_Match=headers["ETag"])[0] == 200


@pytest.mark.parametrize("cookie", ["sessionid=x", "csrftoken=0123456789abcdef0123456789abcdef", "messages=x"])
def test_pages_of_known_people_are_not_kept(cookie: str, served: tuple[int, dict[str, str]]) -> None:
    port, _ = served
    get(port, "/commitments/")
    assert "ETag" not in get(port, "/commitments/", Cookie=cookie)[2]
    assert "ETag" not in get(port, "/accounts/login/")[2]


def test_an_edition_ends_with_every_commit_and_with_another_file(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite3"
    with closing(sqlite3.connect(file)) as writer:
        writer.executescript("PRAGMA journal_mode=WAL; CREATE TABLE one(number);")
        edition = Edition(file)
        first = edition.current()
        assert edition.current() == first
        writer.execute("INSERT INTO one VALUES (1)")
        assert edition.current() == first
        writer.commit()
        second = edition.current()
        assert second != first
        with closing(sqlite3.connect(tmp_path / "b.sqlite3")) as other:
            other.executescript("PRAGMA journal_mode=WAL; CREATE TABLE one(number);")
    (tmp_path / "b.sqlite3").replace(file)
    assert edition.current() not in (first, second)


def test_a_shelf_forgets_what_is_of_another_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi_web.page_cache._MOST_BYTES", 250)
    shelf, page = Shelf(), Page(b"x" * 100, (), "tag")
    assert shelf.find((1,), ("a",)) is None
    shelf.keep((1,), ("a",), page)
    assert shelf.find((1,), ("a",)) is page
    shelf.keep((0,), ("late",), page)
    assert shelf.find((1,), ("late",)) is None
    shelf.keep((1,), ("b",), page)
    shelf.find((1,), ("a",))
    shelf.keep((1,), ("c",), page)
    assert [shelf.find((1,), (name,)) is page for name in "abc"] == [True, False, True]
    assert shelf.find((2,), ("a",)) is None
    assert shelf.find((1,), ("a",)) is None
