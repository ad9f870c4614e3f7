"""The answers to requests for files."""

import hashlib
import tempfile
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi_web.api.serving import MinuteThrottle, is_known
from luoshi_web.downloads.dataset import UnsettledError, dataset
from luoshi_web.downloads.feed import ChangesFeed
from luoshi_web.downloads.sheets import Sheet, TooLongError, csv_pieces, write_xlsx
from luoshi_web.downloads.stamps import weak_etag
from luoshi_web.downloads.tables import table

View = Callable[..., HttpResponseBase]
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IN_MEMORY = 2**22


def file(view: View) -> View:
    """A view for anyone, within the limit of requests, that is 304 to whoever has the same file already."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        if not MinuteThrottle().allow_request(request):
            refusal = HttpResponse(_("请求太多，请稍后再试。"), status=429, content_type="text/plain; charset=utf-8")
            refusal["Retry-After"] = "60"
            return refusal
        etag = weak_etag(request)
        response = HttpResponseNotModified() if is_known(request, etag) else view(request, *arguments, **named)
        response["ETag"], response["Cache-Control"] = etag, "no-cache"
        return response

    return answered


@file
def as_csv(request: HttpRequest, name: str) -> HttpResponseBase:
    """A table as CSV, sent while it is made."""
    sheet = table(name, request.GET, _site(request))
    response = StreamingHttpResponse(csv_pieces(sheet), content_type="text/csv; charset=utf-8")
    return _named(response, request, sheet, "csv")


@file
def as_xlsx(request: HttpRequest, name: str) -> HttpResponseBase:
    """A table as a workbook; 413 where it has more rows than one should be made of."""
    sheet = table(name, request.GET, _site(request))
    stream = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 (the response closes it)
    try:
        write_xlsx(sheet, stream)  # type: ignore[arg-type]
    except TooLongError:
        stream.close()
        return HttpResponse(_("行数太多，请下载 CSV。"), status=413, content_type="text/plain; charset=utf-8")
    stream.seek(0)
    return _named(FileResponse(stream, content_type=_EXCEL), request, sheet, "xlsx")


@file
def whole(request: HttpRequest) -> HttpResponseBase:
    """The data set; its SHA-256 is in a header, to check a copy with."""
    del request
    try:
        path = dataset()
    except UnsettledError:
        return HttpResponse(_("数据正在更新，请稍后再试。"), status=503, content_type="text/plain; charset=utf-8")
    response = FileResponse(path.open("rb"), as_attachment=True, filename="luoshi.zip", content_type="application/zip")
    with path.open("rb") as stream:
        response["X-Content-SHA256"] = hashlib.file_digest(stream, "sha256").hexdigest()
    return response


@file
def feed(request: HttpRequest) -> HttpResponseBase:
    """Changes as Atom."""
    response: HttpResponse = ChangesFeed()(request)
    return response


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _named(response: HttpResponseBase, request: HttpRequest, sheet: Sheet, suffix: str) -> HttpResponseBase:
    """``response`` with a file name of the table and of the place and year asked for (RFC 5987)."""
    parts = [sheet.title, *(request.GET.get(each, "")[:40] for each in ("place", "year", "report"))]
    name = "-".join(part for part in parts if part)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.{suffix}") or ""
    return response
