"""Reports: the list, and one as a readable page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from luoshi_web.access import has_role
from luoshi_web.models import Report
from luoshi_web.pages.overview import published
from luoshi_web.pages.report_text import Note, report_text
from luoshi_web.pages.words import label


def listing(request: HttpRequest) -> HttpResponse:
    """Published reports."""
    rows = published().select_related("place").defer("text").order_by("place__name", "-year")
    return render(request, "luoshi_web/reports.html", {"reports": rows})


def single(request: HttpRequest, slug: str) -> HttpResponse:
    """One report; people with a role see it before it is published."""
    report = get_object_or_404(Report.objects.select_related("place"), sha256__startswith=slug.ljust(12, "?"))
    if report.state != Report.State.PUBLISHED and not has_role(request.user, "reader"):
        raise Http404
    return render(request, "luoshi_web/report.html", {"page": report_text(report, note=Note(label))})
