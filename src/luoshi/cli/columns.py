"""Text in terminal columns: Chinese characters take two of them, and a line never starts with a closing mark."""

import re
from collections.abc import Iterator

_NEVER_FIRST = "，。；：！？、）》”’】」』…—%,.;:!?)]}"
_NEVER_LAST = "（《“‘【「『([{"
_TOKEN = re.compile(r"\s+|[!-~\u00a1-\u1fff]+|.", re.DOTALL)


def width(text: str) -> int:
    """Columns that ``text`` takes on a terminal: two for a wide character, none for a combining one."""
    from rich.cells import cell_len  # noqa: PLC0415

    return cell_len(text)


def pad(text: str, columns: int) -> str:
    """``text`` with spaces behind it up to ``columns``."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> list[str]:
    """``text`` as lines of at most ``columns``, broken at spaces and between Chinese characters; at least one line."""
    lines, line = [], ""
    for token in _unbroken(text):
        if width(line) + width(token.rstrip()) <= columns:
            line += token
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = token.lstrip()
        while width(line) > columns:
            cut = _fitting(line, columns)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _unbroken(text: str) -> Iterator[str]:
    """Pieces between which a line may end."""
    piece = ""
    for match in _TOKEN.finditer(text):
        token = match[0]
        if piece and not (token[0] in _NEVER_FIRST or piece[-1] in _NEVER_LAST or token.isspace()):
            yield piece
            piece = ""
        piece += token
    if piece:
        yield piece


def _fitting(text: str, columns: int) -> int:
    """How many characters of ``text`` fit in ``columns``; at least one."""
    taken = 0
    for index, character in enumerate(text):
        taken += width(character)
        if taken > columns:
            return max(index, 1)
    return len(text)
