"""``luoshi ledger``: many reports to one ledger, and questions to it in SQL."""

import csv
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from luoshi.cli.columns import pad, width
from luoshi.cli.commands import LocalCommand, LocalGroup, WrongUsageError, language_option, local_option, one_of
from luoshi.cli.output import WriteError
from luoshi.cli.troubles import FailureLog, NothingReadError, internal
from luoshi.pages.numbers import number_text
from luoshi.pages.words import Words
from luoshi.values.troubles import LuoshiError

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from duckdb import DuckDBPyConnection

    from luoshi.pipeline import Report
    from luoshi.text.reader import Item

_PATH = click.Path(path_type=Path)
_FORMATS = ("table", "csv", "jsonl")
_RULES = ("values", "lexicon", "text", "document", "tokens", "statements", "ledger", "pipeline.py")
_WORTH_A_POOL = 40


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked of ``build`` on the command line."""

    files: Sequence[str]
    output: Path
    processes: int | None
    cluster: str | None


def ledger_command(words: Words) -> click.Group:
    """The command ``ledger`` with its own, speaking the language of ``words``."""
    return LocalGroup(
        "ledger",
        words=words,
        help=words("help.ledger"),
        short_help=words("help.ledger_short"),
        commands=[_build_command(words), _query_command(words)],
        params=[language_option(words)],
    )


def _build_command(words: Words) -> click.Command:
    return LocalCommand(
        "build",
        words=words,
        help=words("help.ledger_build"),
        short_help=words("help.ledger_build_short"),
        callback=lambda **options: build(Request(**options), words),
        params=[
            click.Argument(("files",), nargs=-1, required=True, metavar=words("metavar.files")),
            local_option(
                words, "ledger_output", "-o", "--output", metavar=words("metavar.path"), type=_PATH, required=True
            ),
            local_option(
                words, "processes", "--processes", metavar=words("metavar.number"), type=click.IntRange(1), default=None
            ),
            local_option(words, "cluster", "--cluster", metavar=words("metavar.address")),
            language_option(words),
        ],
    )


def _query_command(words: Words) -> click.Command:
    return LocalCommand(
        "query",
        words=words,
        help=words("help.ledger_query"),
        short_help=words("help.ledger_query_short"),
        callback=query,
        params=[
            click.Argument(("folder",), type=_PATH, metavar=words("metavar.path")),
            click.Argument(("sql",), metavar="SQL"),
            local_option(
                words,
                "query_format",
                "--format",
                "form",
                metavar=f"[{'|'.join(_FORMATS)}]",
                callback=one_of(_FORMATS),
                default="table",
            ),
            language_option(words),
        ],
    )


def build(request: Request, words: Words) -> int:
    """Read the files into a ledger and say what it holds; 1 if one could not be read. Raises LuoshiError."""
    from luoshi.ledger import builder  # noqa: PLC0415 - help need not load it
    from luoshi.text.reader import find_items  # noqa: PLC0415

    if request.output.exists() and not request.output.is_dir():
        raise WrongUsageError("usage.folder_is_file", path=request.output, format="ledger")
    items = {fingerprint(item): item for item in find_items(request.files)}
    reader = builder.Reader(read_item, f"luoshi {version('luoshi')}", rules_digest())
    log = FailureLog(words, None)
    try:
        with _executor(request, len(items)) as executor, _progress(len(items), words) as follow:
            done = builder.build(items, reader, request.output, executor=executor, follow=follow)
    except OSError as error:
        raise WriteError(request.output, error) from error
    for key, failure in sorted(done.failures.items(), key=lambda pair: items[pair[0]].path):
        log.add(items[key].path, failure if isinstance(failure, LuoshiError) else internal(failure))
    if log.failed and not done.manifest.facts:
        raise NothingReadError
    click.echo(words("ledger.built", path=request.output, new=done.read, **done.manifest.summary()))
    return 1 if log.failed else 0


def query(folder: Path, sql: str, form: str) -> int:
    """Print what ``sql`` finds in the ledger; 0. Raises LuoshiError for what DuckDB refuses."""
    from luoshi.ledger.views import open_ledger  # noqa: PLC0415

    with open_ledger(folder) as connection:
        import duckdb  # noqa: PLC0415

        try:
            found = connection.execute(sql)
            names = [column[0] for column in found.description or ()]
            _print_found(names, _rows(found), form)
        except duckdb.Error as error:
            raise LuoshiError("ledger.sql", reason=str(error).strip().splitlines()[0]) from error
    return 0


def read_item(item: "Item") -> "Report":
    """The report of ``item``, in whatever process. Raises LuoshiError for a file that cannot be read."""
    from luoshi.pipeline import read_report  # noqa: PLC0415

    source = item.open()
    return read_report(source, hint=source.name)


def fingerprint(item: "Item") -> str:
    """What tells a file from others: a digest of its name, which may say its place, and of its bytes."""
    digest = hashlib.sha256(f"{Path(item.path).name}\0{item.member.name if item.member else ''}\0".encode())
    try:
        digest.update(Path(item.file).read_bytes())
    except OSError:
        digest.update(item.path.encode())
    return digest.hexdigest()


def rules_digest() -> str:
    """A digest of the program's own files that decide what is read, so that one ledger never mixes two versions."""
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for name in _RULES:
        found = [package / name] if name.endswith(".py") else sorted((package / name).rglob("*.*"))
        for file in found:
            if file.suffix in (".py", ".toml", ".tsv") and file.name != "messages.toml":
                digest.update(file.relative_to(package).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


@contextmanager
def _executor(request: Request, count: int) -> Iterator["Executor | None"]:
    """Processes of this machine, or of the cluster asked for; None where one process does as well."""
    if request.cluster:
        from luoshi.ledger.cluster import cluster_executor  # noqa: PLC0415 - an extra

        with cluster_executor(request.cluster) as executor:
            yield executor
        return
    processes = request.processes or os.cpu_count() or 1
    if processes == 1 or (request.processes is None and count < _WORTH_A_POOL):
        yield None
        return
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    pool = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _progress(count: int, words: Words) -> Iterator[Callable[[int], None]]:
    if not sys.stderr.isatty():
        yield lambda _done: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words("progress.reading"), total=count)
        yield lambda done: bar.advance(task, done)


def _rows(found: "DuckDBPyConnection") -> Iterator[tuple[object, ...]]:
    while batch := found.fetchmany(1000):
        yield from batch


def _print_found(names: Sequence[str], rows: Iterator[tuple[object, ...]], form: str) -> None:
    match form:
        case "jsonl":
            for row in rows:
                click.echo(json.dumps(dict(zip(names, map(_plain, row), strict=True)), ensure_ascii=False, default=str))
        case "csv":
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(names)
            writer.writerows([_text(cell) for cell in row] for row in rows)
        case _:
            table = [list(names), *([_text(cell) for cell in row] for row in rows)]
            widths = [max(width(row[column]) for row in table) for column in range(len(names))]
            for cells in table:
                click.echo("  ".join(pad(cell, columns) for cell, columns in zip(cells, widths, strict=True)).rstrip())


def _plain(cell: object) -> object:
    return number_text(cell) if isinstance(cell, Decimal) else cell


def _text(cell: object) -> str:
    return "" if cell is None else str(_plain(cell)).replace("\n", " ")
