"""A reconciliation as the Word table that offices print (完成情况对照表): landscape, its heading row on every page."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

from luoshi.pages.reconciled_html import count_lines
from luoshi.pages.reconciliation import Evidence, Kind, Line, ReconciliationPage
from luoshi.pages.words import Words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell, _Row

_HEADS: dict[Kind, tuple[str, ...]] = {
    "target": ("number", "name", "promised", "promise", "reached", "answer", "verdict", "remark"),
    "project": ("number", "project_name", "promised_stage", "promise", "reached", "answer", "verdict", "remark"),
    "open": ("number", "promise", "candidates"),
}
_WIDTHS: dict[Kind, tuple[float, ...]] = {
    "target": (1.1, 3.2, 2.1, 6.2, 2.3, 6.2, 1.7, 3.9),
    "project": (1.1, 3.8, 1.6, 6.0, 2.2, 6.2, 1.7, 4.1),
    "open": (1.1, 11.0, 14.6),
}
"""Widths of the columns in centimetres; together the 26.7 cm between the margins of a landscape A4 page."""

_TITLE_FONT, _HEAD_FONT, _TEXT_FONT = "方正小标宋简体", "黑体", "仿宋"
"""Fonts of official papers: GB/T 9704—2012, 党政机关公文格式, 7.3.1 and 7.3.3."""

_TITLE_SIZE, _PART_SIZE, _TEXT_SIZE = 18, 12, 9


def write_reconciliation_docx(page: ReconciliationPage, stream: BinaryIO, words: Words) -> None:
    """Write ``page`` to ``stream``."""
    import docx  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

    document = docx.Document()
    _lay_out(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(title, page.title, _TITLE_SIZE, _TITLE_FONT)
    later = "、".join(party.source for party in page.laters)
    facts = [
        words("reconcile.reports", earlier=page.earlier.source, later=later),
        *count_lines(page, words),
        *page.notes,
    ]
    for fact in facts:
        _write(document.add_paragraph(), fact, _TEXT_SIZE + 1)
    for kind, lines in page.parts:
        if lines:
            _add_part(document, kind, lines, words)
    _write(document.add_paragraph(), words("reconcile.footnote"), _TEXT_SIZE)
    _write(document.add_paragraph(), words("reconcile.rules", version=page.version), _TEXT_SIZE)
    for party in (page.earlier, *page.laters):
        _write(document.add_paragraph(), f"{party.source} sha256 {party.sha256}", _TEXT_SIZE - 1)
    document.core_properties.title = page.title
    document.core_properties.author = ""
    document.save(stream)


def _lay_out(document: "Document") -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.6)
    style = document.styles["Normal"]
    style.paragraph_format.space_after = Pt(0)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(footer, "PAGE")


def _add_part(document: "Document", kind: Kind, lines: Sequence[Line], words: Words) -> None:
    from docx.shared import Cm, Pt  # noqa: PLC0415

    heading = document.add_paragraph()
    heading.paragraph_format.space_before, heading.paragraph_format.keep_with_next = Pt(10), True
    _write(heading, words(f"reconcile.{kind}"), _PART_SIZE, _HEAD_FONT)
    heads, widths = _HEADS[kind], _WIDTHS[kind]
    table = document.add_table(rows=len(lines) + 1, cols=len(heads))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    rows = list(table.rows)
    _fill(rows[0], [words(f"reconcile.{head}") for head in heads], widths, _HEAD_FONT)
    _mark(rows[0], "w:tblHeader")
    before = ""
    for row, line in zip(rows[1:], lines, strict=True):
        cells = _cells(line, words)
        if line.kind != "open" and line.promise.text == before:
            cells[3] = words("reconcile.ditto")
        _fill(row, cells, widths, _TEXT_FONT)
        _mark(row, "w:cantSplit")
        before = line.promise.text


def _cells(line: Line, words: Words) -> list[str]:
    if line.kind == "open":
        candidates = "\n".join(f"（{words('reconcile.candidate')}）{_said(each)}" for each in line.candidates)
        return [str(line.number), line.promise.text, candidates or words("reconcile.no_candidate")]
    return [
        str(line.number),
        line.name,
        line.promised,
        line.promise.text,
        line.reached,
        _said(line.answer) if line.answer else "",
        words(f"verdict.{line.verdict}") if line.verdict else "",
        "\n".join(each for each in (line.distance, line.derived, line.reason) if each),
    ]


def _said(evidence: Evidence) -> str:
    return f"［{evidence.year}］{evidence.text}" if evidence.year else evidence.text


def _fill(row: "_Row", texts: Sequence[str], widths: Sequence[float], font: str) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    for cell, text, width in zip(_cells_of(row), texts, widths, strict=True):
        cell.width = Cm(width)
        _write(cell.paragraphs[0], text, _TEXT_SIZE, font)


def _cells_of(row: "_Row") -> list["_Cell"]:
    from docx.table import _Cell  # noqa: PLC0415 - row.cells walks the whole grid for every row

    return [_Cell(element, row.table) for element in row._tr.tc_lst]


def _write(paragraph: Any, text: str, size: int, font: str = _TEXT_FONT) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    run = paragraph.add_run(_printable(text))
    run.font.size, run.font.name = Pt(size), "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() or character == "\n" else "\ufffd" for character in text)


def _mark(row: "_Row", name: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(name)
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def _add_field(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)
