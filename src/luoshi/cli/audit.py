"""``luoshi audit``: figures in one report or several that do not agree with each other."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from luoshi.cli.columns import wrap
from luoshi.cli.commands import LocalCommand, WrongUsageError, language_option, local_option, one_of
from luoshi.cli.output import new_file
from luoshi.cli.troubles import FailureLog, NothingReadError, message
from luoshi.pages.words import Words

if TYPE_CHECKING:
    from luoshi.pages.findings import FindingLine
    from luoshi.pages.report import Report
    from luoshi.verdicts.audit.model import Finding

_FORMATS = ("jsonl", "xlsx")
_BY_SUFFIX = {".jsonl": "jsonl", ".xlsx": "xlsx", ".txt": None}
_PATH = click.Path(path_type=Path)
_COLUMNS = 80
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    files: Sequence[str]
    form: str | None
    output: Path | None


def audit_command(words: Words) -> click.Command:
    """The command ``audit``, speaking the language of ``words``."""
    return LocalCommand(
        "audit",
        words=words,
        help=words("help.audit"),
        short_help=words("help.audit_short"),
        callback=lambda **options: show(Request(**options), words),
        params=[
            click.Argument(("files",), nargs=-1, required=True, metavar=words("metavar.files")),
            local_option(
                words, "audit_format", "--format", "form", metavar=f"[{'|'.join(_FORMATS)}]", callback=one_of(_FORMATS)
            ),
            local_option(words, "audit_output", "-o", "--output", metavar=words("metavar.path"), type=_PATH),
            language_option(words),
        ],
    )


def show(request: Request, words: Words) -> int:
    """Audit the files together and write what was found; the exit status: 1 if a file could not be read, else 0.

    Findings are no failure. Raises WrongUsageError, WriteError.
    """
    form = _form_of(request)
    log = FailureLog(words, None)
    try:
        reports = read_all(request.files, log, words)
    except NothingReadError as error:
        if request.output is not None:
            click.echo(message(error, words), err=True)
        return 1
    findings = audit_reports(reports)
    _write(findings, reports, form, request.output, words)
    if log.failed:
        click.echo(words("error.failed", failed=log.failed, read=log.read), err=True)
    return 1 if log.failed else 0


def read_all(files: Sequence[str], log: FailureLog, words: Words) -> "list[Report]":
    """The reports in ``files``, a text that is there twice only once. Raises SourceError, NothingReadError."""
    from luoshi.cli.reading import progress, read_items  # noqa: PLC0415 - help need not load the readers
    from luoshi.text.reader import find_items  # noqa: PLC0415

    items = find_items(files)
    with progress(items, words, shown=True) as followed:
        reports = {report.document.source.sha256: report for report in read_items(followed, log)}
    return list(reports.values())


def audit_reports(reports: "Sequence[Report]") -> "tuple[Finding, ...]":
    """What needs explanation in ``reports``."""
    from luoshi.document.fold import fold  # noqa: PLC0415
    from luoshi.ledger.resolver import entries  # noqa: PLC0415
    from luoshi.verdicts.audit.auditor import audit  # noqa: PLC0415
    from luoshi.verdicts.audit.evidence import Paper  # noqa: PLC0415

    return audit([Paper(report, entries(report), fold(report.document.source.text)) for report in reports])


def _form_of(request: Request) -> str | None:
    output = request.output
    if output is not None and output.is_dir():
        raise WrongUsageError("usage.file_is_folder", path=output)
    if request.form is None and output is not None and output.suffix.lower() not in _BY_SUFFIX:
        raise WrongUsageError("usage.no_format", path=output)
    form = request.form or (_BY_SUFFIX[output.suffix.lower()] if output else None)
    if form == "xlsx" and output is None:
        raise WrongUsageError("usage.needs_file", format=form)
    return form


def _write(
    findings: "Sequence[Finding]", reports: "Sequence[Report]", form: str | None, output: Path | None, words: Words
) -> None:
    from luoshi.pages.findings import finding_lines, finding_rows, write_findings_xlsx  # noqa: PLC0415

    if form == "xlsx" and output is not None:
        with new_file(output) as stream:
            write_findings_xlsx(finding_lines(findings, reports, words), stream, words)
        return
    if form == "jsonl":
        lines: Iterator[str] = (json.dumps(row, ensure_ascii=False) for row in finding_rows(findings, reports))
    else:
        lines = _view(finding_lines(findings, reports, words), len(reports), words)
    if output is None:
        for line in lines:
            sys.stdout.write(f"{line}\n")
        return
    with new_file(output) as stream:
        for line in lines:
            stream.write(f"{line}\n".encode("utf-8", "replace"))


def _view(lines: "Sequence[FindingLine]", reports: int, words: Words) -> Iterator[str]:
    """Findings for people: sentences with carets below the figures, the working, and what may explain it."""
    yield words("audit.summary" if lines else "audit.nothing", count=len(lines), reports=reports)
    for line in lines:
        yield ""
        yield f"{line.number}. {line.title}  {line.code} {line.name}"
        yield from _quoted(line)
        yield from _labelled(words("audit.working"), line.working)
        if line.causes:
            yield from _labelled(words("audit.causes"), "；".join(line.causes))
    if lines:
        yield ""
        yield from wrap(words("audit.footnote"), _COLUMNS)


def _quoted(line: "FindingLine") -> Iterator[str]:
    from luoshi.cli.explained import underlined  # noqa: PLC0415

    last = None
    for quoted in line.quotations:
        if quoted.source != last:
            yield f"{_INDENT}{quoted.report}（{quoted.source}）"
            last = quoted.source
        for shown in underlined(quoted.text, quoted.spans, columns=_COLUMNS - 2 * len(_INDENT)):
            yield 2 * _INDENT + shown


def _labelled(label: str, text: str) -> Iterator[str]:
    first, *rest = wrap(f"{label}：{text}", _COLUMNS - len(_INDENT))
    yield _INDENT + first
    yield from (2 * _INDENT + each for each in rest)
