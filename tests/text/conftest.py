"""Files made in memory: each fixture is a function that builds one."""

from collections.abc import Callable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/numbering.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Run = tuple[float, float, float, str]


@pytest.fixture
def zip_bytes() -> Callable[[dict[str, bytes]], bytes]:
    return _zip


@pytest.fixture
def docx_bytes() -> Callable[..., bytes]:
    """Body XML, and the XML inside w:numbering and w:styles."""

    def build(body: str, *, numbering: str = "", styles: str = "", doctype: str = "") -> bytes:
        def part(name: str, content: str) -> bytes:
            return f'<?xml version="1.0"?>{doctype}<w:{name} xmlns:w="{WORD}">{content}</w:{name}>'.encode()

        types = ("numbering", "styles")
        targets = "".join(f'<Relationship Id="{it}" Type="{OFFICE}/{it}" Target="{it}.xml"/>' for it in types)
        return _zip(
            {
                "[Content_Types].xml": CONTENT_TYPES.encode(),
                "_rels/.rels": _relations(
                    f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
                ),
                "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
                "word/_rels/document.xml.rels": _relations(targets),
                "word/numbering.xml": part("numbering", numbering),
                "word/styles.xml": part("styles", styles),
            }
        )

    return build


@pytest.fixture
def pdf_bytes() -> Callable[..., bytes]:
    """Pages of runs (left, baseline, size, text) on A4; ``image``: a picture on each; ``locked``: with a password."""

    def build(pages: Sequence[Sequence[Run]], *, image: bool = False, locked: bool = False) -> bytes:
        characters = sorted({character for page in pages for *_, text in page for character in text})
        codes = {character: code for code, character in enumerate(characters, start=1)}
        objects = [b"", b"", *_font(codes), _picture()]
        kids = []
        for page in pages:
            content = "".join(_shown(run, codes) for run in page) + ("q 500 0 0 700 50 50 cm /I Do Q" if image else "")
            objects.append(_stream(content.encode()))
            objects.append(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>/XObject<</I 7 0 R>>>>"
                b"/Contents %d 0 R>>" % len(objects)
            )
            kids.append(b"%d 0 R" % len(objects))
        objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
        objects[1] = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b" ".join(kids), len(kids))
        return _pdf(objects, locked=locked)

    return build


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _relations(content: str) -> bytes:
    return f'<Relationships xmlns="{RELATIONS}">{content}</Relationships>'.encode()


def _font(codes: dict[str, int]) -> list[bytes]:
    """Objects 3 to 6: a font whose full-width characters are one em wide, ASCII half of that."""
    widths = "".join(f"{code}[500]" for character, code in codes.items() if character.isascii())
    lines = "".join(f"<{code:04x}> <{character.encode('utf-16-be').hex()}>\n" for character, code in codes.items())
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(codes)} beginbfchar\n{lines}endbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000/W[%b]/FontDescriptor 5 0 R>>" % widths.encode(),
        (
            b"<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
            b"/Descent -120/CapHeight 700/StemV 80>>"
        ),
        _stream(unicode_map.encode()),
    ]


def _picture() -> bytes:
    head = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    return head + b"stream\n\x80\nendstream"


def _shown(run: Run, codes: dict[str, int]) -> str:
    left, baseline, size, text = run
    written = "".join(f"{codes[character]:04x}" for character in text)
    return f"BT /F {size} Tf 1 0 0 1 {left} {baseline} Tm <{written}> Tj ET\n"


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)


def _pdf(objects: list[bytes], *, locked: bool) -> bytes:
    content, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b""
    if locked:
        lock = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>" % (b"41" * 32, b"42" * 32)
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF" % (size, lock, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table) + trailer
