"""What a ledger was made of: the program that read, and every source with what it gave."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from luoshi.ledger.model import Kind
from luoshi.ledger.rows import partition_of
from luoshi.values.place import Level
from luoshi.values.troubles import LuoshiError

FILE = "manifest.json"
LAYOUT = 1
"""Version of the ledger's files; a ledger of another one has to be built anew."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What one source gave. ``key`` identifies the file (bytes and name), ``sha256`` the characters as read.

    ``known`` counts the entries whose indicator the lexicon knows; the others keep their own name.
    """

    key: str
    name: str
    sha256: str
    place: str
    place_key: str
    code: str | None
    level: Level | None
    year: int | None
    kind: Kind
    entries: int
    known: int
    projects: int
    unread: int

    @property
    def report(self) -> tuple[object, ...]:
        """What versions of one report share: place, year and kind; itself alone where it does not say them."""
        return (self.place_key, self.year, self.kind) if self.place_key and self.year else (self.key,)

    @property
    def partition(self) -> tuple[str, int]:
        """Level and year of its files."""
        level, year = partition_of(self.level, self.year).values()
        return str(level), int(year)


@dataclass(frozen=True, slots=True)
class Manifest:
    """The program that read (name and version), a digest of its rules, and the facts of all sources."""

    program: str
    reader: str
    facts: tuple[Fact, ...] = field(default=(), repr=False)

    @property
    def counted(self) -> dict[str, Fact]:
        """By key, the one version of each report that counts: the one with most entries, then the highest digest."""
        best: dict[tuple[object, ...], Fact] = {}
        for fact in self.facts:
            held = best.get(fact.report)
            if held is None or _weight(fact) > _weight(held):
                best[fact.report] = fact
        return {fact.key: fact for fact in best.values()}

    def with_facts(self, facts: Iterable[Fact]) -> "Manifest":
        """The manifest after more sources were read."""
        merged = {fact.key: fact for fact in (*self.facts, *facts)}
        return Manifest(self.program, self.reader, tuple(merged[key] for key in sorted(merged)))

    def summary(self) -> Mapping[str, int]:
        """Totals over the versions that count."""
        counted = self.counted.values()
        return {
            "sources": len(self.facts),
            "reports": len(counted),
            "entries": sum(fact.entries for fact in counted),
            "known": sum(fact.known for fact in counted),
            "projects": sum(fact.projects for fact in counted),
            "unread": sum(fact.unread for fact in counted),
        }


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of the ledger in ``folder``, None where there is none. Raises LuoshiError for one that is broken."""
    try:
        content: dict[str, Any] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if content["layout"] != LAYOUT:
            raise LuoshiError("ledger.other_layout", path=folder)
        facts = tuple(Fact(**{key: row[key] for key in Fact.__slots__}) for row in content["sources"])
        return Manifest(content["program"], content["reader"], facts)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise LuoshiError("ledger.broken", path=folder / FILE, reason=error) from error


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write ``manifest.json`` into ``folder``; it appears whole or not at all."""
    counted = manifest.counted
    content = {
        "layout": LAYOUT,
        "program": manifest.program,
        "reader": manifest.reader,
        **manifest.summary(),
        "sources": [{**asdict(fact), "counts": fact.key in counted} for fact in manifest.facts],
    }
    write_whole(folder / FILE, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` by way of a file beside it, so that a kill leaves the old one or the new one."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _weight(fact: Fact) -> tuple[int, str, str]:
    return fact.entries, fact.sha256, fact.key
