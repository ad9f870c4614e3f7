"""How much of what is wrong the doubtful rows hold, and the odds that fit the annotated reports.

python3 -m benchmarks.doubt --shared FOLDER          the share of wrong rows in the most doubtful fifth
python3 -m benchmarks.doubt --shared FOLDER --fit    also the share with reports left out, and odds for doubt.toml

FOLDER has the reference texts and rows (``corpus``, ``gold``) and the scorer (``tools``). A row is wrong where the
``measure.tuple`` of the scorer says so. The odds are those of a logistic regression with an L2 penalty.
"""

import argparse
import importlib.util
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.annotations import read_annotations, worded
from luoshi.pages.lines import report_lines
from luoshi.pipeline import read_report
from luoshi.text.source import Source

OWN = Path(__file__).parent.parent / "tests" / "corpora" / "gold"
PENALTY, STEPS, RATE, FOLDS = 3.0, 400, 0.02, 8


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an annotated report: what speaks for doubt, the doubt it has, and whether it is wrong."""

    report: str
    marks: tuple[str, ...]
    doubt: float
    is_wrong: bool


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--fit", action="store_true")
    options = parser.parse_args()
    sets = {"reference": options.shared / "gold", "own": OWN}
    rows = {name: list(read_rows(options.shared, folder)) for name, folder in sets.items()}
    for name, found in rows.items():
        show(name, found, [row.doubt for row in found])
    if options.fit:
        everything = [row for found in rows.values() for row in found]
        held = held_out(everything)
        for name, found in rows.items():
            show(f"{name}, report left out", found, [held[id(row)] for row in found])
        print_odds(fit(everything))


def read_rows(shared: Path, folder: Path) -> Iterator[Row]:
    """The measure rows of every annotated report of ``folder``, those that need no answer left out."""
    score = scorer(shared)
    for path in sorted(folder.rglob("*.jsonl")):
        if path.name.endswith(".links.jsonl"):
            continue
        name = path.relative_to(folder).with_suffix("").as_posix()
        text = (shared / "corpus" / f"{name}.txt").read_bytes().decode("utf-8")
        gold = [worded(row, text) for row in read_annotations(path)]
        report = read_report(Source(text), hint=path.stem)
        ranges = [(row["start"], row["end"]) for row in gold if row["type"] == "range"]
        free = {row["at"] for row in gold if row["type"] == "measure" and row.get("optional")}
        want = {row["at"]: row for row in gold if row["type"] == "measure"}
        for line in report_lines(report):
            row = json.loads(line)
            inside = row["type"] == "measure" and (not ranges or any(a <= row["at"] < b for a, b in ranges))
            if inside and row["at"] not in free:
                wrong = row["at"] not in want or not all(score.agree(key, want[row["at"]], row) for key in score.TUPLE)
                yield Row(f"{folder}/{name}", marks_of(row), row.get("doubt", 0.0), wrong)


def scorer(shared: Path) -> Any:
    """The module of the scorer."""
    spec = importlib.util.spec_from_file_location("score", shared / "tools" / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{shared}: no tools/score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def marks_of(row: dict[str, Any]) -> tuple[str, ...]:
    """Pattern and reasons of a row."""
    return (f"pattern.{row['pattern'].removesuffix('-each')}", *(f"reason.{name}" for name in row.get("doubts", ())))


def show(name: str, rows: Sequence[Row], doubts: Sequence[float]) -> None:
    """Print how many of the wrong rows lie in the most doubtful fifth."""
    order = sorted(range(len(rows)), key=lambda index: -doubts[index])
    wrong = sum(row.is_wrong for row in rows)
    found = sum(rows[index].is_wrong for index in order[: len(rows) // 5])
    print(f"{name:<28}{len(rows):>6} rows{wrong:>6} wrong{found:>6} in the fifth{found / max(wrong, 1):>8.0%}")


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Log odds by mark, and under ``base`` those of a row without any: full-batch descent with momentum."""
    weights = dict.fromkeys(("base", *sorted({mark for row in rows for mark in row.marks})), 0.0)
    speed = dict.fromkeys(weights, 0.0)
    for _ in range(STEPS):
        slope = {mark: PENALTY * weight if mark != "base" else 0.0 for mark, weight in weights.items()}
        for row in rows:
            error = chance(weights, row) - row.is_wrong
            slope["base"] += error
            for mark in row.marks:
                slope[mark] += error
        for mark in weights:
            speed[mark] = 0.9 * speed[mark] - RATE / 10 * slope[mark]
            weights[mark] += speed[mark]
    return weights


def chance(weights: dict[str, float], row: Row) -> float:
    """How likely ``row`` is wrong."""
    return 1 / (1 + math.exp(-weights["base"] - sum(weights.get(mark, 0.0) for mark in row.marks)))


def held_out(rows: Sequence[Row]) -> dict[int, float]:
    """The doubt of every row by odds that its own report had no part in."""
    reports = sorted({row.report for row in rows})
    found: dict[int, float] = {}
    for fold in range(FOLDS):
        out = set(reports[fold::FOLDS])
        weights = fit([row for row in rows if row.report not in out])
        found |= {id(row): chance(weights, row) for row in rows if row.report in out}
    return found


def print_odds(weights: dict[str, float]) -> None:
    """Print the odds as lines of the lexicon."""
    for mark, weight in sorted(weights.items()):
        print(f'{mark} = "{math.exp(weight):.2f}"')


if __name__ == "__main__":
    main()
