"""For each target measure, the later measure that answers it best."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from luoshi.ledger.model import Entry
from luoshi.statements.model import Aspect, Measure
from luoshi.verdicts.model import Account, Link
from luoshi.verdicts.reconcile.judge import direction, distance, judge_result
from luoshi.verdicts.reconcile.likeness import Alike, Weights, Wording, likeness, tempered
from luoshi.verdicts.reconcile.periods import Scopes, scopes, speaks_of
from luoshi.verdicts.reconcile.words import is_vague, parts, ranks

Fit = Literal["same", "other period", "other terms", "part of it", "unrelated"]

_ANSWERS = 0.56
"""At least this alike, and a result in the same terms answers (set on the development pairs)."""

_RELATED = 0.72
"""At least this alike, and a result in other terms makes the answer not comparable."""

_PART = 0.68
"""At least this alike in words, and a result that counts a part of the target makes the answer not comparable."""

_SURE, _SCALE = 0.9, 3
"""A result less alike than this, and more than so many times its target or less than that part, is another thing."""

_TELLING, _SHORT = 4, 0.9
"""A wording of fewer characters than this (示范村) tells less, so that its likeness to another counts less."""

_SAME_ACTION = 0.2
"""So much better an answer is a result with the target's own verb, where two targets contend (建成 and 开工)."""

_SHORTEST_HEAD = 3
"""What stands behind 的 counts as a wording of its own from so many characters on (困扰群众出行的断头路)."""

_CAMPAIGN = re.compile(r"[“\"][^”\"]{2,12}[”\"](?=[^“”\"]{3,}(?:率|比重|占比|天数|满意度)$)")
"""The campaign that a rate is stated under (“高效办成一件事”网上可办率): the next report may leave it out."""

_RIVAL = 0.15
"""A result that is this much more like another target answers only that one."""

_COMPARES: dict[Aspect, tuple[Aspect, ...]] = {
    "growth": ("growth",),
    "level": ("level", "output", "cumulative", "share"),
    "output": ("output", "level"),
    "cumulative": ("cumulative", "level"),
    "share": ("share", "level"),
    "change": ("change", "output"),
    "rank": ("rank",),
}
_RELATES: dict[Aspect, tuple[Aspect, ...]] = {
    "growth": ("level", "change", "cumulative"),
    "level": ("growth", "change", "cumulative"),
    "output": ("cumulative", "growth"),
    "cumulative": ("output", "growth"),
    "share": ("change", "level"),
    "change": ("level", "growth", "share"),
    "rank": (),
}
_STATES: tuple[Aspect, ...] = ("level", "share")
"""The same thing in other terms: a total instead of an increment, a level instead of its growth."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A figure ready to compare: its measure and entry, the report it is from (None: the earlier), its wordings."""

    measure: Measure
    entry: Entry
    later: int | None
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    target: int
    result: Subject
    likeness: float
    fit: Fit


def subjects(account: Account, later: int | None, mode: str, weights: Weights) -> Iterator[Subject]:
    """The figures of ``account`` that have ``mode``, in text order.

    An indicator that means something only beside another (年度投资) takes that of the figure before it in the sentence.
    """
    before, sentence = "", -1
    for measure, entry in zip(account.measures, account.entries, strict=True):
        if measure.sentence != sentence:
            before, sentence = "", measure.sentence
        if measure.mode == mode:
            yield Subject(measure, entry, later, _wordings(weights, entry, before))
        if not entry.identity.is_generic:
            before = entry.indicator


def indicator_weights(*accounts: Account) -> Weights:
    """Weights from the indicators, with their actions, of all ``accounts``."""
    return Weights(f"{each.action or ''}{each.indicator}" for account in accounts for each in account.entries)


