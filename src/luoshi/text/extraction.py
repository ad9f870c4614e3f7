"""What the reader of one format hands back, and the limits that all readers share."""

from dataclasses import dataclass

LARGEST_FILE = 100 * 2**20
"""Bytes of one file; a report of 22,000 characters is 60 kB of text and at most some MB as PDF."""

LARGEST_MARKUP = 16 * 2**20
"""Bytes of one HTML page or one unpacked XML part: a tree of it stays below 1 GB."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The characters found in a file, the encoding of its bytes and the offset at which each page starts, if it has any."""

    text: str
    encoding: str | None = None
    pages: tuple[int, ...] = ()
