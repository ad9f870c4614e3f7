"""Prints what reading costs, beside what it may cost.

python3 dev.py bench                       on a text made by repeating the example report
python3 dev.py bench --corpus FOLDER       also over every .txt file of a folder of reports (UTF-8)
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.speed import characters_per_second, read_bare, read_digits, read_structure, read_whole, recognizers
from benchmarks.startup import first_reading, import_milliseconds

EXAMPLE = Path(__file__).parent.parent / "examples" / "云川市2024年政府工作报告.txt"
REPORT = 22_000
"""Characters of an ordinary city's report."""
LENGTHS = (1, 4, 16)
SAMPLE = 3_000
"""Characters given to Recognizers-Text, which needs a third of a second for them."""
FLOOR = {"structure": 1_000_000, "whole": 300_000}
IMPORT_LIMIT, MEMORY_LIMIT = 150, 150
TIMES_RECOGNIZERS, TIMES_BARE, LINEAR = 50, 20, 1.25


def repeated(text: str, characters: int) -> str:
    """``text`` over and over, cut at a line's end at no more than ``characters`` where that is possible."""
    long = (text.rstrip() + "\n") * (characters // len(text) + 1)
    return long[: long.rfind("\n", 0, characters) + 1] or long[:characters]


def line(name: str, figure: str, limit: str = "", *, met: bool | None = None) -> None:
    """Print one figure, its limit, and whether it keeps it."""
    verdict = {None: "", True: "ok", False: "BEYOND"}[met]
    print(f"{name:<46}{figure:>22}  {limit:<24}{verdict}".rstrip(), flush=True)


def show_speed(text: str) -> float:
    """Print speed of structure, whole reading and bare pass on a report's length; return that of the whole."""
    print(f"\nOne core, {len(text):,} characters")
    bare = characters_per_second(read_bare, text)
    structured = characters_per_second(read_structure, text)
    whole = characters_per_second(read_whole, text)
    speed = "{:,.0f} characters/s".format
    line("a regular expression for digits alone", speed(characters_per_second(read_digits, text)))
    line("a regular expression for words, number, unit", speed(bare))
    line(
        "reading and classifying", speed(structured), f">= {FLOOR['structure']:,}", met=structured >= FLOOR["structure"]
    )
    line("whole reading", speed(whole), f">= {FLOOR['whole']:,}", met=whole >= FLOOR["whole"])
    line("  time for this report", f"{len(text) / whole * 1000:,.0f} ms")
    line(
        "  slower than words, number, unit",
        f"{bare / whole:.1f} times",
        f"<= {TIMES_BARE}",
        met=bare / whole <= TIMES_BARE,
    )
    return whole


def show_linearity(text: str) -> None:
    """Print the cost of a character in texts of growing length."""
    print("\nLinear in length: microseconds a character")
    for name, work in (("reading and classifying", read_structure), ("whole reading", read_whole)):
        costs = [1e6 / characters_per_second(work, repeated(text, REPORT * times)) for times in LENGTHS]
        ratio = costs[-1] / costs[0]
        line(
            f"{name}, {', '.join(f'{times}x' for times in LENGTHS)}",
            ", ".join(f"{cost:.2f}" for cost in costs),
            f"last <= {LINEAR} x first",
            met=ratio <= LINEAR,
        )


def show_recognizers(text: str, whole: float) -> None:
    """Print how much faster the whole reading is than Recognizers-Text on the head of ``text``."""
    recognise = recognizers()
    if recognise is None:
        return line("Recognizers-Text", "not installed")
    speed = characters_per_second(recognise, text[:SAMPLE], runs=1)
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
    texts = list(reports(folder))
    if not texts:
        sys.exit(f"benchmarks: no .txt file in {folder}")
    total = sum(map(len, texts))
    print(f"\n{len(texts)} reports of {folder.name}, {total:,} characters")
    for name, work in (("reading and classifying", read_structure), ("whole reading", read_whole)):
        speeds = [characters_per_second(work, text, runs=1) for text in texts]
        spent = sum(len(text) / speed for text, speed in zip(texts, speeds, strict=True))
        line(name, f"{total / spent:,.0f} characters/s")
        line("  slowest report", f"{min(speeds):,.0f} characters/s")


def reports(folder: Path) -> Iterator[str]:
    """The text of every .txt file below ``folder``, line ends as they are."""
    for path in sorted(folder.rglob("*.txt")):
        yield path.read_bytes().decode("utf-8", "replace")


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    example = EXAMPLE.read_text(encoding="utf-8")
    text = repeated(example, REPORT)
    whole = show_speed(text)
    show_recognizers(text, whole)
    show_linearity(example)
    show_start(text)
    if options.corpus:
        show_corpus(options.corpus)


if __name__ == "__main__":
    main()
