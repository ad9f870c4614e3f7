"""Links to the files of a table."""

from urllib.parse import urlencode

from django import template

register = template.Library()


@register.inclusion_tag("luoshi_web/downloads.html")
def downloads(table: str, query: str = "", named: str = "", **filters: object) -> dict[str, str]:
    """Excel and CSV of ``table`` (called ``named`` where a page has several), by a ready query or by ``filters``.

    Filters without a value are left out.
    """
    given = {name: str(value) for name, value in filters.items() if value not in ("", None)}
    return {"table": table, "named": named, "query": query or urlencode(given)}
