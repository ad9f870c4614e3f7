"""Commitments with neither number nor project: the later sentences that may answer them, ranked. Never a verdict."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from luoshi.document.model import Sentence
from luoshi.verdicts.model import Account, Candidate, OpenCommitment
from luoshi.verdicts.reconcile.likeness import Weights, Wording

_LEAST = 0.25
"""A sentence less alike than this is no candidate."""

_MOST = 3


def open_commitments(earlier: Account, laters: Sequence[Account]) -> tuple[OpenCommitment, ...]:
    """Each commitment of ``earlier`` that has no target and no project, with its candidates, in text order."""
    taken = {each.sentence for each in earlier.measures if each.mode == "target"}
    taken |= {each.sentence for each in earlier.projects if each.mode == "target"}
    commitments = [
        sentence
        for number, sentence in enumerate(earlier.document.sentences)
        if sentence.sentence_class == "commitment" and number not in taken
    ]
    answers = [
        (later, sentence)
        for later, account in enumerate(laters)
        for sentence in account.document.sentences
        if sentence.sentence_class == "result"
    ]
    texts = [laters[later].folded[sentence.start : sentence.end] for later, sentence in answers]
    weights = Weights([*texts, *(earlier.folded[each.start : each.end] for each in commitments)])
    index = _Index([weights.wording(text) for text in texts])
    return tuple(
        OpenCommitment(each, _candidates(weights.wording(earlier.folded[each.start : each.end]), index, answers))
        for each in commitments
    )


class _Index:
    """Which answers have which pair of characters, so that one commitment meets only what it shares a pair with."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        self.wordings = wordings
        self.postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, wording in enumerate(wordings):
            for feature, weight in wording.features.items():
                self.postings[feature].append((number, weight))


def _candidates(
    commitment: Wording, index: _Index, answers: Sequence[tuple[int, Sentence]]
) -> tuple[Candidate, ...]:  # fmt: skip
    shared: dict[int, float] = defaultdict(float)
    for feature, weight in commitment.features.items():
        if len(feature) > 1:
            for number, other in index.postings.get(feature, ()):
                shared[number] += min(weight, other)
    scored = sorted(
        ((2 * value / (commitment.total + index.wordings[number].total), -number) for number, value in shared.items()),
        reverse=True,
    )
    return tuple(
        Candidate(answers[-number][1], answers[-number][0], Decimal(f"{value:.3f}"))
        for value, number in scored[:_MOST]
        if value >= _LEAST
    )