def answer(earlier: Account, laters: Sequence[Account], weights: Weights, alike: Alike) -> tuple[Link, ...]:
    """A link for each target measure of ``earlier``, in text order."""
    targets = list(subjects(earlier, None, "target", weights))
    results = [each for index, later in enumerate(laters) for each in subjects(later, index, "result", weights)]
    matcher = _Matcher(laters, [scopes(later) for later in laters], alike)
    pairs = [
        pair
        for number, target in enumerate(targets)
        for result in results
        if (pair := matcher.pair(number, target, result))
    ]
    chosen = _choose(pairs, targets, alike)
    return tuple(_link(target, chosen.get(number)) for number, target in enumerate(targets))


def subject_likeness(left: Subject, right: Subject, alike: Alike) -> float:
    """How likely two figures speak of one thing, 0 to 1; 0 where one of them says nothing by itself."""
    value = max((_telling(one, other) for one in left.wordings for other in right.wordings), default=0.0)
    return tempered(value, left.entry.identity, right.entry.identity, alike) if value else 0.0


def _in_words(left: Subject, right: Subject) -> float:
    return max((likeness(one, other) for one in left.wordings for other in right.wordings), default=0.0)


def _telling(left: Wording, right: Wording) -> float:
    is_short = min(len(left.text), len(right.text)) < _TELLING and left.text != right.text
    return likeness(left, right) * (_SHORT if is_short else 1.0)


def _wordings(weights: Weights, entry: Entry, context: str) -> tuple[Wording, ...]:
    names = [entry.indicator]
    if entry.identity.is_generic or is_vague(entry.indicator):
        names = [f"{context}{entry.indicator}"] if context else []
    elif entry.action and entry.action not in entry.indicator:
        names += [f"{entry.action}{entry.indicator}", f"{entry.indicator}{entry.action}"]
    _, _, head = entry.words.rpartition("的")
    if names and _SHORTEST_HEAD <= len(head) < len(entry.words):
        names.append(head)
    if names and (campaign := _CAMPAIGN.match(entry.words)):
        names.append(entry.words[campaign.end() :])
    if entry.of and names:
        names.append(f"{entry.indicator}占{entry.of}比重")
    return tuple(weights.wording(name) for name in dict.fromkeys(names))


@dataclass(frozen=True, slots=True)
class _Matcher:
    """What it takes to tell whether a result answers a target: the later reports, their scopes, the ledger's view."""

    laters: Sequence[Account]
    years: Sequence[Scopes]
    alike: Alike

    def pair(self, number: int, target: Subject, result: Subject) -> _Pair | None:
        """Target ``number`` with ``result``, or None where they do not speak of one thing."""
        value = subject_likeness(target, result, self.alike)
        if _is_part(result.entry.words, target.entry.words):
            value = _in_words(target, result)
            is_answer = value >= _PART and self.fit(target, result) == "same"
            return _Pair(number, result, value, "part of it") if is_answer else None
        if value < _ANSWERS:
            return None
        fit = self.fit(target, result)
        if fit == "same" and value < _SURE and _is_out_of_scale(target.entry, result.entry):
            return None
        if fit == "unrelated" or (fit != "same" and value < _RELATED):
            return None
        return _Pair(number, result, value, fit)

    def fit(self, target: Subject, result: Subject) -> Fit:
        """Whether ``result`` has the aspect, unit and year that ``target`` asks for."""
        terms = _terms(target.entry, result.entry)
        year = int(target.entry.period.rpartition("/")[2] or 0)
        later = result.later or 0
        if terms == "unrelated" or speaks_of(result.measure, year, self.laters[later], self.years[later]):
            return terms
        return "other period"


def _terms(target: Entry, result: Entry) -> Fit:
    if result.aspect in _COMPARES[target.aspect]:
        if _same_unit(target, result):
            return "same"
        states = result.aspect in _STATES and target.aspect in _STATES and result.dimension != "share"
        return "other terms" if states else "unrelated"
    return "other terms" if result.aspect in _RELATES[target.aspect] else "unrelated"


