"""A chunk of sources read in one process, and laid down as Parquet until the ledger takes it in."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from luoshi.ledger.manifest import Fact
from luoshi.ledger.model import Reading
from luoshi.ledger.places import place_key
from luoshi.ledger.resolver import kind_of
from luoshi.ledger.rows import COLUMNS, PARTITION, table_rows
from luoshi.values.troubles import LuoshiError

Job = TypeVar("Job")
"""Something that can be sent to another process and read there, such as the path of a file."""

_FACTS = "facts.json"
_LONGEST_ROW = 2**24


@dataclass(frozen=True, slots=True)
class Staged:
    """What became of a chunk: the facts of what was read, and by key what could not be."""

    facts: tuple[Fact, ...] = ()
    failures: Mapping[str, Exception] = field(default_factory=dict)


def stage(jobs: Sequence[tuple[str, Job]], read: Callable[[Job], Reading], folder: Path) -> Staged:
    """Read ``jobs`` (keys with what ``read`` takes) and lay their rows down in ``folder``, under a name of the chunk.

    A report that cannot be read is a failure of its own and stops nothing. Facts are written last: a chunk without
    them was cut off and is read again.
    """
    name = hashlib.sha256("\n".join(key for key, _ in jobs).encode()).hexdigest()[:32]
    part = folder / f".{name}.{os.getpid()}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    staged = _read(jobs, read, part)
    _convert(part)
    (part / _FACTS).write_text(
        json.dumps([asdict(fact) for fact in staged.facts], ensure_ascii=False), encoding="utf-8"
    )
    shutil.rmtree(folder / name, ignore_errors=True)
    part.rename(folder / name)
    return staged


def _read(jobs: Sequence[tuple[str, Job]], read: Callable[[Job], Reading], part: Path) -> Staged:
    facts: list[Fact] = []
    failures: dict[str, Exception] = {}
    with ExitStack() as stack:
        streams = {
            table: stack.enter_context((part / f"{table}.jsonl").open("w", encoding="utf-8")) for table in COLUMNS
        }
        for key, job in jobs:
            try:
                report = read(job)
                rows = {table: list(each) for table, each in table_rows(report).items()}
            except Exception as error:
                failures[key] = error
                continue
            facts.append(_fact(key, report, known=sum(row["is_known"] for row in rows["entries"])))
            for table, stream in streams.items():
                stream.writelines(json.dumps({"report": key, **row}) + "\n" for row in rows[table])
    return Staged(tuple(facts), failures)


def staged_facts(folder: Path) -> Iterator[Fact]:
    """Facts of every whole chunk in ``folder``; chunks that were cut off are removed."""
    for chunk in sorted(folder.glob("*/")) if folder.is_dir() else ():
        if (chunk / _FACTS).is_file() and not chunk.name.startswith("."):
            yield from (Fact(**row) for row in json.loads((chunk / _FACTS).read_text(encoding="utf-8")))
        else:
            shutil.rmtree(chunk, ignore_errors=True)


def _fact(key: str, report: Reading, *, known: int) -> Fact:
    document = report.document
    place = document.front.place
    name, code = (place.name, place.code) if place else ("", None)
    return Fact(
        key=key,
        name=document.source.name,
        sha256=document.source.sha256,
        place=name,
        place_key=place_key(name, code),
        code=code,
        level=place.level if place else None,
        year=document.front.year,
        kind=kind_of(document),
        entries=len(report.measures),
        known=known,
        projects=len(report.projects),
        unread=len(report.unread),
    )


def _convert(folder: Path) -> None:
    import duckdb  # noqa: PLC0415 - in the process that writes

    with duckdb.connect(config={"threads": 1}) as connection:
        for table, columns in COLUMNS.items():
            types = {"report": "VARCHAR", **PARTITION, **columns}
            listed = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
            source, target = folder / f"{table}.jsonl", folder / f"{table}.parquet"
            connection.execute(
                f"COPY (SELECT * FROM read_json({quoted(source)}, format='newline_delimited', columns={{{listed}}}, "  # noqa: S608
                f"maximum_object_size={_LONGEST_ROW})) TO {quoted(target)} (FORMAT parquet, COMPRESSION zstd)"
            )
            source.unlink()


def quoted(text: object) -> str:
    """A literal of SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def demand_duckdb() -> None:
    """Raise LuoshiError where the extra ``data`` is not installed."""
    try:
        import duckdb  # noqa: F401, PLC0415
    except ImportError:
        raise LuoshiError("ledger.no_duckdb") from None
