"""Commitments: the list, one of them, and how to cite it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from luoshi_web.models import Commitment, Verdict
from luoshi_web.pages.areas import areas
from luoshi_web.pages.commitments import listing as list_page
from luoshi_web.pages.commitments import wish_of
from luoshi_web.pages.context import Context, in_context


def listing(request: HttpRequest) -> HttpResponse:
    """Commitments, by the filters of the address."""
    page = list_page(wish_of(request.GET.dict()))
    context = {"page": page, "areas": areas().values(), "outcomes": Commitment.Outcome, "kinds": Commitment.Kind}
    return render(request, "luoshi_web/commitments.html", context)


def single(request: HttpRequest, key: str) -> HttpResponse:
    """One commitment: its sentence in context, what later reports say, the verdict with its working, the history."""
    promise = _promise(key)
    verdicts = list(promise.verdicts.select_related("later", "later__place"))
    latest = verdicts[0] if verdicts else None
    context = {
        "promise": promise,
        "passage": in_context(promise.report, promise.start, promise.end),
        "latest": latest,
        "answer": _answer(latest),
        "history": verdicts[1:],
        "candidates": promise.candidates.select_related("later", "later__place").defer("later__text"),
    }
    return render(request, "luoshi_web/commitment.html", context)


def _answer(verdict: Verdict | None) -> Context | None:
    """The words of the later report on which a verdict rests, if it rests on any."""
    if verdict is None or verdict.later is None or verdict.start is None or verdict.end is None:
        return None
    return in_context(verdict.later, verdict.start, verdict.end)


def cite(request: HttpRequest, key: str) -> HttpResponse:
    """The citation of a commitment, to copy."""
    promise = _promise(key)
    address = request.build_absolute_uri(promise.get_absolute_url())
    return render(request, "luoshi_web/cite.html", {"promise": promise, "address": address})


def _promise(key: str) -> Commitment:
    return get_object_or_404(Commitment.objects.select_related("report", "report__place", "place"), key=key)
