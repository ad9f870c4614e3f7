"""Behind a proxy every visitor seems to come from the proxy; limits and lock-outs need the visitor's own address."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class VisitorAddress:
    """Takes the last address of X-Forwarded-For, the one that our own proxy added; loaded behind a proxy only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the address put right; what a visitor wrote into the header himself stands further left."""
        last = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if last:
            request.META["REMOTE_ADDR"] = last
        return self.get_response(request)
