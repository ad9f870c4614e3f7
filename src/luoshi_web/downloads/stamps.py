"""A name for the state of the published data: it changes whenever anything that the public sees may have changed."""

import hashlib
from importlib.metadata import version

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpRequest
from django.utils.translation import get_language

from luoshi_web.api.rows import public_places
from luoshi_web.models import Change
from luoshi_web.pages.overview import published


def stamp() -> str:
    """The state now, as sixteen digits."""
    parts = [
        version("luoshi"),
        settings.LICENCE,
        settings.SITE_NAME,
        Change.objects.aggregate(last=Max("pk"), at=Max("made_at"), count=Count("pk")),
        published().aggregate(last=Max("published_at"), count=Count("pk")),
        list(public_places().values_list("name", "code", "level")),
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def weak_etag(request: HttpRequest) -> str:
    """The ETag of what ``request`` asks for: its address, the language in use, and the state of the data."""
    asked = f"{stamp()} {get_language()} {request.get_full_path()}"
    return f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:32]}"'
