"""Reads .doc and .wps of the Word 97 kind: converted to .docx in memory's reach, then read as that."""

from pathlib import Path
from tempfile import TemporaryDirectory

from luoshi.text.docx import read_docx
from luoshi.text.extraction import Extraction
from luoshi.values.troubles import SourceError

_LARGEST = 32 * 2**20


def read_doc(content: bytes) -> Extraction:
    """The body text of a Word 97 file; SourceError where it is encrypted, of another kind (Excel, Word 6) or broken."""
    if _utf16("EncryptedPackage") in content:
        raise SourceError("encrypted")
    if _utf16("WordDocument") not in content:
        raise SourceError("unknown_format", format="OLE2")
    if len(content) > _LARGEST:
        raise SourceError("too_large", limit=_LARGEST // 2**20)
    with TemporaryDirectory(prefix="luoshi-") as folder:
        return read_docx(_converted(content, Path(folder)))


def _converted(content: bytes, folder: Path) -> bytes:
    from doc2docx import convert  # noqa: PLC0415 - keeps `import luoshi` fast
    from doc2docx.errors import EncryptedDocumentError  # noqa: PLC0415

    original, converted = folder / "report.doc", folder / "report.docx"
    original.write_bytes(content)
    try:
        convert(original, converted)
    except EncryptedDocumentError as fault:
        raise SourceError("encrypted") from fault
    except Exception as fault:  # a parser of hostile bytes: whatever it raises, the file is not readable
        raise SourceError("doc_broken", reason=str(fault) or type(fault).__name__) from fault
    return converted.read_bytes()


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
