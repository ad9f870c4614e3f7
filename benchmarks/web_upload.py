"""From the upload of a report to its rows, through the desk and the reader in the background."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

_PATIENCE = 60.0


@contextmanager
def reader() -> Iterator[None]:
    """The reader that ``luoshi serve`` starts, ready for work."""
    process = subprocess.Popen([sys.executable, "-m", "luoshi_web", "work", "--with-parent"])
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def seconds_to_rows(texts: Sequence[str]) -> list[float]:
    """Seconds from sending each of ``texts`` to the moment when its rows are there; one after the other.

    Raises TimeoutError where a minute is not enough.
    """
    from django.contrib.auth.models import Group, User  # noqa: PLC0415 (Django is set up only now)
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    user, _ = User.objects.get_or_create(username="benchmark")
    user.groups.set([Group.objects.get(name="editor")])
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    found = []
    for number, text in enumerate(texts):
        file = SimpleUploadedFile(f"云川市{1900 + number}年.txt", text.encode())
        before = time.perf_counter()
        answer = client.post("/desk/upload/", {"files": file})
        assert answer.status_code == 302
        _wait(before)
        found.append(time.perf_counter() - before)
    return found


def _wait(since: float) -> None:
    from luoshi_web.models import Report  # noqa: PLC0415

    while time.perf_counter() - since < _PATIENCE:
        report = Report.objects.order_by("-pk").defer("text").first()
        if report and report.state == Report.State.READ and report.measures.exists():
            return
        if report and report.state == Report.State.FAILED:
            raise RuntimeError(report.trouble)
        time.sleep(0.01)
    raise TimeoutError("the reader did not come to an end")
