"""Prints what a ledger costs: building on one process and on two, and finding one series among twenty million entries.

python3 -m benchmarks.ledger --corpus FOLDER                 2,000 reports, made of FOLDER under other names
python3 -m benchmarks.ledger --corpus FOLDER --engine dask   one engine alone: pool, dask, daft, ray (Daft on Ray)
"""

import argparse
import hashlib
import multiprocessing
import random
import resource
import tempfile
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import islice
from pathlib import Path

from benchmarks.ledger_engines import ENGINES
from luoshi import read
from luoshi.ledger.builder import CHUNK, ROW_GROUP, Built, Reader, build
from luoshi.ledger.rows import COLUMNS, ORDER
from luoshi.ledger.views import open_ledger
from luoshi.lexicon.divisions import Division, load_divisions

REPORTS, NATION = 2_000, 35_000
ENTRIES = 20_000_000
QUERIES = 200
GAIN, MINUTES, MILLISECONDS = 1.8, 60, 100
_SERIES = "SELECT * FROM series WHERE place_key = ? AND indicator = ? ORDER BY due"


def renamed(corpus: Path, folder: Path, count: int) -> list[Path]:
    """``count`` reports in ``folder``: those of ``corpus`` in turn, each copy under the name of another place."""
    sources = sorted(corpus.rglob("*.txt"))
    by_level: dict[str, list[Division]] = {}
    for division in load_divisions().rows:
        if not division.former:
            by_level.setdefault(division.level, []).append(division)
    divisions = load_divisions()
    files = []
    for number in range(count):
        source = sources[number % len(sources)]
        text = source.read_text(encoding="utf-8", errors="replace")
        name, _, rest = source.stem.partition("-")
        found = divisions.by_name.get(name)
        if found and number >= len(sources):
            choices = by_level[found[0].level]
            other = choices[(number * 37) % len(choices)].name
            text, name = text.replace(name, other), other
        file = folder / f"{number:05d}" / f"{name}-{rest}.txt"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
        files.append(file)
    return files


def built(files: list[Path], folder: Path, executor: Executor | None) -> tuple[float, Built]:
    """Seconds that building a ledger of ``files`` takes, and what came of it."""
    jobs = {hashlib.sha256(str(file).encode()).hexdigest(): str(file) for file in files}
    start = time.perf_counter()
    result = build(jobs, Reader(read, "benchmark", "benchmark"), folder, executor=executor)
    return time.perf_counter() - start, result


def show_building(files: list[Path], folder: Path) -> None:
    """Print the time of one process and of two, and what follows for all reports of a year's nation."""
    alone, first = built(files, folder / "one", None)
    context = multiprocessing.get_context("spawn")
    start, used = time.perf_counter(), processor_seconds()
    with ProcessPoolExecutor(2, mp_context=context) as executor:
        _, second = built(files, folder / "two", executor)
    together, used = time.perf_counter() - start, processor_seconds() - used
    same = digest(folder / "one") == digest(folder / "two")
    summary = second.manifest.summary()
    line(f"{len(files)} reports, one process", f"{alone:.1f} s")
    line("two processes, with their start", f"{together:.1f} s, {alone / together:.2f} x", f">= {GAIN} x")
    line("  processor seconds they used; of both cores", f"{used:.1f} s, {used / together / 2:.0%}")
    line(f"projected for {NATION:,}", f"{together / len(files) * NATION / 60:.1f} min", f"<= {MINUTES} min")
    line("reports that count, entries", f"{summary['reports']:,}, {summary['entries']:,}")
    line("not read", f"{len(first.failures)}, {len(second.failures)}")
    line("the same bytes from one and two", "yes" if same else "NO", "yes")


def processor_seconds() -> float:
    """Seconds of processor time that this process and those it started and ended have used."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def show_engine(name: str, files: list[Path], folder: Path) -> None:
    """Print the time of one engine of a cluster on two cores of this machine; an engine starts once a process."""
    start = time.perf_counter()
    count = ENGINES[name]([str(file) for file in files], folder / name, CHUNK)
    line(f"{name}: {count} reports, with its start", f"{time.perf_counter() - start:.1f} s")


def enlarge(source: Path, folder: Path, count: int) -> int:
    """A ledger in ``folder`` of about ``count`` entries: that of ``source`` again and again under other place keys."""
    import duckdb  # noqa: PLC0415

    with duckdb.connect(config={"threads": 2}) as connection:
        rows = f"read_parquet('{source}/entries/*/*/*.parquet', hive_partitioning=false)"
        found = connection.execute(f"SELECT count(*) FROM {rows}").fetchone()
        copies = -(-count // (found[0] if found else 1))
        order = ", ".join(ORDER["entries"])
        columns = ", ".join(name for name in COLUMNS["entries"] if name != "place_key")
        for file in sorted((source / "entries").glob("*/*/*.parquet")):
            target = folder / file.relative_to(source)
            target.parent.mkdir(parents=True)
            connection.execute(
                f"COPY (SELECT place_key || '-' || lpad(copy::VARCHAR, 4, '0') AS place_key, {columns} "
                f"FROM read_parquet('{file}', hive_partitioning=false), range({copies}) copies(copy) ORDER BY {order}) "
                f"TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
            )
        (folder / "manifest.json").write_bytes((source / "manifest.json").read_bytes())
        return copies


def show_queries(folder: Path, copies: int, source: Path) -> None:
    """Print the times of finding one series, each of another place and indicator."""
    with open_ledger(source) as connection:
        choices = connection.execute(
            "SELECT DISTINCT place_key, indicator FROM series WHERE promised IS NOT NULL AND achieved IS NOT NULL "
            "ORDER BY ALL"
        ).fetchall()
    chosen = random.Random(4)
    with open_ledger(folder) as connection:
        counted = connection.execute("SELECT count(*) FROM entries").fetchone()
        times = []
        for _ in range(QUERIES):
            place, indicator = chosen.choice(choices)
            start = time.perf_counter()
            rows = connection.execute(_SERIES, [f"{place}-{chosen.randrange(copies):04d}", indicator]).fetchall()
            times.append((time.perf_counter() - start) * 1000)
            if not rows:
                raise AssertionError(f"no series of {place} {indicator}")
    first, ordered = times[0], sorted(times)
    size = sum(file.stat().st_size for file in folder.rglob("*.parquet")) / 1e6
    line(f"a series among {counted[0] if counted else 0:,} entries, {size:,.0f} MB", f"first {first:.0f} ms")
    line(f"  of {QUERIES}: median", f"{ordered[QUERIES // 2]:.1f} ms")
    line("  95 of 100 within", f"{ordered[QUERIES * 95 // 100]:.1f} ms", f"<= {MILLISECONDS} ms")


def digest(folder: Path) -> str:
    """A digest of all names and bytes in ``folder``."""
    whole = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(str(file.relative_to(folder)).encode() + file.read_bytes())
    return whole.hexdigest()


def line(name: str, figure: str, limit: str = "") -> None:
    """Print one figure beside its limit."""
    print(f"{name:<60} {figure:>26}  {limit}".rstrip(), flush=True)


def main() -> None:
    """Run the measurements asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--engine", help="only this one: pool, dask, daft or ray")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts").mkdir()
        files = renamed(arguments.corpus, folder / "texts", arguments.reports)
        if arguments.engine:
            show_engine(arguments.engine, files, folder)
            return
        show_building(files, folder)
        small = folder / "small"
        built(list(islice(files, 200)), small, None)
        if arguments.entries:
            copies = enlarge(small, folder / "large", arguments.entries)
            show_queries(folder / "large", copies, small)


if __name__ == "__main__":
    main()
