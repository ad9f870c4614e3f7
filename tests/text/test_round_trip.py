"""A report turned into every format by LibreOffice comes back with its paragraphs whole."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from luoshi.text.reader import read_source
from luoshi.text.source import Source
from luoshi.values.troubles import SourceError

ROOT = Path(__file__).parents[2]
OWN = ROOT / "examples" / "云川市2024年政府工作报告.txt"
REAL = ROOT.parent / "shared" / "corpus" / "city" / "深圳市-2023.txt"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
LEAST_EXACT_IN_PDF = 0.75
WORD_97_HEADER = b"\xec\xa5"
ENCRYPTED_FLAG = 0x01

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice (soffice) to make the files")

Converter = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Converter]:
    """Turn a file into another format; LibreOffice gets a profile and a fresh folder of its own."""
    profile = tmp_path_factory.mktemp("profile")

    def convert(file: Path, suffix: str) -> Path:
        folder = tmp_path_factory.mktemp(suffix)
        command = [str(SOFFICE), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", suffix]
        if file.suffix == ".txt":
            command.append("--infilter=Text (encoded):UTF8")
        subprocess.run([*command, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=120)
        [made] = folder.iterdir()
        return made

    yield convert
    shutil.rmtree(profile, ignore_errors=True)


@pytest.fixture(scope="module", params=[OWN, REAL], ids=["own report", "real report"])
def text_file(request: pytest.FixtureRequest) -> Path:
    file: Path = request.param
    if not file.exists():
        pytest.skip(f"the reference text {file.name} is not beside this repository")
    return file


@pytest.fixture(scope="module")
def plain(text_file: Path, convert: Converter) -> Path:
    """The report as LibreOffice opens a text file: preformatted lines."""
    return convert(text_file, "docx")


@pytest.fixture(scope="module")
def printed(text_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report as an office prints it: justified paragraphs with an indent, a running head and page numbers."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = docx.Document()
    for text in text_file.read_text(encoding="utf-8").splitlines():
        if text.strip():
            paragraph = document.add_paragraph(text.strip())
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(32)
            paragraph.runs[0].font.size = Pt(16)
    section = document.sections[0]
    section.header.paragraphs[0].text = "公报用眉"
    footer = section.footer.paragraphs[0]
    footer.add_run("— ")
    for kind in ("begin", None, "end"):
        _add_field(footer.add_run(), kind)
    footer.add_run(" —")
    file = tmp_path_factory.mktemp("printed") / "report.docx"
    document.save(str(file))
    return file


@pytest.mark.parametrize("suffix", ["docx", "html", "doc"])
def test_paragraphs_of_a_plain_report_come_back(text_file: Path, plain: Path, convert: Converter, suffix: str) -> None:
    source = read_source(plain if suffix == "docx" else convert(plain, suffix))
    assert source.format == suffix
    assert _lines(source.text) == _paragraphs(text_file)


@pytest.mark.parametrize("suffix", ["docx", "html", "doc"])
def test_paragraphs_of_a_printed_report_come_back(
    text_file: Path, printed: Path, convert: Converter, suffix: str
) -> None:
    source = read_source(printed if suffix == "docx" else convert(printed, suffix))
    assert _lines(source.text) == _paragraphs(text_file)


def test_pdf_of_a_plain_report(text_file: Path, plain: Path, convert: Converter) -> None:
    _assert_whole(read_source(convert(plain, "pdf")), _paragraphs(text_file))


def test_pdf_of_a_printed_report(text_file: Path, printed: Path, convert: Converter) -> None:
    source = read_source(convert(printed, "pdf"))
    _assert_whole(source, _paragraphs(text_file))
    assert "公报用眉" not in source.text


def test_numbers_and_revisions_survive_in_doc(
    docx_bytes: Callable[..., bytes], convert: Converter, tmp_path: Path
) -> None:
    def titled(text: str) -> str:
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    def revised(kind: str, text: str) -> str:
        name = "delText" if kind == "del" else "t"
        author = 'w:id="1" w:author="a" w:date="2024-01-01T00:00:00Z"'
        return f"<w:{kind} {author}><w:r><w:{name}>{text}</w:{name}></w:r></w:{kind}>"

    level = '<w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/>'
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    change = f"<w:p><w:r><w:t>增长</w:t></w:r>{revised('del', '百分之五')}{revised('ins', '百分之六')}</w:p>"
    file = tmp_path / "revised.docx"
    file.write_bytes(docx_bytes(titled("回顾") + change + titled("安排"), numbering=numbering))
    expected = ["一、回顾", "增长百分之六", "二、安排"]
    assert _lines(read_source(file).text) == expected
    assert _lines(read_source(convert(file, "doc")).text) == expected


def test_a_doc_with_a_password_says_so(plain: Path, convert: Converter, tmp_path: Path) -> None:
    content = bytearray(convert(plain, "doc").read_bytes())
    header = content.index(WORD_97_HEADER)
    content[header + 0x0B] |= ENCRYPTED_FLAG
    (tmp_path / "locked.doc").write_bytes(content)
    with pytest.raises(SourceError) as caught:
        read_source(tmp_path / "locked.doc")
    assert caught.value.key == "encrypted"


def test_wps_is_read_as_doc(plain: Path, convert: Converter, text_file: Path) -> None:
    file = convert(plain, "doc").rename(plain.parent / "report.wps")
    source = read_source(file)
    assert (source.format, source.name, _lines(source.text)) == ("doc", "report.wps", _paragraphs(text_file))


def _assert_whole(source: Source, paragraphs: list[str]) -> None:
    lines = set(_lines(source.text))
    assert "".join(_lines(source.text)) == "".join(paragraphs)
    assert sum(paragraph in lines for paragraph in paragraphs) >= LEAST_EXACT_IN_PDF * len(paragraphs)
    assert len(source.pages) > 1
    assert source.page_of(len(source.text) - 1) == len(source.pages)


def _paragraphs(file: Path) -> list[str]:
    return _lines(file.read_text(encoding="utf-8"))


def _lines(text: str) -> list[str]:
    return [squeezed for line in text.splitlines() if (squeezed := re.sub(r"\s", "", line))]


def _add_field(run: Any, kind: str | None) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:instrText" if kind is None else "w:fldChar")
    if kind is None:
        element.text = "PAGE"
    else:
        element.set(qn("w:fldCharType"), kind)
    run._r.append(element)
