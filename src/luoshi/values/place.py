"""A jurisdiction that publishes a report."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["nation", "province", "city", "county", "town"]


@dataclass(frozen=True, slots=True)
class Place:
    """A jurisdiction by its full name (``深圳市``, ``呼伦贝尔市海拉尔区``, ``全国``).

    ``code`` is the six-digit administrative division code (GB/T 2260), or None where it is not known.
    """

    name: str
    level: Level
    code: str | None = None
