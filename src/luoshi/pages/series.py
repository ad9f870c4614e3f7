"""The page of a place's series: what table, data and chart show, so that they cannot disagree."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luoshi.ledger.series import Figure, Point, Series
from luoshi.pages.numbers import number_text
from luoshi.pages.words import Words

_MAGNITUDES = (("万亿", Decimal(10**12)), ("亿", Decimal(10**8)), ("万", Decimal(10**4)))
_CUSTOMARY = (
    ("亩", Decimal(2000) / 3),
    ("公顷", Decimal(10**4)),
    ("平方公里", Decimal(10**6)),
    ("公里", Decimal(1000)),
    ("斤", Decimal("0.5")),
    ("吨", Decimal(1000)),
)
"""Units that reports write, in base units (square metres, metres, kilograms), as in lexicon/units.toml."""

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Panel:
    """One series as shown: values are divided by ``factor``, so that ``unit`` (亿元) leaves few digits."""

    series: Series
    title: str
    unit: str
    factor: Decimal

    def shown(self, figure: Figure | None) -> Decimal | None:
        """The value of ``figure`` in ``unit``."""
        return None if figure is None else figure.value / self.factor

    @property
    def years(self) -> tuple[Point, ...]:
        """Points of single years, which a chart can draw."""
        return tuple(point for point in self.series.points if "/" not in point.period)

    @property
    def breaks(self) -> tuple[Point, ...]:
        """Points at which the place has taken another name."""
        return tuple(point for point in self.series.points if point.is_break)


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """Series of one place, under its present name."""

    place: str
    panels: tuple[Panel, ...]

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row a point, with both sentences and where they stand, numbers in base units."""
        for panel in self.panels:
            for point in panel.series.points:
                yield _row(panel.series, point)


def series_page(place: str, series: Sequence[Series], words: Words) -> SeriesPage:
    """The page of ``series`` of ``place``."""
    return SeriesPage(place, tuple(_panel(each, words) for each in series))


def as_written(figure: Figure | None) -> str:
    """The value in the report's words on one line (``10%以上``), a fall with its sign; empty where there is none."""
    if figure is None:
        return ""
    text = _SPACES.sub("", figure.text)
    return f"-{text}" if figure.value < 0 and not text.startswith(("-", "−", "－", "负")) else text


def _panel(series: Series, words: Words) -> Panel:
    base, written = _customary(series)
    factor, magnitude = _magnitude(series, base)
    unit = magnitude + (written or (words.label("unit", series.unit) if series.unit else ""))
    aspect = words(f"aspect.{series.aspect}")
    name = f"{series.scope}{series.indicator}" if series.scope else series.indicator
    return Panel(series, f"{name} · {aspect}" + (f"（{unit}）" if unit else ""), unit, factor)


def _customary(series: Series) -> tuple[Decimal, str]:
    """The unit that most figures of a base unit are written in, with its size; one and nothing for other units."""
    texts = [figure.text for figure in _figures(series)] if series.unit in ("平方米", "米", "千克") else []
    for unit, size in _CUSTOMARY:
        if 2 * sum(unit in text for text in texts) > len(texts):
            return size, unit
    return Decimal(1), ""


def _magnitude(series: Series, base: Decimal) -> tuple[Decimal, str]:
    """The largest magnitude that leaves the middle value at one ``base`` or above; only the base for shares."""
    values = sorted(abs(figure.value) for figure in _figures(series))
    if series.unit in ("%", "pp") or not values:
        return base, ""
    middle = values[len(values) // 2] / base
    return next(((base * factor, word) for word, factor in _MAGNITUDES if middle >= factor), (base, ""))


def _figures(series: Series) -> list[Figure]:
    return [figure for point in series.points for figure in (point.promised, point.achieved) if figure]


def _row(series: Series, point: Point) -> dict[str, Any]:
    row: dict[str, Any] = {
        "type": "series",
        "place": point.place,
        "place_key": series.place_key,
        "indicator": series.indicator,
        "scope": series.scope,
        "aspect": series.aspect,
        "unit": series.unit or None,
        "period": point.period,
        "is_break": point.is_break,
    }
    for name, figure in (("promised", point.promised), ("achieved", point.achieved)):
        row[name] = None if figure is None else _figure_row(figure)
    return row


def _figure_row(figure: Figure) -> dict[str, Any]:
    return {
        "comparator": figure.comparator,
        "value": number_text(figure.value),
        "to": None if figure.to is None else number_text(figure.to),
        "text": figure.text,
        "sentence": figure.sentence,
        "source": figure.source,
        "at": figure.at,
        "year": figure.year,
    }
