"""Production: what a site in production is checked for, and that it does not start without its secrets."""

import os
import re
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("django")

from luoshi_web.options import OPTIONS

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "deployment.md"
KEY = "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
GOOD = {"LUOSHI_MODE": "production", "LUOSHI_SECRET_KEY": KEY, "LUOSHI_HOSTS": "luoshi.example.org"}
NO_OIDC = {"LUOSHI_OIDC_ISSUER": "", "LUOSHI_OIDC_CLIENT_ID": "", "LUOSHI_OIDC_CLIENT_SECRET": ""}
TROUBLES = {
    "no key": ({"LUOSHI_SECRET_KEY": ""}, "LUOSHI_SECRET_KEY"),
    "short key": ({"LUOSHI_SECRET_KEY": "short"}, "LUOSHI_SECRET_KEY"),
    "no hosts": ({"LUOSHI_HOSTS": ""}, "LUOSHI_HOSTS"),
    "mode": ({"LUOSHI_MODE": "prod"}, "LUOSHI_MODE"),
    "switch": ({"LUOSHI_HTTPS": "maybe"}, "LUOSHI_HTTPS"),
    "database": ({"LUOSHI_DATABASE_URL": "mysql://a@b/c"}, "LUOSHI_DATABASE_URL"),
    "half of oidc": ({"LUOSHI_OIDC_ISSUER": "https://id.example.org"}, "LUOSHI_OIDC_CLIENT_ID"),
}


def run(folder: Path, *command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith("LUOSHI_")}
    environment = kept | {"LUOSHI_DATA": str(folder), "HOME": str(folder)} | settings
    command = (sys.executable, "-m", *command)
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def free_address() -> str:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return f"127.0.0.1:{taken.getsockname()[1]}"


@pytest.mark.parametrize("more", [{}, {"LUOSHI_BEHIND_PROXY": "yes"}], ids=["alone", "behind a proxy"])
def test_the_deployment_check_has_nothing_to_say(more: dict[str, str], tmp_path: Path) -> None:
    finished = run(tmp_path, "luoshi_web", "check", "--deploy", "--fail-level", "WARNING", **GOOD, **more)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert "no issues (0 silenced)" in finished.stdout


def test_the_deployment_check_is_clean_with_oidc(tmp_path: Path) -> None:
    pytest.importorskip("allauth", reason="needs the extra oidc")
    oidc = dict(zip(NO_OIDC, ("https://id.example.org", "luoshi", "secret"), strict=True))
    finished = run(tmp_path, "luoshi_web", "check", "--deploy", "--fail-level", "WARNING", **GOOD, **oidc)
    assert (finished.returncode, finished.stderr) == (0, "")


@pytest.mark.parametrize("case", TROUBLES)
@pytest.mark.parametrize("command", [("luoshi_web", "check"), ("luoshi", "serve", "--once")], ids=["check", "serve"])
def test_production_does_not_start_without_what_it_needs(command: tuple[str, ...], case: str, tmp_path: Path) -> None:
    changed, named = TROUBLES[case]
    is_refused(run(tmp_path, *command, **(GOOD | changed)), named)


@pytest.mark.skipif(os.name == "nt", reason="gunicorn does not run there")
def test_gunicorn_ends_where_the_key_is_missing(tmp_path: Path) -> None:
    command = ("gunicorn", "luoshi_web.wsgi:application", "--bind", free_address(), "--no-control-socket")
    is_refused(run(tmp_path, *command, **(GOOD | {"LUOSHI_SECRET_KEY": ""})), "LUOSHI_SECRET_KEY")


def is_refused(finished: subprocess.CompletedProcess[str], named: str) -> None:
    assert finished.returncode > 0
    assert named in finished.stderr
    assert "Traceback" not in finished.stderr
    assert KEY not in finished.stderr + finished.stdout


def test_the_key_of_production_is_written_nowhere(tmp_path: Path) -> None:
    assert run(tmp_path, "luoshi_web", "migrate", "-v0", **GOOD).returncode == 0
    assert not (tmp_path / "secret_key").exists()
    assert [file.name for file in tmp_path.rglob("*") if file.is_file() and KEY.encode() in file.read_bytes()] == []


def test_the_page_lists_every_setting_and_no_other() -> None:
    rows = re.findall(r"^\| `(LUOSHI_\w+)` \| (.*?) \| (.*?) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    found = [(name, default.strip("`"), purpose) for name, default, purpose in rows]
    assert found == [(option.name, option.default, option.help) for option in OPTIONS]


def test_the_page_names_no_other_setting_elsewhere() -> None:
    assert set(re.findall(r"LUOSHI_[A-Z_]+", PAGE.read_text(encoding="utf-8"))) == {option.name for option in OPTIONS}


def test_the_commands_of_the_page_exist(tmp_path: Path) -> None:
    named = set(re.findall(r"-m luoshi_web (\w+)", PAGE.read_text(encoding="utf-8")))
    assert {"backup", "restore", "work", "migrate", "createsuperuser", "check"} <= named
    known = run(tmp_path, "luoshi_web", "help", "--commands").stdout.split()
    assert named <= set(known)


@pytest.mark.parametrize(
    ("sent", "address"),
    [("", "10.0.0.1"), ("203.0.113.7", "203.0.113.7"), ("1.2.3.4, 203.0.113.7", "203.0.113.7")],
)
def test_behind_a_proxy_the_visitor_has_an_address_of_his_own(sent: str, address: str) -> None:
    from django.http import HttpResponse
    from django.test import RequestFactory

    from luoshi_web.proxy import VisitorAddress

    headers = {"HTTP_X_FORWARDED_FOR": sent} if sent else {}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", **headers)
    VisitorAddress(lambda _: HttpResponse())(request)
    assert request.META["REMOTE_ADDR"] == address
