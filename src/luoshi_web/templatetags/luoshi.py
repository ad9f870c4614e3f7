"""Filters that word the codes of rows in the language in use."""

from datetime import date
from functools import lru_cache

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from luoshi_web.models import Measure
from luoshi_web.pages.areas import area_name
from luoshi_web.pages.outcomes import outcome_name
from luoshi_web.pages.words import as_said, label

register = template.Library()


@register.filter
def label_of(code: str, table: str) -> str:
    """``{{ row.stage|label_of:"stage" }}``."""
    return label(table, code)


@register.filter
def said(row: Measure) -> str:
    """The figure of ``row`` as its report says it, a fall told as a fall."""
    return as_said(row.text, row.value, row.aspect)


@register.filter
def day(written: str) -> str:
    """A date of a report (``2026-01-13``) in the habit of the language in use; otherwise as it is."""
    try:
        return date_format(date.fromisoformat(written), "DATE_FORMAT")
    except (TypeError, ValueError):
        return written or ""


@register.filter
def area(code: str) -> str:
    """The name of an area."""
    return area_name(code)


@register.filter
def outcome(code: str) -> str:
    """The name of an outcome."""
    return outcome_name(code)


@register.filter
def css(code: str) -> str:
    """A code as a class of the style sheet (``not comparable`` → ``not-comparable``)."""
    return code.replace(" ", "-")


@register.filter
def count_of(counts: dict[str, int], code: str) -> int:
    """The count of ``code``; 0 where there is none."""
    return counts.get(code, 0)


@register.simple_tag
def address(wish: object, **changed: object) -> str:
    """The query of ``wish`` with some fields changed."""
    query: str = wish.address(**changed)  # type: ignore[attr-defined]
    return query


@register.filter
def split(words: str) -> list[str]:
    """The words of a string."""
    return words.split()


@register.simple_tag
def place_options(places: list[str]) -> SafeString:
    """The names of places as what a field offers."""
    return _options(tuple(places))


@lru_cache(maxsize=64)
def _options(names: tuple[str, ...]) -> SafeString:
    return format_html_join("", '<option value="{}">', ((name,) for name in names))


@register.filter
def cut_to(text: str, length: int) -> str:
    """The first ``length`` characters, with an ellipsis where more follow; many times faster than ``truncatechars``."""
    return text if len(text) <= length else text[: length - 1] + "…"
