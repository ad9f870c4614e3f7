"""The whole of reconciliation on one screen."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from luoshi.values.place import Place
from luoshi.values.troubles import LuoshiError
from luoshi.verdicts.model import Account, Link, Reconciliation
from luoshi.verdicts.reconcile.answers import Subject, answer, indicator_weights, subjects
from luoshi.verdicts.reconcile.candidates import open_commitments
from luoshi.verdicts.reconcile.derive import Pool, derive
from luoshi.verdicts.reconcile.likeness import Alike
from luoshi.verdicts.reconcile.projects import answer_projects
from luoshi.verdicts.reconcile.said import Clauses, first_answer
from luoshi.verdicts.reconcile.words import version


def reconcile(earlier: Account, laters: Sequence[Account], *, alike: Alike) -> Reconciliation:
    """Answer each commitment of ``earlier`` from ``laters``; ``alike`` is the ledger's judgement on indicators.

    Raises LuoshiError where the reports are of different places, a later one is not later, or the plan is empty.
    """
    _demand_sequel(earlier, laters)
    laters = sorted(laters, key=lambda each: each.document.front.year or 0)
    weights = indicator_weights(earlier, *laters)
    targets = list(subjects(earlier, None, "target", weights))
    clauses = [Clauses(later, index, weights) for index, later in enumerate(laters)]
    pool = Pool(
        list(subjects(earlier, None, "result", weights)),
        [each for index, later in enumerate(laters) for each in subjects(later, index, "result", weights)],
        alike,
    )
    links = tuple(
        _completed(link, target, clauses, pool)
        for link, target in zip(answer(earlier, laters, weights, alike), targets, strict=True)
    )
    projects, others = answer_projects(earlier, laters), open_commitments(earlier, laters)
    if not (links or projects or others):
        raise LuoshiError("reconcile.empty_plan", name=earlier.document.source.name)
    return Reconciliation(earlier, tuple(laters), links, projects, others, version())


def _completed(link: Link, target: Subject, clauses: Sequence[Clauses], pool: Pool) -> Link:
    """``link`` with an answer in words where it has none, and with one derived where it has no number."""
    if link.verdict == "unreported":
        said = first_answer(target, clauses)
        if said is not None:
            share, sentence, later = said
            link = replace(
                link, verdict="not comparable", rule="in-words", sentence=sentence, later=later,
                likeness=Decimal(f"{share:.3f}"),
            )  # fmt: skip
    if link.verdict in ("unreported", "not comparable"):
        link = replace(link, derivation=derive(target, pool))
    return link


def _demand_sequel(earlier: Account, laters: Sequence[Account]) -> None:
    first = earlier.document
    for account in (earlier, *laters):
        if not account.document.front.year:
            raise LuoshiError("reconcile.no_year", name=account.document.source.name)
    for later in laters:
        front = later.document.front
        if first.front.place and front.place and not _same_place(first.front.place, front.place):
            raise LuoshiError("reconcile.places", first=first.front.place.name, second=front.place.name)
        if (front.year or 0) <= (first.front.year or 0):
            key = "reconcile.equal_years" if front.year == first.front.year else "reconcile.reversed_years"
            names = {"first": first.source.name, "second": later.document.source.name}
            raise LuoshiError(key, **names, first_year=first.front.year, second_year=front.year)


def _same_place(one: Place, other: Place) -> bool:
    if one.code and one.code == other.code:
        return True
    left, right = one.name, other.name
    return left.endswith(right) or right.endswith(left) or (len(left) > 2 and left[:-1] == right[:-1])
