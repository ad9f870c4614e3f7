"""Reads the text layer of a PDF with pdfium: characters with their places become lines, those become paragraphs."""

import ctypes
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from luoshi.text.extraction import Extraction
from luoshi.text.paragraphs import Line, paragraphs
from luoshi.values.troubles import SourceError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_MOST_PAGES = 2_000
_MOST_CHARACTERS = 1_200_000
_SCAN_CHARACTERS = 20
_PASSWORD_ERROR = 4
_UNIT = r"[“‘（《〈「『【\[(]*(?:[0-9A-Za-z.,%·+/&@_-]+|.)[”’）》〉」』】\])，。、；：！？,.;:!?%％]*"
_FIRST_PART = re.compile(rf"{_UNIT}(?:(?:(?<=[”’])|(?=[“‘])){_UNIT})*", re.DOTALL)
"""What stands on one line whatever comes; layout engines break neither before nor after a quote (UAX 14, class QU)."""

_SURROGATES = re.compile(r"[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


class _Glyph(NamedTuple):
    character: str
    left: float
    right: float
    baseline: float
    height: float


def read_pdf(content: bytes) -> Extraction:
    """The body text of a PDF, with page offsets; SourceError where it is encrypted, broken, too long or a scan."""
    document = _opened(content)
    try:
        if len(document) > _MOST_PAGES:
            raise SourceError("too_many_pages", pages=len(document), limit=_MOST_PAGES)
        lines: list[Line] = []
        total, scanned = 0, 0
        for number in range(len(document)):
            page_lines, has_image = _read_page(document, number)
            lines += page_lines
            count = sum(len(line.text) for line in page_lines)
            scanned += has_image and count < _SCAN_CHARACTERS
            total += count
            if total > _MOST_CHARACTERS:
                raise SourceError("too_long", limit=_MOST_CHARACTERS)
        if not total or scanned * 2 > len(document):
            raise SourceError("scan", pages=len(document))
        return paragraphs(lines, len(document))
    finally:
        document.close()


def _opened(content: bytes) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - keeps `import luoshi` fast

    try:
        return PdfDocument(content)
    except PdfiumError as fault:
        raise SourceError("encrypted" if fault.err_code == _PASSWORD_ERROR else "pdf_broken") from fault


def _read_page(document: "PdfDocument", number: int) -> tuple[list[Line], bool]:
    from pypdfium2 import PdfiumError  # noqa: PLC0415
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE  # noqa: PLC0415

    try:
        page = document[number]
    except PdfiumError as fault:
        raise SourceError("pdf_broken") from fault
    lines = list(_page_lines(page, number))
    is_sparse = sum(len(line.text) for line in lines) < _SCAN_CHARACTERS
    has_image = is_sparse and any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=2))
    page.close()
    return lines, has_image


def _page_lines(page: "PdfPage", number: int) -> Iterator[Line]:
    """Lines in the order of the page's content; pieces that share a baseline and follow one another are one line."""
    run: list[_Glyph] = []
    for piece in _pieces(page):
        if run and not _continues(run, piece):
            yield from _line(run, number)
            run = []
        run += piece
    yield from _line(run, number)


def _pieces(page: "PdfPage") -> Iterator[list[_Glyph]]:
    """Glyphs between the line ends that pdfium finds, without the blanks it generates."""
    from pypdfium2 import raw  # noqa: PLC0415

    text = page.get_textpage()
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    piece: list[_Glyph] = []
    for index in range(raw.FPDFText_CountChars(text.raw)):
        is_hyphen = raw.FPDFText_IsHyphen(text.raw, index) == 1
        character = "-" if is_hyphen else chr(raw.FPDFText_GetUnicode(text.raw, index))
        if raw.FPDFText_IsGenerated(text.raw, index) == 1:
            if character == "\n" and piece:
                yield piece
                piece = []
        elif character > "\x1f" and character not in "\x7f\xad\ufffe\uffff":
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            raw.FPDFText_GetLooseCharBox(text.raw, index, box)
            glyph = _Glyph(character, x.value, max(box.right, x.value), y.value, box.top - box.bottom)
            if piece and abs(glyph.baseline - piece[-1].baseline) > 0.6 * max(glyph.height, piece[-1].height):
                yield piece
                piece = []
            piece.append(glyph)
    text.close()
    if piece:
        yield piece


def _continues(run: list[_Glyph], piece: list[_Glyph]) -> bool:
    drop = abs(run[-1].baseline - piece[0].baseline)
    return drop < 0.3 * max(run[-1].height, piece[0].height) and piece[0].left >= run[-1].right - 1


def _line(glyphs: list[_Glyph], number: int) -> Iterator[Line]:
    ordered = sorted(glyphs, key=lambda glyph: glyph.left)
    while ordered and ordered[-1].character.isspace():
        ordered.pop()
    while ordered and ordered[0].character.isspace():
        ordered.pop(0)
    if not ordered:
        return
    text, ends = _written(ordered)
    first = ordered[0]
    part = _FIRST_PART.match(text)
    widths = Counter(round(its.right - its.left, 1) for its in ordered if "\u3400" <= its.character <= "\u9fff")
    baseline = Counter(its.baseline for its in ordered).most_common(1)[0][0]
    yield Line(
        text=_without_surrogates(text),
        page=number,
        left=first.left,
        right=ordered[-1].right,
        baseline=baseline,
        em=widths.most_common(1)[0][0] if widths else 0.0,
        head=ends[(part.end() if part else 1) - 1] - first.left,
    )


def _written(glyphs: list[_Glyph]) -> tuple[str, list[float]]:
    """Text of glyphs in reading order and the right edge of each character; gaps between words become a blank."""
    pieces: list[str] = []
    ends: list[float] = []
    previous = None
    for glyph in glyphs:
        if previous and _is_gap(previous, glyph):
            pieces.append(" ")
            ends.append(glyph.left)
        pieces.append(_ordinary(glyph.character))
        ends.append(glyph.right)
        previous = glyph
    return "".join(pieces), ends


def _is_gap(left: _Glyph, right: _Glyph) -> bool:
    if left.character.isspace() or right.character.isspace():
        return False
    gap = right.left - left.right
    both_latin = left.character.isascii() and left.character.isalpha() and right.character.isascii()
    return gap > (0.15 if both_latin and right.character.isalpha() else 1.2) * left.height


def _without_surrogates(text: str) -> str:
    return _SURROGATES.sub(lambda found: found[0].encode("utf-16", "surrogatepass").decode("utf-16", "replace"), text)


@cache
def _radicals() -> dict[str, str]:
    table = tomllib.loads(files("luoshi.lexicon").joinpath("radicals.toml").read_text("utf-8"))
    supplement: dict[str, str] = table["supplement"]
    return supplement


def _ordinary(character: str) -> str:
    """Common characters that a font maps to code points of radicals, as U+2F27 for 宀."""
    if "\u2f00" <= character <= "\u2fd5":
        return unicodedata.normalize("NFKC", character)
    return _radicals().get(character, character) if "\u2e80" <= character < "\u2f00" else character
