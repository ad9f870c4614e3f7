"""Planted inconsistencies: one digit changed in the text of real reports, and how many of them the audit finds.

The generator draws a digit of a text and another digit at random and knows nothing of rules;
``benchmarks/identities.py`` keeps a change only where a few numbers that fitted no longer do. A change counts as found
where a finding that the untouched texts do not have underlines the changed number.

    python3 -m benchmarks.planted FOLDER [COUNT]     FOLDER holds reports named place-year.txt, in any folders below it
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.identities import Identity, between, is_bounded, plain, targets, twice, within
from luoshi.document.fold import fold
from luoshi.ledger.resolver import entries
from luoshi.pipeline import Report, read_report
from luoshi.text.source import Source
from luoshi.verdicts.audit.auditor import audit
from luoshi.verdicts.audit.evidence import Paper

SEED = 20240305
DRAWS = 2_000_000
NAME = re.compile(r"(.+)-(\d{4})")


@dataclass(frozen=True)
class Case:
    """A report, or two reports of one place of years that follow, and the identities that hold in them."""

    paths: tuple[Path, ...]
    texts: tuple[str, ...]
    identities: tuple[Identity, ...]


@dataclass(frozen=True)
class Plant:
    """A digit changed in text number ``text`` of a case, and the identity that it breaks."""

    case: Case
    text: int
    at: int
    digit: str
    broken: Identity


def cases(folder: Path) -> Iterator[Case]:
    """Each report by itself, and each pair of reports of one place of years that follow."""
    texts = {path: path.open(encoding="utf-8", newline="").read() for path in sorted(folder.rglob("*.txt"))}
    by_year = {match.groups(): path for path in texts if (match := NAME.fullmatch(path.stem))}
    for path, text in texts.items():
        seen = plain(text)
        yield _case([path], [text], [*within(0, seen), *twice(0, seen), *targets(0, seen)])
    for (place, year), path in by_year.items():
        after = by_year.get((place, str(int(year) + 1)))
        if after:
            pair = [path, after]
            yield _case(pair, [texts[each] for each in pair], list(between([plain(texts[each]) for each in pair])))


def _case(paths: list[Path], texts: list[str], identities: list[Identity]) -> Case:
    seen = [plain(text) for text in texts]
    stated = [each for each in identities if not any(is_bounded(seen[number.text], number) for number in each.numbers)]
    return Case(tuple(paths), tuple(texts), tuple(each for each in stated if each.holds(seen)))


def plants(found: list[Case], count: int) -> Iterator[Plant]:
    """``count`` changes of one digit that break an identity, drawn at random over all digits of all texts."""
    draw = random.Random(SEED)
    digits = [(case, text, at) for case in found for text, each in enumerate(case.texts) for at in _digits(each)]
    done: set[tuple[Path, int]] = set()
    for _ in range(DRAWS):
        case, text, at = draw.choice(digits)
        digit = draw.choice("0123456789")
        if digit == plain(case.texts[text])[at] or (case.paths[text], at) in done:
            continue
        broken = _broken(case, text, at, digit)
        if broken is not None:
            done.add((case.paths[text], at))
            yield Plant(case, text, at, digit, broken)
            if len(done) == count:
                return


def _digits(text: str) -> Iterator[int]:
    return (match.start() for match in re.finditer(r"[0-9０-９]", text))


def _broken(case: Case, text: int, at: int, digit: str) -> Identity | None:
    touched = [each for each in case.identities if any(n.text == text and n.start <= at < n.end for n in each.numbers)]
    if not touched:
        return None
    changed = [plain(each) for each in case.texts]
    changed[text] = changed[text][:at] + digit + changed[text][at + 1 :]
    return next((each for each in touched if not each.holds(changed)), None)


def paper(path: Path, text: str) -> Paper:
    """What the audit is given of one text."""
    report: Report = read_report(Source(text, name=path.name), hint=path.name)
    return Paper(report, entries(report), fold(text))


def is_found(plant: Plant) -> bool:
    """Whether the audit of the changed texts underlines the changed number in a finding that is new."""
    texts = list(plant.case.texts)
    texts[plant.text] = texts[plant.text][: plant.at] + plant.digit + texts[plant.text][plant.at + 1 :]
    papers = [paper(path, text) for path, text in zip(plant.case.paths, texts, strict=True)]
    untouched = [paper(path, text) for path, text in zip(plant.case.paths, plant.case.texts, strict=True)]
    known = {(each.code, each.working) for each in audit(untouched)}
    return any(
        exhibit.report == plant.text and exhibit.start <= plant.at < exhibit.end
        for finding in audit(papers)
        if (finding.code, finding.working) not in known
        for exhibit in finding.exhibits
    )


def main() -> None:
    """Plant, audit, and print what was found by kind of identity."""
    folder, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 250
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for plant in plants(list(cases(folder)), count):
        planted[plant.broken.kind] += 1
        if is_found(plant):
            found[plant.broken.kind] += 1
        else:
            print(_missed(plant))
    for kind, number in planted.most_common():
        print(f"{kind:22} {found[kind]:4} of {number:4}")
    print(f"{'all':22} {found.total():4} of {planted.total():4}  {found.total() / planted.total():.1%}")


def _missed(plant: Plant) -> str:
    shown = []
    for number in plant.broken.numbers:
        text = plain(plant.case.texts[number.text])
        shown.append(
            text[max(0, number.start - 22) : number.start]
            + "["
            + text[number.start : number.end]
            + "]"
            + text[number.end : number.end + 4]
        )
    names = "/".join(path.stem for path in plant.case.paths)
    return f"missed {plant.broken.kind} {names} → {plant.digit}@{plant.at}: " + " | ".join(shown).replace("\n", "")


if __name__ == "__main__":
    main()
