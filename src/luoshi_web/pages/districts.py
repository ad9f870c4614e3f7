"""The districts of a city (the cities of a province) and how many commitments of a year name each."""

from dataclasses import dataclass

from luoshi.hosting import Naming, districts_under, naming
from luoshi_web.models import Commitment, Place


@dataclass(frozen=True, slots=True)
class District:
    """One part of the place: its code and name, the commitments whose sentence names it, and the projects of them."""

    code: str
    name: str
    commitments: int
    projects: int


@dataclass(frozen=True, slots=True)
class Districts:
    """All parts of ``place`` in the order of their codes; ``named`` of ``total`` commitments name one or more."""

    place: Place
    year: int
    rows: list[District]
    named: int
    total: int


def districts(place: Place, year: int) -> Districts:
    """The parts of ``place``, none where the library knows none, with counts of the promises of ``year``."""
    parts = districts_under(place.code)
    if not parts:
        return Districts(place, year, [], 0, 0)
    named = naming(parts)
    found = Commitment.objects.filter(place=place, year=year).order_by().values_list("sentence", "kind")
    mentions = [(named(sentence), kind) for sentence, kind in found]
    rows = [_district(part, mentions) for part in parts]
    return Districts(place, year, rows, sum(bool(codes) for codes, _ in mentions), len(mentions))


def _district(part: Naming, mentions: list[tuple[frozenset[str], str]]) -> District:
    kinds = [kind for codes, kind in mentions if part.code in codes]
    return District(part.code, part.name, len(kinds), kinds.count(Commitment.Kind.PROJECT))
