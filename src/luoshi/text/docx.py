"""Reads .docx: paragraphs as lines with their automatic numbers, revisions accepted, tables with tab-separated cells.

Headers, footers, footnotes, comments, hidden and deleted text are left out; a text box follows its paragraph.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from luoshi.text.extraction import Extraction
from luoshi.text.numbering import Numbering
from luoshi.text.package import Package, W
from luoshi.values.troubles import SourceError

if TYPE_CHECKING:
    from lxml import etree

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEXT = frozenset({f"{W}t", f"{_M}t"})
_FIXED = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LEFT_OUT = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "instrText", "delText", "rt", "tblPr"))
_NESTING = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


@dataclass(slots=True)
class _Paragraph:
    """Text of one paragraph and of the text boxes anchored in it; ``is_joined``: its end mark was deleted."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    is_joined: bool = False


def read_docx(content: bytes) -> Extraction:
    """The body text of a .docx; SourceError where it is encrypted, broken, too large or declares entities."""
    try:
        package = Package(content)
    except (BadZipFile, OSError, ValueError, NotImplementedError) as fault:
        raise SourceError("docx_broken", part="[Content_Types].xml") from fault
    root = package.document()
    body = root.find(f"{W}body")
    if body is None:
        raise SourceError("docx_broken", part=package.document_name)
    return Extraction("\n".join(_lines(body, Numbering(package))))


def _lines(block: "etree._Element", numbering: Numbering) -> Iterator[str]:
    carried = ""
    for child in _children(block, {f"{W}p", f"{W}tbl"}):
        if child.tag == f"{W}tbl":
            yield from _rows(child, numbering)
            continue
        paragraph = _paragraph(child, numbering)
        text = carried + "".join(paragraph.pieces)
        carried = text if paragraph.is_joined else ""
        if not paragraph.is_joined:
            number = numbering.number_of(child.find(f"{W}pPr"))
            if text.strip():
                yield number + text
        yield from paragraph.boxes
    if carried.strip():
        yield carried


def _children(block: "etree._Element", wanted: set[str]) -> Iterator["etree._Element"]:
    for child in block:
        if child.tag in wanted:
            yield child
        elif child.tag in _NESTING:
            yield from _children(child, wanted)
        elif child.tag == f"{_MC}AlternateContent":
            yield from _children(_alternative(child), wanted)


def _rows(table: "etree._Element", numbering: Numbering) -> Iterator[str]:
    for row in _children(table, {f"{W}tr"}):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue
        cells = [list(_lines(cell, numbering)) for cell in _children(row, {f"{W}tc"})]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            yield from filled[0]
        elif filled:
            yield "\t".join(" ".join(cell).replace("\n", " ") for cell in cells)


def _paragraph(element: "etree._Element", numbering: Numbering) -> _Paragraph:
    mark = element.find(f"{W}pPr/{W}rPr")
    paragraph = _Paragraph()
    paragraph.is_joined = mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))
    _collect(element, paragraph, numbering)
    return paragraph


def _collect(element: "etree._Element", paragraph: _Paragraph, numbering: Numbering) -> None:
    for child in element:
        tag = child.tag
        if tag in _TEXT:
            paragraph.pieces.append(_characters(child))
        elif tag in _FIXED:
            paragraph.pieces.append(_FIXED[tag])
        elif tag == f"{W}br":
            paragraph.pieces.append("\n" if child.get(f"{W}type") in {None, "textWrapping"} else "")
        elif tag == f"{W}sym":
            paragraph.pieces.append(_symbol(child.get(f"{W}char", "")))
        elif tag == f"{W}txbxContent":
            paragraph.boxes.extend(_lines(child, numbering))
        elif tag == f"{_MC}AlternateContent":
            _collect(_alternative(child), paragraph, numbering)
        elif tag not in _LEFT_OUT and isinstance(tag, str) and not (tag == f"{W}r" and _is_hidden(child)):
            _collect(child, paragraph, numbering)


def _alternative(element: "etree._Element") -> "etree._Element":
    choice = element.find(f"{_MC}Choice")
    fallback = element.find(f"{_MC}Fallback")
    return choice if choice is not None else fallback if fallback is not None else element


def _characters(element: "etree._Element") -> str:
    text = element.text or ""
    if element.get(_XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\r", " ").replace("\n", " ")


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _is_hidden(run: "etree._Element") -> bool:
    flag = run.find(f"{W}rPr/{W}vanish")
    return flag is not None and flag.get(f"{W}val", "1") not in {"0", "false", "off"}
