"""One width for every character, at equal length, so that an offset in the folded text is an offset in the source."""

import re

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0x00A0, 0x1680, *range(0x2000, 0x200E), 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF), ord(" "))
_LOOKALIKES = {ord("∶"): ord(":"), ord("﹐"): ord(","), ord("﹔"): ord(";"), ord("﹕"): ord(":"), ord("﹪"): ord("%")}
_NARROW = {chr(code): chr(narrow) for code, narrow in {**_WIDE, **_SPACES, **_LOOKALIKES}.items()}
_FOLDED = re.compile(f"[{re.escape(''.join(_NARROW))}]")


def fold(text: str) -> str:
    """The text with full-width letters, digits and punctuation as ASCII and every kind of space as U+0020.

    Length and offsets stay: character ``i`` of the result stands for character ``i`` of ``text``.
    """
    return _FOLDED.sub(lambda match: _NARROW[match[0]], text)
