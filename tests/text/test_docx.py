from collections.abc import Callable
from io import BytesIO

import pytest

from luoshi.text.numerals import written
from luoshi.text.reader import source_of_bytes
from luoshi.values.troubles import SourceError

Builder = Callable[..., bytes]

LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3."))


def lines(content: bytes) -> list[str]:
    return source_of_bytes(content, "报告.docx").text.split("\n")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, *, level: int | None = None, style: str = "", mark: str = "", list_id: int = 1) -> str:
    number = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    name = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{name}{number}<w:rPr>{mark}</w:rPr></w:pPr>{content}</w:p>"


def numbering(*, instances: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (form, text) in enumerate(LEVELS)
    )
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{instances}'


def test_automatic_numbers_are_computed(docx_bytes: Builder) -> None:
    outline = [(0, "回顾"), (1, "工业"), (2, "机械"), (2, "化工"), (1, "农业"), (2, "粮食"), (0, "安排"), (1, "投资")]
    body = "".join(paragraph(run(text), level=level) for level, text in outline)
    assert lines(docx_bytes(body, numbering=numbering())) == [
        "一、回顾", "（一）工业", "1. 机械", "2. 化工", "（二）农业", "1. 粮食", "二、安排", "（一）投资",
    ]  # fmt: skip


def test_numbers_come_from_a_style_and_plain_paragraphs_do_not_count(docx_bytes: Builder) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="U"><w:basedOn w:val="T"/></w:style>'
    )
    body = paragraph(run("回顾"), style="T") + paragraph(run("正文。")) + paragraph(run("安排"), style="U")
    assert lines(docx_bytes(body, numbering=numbering(), styles=style)) == ["一、回顾", "正文。", "二、安排"]


def test_a_second_list_starts_anew_where_it_says_so(docx_bytes: Builder) -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{extra}</w:num>'
        for number, extra in ((1, ""), (2, restart))
    )
    body = paragraph(run("甲"), level=0) + paragraph(run("乙"), level=0, list_id=2)
    assert lines(docx_bytes(body, numbering=numbering(instances=instances))) == ["一、甲", "五、乙"]


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (21, "chineseLegalSimplified", "贰拾壹"),
        (20, "ideographDigital", "二〇"),
        (11, "ideographTraditional", "甲"),
        (3, "decimalEnclosedCircle", "③"),
        (7, "decimalFullWidth", "７"),
        (14, "lowerRoman", "xiv"),
        (28, "upperLetter", "BB"),
        (4, "unknown", "4"),
    ],
)
def test_number_formats(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected


def test_insertions_stay_and_deletions_go(docx_bytes: Builder) -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>百分之五</w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("百分之六")}</w:ins>'
    moved = f'<w:moveFrom w:id="3">{run("旧处")}</w:moveFrom><w:moveTo w:id="4">{run("新处")}</w:moveTo>'
    assert lines(docx_bytes(paragraph(run("增长") + deleted + inserted + moved))) == ["增长百分之六新处"]


def test_a_deleted_paragraph_mark_joins(docx_bytes: Builder) -> None:
    body = paragraph(run("新增学位"), mark='<w:del w:id="1"/>') + paragraph(run("四千个。"))
    assert lines(docx_bytes(body)) == ["新增学位四千个。"]


def test_hidden_text_fields_and_ruby_are_left_out(docx_bytes: Builder) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    ruby = f"<w:r><w:ruby><w:rt>{run('yún')}</w:rt><w:rubyBase>{run('云')}</w:rubyBase></w:ruby></w:r>"
    assert lines(docx_bytes(paragraph(hidden + field + ruby + run("川")))) == ["云川"]


def test_tables_line_breaks_and_text_boxes(docx_bytes: Builder) -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{paragraph(run(text))}</w:tc>"

    table = f"<w:tbl><w:tr>{cell('指标')}{cell('目标')}</w:tr><w:tr>{cell('粮食')}{cell('120万吨')}</w:tr></w:tbl>"
    broken = paragraph(run("上行") + "<w:r><w:br/></w:r>" + run("下行"))
    box = paragraph(run("正文") + f"<w:r><w:txbxContent>{paragraph(run('框中'))}</w:txbxContent></w:r>")
    assert lines(docx_bytes(table + broken + box)) == ["指标\t目标", "粮食\t120万吨", "上行", "下行", "正文", "框中"]


def test_a_document_of_python_docx() -> None:
    import docx

    document = docx.Document()
    document.add_heading("云川市政府工作报告", 0)
    document.add_paragraph("全市地区生产总值增长6.1%。")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "投资", "增长8%"
    document.sections[0].header.paragraphs[0].text = "页眉"
    buffer = BytesIO()
    document.save(buffer)
    source = source_of_bytes(buffer.getvalue(), "报告.docx")
    assert source.text == "云川市政府工作报告\n全市地区生产总值增长6.1%。\n投资\t增长8%"
    assert (source.format, source.encoding) == ("docx", None)


def test_strict_documents_are_read(docx_bytes: Builder, zip_bytes: Callable[[dict[str, bytes]], bytes]) -> None:
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = b'<w:document xmlns:w="%b"><w:body><w:p><w:r><w:t>ok</w:t></w:r></w:p></w:body></w:document>' % strict
    assert lines(zip_bytes({"[Content_Types].xml": b"", "word/document.xml": body})) == ["ok"]


def test_no_main_document_is_broken(zip_bytes: Callable[[dict[str, bytes]], bytes]) -> None:
    with pytest.raises(SourceError) as caught:
        lines(zip_bytes({"[Content_Types].xml": b""}))
    assert caught.value.key == "docx_broken"
