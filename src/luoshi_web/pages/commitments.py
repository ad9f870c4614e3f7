"""The list of commitments: filters, order, pages; each state of the list has an address of its own.

Nothing here costs more where the table is large: what the index of the search can answer in the order of the list it
answers, and nobody counts, or turns pages, beyond MOST.
"""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce

from luoshi_web.models import Commitment, Place, Report
from luoshi_web.pages import search
from luoshi_web.pages.areas import areas
from luoshi_web.pages.overview import published

PAGE = 50
MOST = 10_000
"""Beyond so many commitments the list is neither counted nor shown; filters and downloads lead further."""
ORDERS = {
    "text": ("position",),
    "due": ("due", "position"),
    "outcome": ("outcome", "position"),
    "title": ("title", "position"),
    "changed": ("-changed_at", "position"),
}
_MOST_PLACES = 500
LONGEST = 1_000
"""Characters of a search beyond which nothing is read."""
_REPORTS = (
    Prefetch("report", Report.objects.only("sha256")),
    Prefetch("result_report", Report.objects.only("sha256", "year")),
)
_FILTERS = ("year", "area", "outcome", "kind")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks for; every field may be empty."""

    place: str = ""
    year: str = ""
    area: str = ""
    outcome: str = ""
    kind: str = ""
    q: str = ""
    order: str = "text"
    page: int = 1

    def address(self, **changed: object) -> str:
        """The query of the same wish, with some fields changed."""
        fields = {name: getattr(self, name) for name in self.__slots__} | changed
        return urlencode({name: value for name, value in fields.items() if value not in ("", "text", 1)})


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list. ``years``, ``places`` are what the filters offer; ``total`` is counted up to MOST, and
    ``is_more`` says that there are more than that.
    """

    wish: Wish
    rows: list[Commitment]
    total: int
    is_more: bool
    places: list[str]
    years: list[int]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))

    @property
    def first(self) -> int:
        """The number of the first row of this page."""
        return (self.wish.page - 1) * PAGE + 1


def wish_of(query: dict[str, str]) -> Wish:
    """The wish in the fields of an address; what makes no sense is left out."""
    page = query.get("page", "1")
    year = query.get("year", "")
    return Wish(
        place=query.get("place", "")[:80],
        year=year if year.isascii() and year.isdigit() and len(year) == 4 else "",
        area=query.get("area", "") if query.get("area", "") in areas() else "",
        outcome=query.get("outcome", "") if query.get("outcome", "") in Commitment.Outcome.values else "",
        kind=query.get("kind", "") if query.get("kind", "") in Commitment.Kind.values else "",
        q=query.get("q", "").strip()[:LONGEST],
        order=query.get("order", "") if query.get("order", "") in ORDERS else "text",
        page=min(max(1, int(page)), 100_000) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def wanted(wish: Wish) -> QuerySet[Commitment]:
    """The commitments that ``wish`` asks for, in its order."""
    place = Place.objects.filter(name=wish.place).first() if wish.place else None
    found = Commitment.objects.none() if wish.place and place is None else _plain(wish, place)
    return found.order_by(*ORDERS[wish.order])


def listing(wish: Wish) -> Listing:
    """The page of the list that ``wish`` asks for; the last page where there are fewer."""
    place = Place.objects.filter(name=wish.place).first() if wish.place else None
    if wish.place and place is None:
        return Listing(wish, [], 0, is_more=False, places=_places(), years=_years())
    asked = _asked(wish, place)
    total = search.count_up_to(asked, MOST + 1) if asked else _plain(wish, place).order_by()[: MOST + 1].count()
    shown = min(total, MOST)
    wish = replace(wish, page=min(wish.page, max(1, -(-shown // PAGE))))
    rows = _rows(wish, place, asked, is_small=total <= MOST)
    return Listing(wish, rows, shown, is_more=total > MOST, places=_places(), years=_years())


def _asked(wish: Wish, place: Place | None) -> str:
    """What the index of the search is asked: it serves words, and several filters at once."""
    filters = {name: value for name in _FILTERS if (value := getattr(wish, name))} | (
        {"place": place.pk} if place else {}
    )
    if not search.has_index() or not (wish.q or len(filters) > 1):
        return ""
    return search.expression(wish.q, **filters)


def _rows(wish: Wish, place: Place | None, asked: str, *, is_small: bool) -> list[Commitment]:
    start = (wish.page - 1) * PAGE
    stop = min(start + PAGE, MOST)
    keys: Any
    if asked and wish.order == "text":
        keys = search.positions(asked, start, stop)
    else:
        # A small find is sorted; for a large one, the order is followed until enough of its rows have been met.
        if asked:
            found = search.among(Commitment.objects.all(), asked, by="position" if is_small else "loose")
        else:
            found = _plain(wish, place, by_order=wish.order == "title" and not is_small)
        keys = found.order_by(*ORDERS[wish.order]).values_list("position", flat=True)[start:stop]
    rows = Commitment.objects.filter(position__in=list(keys)).order_by(*ORDERS[wish.order])
    return list(rows.select_related("place").prefetch_related(*_REPORTS))


def _plain(wish: Wish, place: Place | None, *, by_order: bool = False) -> QuerySet[Commitment]:
    """The commitments of ``wish`` found by the table alone.

    ``by_order`` keeps the database from the indexes of the filters, so that it follows that of the order instead: for
    the order that no index of a filter has.
    """
    filters: dict[str, Any] = {name: value for name in _FILTERS if (value := getattr(wish, name))}
    if place:
        filters["place"] = place.pk
    found = Commitment.objects.all()
    for name, value in filters.items():
        if by_order:
            found = found.alias(**{f"bare_{name}": Coalesce(name, name)}).filter(**{f"bare_{name}": value})
        else:
            found = found.filter(**{name: value})
    return search.matching(found, wish.q) if wish.q else found


def _places() -> list[str]:
    found = Place.objects.filter(pk__in=published().order_by().values("place"))
    return list(found.order_by("name").values_list("name", flat=True)[:_MOST_PLACES])


def _years() -> list[int]:
    found = published().order_by().values_list("year", flat=True).distinct()
    return sorted((year for year in found if year), reverse=True)
