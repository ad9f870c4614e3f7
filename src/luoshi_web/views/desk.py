"""The editors' desk: uploads, what is being read, publishing."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoshi.hosting import LARGEST_FILE, SUFFIXES, LuoshiError, SourceError
from luoshi_web.access import needs
from luoshi_web.actions import publishing, taking_in
from luoshi_web.actions.reading import read_again
from luoshi_web.actions.taking_in import DuplicateError, TooManyUploadsError, take_in
from luoshi_web.models import Report

_SHOWN = 100


@require_GET
@needs("reader")
def queue(request: HttpRequest) -> HttpResponse:
    """Every report with how far it has come."""
    return render(request, "luoshi_web/desk.html", {"reports": _reports(), "suffixes": ",".join(sorted(SUFFIXES))})


@require_GET
@needs("reader")
def progress(_request: HttpRequest) -> HttpResponse:
    """How far the reports have come, for the script of the desk."""
    rows = [
        {"pk": each.pk, "state": each.state, "label": each.get_state_display(), "progress": each.progress}
        for each in _reports()
    ]
    return JsonResponse({"reports": rows})


@require_POST
@needs("editor")
def upload(request: HttpRequest) -> HttpResponse:
    """Take in files."""
    status = 302
    if not request.FILES:
        messages.error(request, _("没有收到文件，或者一次上传的总量过大。"))
    for file in request.FILES.getlist("files"):
        try:
            if (file.size or 0) > LARGEST_FILE:
                raise SourceError("too_large", path=file.name, limit=LARGEST_FILE // 2**20)
            report = take_in(file.read(), file.name or "", _user(request))
            messages.success(request, _("已收到：%(name)s") % {"name": report.name})
        except DuplicateError as trouble:
            messages.warning(request, _("这份文件已经在库中：%(name)s") % {"name": trouble.report})
        except TooManyUploadsError:
            messages.error(request, _("一小时内上传过多，请稍后再试。"))
            status = 429
            break
        except LuoshiError as trouble:
            messages.error(request, str(trouble))
    if status == 429:
        return render(
            request, "luoshi_web/desk.html", {"reports": _reports(), "suffixes": ",".join(sorted(SUFFIXES))}, status=429
        )
    return redirect("desk")


@require_POST
@needs("publisher")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a report."""
    report = get_object_or_404(Report, pk=pk)
    reasons = {
        "unread": _("报告还没有读完。"),
        "front": _("先填写地方和年份，才能发布。"),
        "taken": _("同一地方同一年份已有发布的报告，请先撤回那一份。"),
    }
    try:
        publishing.publish(report, _user(request))
    except publishing.UnpublishableError as trouble:
        messages.error(request, reasons[trouble.reason])
        return redirect("desk")
    messages.success(request, _("已发布：%(name)s") % {"name": report})
    return redirect(report)


@require_POST
@needs("publisher")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a published report back."""
    report = get_object_or_404(Report, pk=pk, state=Report.State.PUBLISHED)
    publishing.withdraw(report, _user(request))
    messages.success(request, _("已撤回：%(name)s") % {"name": report})
    return redirect("desk")


@require_POST
@needs("publisher")
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a report that is not published."""
    report = get_object_or_404(Report.objects.exclude(state=Report.State.PUBLISHED), pk=pk)
    taking_in.discard(report)
    messages.success(request, _("已移除：%(name)s") % {"name": report})
    return redirect("desk")


@require_POST
@needs("editor")
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a report once more with the program as it is now; corrections stay."""
    report = get_object_or_404(Report, pk=pk, state__in=(Report.State.READ, Report.State.CHECKED))
    read_again(report)
    messages.success(request, _("已重新读取，更正都保留着：%(name)s") % {"name": report})
    return redirect("checking", pk=pk)


def _reports() -> list[Report]:
    return list(Report.objects.select_related("place", "uploaded_by").defer("text").order_by("-pk")[:_SHOWN])


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None
