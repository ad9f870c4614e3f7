"""Which field of government a sentence belongs to."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.translation import get_language

_REST = "other"


@dataclass(frozen=True, slots=True)
class Area:
    """A field of government: its code, what it is called, and the words that tell it."""

    code: str
    name: str
    english: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return self.english if (get_language() or "").startswith("en") else self.name


@cache
def areas() -> dict[str, Area]:
    """Every area by its code, in the order in which they are shown."""
    table = tomllib.loads(files("luoshi_web").joinpath("areas.toml").read_text(encoding="utf-8"))
    return {
        code: Area(code, entry["name"], entry["english"], tuple(entry["words"].split()))
        for code, entry in table.items()
        if isinstance(entry, dict)
    }


def area_name(code: str) -> str:
    """What the area of ``code`` is called in the language in use; the code itself where it is unknown."""
    area = areas().get(code)
    return str(area) if area else code


def area_of(titles: list[str], sentence: str) -> str:
    """The code of the area: by the innermost of ``titles`` (outermost first) that tells one, else by the sentence."""
    for text in (*reversed(titles), sentence):
        counts = {area.code: sum(word in text for word in area.words) for area in areas().values()}
        best = max(counts, key=lambda code: counts[code])
        if counts[best]:
            return best
    return _REST
