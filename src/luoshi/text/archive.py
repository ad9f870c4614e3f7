"""Zip archives of reports: their members with readable names, and the bytes of one, within limits; nothing is unpacked
to disk."""

import os
import zlib
from dataclasses import dataclass
from functools import lru_cache
from lzma import LZMAError
from zipfile import BadZipFile, ZipFile, ZipInfo

from luoshi.text.extraction import LARGEST_FILE
from luoshi.values.troubles import SourceError

_HIGHEST_RATIO = 50
"""Unpacked bytes to packed ones; Chinese text reaches 4, a page of markup 20, a bomb of zeros 1,000."""

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_FAULTS = (BadZipFile, zlib.error, LZMAError, OSError, EOFError, NotImplementedError, ValueError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: where it stands in the directory of the archive, and its name there."""

    index: int
    name: str


def is_archive(file: str) -> bool:
    """Whether a regular file is a zip archive of files, rather than a document that happens to be a zip."""
    try:
        with open(file, "rb") as stream:
            if not stream.read(4).startswith(_ZIP_MARKS):
                return False
        names = _archive(file).namelist()
    except OSError:
        return False
    except _FAULTS:
        return file.lower().endswith(".zip")
    return "[Content_Types].xml" not in names and "mimetype" not in names


def members(file: str) -> list[Member]:
    """The files in an archive, in its own order; SourceError where it is broken or would unpack to a multiple of it."""
    try:
        entries = _archive(file).infolist()
        packed = os.path.getsize(file)
    except _FAULTS as fault:
        raise SourceError("archive_broken") from fault
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > max(LARGEST_FILE, _HIGHEST_RATIO * packed):
        raise SourceError("zip_bomb", size=unpacked // 2**20)
    return [Member(index, _name(entry)) for index, entry in enumerate(entries) if not entry.is_dir()]


def read_member(file: str, member: Member) -> bytes:
    """The bytes of one member; SourceError where it is encrypted, too large or broken."""
    try:
        archive = _archive(file)
        entry = archive.infolist()[member.index]
        if entry.flag_bits & _ENCRYPTED:
            raise SourceError("encrypted")
        if entry.file_size > LARGEST_FILE:
            raise SourceError("too_large", limit=LARGEST_FILE // 2**20)
        return archive.read(entry)
    except (*_FAULTS, IndexError) as fault:
        raise SourceError("archive_broken") from fault


def repaired_name(encoded: bytes) -> str:
    """A file name of unknown encoding: UTF-8 where it is that, else GB18030 as Chinese Windows writes it."""
    try:
        return encoded.decode("utf-8")
    except UnicodeDecodeError:
        return encoded.decode("gb18030", "replace")


def _name(entry: ZipInfo) -> str:
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    try:
        return repaired_name(entry.filename.encode("cp437"))
    except UnicodeEncodeError:
        return entry.filename


def _archive(file: str) -> ZipFile:
    state = os.stat(file)
    return _opened(file, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _opened(file: str, _modified: int, _size: int) -> ZipFile:
    """One archive stays open while its members are read in turn: its directory is parsed once."""
    return ZipFile(file)
