"""Prints what reading costs, beside what it may cost.

python3 dev.py bench                       on reports made of copies of the example
python3 dev.py bench --corpus FOLDER       also over every .txt file of a folder of reports (UTF-8)
"""

import argparse
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.speed import characters_per_second, read_bare, read_digits, read_structure, read_whole, recognizers
from benchmarks.startup import first_reading, import_milliseconds
from benchmarks.texts import reports

EXAMPLE = Path(__file__).parent.parent / "examples" / "云川市2024年政府工作报告.txt"
REPORT = 22_000
"""Characters of an ordinary city's report."""
LENGTHS = (1, 4, 16)
RUNS = 5
FLOOR = {"structure": 1_000_000, "whole": 300_000}
IMPORT_LIMIT, MEMORY_LIMIT = 150, 150
TIMES_RECOGNIZERS, TIMES_BARE, LINEAR = 50, 20, 1.25


def line(name: str, figure: str, limit: str = "", *, met: bool | None = None) -> None:
    """Print one figure, its limit, and whether it keeps it."""
    verdict = {None: "", True: "ok", False: "BEYOND"}[met]
    print(f"{name:<46}{figure:>22}  {limit:<24}{verdict}".rstrip(), flush=True)


def show_speed(example: str) -> float:
    """Print speed of structure, whole reading and bare passes on reports of usual length; return that of the whole."""
    texts = list(islice(reports(example, REPORT), 3 * RUNS))
    print(f"\nOne core, {len(texts[0]):,} characters, best of {RUNS} reports")
    read_whole(example)
    digits = characters_per_second(read_digits, texts[:RUNS])
    bare = characters_per_second(read_bare, texts[:RUNS])
    structured = characters_per_second(read_structure, texts[RUNS : 2 * RUNS])
    whole = characters_per_second(read_whole, texts[2 * RUNS :])
    speed = "{:,.0f} characters/s".format
    line("a regular expression for digits alone", speed(digits))
    line("a regular expression for words, number, unit", speed(bare))
    line(
        "reading and classifying", speed(structured), f">= {FLOOR['structure']:,}", met=structured >= FLOOR["structure"]
    )
    line("whole reading", speed(whole), f">= {FLOOR['whole']:,}", met=whole >= FLOOR["whole"])
    line(
        "  time for a report of 22,000 characters",
        f"{22_000 / whole * 1000:,.0f} ms",
        "<= 75",
        met=22_000 / whole <= 0.075,
    )
    line(
        "  slower than words, number, unit",
        f"{bare / whole:.1f} times",
        f"<= {TIMES_BARE}",
        met=bare / whole <= TIMES_BARE,
    )
    return whole


def show_linearity(example: str) -> None:
    """Print the cost of a character in texts of growing length."""
    print("\nLinear in length: microseconds a character")
    for name, work in (("reading and classifying", read_structure), ("whole reading", read_whole)):
        lengths = [list(islice(reports(example, REPORT * times), RUNS)) for times in LENGTHS]
        costs = [1e6 / characters_per_second(work, texts) for texts in lengths]
        ratio = costs[-1] / costs[0]
        line(
            f"{name}, {', '.join(f'{times}x' for times in LENGTHS)}",
            ", ".join(f"{cost:.2f}" for cost in costs),
            f"last <= {LINEAR} x first",
            met=ratio <= LINEAR,
        )


def show_recognizers(text: str, whole: float) -> None:
    """Print how much faster the whole reading is than Recognizers-Text on ``text``."""
    recognise = recognizers()
    if recognise is None:
        return line("Recognizers-Text", "not installed")
    speed = characters_per_second(recognise, [text])
    line("Recognizers-Text", f"{speed:,.0f} characters/s")
    times = whole / speed
    return line(
        "  whole reading is faster", f"{times:,.0f} times", f">= {TIMES_RECOGNIZERS}", met=times >= TIMES_RECOGNIZERS
    )


def show_start(text: str) -> None:
    """Print what a fresh process pays: import, first report, memory."""
    print("\nFresh processes")
    milliseconds = import_milliseconds()
    line(
        "import luoshi, median of 10", f"{milliseconds:.0f} ms", f"<= {IMPORT_LIMIT}", met=milliseconds <= IMPORT_LIMIT
    )
    first, peak = first_reading(text)
    line("first report, vocabulary included", f"{first:,.0f} ms")
    if peak is not None:
        line("peak memory", f"{peak:.0f} MB", f"<= {MEMORY_LIMIT}", met=peak <= MEMORY_LIMIT)


def show_corpus(folder: Path) -> None:
    """Print speed over every report of a folder, all in one process."""
    texts = list(texts_in(folder))
    if not texts:
        sys.exit(f"benchmarks: no .txt file in {folder}")
    total = sum(map(len, texts))
    print(f"\n{len(texts)} reports of {folder.name}, {total:,} characters")
    for name, work in (("reading and classifying", read_structure), ("whole reading", read_whole)):
        speeds = [characters_per_second(work, [text]) for text in texts]
        spent = sum(len(text) / speed for text, speed in zip(texts, speeds, strict=True))
        line(name, f"{total / spent:,.0f} characters/s")
        line("  slowest report", f"{min(speeds):,.0f} characters/s")


def texts_in(folder: Path) -> Iterator[str]:
    """The text of every .txt file below ``folder``, line ends as they are."""
    for path in sorted(folder.rglob("*.txt")):
        yield path.read_bytes().decode("utf-8", "replace")


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    example = EXAMPLE.read_text(encoding="utf-8")
    whole = show_speed(example)
    show_recognizers(next(reports(example, REPORT)), whole)
    show_linearity(example)
    show_start(next(reports(example, REPORT)))
    if options.corpus:
        show_corpus(options.corpus)


if __name__ == "__main__":
    main()
