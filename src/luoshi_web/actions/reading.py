"""Reports are read in the background. The table of reports is the queue: a claim runs out when its reader dies."""

import logging
from datetime import timedelta
from functools import lru_cache
from importlib.metadata import version

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.utils import timezone

from luoshi.hosting import LuoshiError, Source, read_report, source_of_bytes
from luoshi.hosting import Report as Reading
from luoshi_web.actions.folding import Decision, Folded, Identity, fold
from luoshi_web.actions.storing import store_rows
from luoshi_web.actions.taking_in import stored
from luoshi_web.models import Correction, Place, Report

_CLAIM = timedelta(seconds=60)
_KEPT = 8
_MOST_ATTEMPTS = 3
_LOG = logging.getLogger(__name__)


def claim() -> Report | None:
    """The report that has waited longest, now claimed for reading; None where none waits.

    A report whose reader has died, so that its claim ran out, waits again. Two readers never get the same one.
    """
    now = timezone.now()
    waiting = Q(state=Report.State.UPLOADED) | Q(state=Report.State.READING, claimed_until__lt=now)
    with transaction.atomic():
        report = Report.objects.select_for_update().filter(waiting).order_by("pk").first()
        if report is None:
            return None
        report.state, report.claimed_until, report.progress = Report.State.READING, now + _CLAIM, 5
        report.attempts += 1
        report.save(update_fields=["state", "claimed_until", "progress", "attempts"])
    return report


def read_claimed(report: Report) -> None:
    """Read a claimed report into rows, with corrections made to the same characters before. What fails is recorded."""
    try:
        source = source_of_bytes(stored(report).read_bytes(), report.name, url=report.url or None)
        _step(report, 30)
        same = Report.objects.filter(sha256=source.sha256).exclude(pk=report.pk).first()
        if same is not None:
            _fail(report, f"与已有报告文字相同：{same}")
            return
        reading = read_report(source, hint=report.name)
        _step(report, 70)
    except LuoshiError as trouble:
        _fail(report, str(trouble))
        return
    except OSError as trouble:
        _fail(report, f"文件读不出来：{trouble.strerror}")
        return
    _settle(report, reading)


def read_all() -> int:
    """Read everything that waits; returns how many were read."""
    count = 0
    while (report := claim()) is not None:
        _try(report)
        count += 1
    return count


def _try(report: Report) -> None:
    """Read a claimed report. A fault of ours, or a file that ends its reader each time, does not hold up the queue."""
    if report.attempts > _MOST_ATTEMPTS:
        _fail(report, f"读了 {_MOST_ATTEMPTS} 次都中断了，不再重试。")
        return
    try:
        read_claimed(report)
    except DatabaseError:
        raise
    except Exception as fault:
        _LOG.exception("reading %s", report.content_sha256)
        _fail(report, f"内部错误 {type(fault).__name__}：{fault}")


def source_of(report: Report) -> Source:
    """The characters of ``report`` as they were read, with where they came from."""
    return Source(
        text=report.text,
        name=report.name,
        format=report.format,
        encoding=report.encoding or None,
        url=report.url or None,
        retrieved=report.retrieved or None,
        pages=tuple(map(int, report.page_starts.split())),
    )


def decisions(report: Report, identity: Identity | None = None) -> list[Decision]:
    """Every decision of people on rows of ``report`` (or on the row ``identity``), in their order."""
    events = Correction.objects.filter(sha256=report.sha256).exclude(row="document")
    if identity is not None:
        events = events.filter(row=identity[0], at=identity[1])
    return [Decision((event.row, event.at), event.action, event.fields) for event in events]


def reading_of(report: Report) -> Reading:
    """The kept characters of ``report`` as read now by this version of the program."""
    return _read(source_of(report), report.name)


def folded(report: Report, *, keep_rejected: bool = False) -> Folded:
    """``report`` as read now by this version of the program, with all corrections applied."""
    return fold(reading_of(report), decisions(report), keep_rejected=keep_rejected)


def read_again(report: Report) -> None:
    """Read the kept characters of ``report`` anew and store its rows; corrections stay."""
    result = folded(report)
    with transaction.atomic():
        store_rows(report, result)
        report.reader_version = version("luoshi")
        report.save(update_fields=["reader_version"])


@lru_cache(maxsize=_KEPT)
def _read(source: Source, name: str) -> Reading:
    """A reading; kept, since a person who checks a report asks for the same one at every key."""
    return read_report(source, hint=name)


def _settle(report: Report, reading: Reading) -> None:
    document = reading.document
    source, front = document.source, document.front
    with transaction.atomic():
        if front.place:
            report.place, _ = Place.objects.get_or_create(
                name=front.place.name, defaults={"code": front.place.code or "", "level": front.place.level}
            )
        report.sha256, report.text = source.sha256, source.text
        report.format, report.encoding = source.format, source.encoding or ""
        report.page_starts = " ".join(map(str, source.pages))
        report.year, report.title, report.date = front.year, (front.title or "")[:300], front.date or ""
        report.speaker = (front.speaker or "")[:40]
        _apply_front(report)
        store_rows(report, fold(reading, decisions(report)))
        report.state, report.progress, report.claimed_until = Report.State.READ, 100, None
        report.trouble, report.read_at, report.reader_version = "", timezone.now(), version("luoshi")
        report.save()


def _apply_front(report: Report) -> None:
    for event in Correction.objects.filter(sha256=report.sha256, row="document"):
        report.place, _ = Place.objects.get_or_create(name=event.fields["place"])
        report.year = int(event.fields["year"])


def _step(report: Report, progress: int) -> None:
    Report.objects.filter(pk=report.pk).update(progress=progress, claimed_until=timezone.now() + _CLAIM)


def _fail(report: Report, trouble: str) -> None:
    Report.objects.filter(pk=report.pk).update(
        state=Report.State.FAILED, trouble=trouble, progress=0, claimed_until=None
    )
