"""Files that appear under their name only when they are whole."""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from luoshi.values.troubles import LuoshiError


class WriteError(LuoshiError):
    """A file or folder that cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__("error.write", path=path, reason=error.strerror or str(error), code=errno_name(error))


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A stream to what becomes ``path`` when the block ends well; otherwise nothing is left, and an older file stays.

    A device or pipe is written to as it is. Raises WriteError.
    """
    with _reported(path):
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        path = Path(os.path.realpath(path))
        part = _part(path)
        try:
            with part.open("wb") as stream:
                yield stream
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder whose files go to ``path`` when the block ends well; other files that are there stay.

    Raises WriteError.
    """
    path = Path(os.path.realpath(path))
    with _reported(path):
        part = _part(path)
        part.mkdir()
        try:
            yield part
            if path.exists():
                for file in part.iterdir():
                    file.replace(path / file.name)
            else:
                part.rename(path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def errno_name(error: OSError) -> str:
    """The symbol of the error (``ENOSPC``), or an empty string."""
    return errno.errorcode.get(error.errno or 0, "")


def _part(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.part")


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WriteError(path, error) from error
