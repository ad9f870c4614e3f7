"""Pages of people who are not logged in are kept, ready to send, until the database changes.

The key of a page holds the state of the database file, so no page can outlive what it shows, in any worker and whoever
wrote: SQLite counts commits of other connections (``PRAGMA data_version``), and the connection that asks here never
writes. PostgreSQL has no such count; there, every page is made anew.
"""

import hashlib
import os
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import get_language_from_request

_MOST_BYTES = 48 * 2**20
_LARGEST_PAGE = 2**20
_TELLING = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
"""Cookies that make a page one person's own."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was sent: its body and headers."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    tag: str


class Edition:
    """Tells whether the database changed, from a connection of its own that all threads of a process share."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._file: Key = ()
        self._lock = threading.Lock()

    def current(self) -> Key:
        """What differs from before once anything was committed, or another file was put in the place of the database.

        Raises OSError or sqlite3.Error where the database cannot be reached.
        """
        identity = os.stat(self._database)
        file = os.getpid(), identity.st_dev, identity.st_ino
        with self._lock:
            if self._file != file:
                address = f"{self._database.absolute().as_uri()}?mode=ro"
                self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
                self._file = file
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        return (*file, version)


class Shelf:
    """Pages of one edition of the database; those not asked for longest give way."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._edition: Key = ()
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, edition: Key, key: Key) -> Page | None:
        """The page of ``key``, if it was made of ``edition``."""
        with self._lock:
            if edition != self._edition:
                self._pages.clear()
                self._edition, self._bytes = edition, 0
            page = self._pages.get(key)
            if page:
                self._pages.move_to_end(key)
            return page

    def keep(self, edition: Key, key: Key, page: Page) -> None:
        """Keep ``page``, unless the database has changed since."""
        with self._lock:
            if edition != self._edition or key in self._pages or len(page.body) > _LARGEST_PAGE:
                return
            self._pages[key] = page
            self._bytes += len(page.body)
            while self._bytes > _MOST_BYTES:
                _, oldest = self._pages.popitem(last=False)
                self._bytes -= len(oldest.body)


class PageCache:
    """Middleware, outside all that looks at people: answers from the shelf, or passes on and keeps the answer."""

    def __init__(self, passed_on: Callable[[HttpRequest], HttpResponse]) -> None:
        self._passed_on = passed_on
        self._shelf = Shelf()
        is_file = connection.vendor == "sqlite"
        self._edition = Edition(Path(connection.settings_dict["NAME"])) if is_file else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to ``request``."""
        if self._edition is None or not _is_for_anyone(request):
            return self._passed_on(request)
        try:
            edition = self._edition.current()
        except (OSError, sqlite3.Error):
            return self._passed_on(request)
        key = _key(request)
        page = self._shelf.find(edition, key)
        if page is None:
            response = self._passed_on(request)
            if not _can_be_kept(response):
                return response
            page = _page(response)
            self._shelf.keep(edition, key, page)
        return _answer(request, page)


def _is_for_anyone(request: HttpRequest) -> bool:
    is_read = request.method in ("GET", "HEAD")
    return is_read and _TELLING.isdisjoint(request.COOKIES) and not connection.in_atomic_block


def _key(request: HttpRequest) -> Key:
    host = request.META.get("HTTP_HOST", ""), request.META.get("HTTP_X_FORWARDED_HOST", "")
    return request.method, request.scheme, *host, request.get_full_path(), get_language_from_request(request)


def _can_be_kept(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "Cache-Control" not in response
        and response.get("Content-Type", "").startswith("text/html")
    )


def _page(response: HttpResponse) -> Page:
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"], response["Cache-Control"] = tag, "no-cache"
    return Page(response.content, tuple(response.items()), tag)


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    asked = {each.strip().removeprefix("W/") for each in request.META.get("HTTP_IF_NONE_MATCH", "").split(",")}
    is_known = page.tag in asked
    response = HttpResponseNotModified() if is_known else HttpResponse(page.body)
    for name, value in page.headers:
        if not is_known or name not in ("Content-Length", "Content-Type"):
            response[name] = value
    return response
