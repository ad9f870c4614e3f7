"""The characters of a report as read, and where they came from."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Source:
    """The characters of one report, exactly as read; every span of every later stage points into ``text``.

    ``name`` is the file's own name (``深圳市-2023.docx``; ``-`` for standard input), ``path`` where it was found
    (inside an archive: ``archive.zip!inner/name.txt``), ``format`` one of txt html docx doc pdf, ``encoding`` the one
    the bytes were decoded with (``utf-8``, ``gb18030`` …; None where the format has none), ``url`` and ``retrieved``
    (ISO date) what the caller said of its origin, ``pages`` the offset at which each page starts (PDF only).
    """

    text: str
    name: str = "-"
    path: str | None = None
    format: str = "txt"
    encoding: str | None = None
    url: str | None = None
    retrieved: str | None = None
    pages: tuple[int, ...] = field(default=(), repr=False)

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal sha256 of ``text`` in UTF-8: identity of the characters as read, whatever file they came in."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def page_of(self, offset: int) -> int | None:
        """The page, counted from 1, on which the character at ``offset`` stands; None where there are no pages."""
        return bisect_right(self.pages, offset) or None if self.pages else None
