"""Tags that draw the page objects of a template as charts."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from luoshi_web.charts.compare import comparison_chart
from luoshi_web.charts.districts import districts_chart
from luoshi_web.charts.headline import headline_chart
from luoshi_web.charts.outcomes import outcomes_chart
from luoshi_web.charts.projects import projects_chart
from luoshi_web.charts.years import series_chart
from luoshi_web.models import Commitment
from luoshi_web.pages.districts import districts
from luoshi_web.pages.headline import beside
from luoshi_web.pages.overview import Overview
from luoshi_web.pages.series import series_of

register = template.Library()
register.simple_tag(outcomes_chart)
register.simple_tag(projects_chart)
register.simple_tag(series_chart)
register.simple_tag(comparison_chart)


@register.simple_tag
def promises_chart(promises: Sequence[Commitment]) -> SafeString:
    """Headline targets beside their results."""
    return headline_chart(beside(promises))


@register.simple_tag
def indicator_chart(promise: Commitment) -> SafeString:
    """The years of what a promise is about; nothing where fewer than two of them have a figure."""
    found = series_of(promise.place, promise.canonical) if promise.kind == Commitment.Kind.FIGURE else []
    same = [each for each in found if each.aspect == promise.aspect]
    told = [point for point in (same[0].points if same else []) if point.promised or point.achieved]
    return series_chart(same[0]) if len(told) > 1 else SafeString("")


@register.inclusion_tag("luoshi_web/districts.html")
def districts_section(page: Overview) -> dict[str, Any]:
    """The districts of the place of ``page``: chart and table."""
    found = districts(page.place, page.year)
    return {"page": found, "chart": districts_chart(found)}
