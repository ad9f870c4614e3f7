"""A stretch of characters in a source."""

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of Unicode characters in the text of a source: ``text[start:end]``."""

    start: int
    end: int

    def __contains__(self, inner: object) -> bool:
        return isinstance(inner, tuple) and self.start <= inner[0] and inner[1] <= self.end
