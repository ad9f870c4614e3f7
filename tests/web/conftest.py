"""A site of its own: a data folder that goes away, the demonstration published, a client for each role."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

_FOLDER = tempfile.TemporaryDirectory(prefix="luoshi-web-")
os.environ.update(
    LUOSHI_DATA=_FOLDER.name,
    LUOSHI_MODE="local",
    LUOSHI_HOSTS="testserver,localhost,127.0.0.1",
    DJANGO_SETTINGS_MODULE="luoshi_web.settings",
)

django = pytest.importorskip("django")
django.setup()

from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings, setup_test_environment, teardown_test_environment

from luoshi_web.actions.demonstration import load_demonstration

ClientOf = Callable[[str | None], Client]
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def demonstration() -> Iterator[Path]:
    """The data folder of a site with the three reports of the demonstration published."""
    setup_test_environment()
    call_command("migrate", verbosity=0)
    assert load_demonstration() == 3
    yield Path(_FOLDER.name)
    teardown_test_environment()
    connection.close()


@pytest.fixture
def site(demonstration: Path) -> Iterator[Path]:
    """The same; whatever a test writes into the database is undone after it."""
    with transaction.atomic():
        yield demonstration
        transaction.set_rollback(True)


@pytest.fixture
def client_of(site: Path) -> ClientOf:
    """Makes the client of a person with the given role; None is somebody who is not logged in."""

    def make(role: str | None) -> Client:
        client = Client()
        if role is not None:
            user, _ = User.objects.get_or_create(username=role, defaults={"is_staff": role == "administrator"})
            user.groups.set([Group.objects.get(name=role)])
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def no_limit() -> Iterator[None]:
    """As many requests to the API as a test makes, counted anew."""
    cache.clear()
    with override_settings(API_A_MINUTE=1_000_000):
        yield
