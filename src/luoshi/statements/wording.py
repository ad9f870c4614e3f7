"""Words become regular expressions."""

import re
from collections.abc import Iterable

_MANY = 8
"""From so many different first characters on, a look at the next character saves trying them one by one."""


def any_of(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first; words that begin alike share their beginning."""
    listed = set(words)
    firsts = {word[0] for word in listed if word}
    guard = f"(?=[{re.escape(''.join(sorted(firsts)))}])" if len(firsts) >= _MANY and "" not in listed else ""
    return f"(?:{guard}(?:{_shared(listed)}))" if guard else f"(?:{_shared(listed)})"


def _shared(words: set[str]) -> str:
    by_first: dict[str, set[str]] = {}
    for word in words:
        if word:
            by_first.setdefault(word[0], set()).add(word[1:])
    parts = []
    for first, rests in sorted(by_first.items()):
        tails = _shared(rests - {""})
        optional = "?" if "" in rests and tails else ""
        parts.append(re.escape(first) + (f"(?:{tails}){optional}" if tails else ""))
    return "|".join(parts)
