"""``luoshi read``: reports to a view for people, or to data."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from luoshi.cli.commands import LocalCommand, WrongUsageError, language_option, local_option, one_of
from luoshi.cli.exports import FORMATS, demand_target, demand_target_for_many, export, format_of
from luoshi.cli.output import WriteError
from luoshi.cli.troubles import FailureLog, NothingReadError, message
from luoshi.pages.report import Report
from luoshi.pages.words import Words

_PATH = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    files: Sequence[str]
    form: str | None
    output: Path | None
    everything: bool
    url: str | None
    retrieved: str | None
    errors: Path | None


def read_command(words: Words) -> click.Command:
    """The command ``read``, speaking the language of ``words``."""
    path = words("metavar.path")
    return LocalCommand(
        "read",
        words=words,
        help=words("help.read"),
        short_help=words("help.read_short"),
        callback=lambda **options: read(Request(**options), words),
        params=[
            click.Argument(("files",), nargs=-1, required=True, metavar=words("metavar.files")),
            local_option(
                words, "format", "--format", "form", metavar=f"[{'|'.join(FORMATS)}]", callback=one_of(FORMATS)
            ),
            local_option(words, "output", "-o", "--output", metavar=path, type=_PATH),
            local_option(words, "all", "--all", "everything", is_flag=True),
            local_option(words, "url", "--url", metavar=words("metavar.url")),
            local_option(words, "retrieved", "--retrieved", metavar=words("metavar.date"), callback=_iso_date),
            local_option(words, "errors", "--errors", metavar=path, type=_PATH),
            language_option(words),
        ],
    )


def read(request: Request, words: Words) -> int:
    """Do what ``request`` says; the exit status: 1 if a file could not be read. Raises WrongUsageError, WriteError."""
    from luoshi.cli.reading import progress, read_items  # noqa: PLC0415 - help need not load the readers
    from luoshi.text.reader import find_items  # noqa: PLC0415

    form = format_of(request.form, request.output)
    if request.everything and form:
        raise WrongUsageError("usage.view_all")
    demand_target(form, request.output)
    with _failure_log(request.errors, words) as log:
        items = find_items(request.files)
        if len(items) > 1:
            demand_target_for_many(form, request.output)
            if request.url:
                raise WrongUsageError("usage.one_url")
        with progress(items, words, shown=bool(request.output) or not sys.stdout.isatty()) as followed:
            reports = read_items(followed, log, url=request.url, retrieved=request.retrieved)
            try:
                if form:
                    export(reports, form, request.output, words, many=len(items) > 1)
                else:
                    _print_views(reports, words, everything=request.everything)
            except NothingReadError as error:
                if request.output is not None:
                    click.echo(message(error, words), err=True)
    return _conclude(log, request.output, words)


def _print_views(reports: Iterable[Report], words: Words, *, everything: bool) -> None:
    from luoshi.cli.terminal import ReportView  # noqa: PLC0415 - needed for no other format
    from luoshi.pages.overview import overview  # noqa: PLC0415

    view = ReportView(words, everything=everything)
    for number, report in enumerate(reports):
        if number:
            view.rule()
        view.print(overview(report, words))


def _iso_date(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None:
        try:
            date.fromisoformat(value)
        except ValueError:
            raise WrongUsageError("usage.date", value=value) from None
    return value


@contextmanager
def _failure_log(path: Path | None, words: Words) -> Iterator[FailureLog]:
    if path is None:
        yield FailureLog(words, None)
        return
    try:
        stream = path.open("w", encoding="utf-8")
    except OSError as error:
        raise WriteError(path, error) from error
    with stream:
        yield FailureLog(words, stream)


def _conclude(log: FailureLog, output: Path | None, words: Words) -> int:
    if output is not None and log.read and sys.stderr.isatty():
        click.echo(words("progress.wrote", path=output), err=True)
    if log.failed and log.read:
        click.echo(words("error.failed", failed=log.failed, read=log.read), err=True)
    return 1 if log.failed else 0
