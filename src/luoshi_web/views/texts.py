"""Pages of plain words: about, method, data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoshi_web.models import Commitment


def page(request: HttpRequest, name: str) -> HttpResponse:
    """The page ``name``."""
    return render(request, f"luoshi_web/{name}.html", {"outcomes": Commitment.Outcome})
