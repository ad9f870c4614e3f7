"""What goes wrong by the caller's doing. A failure to read is a value (Unread), not one of these."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


class LuoshiError(Exception):
    """Anything the caller can mend. ``str()`` says what is wrong, where, and what to do, in Chinese.

    ``key`` names the message in the catalogue, ``details`` fills its slots; with both the command line says it in the
    user's language.
    """

    table = "error"

    def __init__(self, key: str, **details: object) -> None:
        super().__init__(key)
        self.key = key
        self.details = details

    def __str__(self) -> str:
        entry = _catalogue().get(self.table, {}).get(self.key)
        if entry is None:
            return " ".join([self.key, *(f"{name}={value}" for name, value in self.details.items())])
        text: str = entry["zh"]
        return text.format_map(_Slots(self.details))


class SourceError(LuoshiError):
    """A file that cannot become a source: missing, empty, binary, encrypted, too large, a scan without text."""

    table = "source_error"


class _Slots(dict[str, object]):
    """Slots of a message; one that nobody filled reads as ``…``."""

    def __missing__(self, key: str) -> str:
        return "…"


@cache
def _catalogue() -> dict[str, Any]:
    return tomllib.loads(files("luoshi.lexicon").joinpath("messages.toml").read_text(encoding="utf-8"))
