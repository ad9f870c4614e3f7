"""What went wrong, in words, and the log of files that could not be read."""

import json
import traceback
from pathlib import Path
from typing import TextIO

import click

from luoshi.pages.report import plain
from luoshi.pages.words import Words
from luoshi.values.troubles import LuoshiError


class NothingReadError(LuoshiError):
    """Not one of the files could be read."""

    def __init__(self) -> None:
        super().__init__("error.nothing")


def message(error: LuoshiError, words: Words) -> str:
    """What ``error`` says, on one line, in the language of ``words``."""
    details = {name: plain(str(value)) for name, value in error.details.items()}
    code = f"reason.{details.get('code', '')}"
    if code in words:
        details["reason"] = words(code)
    for key in (error.key, f"source_error.{error.key}"):
        if key in words:
            return words(key, **details)
    return words("error.unknown", key=error.key, details=" ".join(f"{name}={value}" for name, value in details.items()))


def internal(error: Exception) -> LuoshiError:
    """A fault of ours as an error that names its kind and the line it rose from."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return LuoshiError("error.internal", kind=type(error).__name__, place=place, reason=str(error))


class FailureLog:
    """Counts files read and failed; says of each failure why, on stderr and as a row of JSON in ``stream``."""

    def __init__(self, words: Words, stream: TextIO | None) -> None:
        self._words, self._stream = words, stream
        self.failed = 0
        self.read = 0

    def add(self, source: str, error: LuoshiError) -> None:
        """Record that ``source`` could not be read."""
        self.failed += 1
        error.details.setdefault("path", source)
        said = message(error, self._words)
        click.echo(said if plain(source) in said else f"{plain(source)}: {said}", err=True)
        if self._stream is not None:
            row = {"source": source, "error": error.key, "message": said}
            self._stream.write(json.dumps(row, ensure_ascii=False) + "\n")
            self._stream.flush()
