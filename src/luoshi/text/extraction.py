"""What the reader of one format hands back, and the limits that all readers share."""

from dataclasses import dataclass

LARGEST_FILE = 100 * 2**20
"""Bytes of one file; a report of 22,000 characters is 60 kB of text and at most some MB as PDF."""

LONGEST_TEXT = 2_000_000
"""Characters of one text, some ninety reports: what every later stage reads within seconds."""

LARGEST_MARKUP = 16 * 2**20
"""Bytes of one HTML page or one unpacked XML part: a tree of it stays below 1 GB."""

MOST_ELEMENTS = 500_000
"""Elements of one tree; a report with each character marked up on its own has some 200,000."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """The characters found in a file; where there are such, the encoding of its bytes and the offsets of its pages."""

    text: str
    encoding: str | None = None
    pages: tuple[int, ...] = ()
