"""Reports to files or to standard output, in the format asked for."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from luoshi.cli.commands import WrongUsageError
from luoshi.cli.output import new_file, new_folder
from luoshi.pages.report import Report
from luoshi.pages.words import Words

FORMATS = ("jsonl", "csv", "xlsx", "parquet", "html")
_FOLDERS = ("csv", "parquet")
_BY_SUFFIX = {".jsonl": "jsonl", ".xlsx": "xlsx", ".html": "html", ".htm": "html"}


def format_of(form: str | None, output: Path | None) -> str | None:
    """The format to write: ``form``, else what the suffix of ``output`` says; None for the view for people.

    Raises WrongUsageError where the suffix says nothing.
    """
    if form or output is None:
        return form
    suffix = output.suffix.lower()
    if suffix.removeprefix(".") in _FOLDERS:
        raise WrongUsageError("usage.needs_folder", format=suffix.removeprefix("."))
    if suffix not in _BY_SUFFIX:
        raise WrongUsageError("usage.no_format", path=output)
    return _BY_SUFFIX[suffix]


def demand_target(form: str | None, output: Path | None) -> None:
    """Raise WrongUsageError unless ``form`` can be written to ``output``."""
    if form in _FOLDERS:
        if output is None or output.suffix.lower() == f".{form}":
            raise WrongUsageError("usage.needs_folder", format=form)
        if output.exists() and not output.is_dir():
            raise WrongUsageError("usage.folder_is_file", path=output, format=form)
    elif form == "xlsx" and output is None:
        raise WrongUsageError("usage.needs_file", format=form)
    elif output is not None and output.is_dir() and form != "html":
        raise WrongUsageError("usage.file_is_folder", path=output)


def demand_target_for_many(form: str | None, output: Path | None) -> None:
    """Raise WrongUsageError if ``form`` of several reports, one page each, would go to one file."""
    if form == "html" and (output is None or not _is_folder(output)):
        raise WrongUsageError("usage.html_folder")


def export(reports: Iterable[Report], form: str, output: Path | None, words: Words, *, many: bool) -> None:
    """Write ``reports`` as ``form`` to ``output`` (None: standard output), which appears only when it is whole.

    Imports what one format needs, so that the others start without it. Raises WriteError and what the readers raise.
    """
    match form:
        case "jsonl":
            from luoshi.pages.lines import report_lines  # noqa: PLC0415

            _export_text((line for report in reports for line in report_lines(report)), output)
        case "html" if output is None or not _is_folder(output):
            from luoshi.pages.html import html_page  # noqa: PLC0415

            _export_text((html_page(report, words) for report in reports), output)
        case "xlsx" if output is not None:
            from luoshi.pages.workbook import write_xlsx  # noqa: PLC0415

            with new_file(output) as stream:
                write_xlsx(reports, stream, words, many=many)
        case _ if output is not None:
            with new_folder(output) as folder:
                _folder_writer(form, words)(reports, folder)


def _folder_writer(form: str, words: Words) -> Callable[[Iterable[Report], Path], None]:
    match form:
        case "csv":
            from luoshi.pages.separated import write_csv  # noqa: PLC0415

            return lambda reports, folder: write_csv(reports, folder, words)
        case "parquet":
            from luoshi.pages.parquet import write_parquet  # noqa: PLC0415

            return write_parquet
        case _:
            from luoshi.pages.html import write_pages  # noqa: PLC0415

            return lambda reports, folder: write_pages(reports, folder, words)


def _is_folder(output: Path) -> bool:
    return output.is_dir() or output.suffix.lower() not in _BY_SUFFIX


def _export_text(pieces: Iterable[str], output: Path | None) -> None:
    with _stream(output) as stream:
        for piece in pieces:
            stream.write(piece.encode("utf-8", "replace"))


@contextmanager
def _stream(output: Path | None) -> Iterator[BinaryIO]:
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with new_file(output) as stream:
            yield stream
