"""Sign-in with the organisation's accounts: a real server of ours against a provider made for the test."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener, urlopen

import pytest

pytest.importorskip("django")
pytest.importorskip("allauth", reason="needs the extra oidc")
pytest.importorskip("jwt", reason="needs the extra oidc")

from tests.web.provider import CLIENT, SECRET, Provider

LOGIN, SIGN_IN = "/accounts/login/", "/accounts/oidc/sso/login/"
ACCOUNTS = "select username, is_superuser, is_staff, password from auth_user"
ROLES = "select name from auth_group join auth_user_groups on group_id = auth_group.id"


class Site:
    """A running site: where it listens, and its database."""

    def __init__(self, folder: Path, issuer: str) -> None:
        self.folder = folder
        with closing(socket.create_server(("127.0.0.1", 0))) as taken:
            self.port = taken.getsockname()[1]
        self.environment = os.environ | {
            "LUOSHI_DATA": str(folder),
            "LUOSHI_MODE": "local",
            "LUOSHI_HOSTS": "127.0.0.1",
            "LUOSHI_OIDC_ISSUER": issuer,
            "LUOSHI_OIDC_CLIENT_ID": CLIENT,
            "LUOSHI_OIDC_CLIENT_SECRET": SECRET,
        }

    def start(self) -> subprocess.Popen[bytes]:
        subprocess.run([sys.executable, "-m", "luoshi_web", "migrate", "-v0"], env=self.environment, check=True)
        command = [sys.executable, "-m", "luoshi_web", "runserver", "--noreload", f"127.0.0.1:{self.port}"]
        with (self.folder / "log").open("wb") as log:
            running = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        for _ in range(100):
            with suppress(URLError), urlopen(self.address(LOGIN)):
                return running
            time.sleep(0.1)
        running.kill()
        raise AssertionError((self.folder / "log").read_text())

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "luoshi.sqlite3")) as connection:
            return connection.execute(query).fetchall()

    def write(self, statement: str) -> None:
        with closing(sqlite3.connect(self.folder / "luoshi.sqlite3")) as connection, connection:
            connection.execute(statement)


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    provider = Provider()
    yield provider
    provider.shutdown()
    provider.server_close()


@pytest.fixture(scope="module")
def running(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("oidc"), provider.issuer)
    process = site.start()
    yield site
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture
def signing(running: Site, provider: Provider) -> Iterator[Site]:
    """The site without accounts, the provider as it was at first."""
    yield running
    provider.error, provider.claims = "", {}
    provider.person = {"sub": "u-1", "preferred_username": "闻澜", "email": "wenlan@example.org"}
    tables = ("socialaccount_socialaccount", "account_emailaddress", "auth_user_groups", "auth_user")
    for table in tables:
        running.write(f"delete from {table}")


def browser() -> OpenerDirector:
    return build_opener(HTTPCookieProcessor(CookieJar()))


def go(site: Site, path: str, opener: OpenerDirector | None = None) -> tuple[str, str]:
    """Where following every redirect ends, and what is there."""
    with (opener or browser()).open(site.address(path)) as answer:
        return answer.url.removeprefix(site.address("")), answer.read().decode()


def test_the_login_page_leads_to_the_provider(signing: Site) -> None:
    assert f'href="{SIGN_IN}?next=' in go(signing, LOGIN)[1]


def test_somebody_new_becomes_a_reader(signing: Site) -> None:
    opener = browser()
    assert go(signing, f"{SIGN_IN}?next=/projects/", opener)[0] == "/projects/"
    ((_name, superuser, staff, password),) = signing.rows(ACCOUNTS)
    assert (superuser, staff) == (0, 0)
    assert str(password).startswith("!")
    assert signing.rows(ROLES) == [("reader",)]
    assert go(signing, "/admin/", opener)[0].startswith("/admin/login/")


def test_the_same_person_comes_back_to_the_same_account(signing: Site, provider: Provider) -> None:
    go(signing, SIGN_IN)
    provider.person = {"sub": "u-1", "preferred_username": "改名", "email": "new@example.org"}
    assert go(signing, SIGN_IN)[0] == "/desk/"
    assert len(signing.rows(ACCOUNTS)) == 1


def test_an_address_of_mail_opens_nobody_elses_account(signing: Site, provider: Provider) -> None:
    columns = "password, is_superuser, username, last_name, email, is_staff, is_active, date_joined, first_name"
    signing.write(
        f"insert into auth_user ({columns}) "
        "values ('!', 1, '闻澜', '', 'wenlan@example.org', 1, 1, '2026-01-01 00:00:00', '')"
    )
    provider.person |= {"email_verified": True}
    assert go(signing, SIGN_IN)[0] == "/desk/"
    assert [row[1] for row in signing.rows(ACCOUNTS)] == [1, 0]
    assert signing.rows(ROLES) == [("reader",)]


def test_a_role_given_later_stays(signing: Site) -> None:
    go(signing, SIGN_IN)
    signing.write("update auth_user_groups set group_id = (select id from auth_group where name = 'editor')")
    go(signing, SIGN_IN)
    assert signing.rows(ROLES) == [("editor",)]


def test_who_is_switched_off_stays_out(signing: Site) -> None:
    go(signing, SIGN_IN)
    signing.write("update auth_user set is_active = 0")
    where, page = go(signing, SIGN_IN)
    assert where == LOGIN
    assert "已停用" in page


@pytest.mark.parametrize("fault", ["refused", "audience", "issuer", "expired", "connect"])
def test_what_is_not_in_order_leads_back_to_the_login(fault: str, signing: Site, provider: Provider) -> None:
    provider.error = "access_denied" if fault == "refused" else ""
    wrong = {"audience": {"aud": "another"}, "issuer": {"iss": "http://evil.example"}, "expired": {"exp": 1}}
    provider.claims = wrong.get(fault, {})
    where, page = go(signing, f"{SIGN_IN}?process=connect" if fault == "connect" else SIGN_IN)
    assert where == LOGIN
    assert "没有成功" in page
    assert signing.rows(ACCOUNTS) == []


def test_an_answer_that_nobody_asked_for_is_refused(signing: Site, provider: Provider) -> None:
    before = len(provider.asked)
    assert go(signing, f"{SIGN_IN}callback/?code=stolen&state=guessed")[0] == LOGIN
    assert provider.asked[before:].count("/token") == 0


def test_nobody_is_sent_to_another_site(signing: Site) -> None:
    assert go(signing, f"{SIGN_IN}?next=https://evil.example/")[0] == "/desk/"


def test_a_provider_out_of_reach_leads_back_to_the_login(tmp_path: Path) -> None:
    site = Site(tmp_path, "http://127.0.0.1:9")
    process = site.start()
    try:
        where, page = go(site, SIGN_IN)
    finally:
        process.terminate()
        process.wait(timeout=10)
    assert (where, "没有成功" in page) == (LOGIN, True)


def test_nothing_is_loaded_where_it_is_off() -> None:
    shown = "import django, sys; django.setup(); sys.exit(any(name.startswith('allauth') for name in sys.modules))"
    environment = {name: text for name, text in os.environ.items() if not name.startswith("LUOSHI_OIDC")}
    assert subprocess.run([sys.executable, "-c", shown], env=environment, check=False).returncode == 0
