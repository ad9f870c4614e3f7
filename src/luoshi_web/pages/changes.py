"""What changed, with a link where there still is something to link to."""

from collections.abc import Iterable
from dataclasses import dataclass

from luoshi_web.models import Change, Commitment, Report


@dataclass(frozen=True, slots=True)
class Shown:
    """A change; ``address`` is empty where what it speaks of is no longer before the public."""

    change: Change
    address: str


def shown(changes: Iterable[Change]) -> list[Shown]:
    """``changes`` in their order."""
    listed = list(changes)
    subjects = {change.subject for change in listed}
    promises = Commitment.objects.filter(key__in=subjects).only("key")
    reports = Report.objects.filter(state=Report.State.PUBLISHED, place__name__in={each.place_name for each in listed})
    addresses = {promise.key: promise.get_absolute_url() for promise in promises}
    addresses |= {report.slug: report.get_absolute_url() for report in reports.only("sha256")}
    return [Shown(change, addresses.get(change.subject, "")) for change in listed]
