"""For each target measure, the later measure that answers it best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from luoshi.document.model import Sentence
from luoshi.statements.model import Aspect, Measure
from luoshi.verdicts.model import Account, Link
from luoshi.verdicts.reconcile.judge import distance, verdict
from luoshi.verdicts.reconcile.likeness import Weights, Wording, covered, likeness, opposed
from luoshi.verdicts.reconcile.periods import Scopes, scopes, speaks_of
from luoshi.verdicts.reconcile.quantities import converted, kind_of

Fit = Literal["same", "other period", "other terms"]

_ALIKE = 0.62
"""At least this alike, and a result in the same terms answers (set on the development pairs)."""

_RELATED = 0.72
"""At least this alike, and a result in other terms makes the answer not comparable."""

_SAID = 0.8
"""At least this much of a target's wording in a sentence without a number, and it answers in words."""

_COMPARES: dict[Aspect, tuple[Aspect, ...]] = {
    "growth": ("growth",),
    "level": ("level", "output", "cumulative", "share"),
    "output": ("output", "level", "change"),
    "cumulative": ("cumulative", "level"),
    "share": ("share", "level"),
    "change": ("change", "output"),
    "rank": ("rank",),
}


@dataclass(frozen=True, slots=True)
class _Result:
    measure: Measure
    later: int
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    target: int
    result: _Result
    likeness: float
    fit: Fit


def answer(earlier: Account, laters: Sequence[Account]) -> tuple[Link, ...]:
    """A link for each target measure of ``earlier``, in text order."""
    targets = [measure for measure in earlier.measures if measure.mode == "target"]
    weights = Weights(_names(earlier, *laters))
    wordings = [_wordings(weights, target) for target in targets]
    parts = [scopes(later) for later in laters]
    results = [
        _Result(measure, index, _wordings(weights, measure))
        for index, later in enumerate(laters)
        for measure in later.measures
        if measure.mode == "result"
    ]
    pairs = [
        pair
        for number, target in enumerate(targets)
        for result in results
        if (pair := _pair(number, target, wordings[number], result, laters, parts))
    ]
    chosen = _choose(pairs, targets)
    return tuple(
        _link(target, wordings[number], chosen.get(number), laters, weights) for number, target in enumerate(targets)
    )


def _names(*accounts: Account) -> Iterator[str]:
    return (f"{each.action or ''}{each.indicator}" for account in accounts for each in account.measures)


def _wordings(weights: Weights, measure: Measure) -> tuple[Wording, ...]:
    names = [measure.indicator, f"{measure.action or ''}{measure.indicator}"]
    if measure.of:
        names.append(f"{measure.indicator}占{measure.of}比重")
    return tuple(weights.wording(name) for name in dict.fromkeys(names))


def _pair(
    number: int, target: Measure, wordings: tuple[Wording, ...], result: _Result, laters: Sequence[Account],
    parts: Sequence[Scopes],
) -> _Pair | None:  # fmt: skip
    alike = max(likeness(left, right) for left in wordings for right in result.wordings)
    if alike < _ALIKE:
        return None
    fit = _fit(target, result, laters[result.later], parts[result.later])
    if fit != "same" and (alike < _RELATED):
        return None
    return _Pair(number, result, alike, fit)


def _fit(target: Measure, result: _Result, later: Account, parts: Scopes) -> Fit:
    measure = result.measure
    if measure.aspect not in _COMPARES[target.aspect] or kind_of(measure.unit) != kind_of(target.unit):
        return "other terms"
    if target.aspect == "growth" and (target.value < 0) != (measure.value < 0) and measure.value * target.value:
        pass
    year = target.period.rpartition("/")[2]
    return "same" if speaks_of(measure, int(year or 0), later, parts) else "other period"


_ORDER: dict[Fit, int] = {"same": 0, "other period": 1, "other terms": 1}


def _choose(pairs: Sequence[_Pair], targets: Sequence[Measure]) -> dict[int, _Pair]:
    """The best pair of each target; a result whose better target is another answers only that one."""
    chosen: dict[int, _Pair] = {}
    best: dict[int, float] = {}
    for pair in pairs:
        if pair.fit == "same":
            key = id(pair.result)
            best[key] = max(best.get(key, 0.0), pair.likeness)
    for pair in sorted(pairs, key=lambda each: (_ORDER[each.fit], -each.likeness, _gap(targets, each))):
        if pair.fit == "same" and pair.likeness < best[id(pair.result)] - 0.15:
            continue
        chosen.setdefault(pair.target, pair)
    return chosen


def _gap(targets: Sequence[Measure], pair: _Pair) -> tuple[int, int, int]:
    target, measure = targets[pair.target], pair.result.measure
    return (pair.result.later, target.aspect != measure.aspect, measure.at)


def _link(
    target: Measure, wordings: tuple[Wording, ...], pair: _Pair | None, laters: Sequence[Account], weights: Weights
) -> Link:
    if pair is None:
        return Link(target, "unreported", "no-answer")
    measure, alike = pair.result.measure, Decimal(f"{pair.likeness:.3f}")
    if pair.fit != "same":
        rule = pair.fit.replace(" ", "-")
        return Link(target, "not comparable", rule, measure, pair.result.later, None, alike)
    said, rule = verdict(target, measure)
    far = distance(target, converted(measure.value, measure.unit, target.unit))
    return Link(target, said, rule, measure, pair.result.later, None, alike, far)
