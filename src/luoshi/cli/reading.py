"""Many files to many reports: one that cannot be read is logged and does not stop the others."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from luoshi.cli.signals import stop_if_asked
from luoshi.cli.troubles import FailureLog, NothingReadError, internal
from luoshi.pages.words import Words
from luoshi.pipeline import Report, read_report
from luoshi.text.reader import Item
from luoshi.values.troubles import LuoshiError


def read_items(
    items: Iterable[Item], log: FailureLog, *, url: str | None = None, retrieved: str | None = None
) -> Iterator[Report]:
    """A report for each item that can be read. Raises NothingReadError at the end if there was none."""
    for item in items:
        stop_if_asked()
        try:
            source = replace(item.open(), url=url, retrieved=retrieved)
            report = read_report(source, hint=source.name)
        except LuoshiError as error:
            log.add(str(item.path), error)
        except Exception as error:
            log.add(str(item.path), internal(error))
        else:
            log.read += 1
            yield report
    if not log.read:
        raise NothingReadError


@contextmanager
def progress(items: Sequence[Item], words: Words, *, shown: bool) -> Iterator[Iterable[Item]]:
    """``items`` with a bar on stderr that follows them, if ``shown`` and stderr is a terminal."""
    if not (shown and len(items) > 1 and sys.stderr.isatty()):
        yield items
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield bar.track(items, description=words("progress.reading"))
