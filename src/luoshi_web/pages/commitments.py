"""The list of commitments: filters, order, pages; each state of the list has an address of its own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet

from luoshi_web.models import Commitment, Place
from luoshi_web.pages.areas import areas
from luoshi_web.pages.overview import published
from luoshi_web.pages.search import matching

PAGE = 50
ORDERS = {
    "text": ("-year", "report", "at"),
    "due": ("due", "-year", "report", "at"),
    "outcome": ("outcome", "-year", "report", "at"),
    "title": ("title", "-year", "report", "at"),
    "changed": ("-changed_at", "pk"),
}


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
    """A page of the list. ``years``, ``places`` are what the filters offer; ``is_last`` says that nothing follows."""

    wish: Wish
    rows: list[Commitment]
    total: int
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
        q=query.get("q", "").strip()[:60],
        order=query.get("order", "") if query.get("order", "") in ORDERS else "text",
        page=min(max(1, int(page)), 100_000) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def wanted(wish: Wish) -> QuerySet[Commitment]:
    """The commitments that ``wish`` asks for, in its order."""
    found = Commitment.objects.all()
    if wish.place:
        found = found.filter(place__in=Place.objects.filter(name=wish.place))
    for name in ("year", "area", "outcome", "kind"):
        if getattr(wish, name):
            found = found.filter(**{name: getattr(wish, name)})
    if wish.q:
        found = matching(found, wish.q)
    return found.order_by(*ORDERS[wish.order])


def listing(wish: Wish) -> Listing:
    """The page of the list that ``wish`` asks for."""
    found = wanted(wish)
    start = (wish.page - 1) * PAGE
    rows = found.select_related("place", "report", "result_report").defer("report__text", "result_report__text")
    return Listing(
        wish=wish,
        rows=list(rows[start : start + PAGE]),
        total=found.count(),
        places=list(Place.objects.filter(reports__state="published").distinct().values_list("name", flat=True)[:500]),
        years=sorted(set(published().values_list("year", flat=True)), reverse=True),
    )
