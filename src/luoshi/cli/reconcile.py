"""``luoshi reconcile``: what later reports say of the commitments of an earlier one."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from luoshi.cli.columns import pad, width, wrap
from luoshi.cli.commands import LocalCommand, WrongUsageError, language_option, local_option, one_of
from luoshi.cli.output import new_file
from luoshi.pages.words import Words

if TYPE_CHECKING:
    from luoshi.pages.reconciliation import Line, ReconciliationPage
    from luoshi.verdicts.model import Account, Reconciliation

_FORMATS = ("table", "jsonl", "xlsx", "html", "docx")
_BY_SUFFIX = {".jsonl": "jsonl", ".xlsx": "xlsx", ".html": "html", ".htm": "html", ".docx": "docx"}
_BINARY = ("xlsx", "docx")
_PATH = click.Path(path_type=Path)
_COLUMNS = 100
_NAME, _VALUE, _VERDICT = 30, 16, 16


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    earlier: str
    laters: Sequence[str]
    form: str | None
    output: Path | None


def reconcile_command(words: Words) -> click.Command:
    """The command ``reconcile``, speaking the language of ``words``."""
    formats = f"[{'|'.join(_FORMATS)}]"
    path = words("metavar.path")
    return LocalCommand(
        "reconcile",
        words=words,
        help=words("help.reconcile"),
        short_help=words("help.reconcile_short"),
        callback=lambda **options: show(Request(**options), words),
        params=[
            click.Argument(("earlier",), metavar=words("metavar.earlier")),
            click.Argument(("laters",), nargs=-1, required=True, metavar=words("metavar.laters")),
            local_option(words, "reconcile_format", "--format", "form", metavar=formats, callback=one_of(_FORMATS)),
            local_option(words, "reconcile_output", "-o", "--output", metavar=path, type=_PATH),
            language_option(words),
        ],
    )


def show(request: Request, words: Words) -> int:
    """Reconcile the reports and write what was found; 0. Raises LuoshiError for reports that do not go together."""
    form = _form_of(request)
    found = reconcile_files(request.earlier, request.laters)
    if form in _BINARY and request.output is not None:
        _write_binary(found, form, request.output, words)
        return 0
    lines = _text(found, form, words)
    if request.output is None:
        for line in lines:
            sys.stdout.write(line)
        return 0
    with new_file(request.output) as stream:
        for line in lines:
            stream.write(line.encode("utf-8", "replace"))
    return 0


def reconcile_files(earlier: str, laters: Sequence[str]) -> "Reconciliation":
    """Read the files and reconcile them. Raises SourceError for an unreadable one, and LuoshiError as ``show`` does."""
    from luoshi.ledger.resolver import alike  # noqa: PLC0415 - help need not load the readers
    from luoshi.verdicts.reconcile.passes import reconcile  # noqa: PLC0415

    return reconcile(read_account(earlier), [read_account(later) for later in laters], alike=alike)


def read_account(path: str) -> "Account":
    """The report at ``path`` as reconciliation reads it. Raises SourceError."""
    from luoshi.document.fold import fold  # noqa: PLC0415
    from luoshi.ledger.resolver import entries  # noqa: PLC0415
    from luoshi.pipeline import read_report  # noqa: PLC0415
    from luoshi.text.reader import read_source  # noqa: PLC0415
    from luoshi.verdicts.model import Account  # noqa: PLC0415

    source = read_source(path)
    report = read_report(source, hint=source.name)
    return Account(report.document, report.measures, report.projects, entries(report), fold(source.text))


def _form_of(request: Request) -> str:
    form = request.form or (_BY_SUFFIX.get(request.output.suffix.lower()) if request.output else "table")
    if form is None:
        raise WrongUsageError("usage.no_format", path=request.output)
    if request.output is not None and request.output.is_dir():
        raise WrongUsageError("usage.file_is_folder", path=request.output)
    if form in _BINARY and request.output is None:
        raise WrongUsageError("usage.needs_file", format=form)
    return form


def _write_binary(found: "Reconciliation", form: str, output: Path, words: Words) -> None:
    from luoshi.pages.reconciled_docx import write_reconciliation_docx  # noqa: PLC0415
    from luoshi.pages.reconciled_xlsx import write_reconciliation_xlsx  # noqa: PLC0415
    from luoshi.pages.reconciliation import reconciliation_page  # noqa: PLC0415

    page = reconciliation_page(found, words)
    with new_file(output) as stream:
        if form == "docx":
            write_reconciliation_docx(page, stream, words)
        else:
            write_reconciliation_xlsx(page, stream, words)


def _text(found: "Reconciliation", form: str, words: Words) -> Iterator[str]:
    from luoshi.pages.reconciliation import reconciliation_page, reconciliation_rows  # noqa: PLC0415

    if form == "jsonl":
        return (json.dumps(row, ensure_ascii=False) + "\n" for row in reconciliation_rows(found))
    page = reconciliation_page(found, words)
    if form == "html":
        from luoshi.pages.reconciled_html import reconciliation_html  # noqa: PLC0415

        return iter([reconciliation_html(page, words)])
    return (f"{line}\n" for line in _table(page, words))


def _table(page: "ReconciliationPage", words: Words) -> Iterator[str]:
    from luoshi.pages.reconciled_html import count_lines  # noqa: PLC0415

    yield page.title
    later = "、".join(party.source for party in page.laters)
    yield words("reconcile.reports", earlier=page.earlier.source, later=later)
    yield from count_lines(page, words)
    yield from page.notes
    for kind, lines in page.parts:
        if lines:
            yield ""
            yield words(f"reconcile.{kind}")
            for line in lines:
                yield from _open(line, words) if kind == "open" else _answered(line, words)
    yield ""
    yield from wrap(words("reconcile.footnote"), _COLUMNS)
    yield words("reconcile.rules", version=page.version)


def _answered(line: "Line", words: Words) -> Iterator[str]:
    number = f"{line.number:>4}  "
    names = wrap(line.name, _NAME)
    cells = [pad(names[0], _NAME), pad(_fit(line.promised), _VALUE), pad(_fit(line.reached), _VALUE)]
    verdict = words(f"verdict.{line.verdict}") if line.verdict else ""
    yield f"{number}{'  '.join(cells)}  {verdict}".rstrip()
    yield from (" " * len(number) + name for name in names[1:])
    for remark in (line.distance or line.reason, line.derived):
        if remark:
            yield from (f"        {each}" for each in wrap(remark, _COLUMNS - 8))


def _open(line: "Line", words: Words) -> Iterator[str]:
    first, *rest = wrap(line.promise.text, _COLUMNS - 6)
    yield f"{line.number:>4}  {first}"
    yield from (f"      {each}" for each in rest)
    for candidate in line.candidates:
        said = f"{words('reconcile.candidate')} {candidate.likeness}  {candidate.text}"
        yield from (f"        {each}" for each in wrap(said, _COLUMNS - 8))


def _fit(text: str) -> str:
    while width(text) > _VALUE:
        text = text[:-2] + "…"
    return text
