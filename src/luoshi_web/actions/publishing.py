"""A checked report goes before the public, or is withdrawn: its rows, promises, answers and findings in one step."""

from importlib.metadata import version

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi_web.actions.answering import answer_place
from luoshi_web.actions.indexing import index_place
from luoshi_web.actions.promising import store_commitments
from luoshi_web.actions.reading import folded
from luoshi_web.actions.storing import store_rows
from luoshi_web.models import Change, Report


class UnpublishableError(Exception):
    """A report that cannot be published: ``reason`` is ``unread``, ``front`` (place or year missing) or ``taken``."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def publish(report: Report, actor: User | None) -> None:
    """Publish ``report``, or publish it anew with the corrections made since.

    Raises UnpublishableError where it has not been read, has no place or year, or where another report of the same
    place and year is published. What fails leaves everything as it was.
    """
    try:
        with transaction.atomic():
            locked = Report.objects.select_for_update().get(pk=report.pk)
            was_published = locked.state == Report.State.PUBLISHED
            _demand_ready(locked)
            _put_before_the_public(locked)
            kind = Change.Kind.REPUBLISHED if was_published else Change.Kind.PUBLISHED
            _log(locked, kind, actor)
    except IntegrityError:
        raise UnpublishableError("taken") from None
    report.refresh_from_db()


def withdraw(report: Report, actor: User | None) -> None:
    """Take ``report`` from the public pages; its rows and corrections stay for the editors."""
    with transaction.atomic():
        report.state, report.published_at = Report.State.CHECKED, None
        report.save(update_fields=["state", "published_at"])
        report.commitments.all().delete()
        if report.place:
            answer_place(report.place)
            index_place(report.place)
        _log(report, Change.Kind.WITHDRAWN, actor)


def _demand_ready(report: Report) -> None:
    if report.state not in (Report.State.READ, Report.State.CHECKED, Report.State.PUBLISHED):
        raise UnpublishableError("unread")
    if report.place is None or report.year is None:
        raise UnpublishableError("front")


def _put_before_the_public(report: Report) -> None:
    result = folded(report)
    report.state, report.reader_version = Report.State.PUBLISHED, version("luoshi")
    report.published_at = report.published_at or timezone.now()
    report.save()
    store_rows(report, result)
    store_commitments(report, result.report)
    if report.place:
        answer_place(report.place)
        index_place(report.place)


def _log(report: Report, kind: Change.Kind, actor: User | None) -> None:
    Change.objects.create(
        actor=actor,
        kind=kind,
        place_name=report.place.name if report.place else "",
        year=report.year or 0,
        subject=report.slug,
        title=str(report)[:300],
    )
