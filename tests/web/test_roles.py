"""Each address for each role: what anyone may see, and who may do what."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from luoshi_web.models import Commitment, Report

ROLES = (None, "reader", "editor", "publisher", "administrator")
PUBLIC = {
    *("home", "place", "place-year", "commitments", "commitment", "reports", "report", "projects", "series"),
    *("findings", "compare", "changes", "cite", "about", "method", "data", "login"),
}
NEEDED = {
    "desk": "reader",
    "progress": "reader",
    "upload": "editor",
    "checking": "editor",
    "row": "editor",
    "decide": "editor",
    "front": "editor",
    "again": "editor",
    "discard": "publisher",
    "publish": "publisher",
    "withdraw": "publisher",
}
POSTED = {"upload", "decide", "discard", "front", "again", "publish", "withdraw"}


def arguments() -> dict[str, list[object]]:
    report = Report.objects.get(year=2025)
    promise = Commitment.objects.filter(report=report).first()
    measure = report.measures.first()
    assert promise
    assert measure
    draft = [report.pk]
    return {
        "place": ["云川市"],
        "place-year": ["云川市", 2025],
        "commitment": [promise.key],
        "cite": [promise.key],
        "report": [report.slug],
        "row": [report.pk, "measure", measure.at],
        **dict.fromkeys(("checking", "decide", "discard", "front", "again", "publish", "withdraw"), draft),
    }


def ask(client: Client, name: str) -> int:
    address = reverse(name, args=arguments().get(name, []))
    return (client.post if name in POSTED else client.get)(address).status_code


def test_every_address_is_in_these_tests() -> None:
    names = {each.name for each in get_resolver().url_patterns if isinstance(each, URLPattern)}
    assert names == PUBLIC | set(NEEDED) | {"logout", "set_language"}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_anyone_sees_the_public_pages(name: str, role: str | None, client_of: Callable[[str | None], Client]) -> None:
    assert ask(client_of(role), name) == 200


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", sorted(NEEDED))
def test_the_desk_asks_for_a_role(name: str, role: str | None, client_of: Callable[[str | None], Client]) -> None:
    status = ask(client_of(role), name)
    if role is None:
        assert status == 302
    elif ROLES.index(role) < ROLES.index(NEEDED[name]):
        assert status == 403
    else:
        assert status in (200, 302, 404)
        assert status != 404 or name in ("again", "discard")


def test_somebody_unknown_is_sent_to_the_login(client_of: Callable[[str | None], Client]) -> None:
    answer = client_of(None).get(reverse("desk"))
    assert answer.headers["Location"] == f"{reverse('login')}?next={reverse('desk')}"


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("publisher", 302), ("administrator", 200)])
def test_the_admin_is_for_administrators(
    role: str | None, status: int, client_of: Callable[[str | None], Client]
) -> None:
    for address in ("/admin/", "/admin/auth/user/", "/admin/luoshi_web/report/", "/admin/luoshi_web/correction/"):
        assert client_of(role).get(address).status_code == status


def test_events_cannot_be_deleted_in_the_admin(client_of: Callable[[str | None], Client]) -> None:
    assert client_of("administrator").get("/admin/luoshi_web/change/add/").status_code == 403


def test_a_report_is_hidden_until_it_is_published(client_of: Callable[[str | None], Client]) -> None:
    report = Report.objects.get(year=2026)
    assert client_of("publisher").post(reverse("withdraw", args=[report.pk])).status_code == 302
    statuses = [client_of(role).get(reverse("report", args=[report.slug])).status_code for role in (None, "reader")]
    assert statuses == [404, 200]
    assert client_of(None).get(reverse("place-year", args=["云川市", 2026])).status_code == 404
    assert not Commitment.objects.filter(year=2026).exists()
    assert set(Commitment.objects.filter(year=2025).values_list("outcome", flat=True)) <= {"awaiting", "unjudged"}
