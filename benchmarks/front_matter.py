"""Place, year and plan half over a folder of reports whose file names say place and year.

``python -m benchmarks.front_matter [FOLDER]``; the default folder is ``../shared/corpus``. Each file is read twice:
under a neutral name, so that the text alone decides, and with its own name as hint.
"""

import re
import sys
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from luoshi.document.fold import fold
from luoshi.document.front import find_front
from luoshi.document.model import Front
from luoshi.text.source import Source

NAME = re.compile(r"(?P<place>.+?)-(?P<year>\d{4})(?:-.*)?")
DEFAULT = Path(__file__).parents[2] / "shared" / "corpus"


@dataclass(frozen=True, slots=True)
class Truth:
    """A file name's word. ``place`` may be short: 易县 for 保定市易县, 黔东南州 for the prefecture, 国务院 for 全国."""

    place: str
    year: int

    def place_is(self, front: Front) -> bool:
        if front.place is None:
            return False
        name, wanted = front.place.name, self.place
        if wanted == "国务院":
            return name == "全国"
        prefecture = wanted.endswith("州") and name.endswith("自治州") and name.startswith(wanted[:-1])
        return name.endswith(wanted) or prefecture

    def year_is(self, front: Front) -> bool:
        return front.year == self.year


def reports(folder: Path) -> list[tuple[Path, Truth]]:
    """The texts of a folder whose names say place and year."""
    named = ((path, NAME.fullmatch(path.stem)) for path in sorted(folder.rglob("*.txt")))
    return [(path, Truth(match["place"], int(match["year"]))) for path, match in named if match]


def shown(front: Front) -> str:
    """What was found, for the list of misses."""
    return f"{front.place.name if front.place else None} {front.year} {' | '.join(front.evidence)}"


def measure(found: list[tuple[Path, Truth]], *, hinted: bool) -> None:
    """Print the shares of place and year right, the time, and each miss."""
    place = year = both = 0
    slowest = 0.0
    misses = []
    for path, truth in found:
        text = path.read_text(encoding="utf-8-sig")
        source, folded = Source(text), fold(text)
        started = time.perf_counter()
        front = find_front(source, folded, hint=path.name if hinted else None)
        slowest = max(slowest, time.perf_counter() - started)
        right = truth.place_is(front), truth.year_is(front)
        place, year, both = place + right[0], year + right[1], both + all(right)
        if not all(right):
            misses.append(f"  {path.parent.name}/{path.stem}: {shown(front)}")
    total = len(found)
    print(
        f"{'with its own name as hint' if hinted else 'from the text alone'}: place {place / total:.1%}, "
        f"year {year / total:.1%}, both {both / total:.1%} of {total} (slowest {slowest * 1000:.1f} ms)"
    )
    print("\n".join(misses))


def measure_plan_half(found: list[tuple[Path, Truth]]) -> None:
    """Print the share of work reports of which a section is the plan, and each without one."""
    from luoshi.document.structure import structure  # noqa: PLC0415

    work = [path for path, _ in found if path.parent.name not in {"communique", "assign"}]
    missed = []
    for path in work:
        sections = structure(Source(path.read_text(encoding="utf-8-sig"))).sections
        if not any(section.half == "plan" for section in sections):
            missed.append(f"  {path.parent.name}/{path.stem}: {[section.title for section in sections][:6]}")
    print(f"plan half found: {1 - len(missed) / len(work):.1%} of {len(work)}")
    print("\n".join(missed))


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    found = reports(folder)
    find_front(Source(""), "")
    measure(found, hinted=False)
    measure(found, hinted=True)
    if find_spec("luoshi.document.structure"):
        measure_plan_half(found)


if __name__ == "__main__":
    main()
