"""Headline targets beside their results, as numbers in one unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from luoshi_web.models import Commitment, Measure


@dataclass(frozen=True, slots=True)
class Beside:
    """A target with the rows that it and its result rest on; ``result`` is None where there is none in its unit."""

    promise: Commitment
    target: Measure | None
    result: Measure | None


def beside(promises: Sequence[Commitment]) -> list[Beside]:
    """``promises`` in their order, each with its rows."""
    wanted = Q(pk__in=())
    for promise in promises:
        wanted |= Q(report_id=promise.report_id, at=promise.at)
        if promise.result_report_id is not None and promise.result_at is not None:
            wanted |= Q(report_id=promise.result_report_id, at=promise.result_at)
    rows = {(row.report_id, row.at): row for row in Measure.objects.filter(wanted)}
    return [_beside(promise, rows) for promise in promises]


def _beside(promise: Commitment, rows: dict[tuple[int, int], Measure]) -> Beside:
    target = rows.get((promise.report_id, promise.at))
    place = (promise.result_report_id, promise.result_at)
    result = rows.get((place[0], place[1])) if place[0] is not None and place[1] is not None else None
    comparable = target is not None and result is not None and target.base_unit == result.base_unit
    return Beside(promise, target, result if comparable else None)
