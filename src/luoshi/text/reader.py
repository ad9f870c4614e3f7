"""The front door: files, folders, archives and standard input become sources.

For one file: ``read_source(path)``. For many: ``find_items(paths)`` lists what there is to read without reading it, so
that a progress bar knows its total; then ``item.open()`` for each, where a SourceError concerns that item alone.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath, PurePosixPath
from typing import BinaryIO

from luoshi.text.archive import Member, is_archive, members, read_member, repaired_name
from luoshi.text.decode import read_txt
from luoshi.text.doc import read_doc
from luoshi.text.docx import read_docx
from luoshi.text.extraction import LARGEST_FILE, LONGEST_TEXT, Extraction
from luoshi.text.html import read_html
from luoshi.text.pdf import read_pdf
from luoshi.text.sniff import SUFFIXES, format_of
from luoshi.text.source import Source
from luoshi.values.troubles import SourceError

STANDARD_INPUT = "-"
"""The path that stands for standard input."""

_READERS: Mapping[str, Callable[[bytes], Extraction]] = {
    "txt": read_txt,
    "html": read_html,
    "docx": read_docx,
    "doc": read_doc,
    "pdf": read_pdf,
}


def read_source(path: str | os.PathLike[str], *, url: str | None = None, retrieved: str | None = None) -> Source:
    """Read one file of any format; ``-`` is standard input. ``url`` and ``retrieved`` (an ISO date) go with the source.

    Raises SourceError, whose ``details["path"]`` names the file, where it is missing, empty, no text, encrypted, a
    scan, an archive, a folder, or beyond the limits of luoshi.text.extraction.
    """
    file = os.fspath(path)
    return Item(_shown(file), file).open(url=url, retrieved=retrieved)


def source_of_bytes(
    content: bytes, name: str, *, path: str | None = None, url: str | None = None, retrieved: str | None = None
) -> Source:
    """Read a file that is in memory already, such as an upload; ``name`` is the file's own, ``path`` where it was.

    The content decides on the format, and the suffix of ``name`` only where it does not. Raises SourceError as
    ``read_source`` does.
    """
    try:
        file_format, extraction = _extracted(content, name)
    except SourceError as trouble:
        trouble.details.setdefault("path", path or name)
        raise
    return Source(
        text=extraction.text,
        name=name,
        path=path,
        format=file_format,
        encoding=extraction.encoding,
        url=url,
        retrieved=retrieved,
        pages=extraction.pages,
    )


@dataclass(frozen=True, slots=True)
class Item:
    """Something to read: a file, a member of an archive or standard input.

    ``path`` is for people (``reports.zip!2024/name.docx``; ``-``). What cannot be listed (a broken archive, a folder
    without reports) is an item too, and opening it raises its ``trouble``. Items can be sent to other processes.
    """

    path: str
    file: str
    member: Member | None = None
    trouble: SourceError | None = field(default=None, compare=False)

    def open(self, *, url: str | None = None, retrieved: str | None = None) -> Source:
        """Read it now. Raises SourceError, with ``details["path"]`` set to ``path``, as ``read_source`` does."""
        try:
            if self.trouble is not None:
                raise self.trouble
            if self.file == STANDARD_INPUT:
                return source_of_bytes(_read_standard_input(), STANDARD_INPUT, url=url, retrieved=retrieved)
            content = _read_file(self.file) if self.member is None else read_member(self.file, self.member)
            return source_of_bytes(content, self._name(), path=self.path, url=url, retrieved=retrieved)
        except SourceError as trouble:
            trouble.details.setdefault("path", self.path)
            if trouble.key == "archive" and self.member is not None:
                raise SourceError("nested_archive", **trouble.details) from None
            raise

    def _name(self) -> str:
        return PurePath(self.path).name if self.member is None else PurePosixPath(self.member.name).name


def find_items(paths: Sequence[str | os.PathLike[str]]) -> list[Item]:
    """List what there is to read: files as given, of folders and archives every report in them, in the order of paths.

    Folders are searched to any depth in the order of names; of them, and of zip archives, only files with the suffixes
    of luoshi.text.sniff count, hidden ones and the lock files of Word do not. Never raises for what is on disk.
    """
    return [item for path in paths for item in _items(os.fspath(path))]


def _items(file: str) -> Iterator[Item]:
    if file != STANDARD_INPUT and os.path.isdir(file):
        yield from _folder_items(file)
    elif file != STANDARD_INPUT and os.path.isfile(file) and is_archive(file):
        yield from _archive_items(file)
    else:
        yield Item(_shown(file), file)


def _folder_items(folder: str) -> Iterator[Item]:
    troubles: list[OSError] = []
    found = []
    for place, folders, names in os.walk(folder, onerror=troubles.append):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        found += [os.path.join(place, name) for name in names if _is_report(name)]
    for trouble in troubles:
        place = str(trouble.filename or folder)
        yield Item(_shown(place), place, trouble=SourceError("unreadable", reason=trouble.strerror or str(trouble)))
    for file in sorted(found, key=lambda file: PurePath(file).parts):
        yield from _items(file)
    if not found and not troubles:
        yield Item(_shown(folder), folder, trouble=SourceError("no_reports"))


def _archive_items(file: str) -> Iterator[Item]:
    try:
        found = [member for member in members(file) if _is_report(*PurePosixPath(member.name).parts)]
    except SourceError as trouble:
        yield Item(_shown(file), file, trouble=trouble)
        return
    for member in found:
        yield Item(f"{_shown(file)}!{member.name}", file, member)
    if not found:
        yield Item(_shown(file), file, trouble=SourceError("no_reports"))


def _is_report(*parts: str) -> bool:
    return bool(parts) and not any(map(_is_hidden, parts)) and PurePath(parts[-1]).suffix.lower() in SUFFIXES


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name == "__MACOSX"


def _shown(file: str) -> str:
    """A path that can be printed, also where its bytes on disk are not UTF-8."""
    try:
        file.encode("utf-8")
    except UnicodeEncodeError:
        return repaired_name(os.fsencode(file))
    return file


def _read_file(file: str) -> bytes:
    if os.path.isdir(file):
        raise SourceError("folder")
    try:
        with open(file, "rb") as stream:
            return _read_limited(stream)
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise SourceError("missing") from fault
    except (OSError, ValueError) as fault:
        raise SourceError("unreadable", reason=getattr(fault, "strerror", None) or str(fault)) from fault


def _read_standard_input() -> bytes:
    return _read_limited(sys.stdin.buffer)


def _read_limited(stream: BinaryIO) -> bytes:
    content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise SourceError("too_large", limit=LARGEST_FILE // 2**20)
    return content


def _extracted(content: bytes, name: str) -> tuple[str, Extraction]:
    if len(content) > LARGEST_FILE:
        raise SourceError("too_large", limit=LARGEST_FILE // 2**20)
    if not content:
        raise SourceError("empty")
    file_format = format_of(content, name)
    if file_format == "zip":
        raise SourceError("archive")
    extraction = _READERS[file_format](content)
    if len(extraction.text) > LONGEST_TEXT:
        raise SourceError("too_long", limit=LONGEST_TEXT)
    if not extraction.text.strip("\ufeff \t\r\n\f\v\u3000\xa0\0"):
        raise SourceError("blank")
    return file_format, extraction
