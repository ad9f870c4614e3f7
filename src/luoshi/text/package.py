"""The parts of a .docx file as XML trees, within limits and without entities."""

import posixpath
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from luoshi.text.extraction import LARGEST_MARKUP, MOST_ELEMENTS
from luoshi.values.troubles import SourceError

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
)


class Package:
    """A .docx file held in memory; nothing of it is written to disk."""

    def __init__(self, content: bytes) -> None:
        self._archive = ZipFile(BytesIO(content))
        self.document_name = self._related("", "officeDocument") or "word/document.xml"

    def document(self) -> "etree._Element":
        """The root of the main document; SourceError where there is none."""
        root = self.part(self.document_name)
        if root is None:
            raise SourceError("docx_broken", part=self.document_name)
        return root

    def related(self, kind: str) -> "etree._Element | None":
        """The part that the main document names as its ``numbering`` or ``styles``; None where it has none."""
        name = self._related(self.document_name, kind)
        return None if name is None else self.part(name)

    def part(self, name: str) -> "etree._Element | None":
        """One part as a tree. SourceError where it is broken, too large or declares entities."""
        from lxml import etree  # noqa: PLC0415 - keeps `import luoshi` fast

        encoded = self._read(name)
        if encoded is None:
            return None
        for strict, transitional in _STRICT:
            encoded = encoded.replace(strict, transitional)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(encoded, parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise SourceError("docx_entities" if b"<!DOCTYPE" in encoded else "docx_broken", part=name) from fault
        if root.getroottree().docinfo.doctype:
            raise SourceError("docx_entities", part=name)
        if root.xpath("count(//*)") > MOST_ELEMENTS:
            raise SourceError("too_complex", part=name, limit=MOST_ELEMENTS)
        return root

    def _read(self, name: str) -> bytes | None:
        try:
            entry = self._archive.getinfo(name)
            if entry.flag_bits & 1:
                raise SourceError("encrypted")
            with self._archive.open(entry) as stream:
                encoded = stream.read(LARGEST_MARKUP + 1)
        except KeyError:
            return None
        except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as fault:
            raise SourceError("docx_broken", part=name) from fault
        if len(encoded) > LARGEST_MARKUP:
            raise SourceError("too_large_unpacked", part=name, limit=LARGEST_MARKUP // 2**20)
        return encoded

    def _related(self, name: str, kind: str) -> str | None:
        folder, base = posixpath.split(name)
        relations = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in () if relations is None else relations:
            if relation.get("Type", "").endswith("/" + kind) and relation.get("TargetMode") != "External":
                target: str = relation.get("Target", "")
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return None
