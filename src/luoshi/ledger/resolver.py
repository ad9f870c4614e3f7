"""The rows of one report as ledger entries: canonical indicator, base unit, place, period, precision."""

import re
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from luoshi.document.model import Document
from luoshi.ledger.identity import alike, identity
from luoshi.ledger.model import Entry, Kind, ProjectEntry, Reading
from luoshi.lexicon.load import lexicon
from luoshi.statements.model import Aspect, Measure
from luoshi.values.place import Level

__all__ = ["alike", "entries", "identity", "kind_of", "project_entries"]

_HUNDRED = Decimal(100)
_HALF = Decimal("0.5")
_MAGNITUDES = (Decimal(10**8), Decimal(10**4))
_RATE_WORDS = re.compile(r"(?:增速|增幅|增长速度|增长率|涨幅)\Z")
_HEAD = 300
_EXACT = Context(prec=16)


class _Origin(NamedTuple):
    place: str
    code: str | None
    level: Level | None
    year: int | None
    kind: Kind
    source: str


def entries(report: Reading) -> tuple[Entry, ...]:
    """Every figure of ``report``, in text order. Nothing is left out: what has no known indicator keeps its words."""
    origin = _origin(report.document)
    return tuple(_entry(measure, report.document, origin) for measure in report.measures)


def project_entries(report: Reading) -> tuple[ProjectEntry, ...]:
    """Every project of ``report``, in text order."""
    origin, sentences = _origin(report.document), report.document.sentences
    return tuple(
        ProjectEntry(
            place=origin.place,
            code=origin.code,
            level=origin.level,
            year=origin.year,
            kind=origin.kind,
            mode=project.mode,
            name=project.name,
            stage=project.stage,
            period=project.period,
            source=origin.source,
            start=project.start,
            end=project.end,
            sentence_start=sentences[project.sentence].start,
            sentence_end=sentences[project.sentence].end,
        )
        for project in report.projects
    )


def kind_of(document: Document) -> Kind:
    """``communique`` for a statistical communiqué (统计公报), by its title or opening lines; else ``report``."""
    head = (document.front.title or "") + document.source.text[:_HEAD]
    return "communique" if "统计公报" in head else "report"


def _origin(document: Document) -> _Origin:
    place = document.front.place
    return _Origin(
        place=place.name if place else "",
        code=place.code if place else None,
        level=place.level if place else None,
        year=document.front.year,
        kind=kind_of(document),
        source=document.source.sha256,
    )


def _entry(measure: Measure, document: Document, origin: _Origin) -> Entry:
    unit, dimension, factor = _base(measure.unit, measure.aspect)
    sentence = document.sentences[measure.sentence]
    return Entry(
        place=origin.place,
        code=origin.code,
        level=origin.level,
        year=origin.year,
        kind=origin.kind,
        mode=measure.mode,
        identity=identity(measure.indicator, place=document.front.place),
        words=measure.indicator,
        aspect=_aspect(measure),
        period=measure.period,
        comparator=measure.comparator,
        value=_times(measure.value, factor),
        to=None if measure.to is None else _times(measure.to, factor),
        origin=None if measure.origin is None else _times(measure.origin, factor),
        unit=unit,
        dimension=dimension,
        written=measure.written,
        precision=_times(precision(measure.written, measure.value), factor),
        of=measure.of,
        action=measure.action,
        source=origin.source,
        at=measure.at,
        start=measure.start,
        end=measure.end,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
    )


def _aspect(measure: Measure) -> Aspect:
    """``growth`` where the indicator itself is named a rate of growth (投资增速 6%)."""
    is_rate = measure.aspect == "level" and measure.unit == "%" and _RATE_WORDS.search(measure.indicator)
    return "growth" if is_rate else measure.aspect


@lru_cache(maxsize=2**12)
def _base(written: str, aspect: Aspect) -> tuple[str, str, Decimal]:
    """Base unit, dimension and factor. Ratios stay in per cent, as they are spoken; growth in 倍 becomes per cent."""
    unit = lexicon().units.get(written)
    if unit is None:
        return written, "count", Decimal(1)
    if unit.kind == "ratio" and unit.factor is not None:
        if unit.dimension == "points":
            return "pp", "points", unit.factor
        if unit.name != "倍" or aspect == "growth":
            return "%", "share", unit.factor * _HUNDRED
    if unit.base and unit.factor is not None:
        return unit.base, unit.dimension, unit.factor
    return unit.name, unit.dimension, Decimal(1)


def _times(value: Decimal, factor: Decimal) -> Decimal:
    """The product in plain digits; 16 of them, since the factor of 亩 is a repeating fraction cut off."""
    if factor == 1:
        return value
    product = _EXACT.multiply(value, factor).normalize()
    return product.quantize(Decimal(1)) if product == product.to_integral_value() else product


def precision(written: str, value: Decimal) -> Decimal:
    """Half a unit of the last digit of ``written``, the numeral of ``value``, which may have a magnitude behind it."""
    try:
        number = Decimal(written.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return _HALF * _last_place_of_words(written, value)
    if number == 0:
        return _HALF
    exponent = number.as_tuple().exponent
    scale = abs(value / number)
    return _HALF * scale.scaleb(exponent if isinstance(exponent, int) else 0)


def _last_place_of_words(written: str, value: Decimal) -> Decimal:
    """The last decimal place of a numeral in characters (``三十二点六`` → 0.1, ``三千四百万`` → 10000)."""
    _, point, fraction = written.partition("点")
    if point:
        return Decimal(1).scaleb(-len(fraction))
    if value:
        for magnitude in _MAGNITUDES:
            if value % magnitude == 0:
                return magnitude
    return Decimal(1)
