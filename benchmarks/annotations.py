"""Rows annotated by hand, as they are kept: offsets and values, long wordings as offsets too, never the text."""

import json
from pathlib import Path
from typing import Any

WORDED = ("indicator", "name", "of", "action")


def read_annotations(path: Path) -> list[dict[str, Any]]:
    """The rows of one annotated report, a long wording still as parts; see ``worded``."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def worded(row: dict[str, Any], text: str) -> dict[str, Any]:
    """``row`` with every wording as a string: parts, words or ``[start, end]`` of ``text``, are put together."""
    found = {key: row[key] for key in WORDED if isinstance(row.get(key), list)}
    return row | {
        key: "".join(part if isinstance(part, str) else text[part[0] : part[1]] for part in parts)
        for key, parts in found.items()
    }
