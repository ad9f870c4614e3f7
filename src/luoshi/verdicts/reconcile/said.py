"""Answers in words: later clauses that speak of a target and give no number."""

import re
from collections.abc import Iterator, Sequence

from luoshi.document.model import Sentence
from luoshi.verdicts.model import Account
from luoshi.verdicts.reconcile.answers import Subject
from luoshi.verdicts.reconcile.likeness import Weights, Wording, covered

_BREAK = re.compile(r"[,，;；。:：!?]")
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千]+[个条座所家处项户万亿]")
_ENOUGH = 0.5
"""So much of a target's wording, with its last characters, in one clause, and the clause speaks of it."""

_TAIL = 4


class Clauses:
    """The clauses without numbers in which the account of later report number ``later`` tells what was done."""

    def __init__(self, account: Account, later: int, weights: Weights) -> None:
        self.later = later
        self._clauses: list[tuple[Sentence, Wording]] = [
            (sentence, weights.wording(clause))
            for sentence in account.document.sentences
            if sentence.half == "review" and sentence.sentence_class in ("result", "heading")
            for clause in _clauses(account.folded[sentence.start : sentence.end])
        ]

    def answer(self, target: Subject) -> tuple[float, Sentence] | None:
        """The sentence whose clause says most of ``target``, with how much; None where none says enough."""
        best: tuple[float, Sentence] | None = None
        if not target.wordings or len(target.wordings[0].text) < _TAIL or target.entry.identity.is_generic:
            return None
        wording = target.wordings[0]
        for sentence, clause in self._clauses:
            if wording.text[-_TAIL:] in clause.text:
                share = covered(wording, clause)
                if share >= _ENOUGH and (best is None or share > best[0]):
                    best = share, sentence
        return best


def first_answer(target: Subject, reports: Sequence[Clauses]) -> tuple[float, Sentence, int] | None:
    """The best answer in words of the first later report that has one: how much it says, its sentence, the report."""
    for clauses in reports:
        found = clauses.answer(target)
        if found is not None:
            return (*found, clauses.later)
    return None


def _clauses(text: str) -> Iterator[str]:
    return (clause for clause in _BREAK.split(text) if clause and not _NUMBER.search(clause))
