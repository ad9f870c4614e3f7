"""Prints what the platform's pages cost over a million commitments, beside what they may cost.

.venv/bin/python -m benchmarks.web                          the list, and uploads
.venv/bin/python -m benchmarks.web --datasette PYTHON       also against Datasette (see web_against_datasette)
.venv/bin/python -m benchmarks.web --rows 50000             a smaller site
.venv/bin/python -m benchmarks.web --keep FOLDER            make the site in FOLDER, or use the one that is there
"""

import argparse
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks import web_against_datasette, web_list, web_million, web_upload
from benchmarks.__main__ import EXAMPLE, REPORT, line
from benchmarks.texts import reports

_ROWS = 1_005_000
_BUILD, _P95, _QUERIES, _UPLOAD = 180, 150, 12, 2.0
_UPLOADS, _TIMES = 8, 1


def show_build(folder: Path, rows: int) -> None:
    """Make the site, unless it is there, and print how long that took."""
    database = folder / "luoshi.sqlite3"
    is_there = database.exists()
    before = time.perf_counter()
    if is_there:
        web_million.set_up(folder)
        return
    web_million.prepare(folder)
    count = web_million.multiply(database, rows)
    seconds = time.perf_counter() - before
    line(f"build {count:,} commitments", f"{seconds:.0f} s", f"<= {_BUILD} s", met=seconds <= _BUILD)
    line("  database", f"{database.stat().st_size / 1e6:,.0f} MB")


def show_list() -> None:
    """Print p50, p95 and queries of each kind of list."""
    print("\nThe list at the server, 50 commitments a page; each address asked once")
    for name, queries in web_list.cases():
        times, most = web_list.measured(queries)
        middle, high = times[len(times) // 2], times[min(len(times) - 1, int(len(times) * 0.95))]
        met = high <= _P95 and most <= _QUERIES
        line(name, f"p50 {middle:.0f} p95 {high:.0f} ms, {most} q", f"p95 <= {_P95} ms, {_QUERIES} q", met=met)


def show_uploads() -> None:
    """Print how long an upload takes to become rows."""
    print(f"\nUpload to rows, {REPORT:,} characters, reader in the background")
    texts = list(islice(reports(EXAMPLE.read_text(encoding="utf-8"), REPORT), _UPLOADS + 1))
    with web_upload.reader():
        first, *others = web_upload.seconds_to_rows(texts)
    line("first, while the reader starts", f"{first:.2f} s")
    worst = max(others)
    line("  then, the slowest", f"{worst:.2f} s", f"<= {_UPLOAD:.0f} s", met=worst <= _UPLOAD)


def show_contest(folder: Path, python: str) -> None:
    """Print pages a second, ours and Datasette's."""
    print("\nPages a second, two workers each, eight readers at once")
    with tempfile.TemporaryDirectory(prefix="luoshi-datasette-") as other:
        file = web_against_datasette.flat_copy(folder / "luoshi.sqlite3", Path(other))
        for name, ours, theirs in web_against_datasette.measured(Path(other), file, python):
            figures = f"{ours[0]:,.0f} ({ours[1] / 1000:.0f} kB) : {theirs[0]:,.0f} ({theirs[1] / 1000:.0f} kB)"
            times = ours[0] / theirs[0]
            line(name, figures, f"{times:.1f} times, >= {_TIMES}", met=times >= _TIMES)


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=_ROWS)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--datasette", metavar="PYTHON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="luoshi-web-") as temporary:
        folder: Path = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        show_build(folder, options.rows)
        show_list()
        show_uploads()
        if options.datasette:
            show_contest(folder, options.datasette)


if __name__ == "__main__":
    main()
