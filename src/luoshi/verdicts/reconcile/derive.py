"""Answers that no sentence gives but that follow from two: differences of stocks, levels over levels, shares of wholes.

Every method takes figures of both reports that speak of the target's indicator, and says nothing where what it found
is too coarsely written to tell on which side of the target the answer lies.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoshi.statements.model import Aspect
from luoshi.verdicts.model import Derivation, Figure, Method
from luoshi.verdicts.reconcile.answers import Subject, scale_of
from luoshi.verdicts.reconcile.judge import judge
from luoshi.verdicts.reconcile.likeness import Alike, likeness, tempered
from luoshi.verdicts.reconcile.words import is_at_constant_prices

_STOCKS: tuple[Aspect, ...] = ("cumulative", "level")
_HUNDRED = Decimal(100)
_ALIKE = 0.85
"""Figures must be this much like the target: a sum of two things that merely resemble one another proves nothing."""

_MAGNITUDES = (("万亿", Decimal(10**12)), ("亿", Decimal(10**8)), ("万", Decimal(10**4)), ("千", Decimal(1000)))
_SHOWN = _MAGNITUDES[:3]
_LEAST_GROWTH, _MOST_GROWTH = Decimal(-30), Decimal(100)
"""Growth beyond these says that the two levels are not of one scope, rather than what became of the target."""


@dataclass(frozen=True, slots=True)
class Found:
    """A derived value in the unit of the target's entry, how far it may be off, and the sum it comes from."""

    method: Method
    value: Decimal
    error: Decimal
    working: str
    figures: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """Results of the earlier report and of the later ones, and the ledger's judgement on indicators."""

    before: Sequence[Subject]
    after: Sequence[Subject]
    alike: Alike

    def find(
        self, subjects: Sequence[Subject], target: Subject, aspects: Sequence[Aspect], dimension: str, year: int
    ) -> Subject | None:
        """The figure most like ``target`` with one of ``aspects``, of ``dimension``, at the end of ``year``."""
        best, found = _ALIKE, None
        for each in subjects:
            entry = each.entry
            if entry.aspect not in aspects or entry.dimension != dimension or _year(each) != year:
                continue
            if not each.wordings or entry.identity.is_generic or entry.comparator in (">=", ">", "<=", "<"):
                continue
            value = tempered(
                likeness(target.wordings[0], each.wordings[0]), target.entry.identity, entry.identity, self.alike
            )
            if value > best:
                best, found = value, each
        return found


def derive(target: Subject, pool: Pool) -> Derivation | None:
    """The first answer to ``target`` that a method finds, or None."""
    year = _year(target)
    if not year or not target.wordings or target.entry.identity.is_generic:
        return None
    for method in _METHODS:
        for found in method(target, pool, year):
            return _derivation(target, found)
    return None


def _derivation(target: Subject, found: Found) -> Derivation | None:
    bound = target.entry.value
    if abs(found.value - bound) < found.error:
        return None
    verdict, _ = judge(target.entry, found.value)
    caution = "revised" if found.method == "level over level" else None
    if caution and not _LEAST_GROWTH <= found.value <= _MOST_GROWTH:
        verdict = "not comparable"
    if caution and is_at_constant_prices(target.entry.indicator):
        verdict, caution = "not comparable", "nominal"
    return Derivation(
        method=found.method,
        verdict=verdict,
        value=(found.value * scale_of(target)).normalize(),
        working=found.working,
        figures=tuple(Figure(each.measure, each.later) for each in found.figures),
        caution=caution,
    )


def _stock_difference(target: Subject, pool: Pool, year: int) -> Iterator[Found]:
    entry = target.entry
    if entry.aspect != "output" or entry.dimension == "share":
        return
    now = pool.find(pool.after, target, ("cumulative",), entry.dimension, year)
    then = pool.find(pool.before, target, ("cumulative",), entry.dimension, year - 1)
    if now and then and now.entry.value > then.entry.value:
        value = now.entry.value - then.entry.value
        error = now.entry.precision + then.entry.precision
        yield Found(
            "stock difference", value, error, f"{_said(now)} - {_said(then)} = {_number(value, target)}", (now, then)
        )


