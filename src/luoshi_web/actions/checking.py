"""Decisions of people on rows, as events; and on what a report says of itself."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction

from luoshi_web.actions.folding import Decision, fold
from luoshi_web.actions.reading import decisions, reading_of
from luoshi_web.models import Correction, Place, Report

ROWS = ("measure", "project", "sentence")


class UnknownRowError(Exception):
    """A decision on a row that the report does not have."""


def decide(report: Report, decision: Decision, before: Mapping[str, str], actor: User) -> Correction:
    """Record what ``actor`` decided on a row that read ``before``.

    Raises FieldError for a value that no row can have, UnknownRowError for a row that is not there and not to be added.
    """
    earlier = decisions(report, decision.identity)
    if decision.identity not in fold(reading_of(report), [*earlier, decision]).statuses:
        raise UnknownRowError
    row, at = decision.identity
    return Correction.objects.create(
        actor=actor,
        sha256=report.sha256 or "",
        row=row,
        at=at,
        action=decision.action,
        fields=dict(decision.fields),
        before=dict(before),
    )


def set_front(report: Report, place: str, year: int, actor: User) -> None:
    """Say which place and year ``report`` is of; kept as an event, so that it survives reading again."""
    before = {"place": report.place.name if report.place else "", "year": str(report.year or "")}
    with transaction.atomic():
        Correction.objects.create(
            actor=actor, sha256=report.sha256 or "", row="document", at=0, action=Correction.Action.CORRECT,
            fields={"place": place, "year": str(year)}, before=before,
        )  # fmt: skip
        report.place, _ = Place.objects.get_or_create(name=place)
        report.year = year
        report.save(update_fields=["place", "year"])


def finish(report: Report) -> None:
    """Say that a report that was read is checked."""
    Report.objects.filter(pk=report.pk, state=Report.State.READ).update(state=Report.State.CHECKED)
