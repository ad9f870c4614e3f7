"""Builds a ledger: reads what is new, in as many processes as the executor has, and merges it into the files."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, as_completed
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Generic

from luoshi.ledger.manifest import Fact, Manifest, read_manifest, write_manifest
from luoshi.ledger.model import Reading
from luoshi.ledger.rows import COLUMNS, ORDER, PARTITION
from luoshi.ledger.staging import Job, Staged, demand_duckdb, quoted, stage, staged_facts
from luoshi.values.troubles import LuoshiError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHUNK = 20
"""Reports read in one go: enough that handing them over costs little (measured in benchmarks/ledger.py)."""

ROW_GROUP = 8192
"""Rows that a query reads at least, of each file that may hold its place."""

_STAGING = ".build"
_STAGED = "staged.duckdb"


@dataclass(frozen=True, slots=True)
class Reader(Generic[Job]):
    """What reads: ``read`` makes a report of a job in any process, ``digest`` tells its rules from those of others.

    ``program`` is the name and version that the manifest gives.
    """

    read: Callable[[Job], Reading]
    program: str
    digest: str


@dataclass(frozen=True, slots=True)
class Built:
    """The ledger as it now is, how many sources were read for it, and by key those that could not be."""

    manifest: Manifest
    read: int = 0
    failures: Mapping[str, Exception] = field(default_factory=dict)


def build(
    jobs: Mapping[str, Job],
    reader: Reader[Job],
    folder: Path,
    *,
    executor: Executor | None = None,
    follow: Callable[[int], None] = lambda _count: None,
) -> Built:
    """Add to the ledger in ``folder`` the reports that ``reader`` makes of ``jobs``, by keys that identify the files.

    What the manifest names already is not read again; what an earlier run read before it was stopped is taken over.
    A ledger by another reader is read anew, for which all its sources must be among ``jobs``. ``executor`` runs the
    chunks (None: this process), on one machine or on many that see ``folder``; ``follow`` is told how many sources are
    done. The same sources give the same bytes, in whatever order, processes and runs. Raises LuoshiError where that
    cannot be.
    """
    demand_duckdb()
    manifest = _starting_manifest(folder, reader, jobs)
    staging = folder / _STAGING / reader.digest[:16]
    known = {fact.key for fact in manifest.facts}
    taken_over = [fact for fact in staged_facts(staging) if fact.key not in known]
    known.update(fact.key for fact in taken_over)
    follow(sum(key in known for key in jobs))
    wanted = sorted((key, job) for key, job in jobs.items() if key not in known)
    facts = list(taken_over)
    failures: dict[str, Exception] = {}
    staging.mkdir(parents=True, exist_ok=True)
    for staged in _run(wanted, reader.read, staging, executor):
        facts += staged.facts
        failures.update(staged.failures)
        follow(len(staged.facts) + len(staged.failures))
    merged = manifest.with_facts(facts)
    if facts:
        _merge(manifest, merged, staging, folder)
    write_manifest(merged, folder)
    shutil.rmtree(folder / _STAGING, ignore_errors=True)
    return Built(merged, len(facts), failures)


def _starting_manifest(folder: Path, reader: Reader[Job], jobs: Mapping[str, Job]) -> Manifest:
    found = read_manifest(folder)
    if found is None:
        return Manifest(reader.program, reader.digest)
    if found.reader == reader.digest:
        return Manifest(reader.program, reader.digest, found.facts)
    missing = [fact for fact in found.facts if fact.key not in jobs]
    if missing:
        raise LuoshiError("ledger.other_reader", path=folder, missing=len(missing), first=missing[0].name)
    return Manifest(reader.program, reader.digest)


def _run(
    wanted: Sequence[tuple[str, Job]], read: Callable[[Job], Reading], staging: Path, executor: Executor | None
) -> Iterator[Staged]:
    chunks = _chunks(wanted)
    if executor is None:
        yield from (stage(chunk, read, staging) for chunk in chunks)
        return
    futures = [executor.submit(stage, chunk, read, staging) for chunk in chunks]
    try:
        for future in as_completed(futures):
            yield future.result()
    except BrokenExecutor as error:
        raise LuoshiError("ledger.worker_died", path=staging.parents[1]) from error
    finally:
        for future in futures:
            future.cancel()


def _chunks(wanted: Sequence[tuple[str, Job]]) -> Iterator[list[tuple[str, Job]]]:
    pending = iter(wanted)
    while chunk := list(islice(pending, CHUNK)):
        yield chunk


def _merge(before: Manifest, after: Manifest, staging: Path, folder: Path) -> None:
    """Write the files of every level and year that gains or loses a report. Old rows are told by the old manifest."""
    import duckdb  # noqa: PLC0415

    old, new = before.counted, after.counted
    kept = [fact for key, fact in old.items() if key in new]
    added = [fact for key, fact in new.items() if key not in old]
    lost = [fact for key, fact in old.items() if key not in new]
    with duckdb.connect(staging / _STAGED, config={"threads": 1, "preserve_insertion_order": False}) as connection:
        for table in COLUMNS:
            _load(connection, table, staging, {fact.key for fact in added})
        by_partition: dict[tuple[str, int], list[Fact]] = defaultdict(list)
        for fact in kept:
            by_partition[fact.partition].append(fact)
        for partition in sorted({fact.partition for fact in (*added, *lost)}):
            for table in COLUMNS:
                _write(connection, table, partition, by_partition[partition], folder)
    (staging / _STAGED).unlink()


def _load(connection: "DuckDBPyConnection", table: str, staging: Path, keys: set[str]) -> None:
    """Collect the rows of the reports ``keys`` from all chunks into a table ordered by level and year."""
    connection.execute("CREATE OR REPLACE TEMP TABLE wanted (report VARCHAR)")
    connection.execute("INSERT INTO wanted SELECT unnest(?)", [sorted(keys)])
    files = staging / "*" / f"{table}.parquet"
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM read_parquet({quoted(files)}) "  # noqa: S608
        f"WHERE report IN (SELECT report FROM wanted) ORDER BY {', '.join(PARTITION)}"
    )


def _write(
    connection: "DuckDBPyConnection", table: str, partition: tuple[str, int], kept: Sequence[Fact], folder: Path
) -> None:
    level, year = partition
    target = folder / table / f"level={level}" / f"year={year}" / "data.parquet"
    columns = ", ".join(COLUMNS[table])
    rows = f"SELECT {columns} FROM {table} WHERE level = {quoted(level)} AND year = {year}"  # noqa: S608
    if kept and target.exists():
        listed = ", ".join(f"({quoted(fact.sha256)}, {quoted(fact.place_key)}, {quoted(fact.kind)})" for fact in kept)
        rows += (
            f" UNION ALL SELECT {columns} FROM read_parquet({quoted(target)}, hive_partitioning=false) "  # noqa: S608
            f"WHERE (source, place_key, kind) IN ({listed})"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    connection.execute(
        f"COPY ({rows} ORDER BY {', '.join(f'{name} NULLS FIRST' for name in ORDER[table])}) TO {quoted(part)} "
        f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
    )
    part.replace(target)
