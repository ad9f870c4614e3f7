"""Commitments with neither number nor project: the later sentences that may answer them, ranked. Never a verdict."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from luoshi.document.model import Sentence
from luoshi.verdicts.model import Account, Candidate, OpenCommitment
from luoshi.verdicts.reconcile.likeness import Weights, Wording
from luoshi.verdicts.reconcile.words import essence

_LEAST = 0.4
"""A sentence without a clause at least this like one of the commitment's is no candidate."""

_MOST = 3
_SHORTEST = 4
_BREAK = re.compile(r"[,，;；。:：!?、\n]+")


def open_commitments(earlier: Account, laters: Sequence[Account]) -> tuple[OpenCommitment, ...]:
    """Each commitment of ``earlier`` that has no target and no project, with its candidates, in text order."""
    taken = {each.sentence for each in earlier.measures if each.mode == "target"}
    taken |= {each.sentence for each in earlier.projects if each.mode == "target"}
    commitments = [
        sentence
        for number, sentence in enumerate(earlier.document.sentences)
        if sentence.sentence_class == "commitment" and number not in taken
    ]
    index = _Index(earlier, commitments, laters)
    return tuple(OpenCommitment(each, index.candidates(earlier, each)) for each in commitments)


class _Index:
    """The clauses of all later results by the pairs of characters in them: a commitment meets only those it shares."""

    def __init__(self, earlier: Account, commitments: Sequence[Sentence], laters: Sequence[Account]) -> None:
        self._owners: list[tuple[int, Sentence]] = []
        texts: list[str] = []
        for later, account in enumerate(laters):
            for sentence in account.document.sentences:
                if sentence.sentence_class == "result":
                    for clause in _clauses(account, sentence):
                        self._owners.append((later, sentence))
                        texts.append(clause)
        ours = (clause for sentence in commitments for clause in _clauses(earlier, sentence))
        self._weights = Weights([*texts, *ours])
        self._totals: list[float] = []
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, text in enumerate(texts):
            wording = self._weights.wording(text)
            self._totals.append(wording.total)
            for feature, weight in wording.features.items():
                self._postings[feature].append((number, weight))

    def candidates(self, earlier: Account, commitment: Sentence) -> tuple[Candidate, ...]:
        """The sentences with a clause like one of ``commitment``'s, best first."""
        best: dict[tuple[int, int], tuple[float, Sentence]] = {}
        for clause in _clauses(earlier, commitment):
            for number, value in self._alike(self._weights.wording(clause)).items():
                later, sentence = self._owners[number]
                key = (later, sentence.start)
                if value >= _LEAST and (key not in best or value > best[key][0]):
                    best[key] = value, sentence
        ranked = sorted(best.items(), key=lambda each: (-each[1][0], each[0]))
        return tuple(
            Candidate(sentence, later, Decimal(f"{value:.3f}")) for (later, _), (value, sentence) in ranked[:_MOST]
        )

    def _alike(self, clause: Wording) -> dict[int, float]:
        shared: dict[int, float] = defaultdict(float)
        for feature, weight in clause.features.items():
            for number, other in self._postings.get(feature, ()):
                shared[number] += min(weight, other)
        return {number: 2 * value / (clause.total + self._totals[number]) for number, value in shared.items()}


def _clauses(account: Account, sentence: Sentence) -> Iterator[str]:
    text = account.folded[sentence.start : sentence.end]
    return (clause for clause in _BREAK.split(text) if len(essence(clause)) >= _SHORTEST)
