"""A sentence as later stages read it: folded, without the white space and page numbers that damage left inside."""

import re

from luoshi.document.model import View

_DAMAGE = re.compile(
    r"\s*[\n\r\x0b\x0c\x85\u2028\u2029](?:\s*(?:[-—–─]\s*\d{1,3}(?:\s*[-—–─])?|\d{1,3})\s*[\n\r])?\s*"
    r"|(?<![A-Za-z ]) (?! )|(?<! ) (?![A-Za-z ])|\?{2,}"
)


def view(folded: str, start: int, end: int) -> View:
    """The view of ``folded[start:end]``."""
    text = folded[start:end]
    if text.isalnum() or not _has_damage(text):
        return View(text, start)
    offsets: list[int] = []
    parts: list[str] = []
    last = 0
    for gap in _DAMAGE.finditer(text):
        parts.append(text[last : gap.start()])
        offsets += range(start + last, start + gap.start())
        last = gap.end()
    parts.append(text[last:])
    offsets += range(start + last, end)
    return View("".join(parts), start, tuple(offsets))


def _has_damage(text: str) -> bool:
    return " " in text or "\n" in text or "??" in text or "\r" in text or not text.isprintable()
