"""How alike two wordings are: characters and pairs they share, each weighing more the rarer it is in the reports."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from luoshi.ledger.model import Identity
from luoshi.verdicts.reconcile.words import essence, kinds, marked

Alike = Callable[[Identity, Identity], float]
"""The ledger's judgement whether two indicators are one thing, 0 to 1 (``luoshi.ledger.resolver.alike``)."""

_SAME = 0.9
_OPPOSED = 0.6
_OTHER_SCOPE = 0.85
_TWO_KNOWN = 0.85


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording ready to compare: its essence, the features of that with their weights, and the kinds it names."""

    text: str
    features: Mapping[str, float] = field(repr=False)
    total: float
    kinds: tuple[tuple[int, str], ...]


class Weights:
    """Weights of features, from how many of ``texts`` have them (inverse document frequency)."""

    def __init__(self, texts: Iterable[str]) -> None:
        count: Counter[str] = Counter()
        size = 0
        for text in texts:
            size += 1
            count.update(_features(essence(text)).keys())
        self._count, self._size = count, size

    def wording(self, text: str) -> Wording:
        """``text`` ready to compare."""
        core = essence(text)
        features = {key: times * self._weight(key) for key, times in _features(core).items()}
        return Wording(core, features, sum(features.values()), kinds(core))

    def texts_with(self, feature: str) -> int:
        """How many of the texts have ``feature``, a character or a pair of them."""
        return self._count[feature]

    def _weight(self, feature: str) -> float:
        return log(1 + self._size / (1 + self._count[feature])) * (1.0 if len(feature) > 1 else 0.7)


def likeness(left: Wording, right: Wording) -> float:
    """Weighted Dice coefficient of two wordings, 0 to 1, lower where they name different kinds of one thing."""
    if not left.total or not right.total:
        return 0.0
    value = 2 * _shared(left, right) / (left.total + right.total)
    return value * _OPPOSED if _opposed(left, right) or marked(left.text) != marked(right.text) else value


def covered(whole: Wording, part: Wording) -> float:
    """How much of ``whole`` stands in ``part``, by weight, 0 to 1."""
    return _shared(whole, part) / whole.total if whole.total else 0.0


def tempered(value: float, left: Identity, right: Identity, alike: Alike) -> float:
    """The likeness ``value`` of two wordings, given what the ledger knows of the indicators they name."""
    known = alike(left, right)
    if known >= _SAME and not left.is_generic:
        return max(value, known)
    if known == 0:
        return value * _OPPOSED
    if left.scope != right.scope:
        value *= _OTHER_SCOPE
    return value * _TWO_KNOWN if left.is_known and right.is_known and left.name != right.name else value


def _opposed(left: Wording, right: Wording) -> bool:
    numbers = {number for number, _ in left.kinds} & {number for number, _ in right.kinds}
    return any(not _of(left, number) & _of(right, number) for number in numbers)


def _of(wording: Wording, number: int) -> set[str]:
    return {word for row, word in wording.kinds if row == number}


def _shared(left: Wording, right: Wording) -> float:
    small, large = sorted((left.features, right.features), key=len)
    return sum(min(weight, large[key]) for key, weight in small.items() if key in large)


def _features(text: str) -> Counter[str]:
    return Counter([*text, *(text[index : index + 2] for index in range(len(text) - 1))])
