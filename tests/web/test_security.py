"""Log-in, forms and cookies."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

ClientOf = Callable[[str | None], Client]


def test_guessing_passwords_is_stopped(site: Path) -> None:
    User.objects.create_user("闻澜", password="a long enough password")
    client = Client()
    statuses = [
        client.post(reverse("login"), {"username": "闻澜", "password": f"guess {number}"}).status_code
        for number in range(settings.AXES_FAILURE_LIMIT + 1)
    ]
    assert statuses[0] == 200
    assert statuses[-1] == 429
    answer = client.post(reverse("login"), {"username": "闻澜", "password": "a long enough password"})
    assert answer.status_code == 429
    assert "登录受限" in answer.content.decode()


def test_a_person_logs_in_and_out(site: Path) -> None:
    User.objects.create_user("闻澜", password="a long enough password")
    client = Client()
    answer = client.post(reverse("login"), {"username": "闻澜", "password": "a long enough password"})
    assert answer.headers["Location"] == reverse("desk")
    assert client.get(reverse("desk")).status_code == 403
    assert client.post(reverse("logout")).status_code == 302
    assert client.get(reverse("desk")).status_code == 302


@pytest.mark.parametrize("name", ["upload", "login", "logout"])
def test_forms_need_their_token(name: str, client_of: ClientOf) -> None:
    client_of("editor")
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse(name), {}).status_code == 403


@pytest.mark.parametrize("name", ["upload", "decide", "publish", "withdraw", "front", "again"])
def test_what_changes_something_is_never_a_get(name: str, client_of: ClientOf) -> None:
    arguments = [] if name == "upload" else [1]
    assert client_of("administrator").get(reverse(name, args=arguments)).status_code == 405


def test_cookies_are_out_of_reach_of_scripts(site: Path) -> None:
    answer = Client().get(reverse("login"))
    assert answer.cookies["csrftoken"]["httponly"]
    assert answer.cookies["csrftoken"]["samesite"] == "Lax"


def test_headers_keep_others_out(site: Path) -> None:
    answer = Client().get("/")
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_login_leads_to_this_site_only(site: Path) -> None:
    User.objects.create_user("闻澜", password="a long enough password")
    values = {"username": "闻澜", "password": "a long enough password", "next": "https://elsewhere.example/"}
    assert Client().post(reverse("login"), values).headers["Location"] == reverse("desk")
