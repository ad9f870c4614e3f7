"""How alike two wordings are: shared characters and pairs, each weighing more the rarer it is in the reports at hand."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from luoshi.verdicts.reconcile.words import essence, sides

_OPPOSED = 0.6


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording ready to compare: its essence, the features of that with their weights, and the sides it takes."""

    text: str
    features: Mapping[str, float] = field(repr=False)
    total: float
    sides: tuple[tuple[int, str], ...]


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
        return Wording(core, features, sum(features.values()), sides(core))

    def _weight(self, feature: str) -> float:
        return log(1 + self._size / (1 + self._count[feature])) * (1.0 if len(feature) > 1 else 0.7)


def likeness(left: Wording, right: Wording) -> float:
    """Weighted Dice coefficient of two wordings, 0 to 1, lower where they take different sides of a contrast."""
    if not left.total or not right.total:
        return 0.0
    value = 2 * _shared(left, right) / (left.total + right.total)
    return value * _OPPOSED if opposed(left, right) else value


def covered(whole: Wording, part: Wording) -> float:
    """How much of ``whole`` stands in ``part``, by weight, 0 to 1."""
    return _shared(whole, part) / whole.total if whole.total else 0.0


def opposed(left: Wording, right: Wording) -> bool:
    """Whether both take a side of one contrast, and share none."""
    numbers = {number for number, _ in left.sides} & {number for number, _ in right.sides}
    return any(not _of(left, number) & _of(right, number) for number in numbers)


def _of(wording: Wording, number: int) -> set[str]:
    return {word for row, word in wording.sides if row == number}


def _shared(left: Wording, right: Wording) -> float:
    small, large = sorted((left.features, right.features), key=len)
    return sum(min(weight, large[key]) for key, weight in small.items() if key in large)


def _features(text: str) -> Counter[str]:
    return Counter([*text, *(text[index : index + 2] for index in range(len(text) - 1))])
