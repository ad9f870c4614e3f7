"""Bytes become characters: UTF-8, GB18030 or UTF-16, told apart by what the bytes decode to."""

from typing import NamedTuple

from luoshi.text.extraction import LONGEST_TEXT, Extraction
from luoshi.values.troubles import SourceError

_SAMPLE = 2**18
_MOST_BYTES = 4 * LONGEST_TEXT
"""No encoding read here takes more than four bytes a character."""

_CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r\x1b")) + b"\x7f"
_CANDIDATES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_GB18030_LABELS = frozenset({"gb2312", "gb_2312", "gb_2312-80", "gb18030", "gbk", "x-gbk", "cp936"})
_LABELS = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "utf-16": "utf-16-le", "utf-16le": "utf-16-le"}


class Decoded(NamedTuple):
    """Characters and the encoding they were decoded with."""

    text: str
    encoding: str


def read_txt(content: bytes) -> Extraction:
    """The characters of a text file, line ends and UTF-8 mark kept; SourceError for bytes that are no text."""
    if len(content) > _MOST_BYTES:
        decode(content[: 2 * _SAMPLE])
        raise SourceError("too_long", limit=LONGEST_TEXT)
    return Extraction(*decode(content))


def decode(encoded: bytes, *, label: str | None = None) -> Decoded:
    """Decode text of unknown encoding; ``label`` is what a page says of itself, believed where the bytes do not object.

    A UTF-8 byte order mark stays as U+FEFF, that of UTF-16 goes. Broken bytes become U+FFFD. Raises SourceError for
    bytes that are no text.
    """
    if encoded.startswith(b"\xff\xfe"):
        return Decoded(encoded[2:].decode("utf-16-le", "replace"), "utf-16-le")
    if encoded.startswith(b"\xfe\xff"):
        return Decoded(encoded[2:].decode("utf-16-be", "replace"), "utf-16-be")
    encoding = _encoding(encoded, label)
    return Decoded(encoded.decode(encoding, "replace"), encoding)


def _encoding(encoded: bytes, label: str | None) -> str:
    start = _first_fault(encoded)
    if start is None and _is_text(encoded):
        return "utf-8"
    start = (start or 0) // 4 * 4
    sample = encoded[max(0, start - 64) : start + _SAMPLE]
    labelled = _labelled(label)
    candidates = (labelled, *_CANDIDATES) if labelled else _CANDIDATES
    scores = {candidate: _score(sample, candidate) for candidate in candidates}
    best = max(candidates, key=lambda candidate: scores[candidate])
    if scores[best] < 0.5 or (not best.startswith("utf-16") and not _is_text(sample)):
        raise SourceError("binary")
    return best


def _first_fault(encoded: bytes) -> int | None:
    try:
        encoded.decode("utf-8")
    except UnicodeDecodeError as fault:
        return fault.start
    return None


def _labelled(label: str | None) -> str | None:
    name = (label or "").strip().lower()
    return "gb18030" if name in _GB18030_LABELS else _LABELS.get(name)


def _is_text(encoded: bytes) -> bool:
    return len(encoded) - len(encoded.translate(None, _CONTROLS)) <= len(encoded) // 50


def _score(sample: bytes, encoding: str) -> float:
    """Share of characters in everyday use: those of GB 2312 (a wrong decoding yields mostly others), no controls."""
    text = sample.decode(encoding, "replace")
    everyday = text.encode("gb2312", "ignore").translate(None, _CONTROLS).decode("gb2312", "ignore")
    return len(everyday) / len(text) if text else 0.0
