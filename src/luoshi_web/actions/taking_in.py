"""Files come in: checked by content, stored under the digest of their bytes, queued for reading."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from luoshi.hosting import LARGEST_FILE, SourceError, format_of
from luoshi_web.models import Report

_LONGEST_NAME = 200
_REFUSED = ("zip",)


class TooManyUploadsError(Exception):
    """A person has used up the uploads of the hour."""


class DuplicateError(Exception):
    """The very file is here already, as ``report``."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.pk)
        self.report = report


def take_in(content: bytes, name: str, actor: User | None) -> Report:
    """Keep a file and queue it. ``name`` is only shown, and hints at place and year; it is never part of a path.

    A file that failed to be read before waits once more. Raises SourceError for what is no report by its content,
    DuplicateError for a file that is here already, and TooManyUploadsError beyond LUOSHI_UPLOADS_AN_HOUR.
    """
    _demand_patience(actor)
    if not content:
        raise SourceError("empty", path=shown_name(name))
    if len(content) > LARGEST_FILE:
        raise SourceError("too_large", path=shown_name(name), limit=LARGEST_FILE // 2**20)
    try:
        file_format = format_of(content, name)
    except SourceError as trouble:
        trouble.details.setdefault("path", shown_name(name))
        raise
    if file_format in _REFUSED:
        raise SourceError("archive", path=shown_name(name))
    digest = hashlib.sha256(content).hexdigest()
    _keep(content, digest)
    try:
        with transaction.atomic():
            return Report.objects.create(
                name=shown_name(name), content_sha256=digest, size=len(content), uploaded_by=actor
            )
    except IntegrityError:
        return _tried_again(Report.objects.get(content_sha256=digest))


def take_in_folder(folder: Path) -> int:
    """Take in every file of ``folder`` that is new and has not changed for two seconds; returns how many."""
    known = set(Report.objects.values_list("content_sha256", flat=True))
    taken = 0
    settled = timezone.now().timestamp() - 2
    for file in sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$"))):
        status = file.stat()
        if status.st_mtime > settled or status.st_size > LARGEST_FILE:
            continue
        content = file.read_bytes()
        if hashlib.sha256(content).hexdigest() in known:
            continue
        try:
            take_in(content, file.name, None)
            taken += 1
        except (SourceError, DuplicateError):
            continue
    return taken


def stored(report: Report) -> Path:
    """Where the bytes of ``report`` are kept: a folder that no server serves, under a name of digits only."""
    return Path(settings.UPLOADS) / report.content_sha256[:2] / report.content_sha256


def shown_name(name: str) -> str:
    """The last part of a file name, without what could steer a terminal or a path."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(character for character in last if character.isprintable())[-_LONGEST_NAME:] or "-"


def discard(report: Report) -> None:
    """Remove a report that is not published, with its file. Decisions of people on its characters stay."""
    with transaction.atomic():
        Report.objects.filter(pk=report.pk).exclude(state=Report.State.PUBLISHED).delete()
    if not Report.objects.filter(pk=report.pk).exists():
        stored(report).unlink(missing_ok=True)


def _tried_again(report: Report) -> Report:
    """A file that could not be read waits once more; any other is here already."""
    failed = Report.objects.filter(pk=report.pk, state=Report.State.FAILED)
    if not failed.update(state=Report.State.UPLOADED, trouble="", attempts=0):
        raise DuplicateError(report)
    report.refresh_from_db()
    return report


def _demand_patience(actor: User | None) -> None:
    if actor is None:
        return
    recent = Report.objects.filter(uploaded_by=actor, uploaded_at__gte=timezone.now() - timedelta(hours=1)).count()
    if recent >= settings.UPLOADS_AN_HOUR:
        raise TooManyUploadsError


def _keep(content: bytes, digest: str) -> None:
    folder = Path(settings.UPLOADS) / digest[:2]
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / digest
    if file.exists():
        return
    partial = folder / f"{digest}.{os.getpid()}.part"
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(file)
