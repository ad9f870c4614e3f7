"""Counts of commitments by outcome, and the order and words of outcomes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from luoshi_web.models import Commitment
from luoshi_web.pages.areas import area_name, areas

SHOWN = ("met", "missed", "not comparable", "unreported", "awaiting", "unjudged")
"""Outcomes in the order in which tables and charts show them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many commitments have each outcome. ``code`` and ``name`` say of what they are the commitments."""

    code: str
    name: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def judged(self) -> int:
        """Those that a later report answers one way or the other."""
        return self.counts.get("met", 0) + self.counts.get("missed", 0)

    @property
    def cells(self) -> list[tuple[str, int]]:
        """Outcome and count in the order in which they are shown."""
        return [(outcome, self.counts.get(outcome, 0)) for outcome in SHOWN]


def outcome_name(code: str) -> str:
    """What people call an outcome, in the language in use."""
    return str(Commitment.Outcome(code).label) if code in Commitment.Outcome.values else code


def by_area(commitments: QuerySet[Commitment]) -> list[Tally]:
    """A tally for each area that has commitments, in the order of the areas."""
    found = _counted(commitments.values_list("area", "outcome").annotate(Count("pk")).order_by())
    return [Tally(code, area_name(code), found[code]) for code in areas() if code in found]


def in_all(commitments: QuerySet[Commitment], name: str = "") -> Tally:
    """One tally of all ``commitments``."""
    counts = dict(commitments.values_list("outcome").annotate(Count("pk")).order_by())
    return Tally("", name, counts)


def _counted(triples: Iterable[tuple[str, str, int]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for code, outcome, count in triples:
        found.setdefault(code, {})[outcome] = count
    return found
