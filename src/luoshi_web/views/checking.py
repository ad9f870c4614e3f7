"""Checking a report row by row."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoshi_web.access import needs
from luoshi_web.actions import checking
from luoshi_web.actions.folding import MEASURE_FIELDS, PROJECT_FIELDS, SENTENCE_FIELDS, Decision, FieldError
from luoshi_web.actions.reading import folded
from luoshi_web.models import Correction, Report
from luoshi_web.pages.checking import CheckedRow, checked_rows

_FIELDS = {"measure": MEASURE_FIELDS, "project": PROJECT_FIELDS, "sentence": SENTENCE_FIELDS}
_READ = (Report.State.READ, Report.State.CHECKED, Report.State.PUBLISHED)


@require_GET
@needs("editor")
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Every row of a report, the doubtful first."""
    report = _report(pk)
    rows = checked_rows(report, folded(report, keep_rejected=True))
    decided = sum(row.status != "read" for row in rows)
    return render(request, "luoshi_web/checking.html", {"report": report, "rows": rows, "decided": decided})


@require_GET
@needs("editor")
def row(request: HttpRequest, pk: int, row: str, at: int) -> HttpResponse:
    """One row with its fields, for people without script, and what was decided on it before."""
    report = _report(pk)
    found = next((each for each in _rows(report) if (each.kind, each.at) == (row, at)), None)
    if found is None:
        raise Http404
    events = Correction.objects.filter(sha256=report.sha256, row=row, at=at).select_related("actor")
    return render(request, "luoshi_web/row.html", {"report": report, "row": found, "events": events})


@require_POST
@needs("editor")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a decision on a row; answers in JSON where the script asks, else goes back to the page."""
    report = _report(pk)
    kind, at, action = (request.POST.get(name, "") for name in ("row", "at", "decision"))
    if kind not in _FIELDS or not (at.isascii() and at.isdigit()) or action not in Correction.Action.values:
        return _refused(request, pk, _("无法识别的操作。"))
    fields = _fields(request, kind, action)
    try:
        decision = Decision((kind, int(at)), action, fields)
        checking.decide(report, decision, _before(request, kind), _user(request))
    except FieldError as trouble:
        return _refused(request, pk, _("这一项的值不行：%(field)s") % {"field": trouble.field})
    except checking.UnknownRowError:
        return _refused(request, pk, _("报告里没有这一行。"))
    if _wants_json(request):
        return JsonResponse({"status": "ok"})
    return redirect("checking", pk=pk)


@require_http_methods(["POST"])
@needs("editor")
def front(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which place and year a report is of, or that it is checked."""
    report = _report(pk)
    if "checked" in request.POST:
        checking.finish(report)
        messages.success(request, _("已标记为核对完毕。"))
        return redirect("desk")
    place, year = request.POST.get("place", "").strip(), request.POST.get("year", "")
    if not place or len(place) > 80 or "/" in place or not (year.isascii() and year.isdigit() and len(year) == 4):
        messages.error(request, _("地方或年份填得不对。"))
    else:
        checking.set_front(report, place, int(year), _user(request))
        messages.success(request, _("已记下地方和年份。"))
    return redirect("checking", pk=pk)


def _report(pk: int) -> Report:
    return get_object_or_404(Report.objects.select_related("place"), pk=pk, state__in=_READ)


def _rows(report: Report) -> list[CheckedRow]:
    return checked_rows(report, folded(report, keep_rejected=True))


def _fields(request: HttpRequest, kind: str, action: str) -> dict[str, str]:
    if action in (Correction.Action.ACCEPT, Correction.Action.REJECT):
        return {}
    names = (*_FIELDS[kind], "text") if action == Correction.Action.ADD else _FIELDS[kind]
    return {name: request.POST[name][:300] for name in names if name in request.POST}


def _before(request: HttpRequest, kind: str) -> dict[str, str]:
    given = {name: request.POST.get(f"before-{name}", "")[:300] for name in _FIELDS[kind]}
    return {name: value for name, value in given.items() if value}


def _refused(request: HttpRequest, pk: int, reason: str) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"status": "refused", "reason": reason}, status=400)
    messages.error(request, reason)
    return redirect("checking", pk=pk)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _user(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user
