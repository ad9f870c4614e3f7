"""Pages that anyone may see: overviews, projects, series, findings, comparison, changes."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from luoshi_web.models import Change, Commitment, Finding, Place
from luoshi_web.pages import compare as comparing
from luoshi_web.pages.changes import shown
from luoshi_web.pages.outcomes import in_all
from luoshi_web.pages.overview import overview, published, usual_year, years_of
from luoshi_web.pages.projects import STAGES, projects_of, published_projects
from luoshi_web.pages.series import choices, series_of

_PLACES, _CHANGES, _FINDINGS = 200, 50, 30


def home(request: HttpRequest) -> HttpResponse:
    """The first page: places, all outcomes together, what changed lately."""
    places = Place.objects.filter(reports__state="published").distinct().order_by("name")[:_PLACES]
    context = {
        "places": [(each, years_of(each)) for each in places],
        "whole": in_all(Commitment.objects.exclude(outcome="unjudged")),
        "changes": shown(Change.objects.all()[:8]),
        "reports": published().count(),
    }
    return render(request, "luoshi_web/home.html", context)


def place(request: HttpRequest, name: str, year: int | None = None) -> HttpResponse:
    """The overview of a place in a year."""
    found = get_object_or_404(Place, name=name)
    years = years_of(found)
    shown = year if year is not None else usual_year(years)
    if shown not in years:
        raise Http404
    return render(request, "luoshi_web/place.html", {"page": overview(found, shown, years)})


def projects(request: HttpRequest) -> HttpResponse:
    """Projects by area and stage, of one place and year."""
    places = list(Place.objects.filter(reports__state="published").distinct())
    chosen = _chosen_place(request, places)
    years = years_of(chosen) if chosen else []
    year = _chosen_year(request, years)
    rows = published_projects().filter(report__place=chosen, report__year=year)
    mode = request.GET.get("mode", "")
    if mode in ("target", "result"):
        rows = rows.filter(mode=mode)
    context = {"areas": projects_of(rows), "stages": STAGES, "places": places, "place": chosen, "years": years}
    return render(request, "luoshi_web/projects.html", context | {"year": year, "mode": mode})


def series(request: HttpRequest) -> HttpResponse:
    """One indicator of one place over the years."""
    places = list(Place.objects.filter(reports__state="published").distinct())
    chosen = _chosen_place(request, places)
    offered = choices(chosen) if chosen else []
    indicator = request.GET.get("indicator", "") or (offered[0].indicator if offered else "")
    found = series_of(chosen, indicator) if chosen and indicator else []
    context = {"places": places, "place": chosen, "choices": offered, "indicator": indicator, "series": found}
    return render(request, "luoshi_web/series.html", context)


def findings(request: HttpRequest) -> HttpResponse:
    """What the audit found."""
    rows = Finding.objects.select_related("place").prefetch_related("exhibits__report__place")
    if name := request.GET.get("place"):
        rows = rows.filter(place__name=name)
    page = Paginator(rows, _FINDINGS).get_page(request.GET.get("page"))
    return render(request, "luoshi_web/findings.html", {"page": page, "place": name})


def compare(request: HttpRequest) -> HttpResponse:
    """Places and years side by side; ``with`` is given once for each, as ``place:year``."""
    options = comparing.options()
    wanted = [text.rpartition(":") for text in request.GET.getlist("with")]
    chosen = [(name, int(year)) for name, _, year in wanted if year.isascii() and year.isdigit() and len(year) == 4]
    chosen = chosen or options[:3][::-1]
    context = {"options": options, "chosen": chosen, "page": comparing.comparison(chosen)}
    return render(request, "luoshi_web/compare.html", context)


def changes(request: HttpRequest) -> HttpResponse:
    """What changed, the newest first."""
    page = Paginator(Change.objects.all(), _CHANGES).get_page(request.GET.get("page"))
    return render(request, "luoshi_web/changes.html", {"page": page, "changes": shown(page)})


def _chosen_place(request: HttpRequest, places: list[Place]) -> Place | None:
    name = request.GET.get("place")
    if name:
        return get_object_or_404(Place, name=name)
    return places[0] if places else None


def _chosen_year(request: HttpRequest, years: list[int]) -> int | None:
    text = request.GET.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    return year if year in years else next(iter(years), None)
