"""Which format a file has, by its content; its suffix only breaks ties."""

import re
from io import BytesIO
from pathlib import PurePath
from typing import Literal
from zipfile import BadZipFile, ZipFile

from luoshi.values.troubles import SourceError

Format = Literal["txt", "html", "docx", "doc", "pdf", "zip"]

SUFFIXES = frozenset({".txt", ".htm", ".html", ".shtml", ".docx", ".docm", ".doc", ".wps", ".pdf", ".zip"})
"""Suffixes that are read when a folder or an archive is given; a file given by name may have any."""

_HTML_SUFFIXES = frozenset({".htm", ".html", ".shtml", ".xhtml", ".php", ".asp", ".aspx", ".jsp"})
_FOREIGN = (
    (b"{\\rtf", "RTF"),
    (b"MIME-Version:", "MHT"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "GZIP"),
)
_LEAD = re.compile(r"(?:\s|<!--.*?-->|<\?xml[^>]*>)*", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|meta|title|div|p|br|span|table|h[1-6]|ul|a|font))\b", re.IGNORECASE
)
_WORD_XML = re.compile(rb"<(?:w:wordDocument|pkg:package)\b")


def format_of(content: bytes, name: str) -> Format:
    """The format of a file; raises SourceError for one that is known and not read here (RTF, images, spreadsheets)."""
    for mark, foreign in _FOREIGN:
        if content.startswith(mark):
            raise SourceError("unknown_format", format=foreign)
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_format(content, PurePath(name).suffix.lower())
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "doc"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if _WORD_XML.search(content[:4096]):
        raise SourceError("unknown_format", format="Word XML")
    return "html" if _is_html(content[:65536], PurePath(name).suffix.lower()) else "txt"


def _zip_format(content: bytes, suffix: str) -> Format:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise SourceError("archive_broken" if suffix == ".zip" else "docx_broken", part="zip") from fault
    if "[Content_Types].xml" not in names:
        if "mimetype" in names:
            raise SourceError("unknown_format", format="OpenDocument / EPUB")
        return "zip"
    for folder, foreign in (("xl/", "Excel"), ("ppt/", "PowerPoint")):
        if any(name.startswith(folder) for name in names):
            raise SourceError("unknown_format", format=foreign)
    return "docx"


def _is_html(head: bytes, suffix: str) -> bool:
    text = head.replace(b"\0", b"").decode("latin-1").lstrip("ï»¿ÿþ")
    if _PAGE.match(text, _LEAD.match(text).end()):  # type: ignore[union-attr]
        return True
    if suffix in _HTML_SUFFIXES:
        return _TAG.search(text) is not None
    return suffix != ".txt" and _TAG.match(text.lstrip()) is not None
