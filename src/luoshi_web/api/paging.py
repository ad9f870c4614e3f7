"""Lists page by page: how many rows there are in all, and the address of the next page."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import BaseModel, Field

Row = TypeVar("Row", bound=BaseModel)
Found = TypeVar("Found", bound=Model)

Text = Annotated[str, Field(max_length=200, pattern=r"^[^\u0000]*$")]
"""Words of a filter; empty: no filter."""

Year = Annotated[int | None, Field(ge=1949, le=2200)]


class Paging(Schema):
    """Which page, and how many rows it has."""

    page: int = Field(1, ge=1, le=100_000, description="number of the page, from 1")
    size: int = Field(100, ge=1, le=500, description="rows a page")


class Page(BaseModel, Generic[Row]):
    """A page of a list."""

    total: int = Field(description="rows on all pages together")
    next: str | None = Field(description="address of the next page; null on the last one")
    rows: list[Row]


def page_of(
    request: HttpRequest, found: QuerySet[Found], paging: Paging, row: Callable[[Found], Row]
) -> dict[str, Any]:
    """The page of ``found`` that ``paging`` asks for, each row made by ``row``; ``found`` must have a total order."""
    total = found.count()
    start = (paging.page - 1) * paging.size
    rows = [row(each) for each in found[start : start + paging.size]]
    return _page(request, rows, total, paging)


def page_of_list(request: HttpRequest, rows: Sequence[BaseModel], paging: Paging) -> dict[str, Any]:
    """The same for rows that are all at hand."""
    start = (paging.page - 1) * paging.size
    return _page(request, rows[start : start + paging.size], len(rows), paging)


def _page(request: HttpRequest, rows: Sequence[BaseModel], total: int, paging: Paging) -> dict[str, Any]:
    following = None
    if paging.page * paging.size < total:
        query = request.GET.copy()
        query["page"], query["size"] = str(paging.page + 1), str(paging.size)
        following = f"{request.build_absolute_uri(request.path)}?{query.urlencode()}"
    return {"total": total, "next": following, "rows": rows}