def _is_out_of_scale(target: Entry, result: Entry) -> bool:
    """Whether a level is so far from its target that it is hardly the same thing."""
    if target.aspect not in ("level", "cumulative") or target.dimension == "share":
        return False
    return not abs(target.value) / _SCALE <= abs(result.value) <= abs(target.value) * _SCALE


def _same_unit(left: Entry, right: Entry) -> bool:
    return left.dimension == right.dimension and (left.dimension == "count" or left.unit == right.unit)


def _is_part(part: str, whole: str) -> bool:
    """Whether ``part`` names a part of ``whole``: 出口 of 进出口, 省级美丽乡村 of 美丽乡村."""
    if ranks().search(part) and not ranks().search(whole):
        return True
    for word, inner in parts().items():
        rest = whole.replace(word, "")
        if word in whole and not any(each in rest for each in inner):
            return any(each in part.replace(word, "") for each in inner)
    return False


_ORDER: dict[Fit, int] = {"same": 0, "other terms": 1, "other period": 2, "part of it": 3, "unrelated": 4}


def _choose(pairs: Sequence[_Pair], targets: Sequence[Subject], alike: Alike) -> dict[int, _Pair]:
    """The best pair of each target; a result whose better target is another answers only that one.

    Unless the two targets say the same: a plan may promise a thing twice.
    """
    chosen: dict[int, _Pair] = {}
    best: dict[int, _Pair] = {}
    for pair in pairs:
        key = id(pair.result)
        if pair.fit == "same" and (key not in best or _claim(pair, targets) > _claim(best[key], targets)):
            best[key] = pair
    for pair in sorted(pairs, key=lambda each: _rank(each, targets[each.target])):
        rival = best.get(id(pair.result))
        if pair.fit == "same" and rival is not None and _claim(pair, targets) < _claim(rival, targets) - _RIVAL:
            ours, theirs = targets[pair.target], targets[rival.target]
            if ours.entry.value != theirs.entry.value or subject_likeness(ours, theirs, alike) < _RELATED:
                continue
        chosen.setdefault(pair.target, pair)
    return chosen


def _claim(pair: _Pair, targets: Sequence[Subject]) -> float:
    ours, theirs = targets[pair.target].measure.action, pair.result.measure.action
    return pair.likeness + (_SAME_ACTION if ours and theirs and (ours in theirs or theirs in ours) else 0.0)


def _rank(pair: _Pair, target: Subject) -> tuple[int, float, int, bool, int]:
    measure = pair.result.measure
    return (
        _ORDER[pair.fit],
        -pair.likeness,
        pair.result.later or 0,
        measure.aspect != target.measure.aspect,
        measure.at,
    )


def _link(target: Subject, pair: _Pair | None) -> Link:
    if pair is None:
        return Link(target.measure, "unreported", "no-answer")
    result, like = pair.result, Decimal(f"{pair.likeness:.3f}")
    suffices = pair.fit == "part of it" and _suffices(target.entry, result.entry)
    if pair.fit != "same" and not suffices:
        rule = pair.fit.replace(" ", "-")
        if pair.fit == "other period" and target.entry.period[-4:] > result.entry.period[-4:]:
            rule = "not-yet-due"
        return Link(target.measure, "not comparable", rule, result.measure, result.later, None, like)
    verdict, rule = judge_result(target.entry, result.entry)
    rule = "part-suffices" if suffices else rule
    far = distance(target.entry, result.entry.value, target.measure.unit, scale_of(target))
    return Link(target.measure, verdict, rule, result.measure, result.later, None, like, far)


def _suffices(target: Entry, part: Entry) -> bool:
    """Whether ``part`` alone reaches what ``target`` asks of the whole: more of a thing that is counted."""
    counted = target.aspect in ("output", "cumulative") and direction(target) == "floor"
    return counted and judge_result(target, part)[0] == "met"


def scale_of(subject: Subject) -> Decimal:
    """How many of the written unit are one unit of the entry."""
    return subject.measure.value / subject.entry.value if subject.entry.value else Decimal(1)