def _level_over_level(target: Subject, pool: Pool, year: int) -> Iterator[Found]:
    if target.entry.aspect != "growth":
        return
    for dimension in dict.fromkeys(each.entry.dimension for each in pool.after if each.entry.dimension != "share"):
        now = pool.find(pool.after, target, _STOCKS, dimension, year)
        then = pool.find(pool.before, target, _STOCKS, dimension, year - 1)
        if not (now and then and then.entry.value > 0 and now.entry.unit == then.entry.unit):
            continue
        ratio = now.entry.value / then.entry.value
        error = _HUNDRED * (now.entry.precision + ratio * then.entry.precision) / then.entry.value
        value = ((ratio - 1) * _HUNDRED).quantize(Decimal("0.01"))
        working = f"{_said(now)} / {_said(then)} - 1 = {value} %"
        yield Found("level over level", value, error, working, (now, then))


def _share_times_whole(target: Subject, pool: Pool, year: int) -> Iterator[Found]:
    entry = target.entry
    if entry.aspect not in (*_STOCKS, "output") or entry.dimension == "share":
        return
    part = pool.find(pool.after, target, ("share",), "share", year)
    whole = part and _whole(part, pool, entry.dimension, year)
    if part and whole:
        value = part.entry.value * whole.entry.value / _HUNDRED
        error = (part.entry.value * whole.entry.precision + whole.entry.value * part.entry.precision) / _HUNDRED
        working = f"{_said(whole)} * {_said(part)} = {_number(value, target)}"
        yield Found("share times whole", value, error, working, (whole, part))


def _part_over_whole(target: Subject, pool: Pool, year: int) -> Iterator[Found]:
    if target.entry.aspect != "share" or not target.entry.of:
        return
    for dimension in ("money", "area", "count"):
        part = pool.find(pool.after, target, _STOCKS, dimension, year)
        whole = part and _whole(target, pool, dimension, year)
        if part and whole and whole.entry.value > part.entry.value:
            ratio = part.entry.value / whole.entry.value
            error = _HUNDRED * (part.entry.precision + ratio * whole.entry.precision) / whole.entry.value
            value = (ratio * _HUNDRED).quantize(Decimal("0.01"))
            working = f"{_said(part)} / {_said(whole)} = {value} %"
            yield Found("part over whole", value, error, working, (part, whole))


def _stock_plus_increment(target: Subject, pool: Pool, year: int) -> Iterator[Found]:
    entry = target.entry
    if entry.aspect != "cumulative":
        return
    then = pool.find(pool.before, target, ("cumulative",), entry.dimension, year - 1)
    more = pool.find(pool.after, target, ("output",), entry.dimension, year)
    if then and more and more.entry.action and "新" in more.entry.action:
        value = then.entry.value + more.entry.value
        error = then.entry.precision + more.entry.precision
        yield Found(
            "stock plus increment",
            value,
            error,
            f"{_said(then)} + {_said(more)} = {_number(value, target)}",
            (then, more),
        )


_METHODS: tuple[Callable[[Subject, Pool, int], Iterator[Found]], ...] = (
    _stock_difference,
    _level_over_level,
    _share_times_whole,
    _part_over_whole,
    _stock_plus_increment,
)


def _whole(part: Subject, pool: Pool, dimension: str, year: int) -> Subject | None:
    """The later level of the whole that ``part`` is a share of."""
    name = part.entry.of
    for each in pool.after:
        entry = each.entry
        is_level = entry.aspect in _STOCKS and entry.dimension == dimension and _year(each) == year
        if name and is_level and entry.indicator.endswith(name) and entry.scope is None:
            return each
    return None


def _year(subject: Subject) -> int:
    last = subject.entry.period.rpartition("/")[2]
    return int(last) if last.isdigit() else 0


def _said(subject: Subject) -> str:
    measure = subject.measure
    try:
        scale = abs(measure.value / Decimal(measure.written.replace(",", "")))
    except ArithmeticError:
        return f"{measure.value:f}{measure.unit}"
    magnitude = next((word for word, factor in _MAGNITUDES if scale == factor), "")
    return f"{measure.written}{magnitude}{measure.unit}"


def _number(value: Decimal, target: Subject) -> str:
    """``value`` of the target's entry in the unit the target is written in: ``33.6亿元``."""
    value *= scale_of(target)
    word, factor = next(((word, factor) for word, factor in _SHOWN if abs(value) >= factor), ("", Decimal(1)))
    return f"{(value / factor).normalize():f}{word}{target.measure.unit}"
