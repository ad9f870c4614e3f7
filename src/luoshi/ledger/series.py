"""What a place promised and achieved over the years, read from the view ``series`` of an open ledger."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from luoshi.ledger.identity import alike, identity
from luoshi.statements.model import Aspect, Comparator

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LIKELY = 0.5
_MOST_SUGGESTIONS = 5
_FIGURE = ("", "_to", "_comparator", "_text", "_sentence", "_source", "_at", "_year")


@dataclass(frozen=True, slots=True)
class Figure:
    """A promised or achieved value in the unit of its series, with the words, the sentence and where they stand.

    ``year`` is that of the report's delivery, ``at`` the offset of the numeral in the text whose sha256 is ``source``.
    """

    value: Decimal
    to: Decimal | None
    comparator: Comparator
    text: str
    sentence: str
    source: str
    at: int
    year: int


@dataclass(frozen=True, slots=True)
class Point:
    """One period. ``due`` is its last year; ``is_break`` says that the place has another name than a point before."""

    period: str
    due: int
    place: str
    promised: Figure | None
    achieved: Figure | None
    is_break: bool


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of one place, in one scope, aspect and unit (empty for counts), with points in order of time."""

    place_key: str
    indicator: str
    scope: str | None
    aspect: Aspect
    unit: str
    points: tuple[Point, ...] = field(repr=False)

    @property
    def pairs(self) -> int:
        """Periods that have both a promise and a result."""
        return sum(point.promised is not None and point.achieved is not None for point in self.points)


def find_series(connection: "DuckDBPyConnection", place_key: str, indicator: str | None = None) -> list[Series]:
    """Every series of a place, or those of ``indicator`` (its canonical name), the fullest first."""
    where, values = "place_key = ?", [place_key]
    if indicator is not None:
        where, values = f"{where} AND indicator = ?", [place_key, indicator]
    found = connection.execute(
        f"SELECT * FROM series WHERE {where} ORDER BY indicator, scope, aspect, unit, due, period",  # noqa: S608
        values,
    )
    names = [column[0] for column in found.description or ()]
    groups: dict[tuple[str, str | None, Aspect, str], list[dict[str, Any]]] = {}
    for cells in found.fetchall():
        row = dict(zip(names, cells, strict=True))
        groups.setdefault((row["indicator"], row["scope"], row["aspect"], row["unit"]), []).append(row)
    series = [Series(place_key, *key, tuple(map(_point, rows))) for key, rows in groups.items()]
    return sorted(series, key=lambda each: (-each.pairs, -len(each.points)))


def indicators_like(connection: "DuckDBPyConnection", place_key: str, words: str) -> list[str]:
    """Indicators of the place that ``words`` may mean: the very one alone, else those alike, most alike first."""
    found = connection.execute("SELECT DISTINCT indicator FROM series WHERE place_key = ?", [place_key]).fetchall()
    asked = identity(words)
    names = [name for (name,) in found]
    if asked.name in names:
        return [asked.name]
    likeness = {name: alike(asked, identity(name)) for name in names}
    near = [name for name in names if likeness[name] >= _LIKELY or words in name]
    return sorted(near, key=lambda name: (-likeness[name], name))[:_MOST_SUGGESTIONS]


def places_in(connection: "DuckDBPyConnection", keys: list[str]) -> list[str]:
    """Those of ``keys`` that the ledger has entries of."""
    rows = connection.execute(
        "SELECT DISTINCT place_key FROM entries WHERE place_key IN (SELECT unnest(?)) ORDER BY 1", [keys]
    ).fetchall()
    return [key for (key,) in rows]


def _point(row: dict[str, Any]) -> Point:
    return Point(
        period=row["period"],
        due=row["due"],
        place=row["place"],
        promised=_figure(row, "promised"),
        achieved=_figure(row, "achieved"),
        is_break=row["is_break"],
    )


def _figure(row: dict[str, Any], name: str) -> Figure | None:
    if row[name] is None:
        return None
    value, to, comparator, text, sentence, source, at, year = (row[name + part] for part in _FIGURE)
    return Figure(value, to, cast("Comparator", comparator), text, sentence, source, at, year)
