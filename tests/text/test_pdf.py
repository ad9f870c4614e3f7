from collections.abc import Callable

import pytest

from luoshi.text.reader import source_of_bytes
from luoshi.text.source import Source
from luoshi.values.troubles import SourceError

Run = tuple[float, float, float, str]

LEFT, SIZE, PITCH, ROOM = 90, 16, 28, 26
FIRST = "过去一年，云川市坚持稳字当头，全市地区生产总值增长百分之六，粮食总产再创新高，居民收入与经济同步。"
SECOND = "新建改建农村公路一百二十公里，改造老旧小区三十五个，新增学位四千个，办成一批群众盼望多年的实事。"


def flow(paragraphs: list[str], *, top: float = 740) -> list[Run]:
    """Lines of full width with the first of each paragraph indented by two characters."""
    runs: list[Run] = []
    for paragraph in paragraphs:
        indent = 2
        rest = paragraph
        while rest:
            line, rest = rest[: ROOM - indent], rest[ROOM - indent :]
            runs.append((LEFT + indent * SIZE, top, SIZE, line))
            top -= PITCH
            indent = 0
    return runs


def read(content: bytes) -> Source:
    return source_of_bytes(content, "报告.pdf")


def test_wrapped_lines_become_paragraphs(pdf_bytes: Callable[..., bytes]) -> None:
    source = read(pdf_bytes([flow([FIRST, SECOND])]))
    assert source.text.splitlines() == [FIRST, SECOND]
    assert (source.format, source.encoding, source.pages) == ("pdf", None, (0,))


def test_page_break_in_a_paragraph_is_glued_and_running_heads_go(pdf_bytes: Callable[..., bytes]) -> None:
    whole = flow([FIRST + SECOND])
    head = (200.0, 800.0, 9.0, "云川市人民政府公报")
    first = [head, *whole[:2], (280.0, 40.0, 9.0, "— 1 —")]
    second = [head, *[(x, y + 2 * PITCH, size, text) for x, y, size, text in whole[2:]], (280.0, 40.0, 9.0, "— 2 —")]
    source = read(pdf_bytes([first, second]))
    assert source.text == FIRST + SECOND
    on_first_page = sum(len(text) for *_, text in whole[:2])
    assert source.pages == (0, on_first_page)
    assert [source.page_of(offset) for offset in (0, on_first_page - 1, on_first_page)] == [1, 1, 2]


def test_a_hyphen_at_the_end_of_a_line_stays(pdf_bytes: Callable[..., bytes]) -> None:
    text = "云川水库" * 6 + "-" + "安宁水库输水隧洞建成通水。"
    lines = [(LEFT, 740.0, SIZE, text[:25]), (LEFT, 712.0, SIZE, text[25:])]
    assert read(pdf_bytes([lines])).text == text


def test_radicals_become_common_characters(pdf_bytes: Callable[..., bytes]) -> None:
    source = read(pdf_bytes([flow(["政府⼯作报告，增⻓百分之六，办好民⽣实事，建设宜居之城，请予审议。"])]))
    assert source.text.startswith("政府工作报告，增长百分之六，办好民生实事")


def test_scan_is_said_to_be_one(pdf_bytes: Callable[..., bytes]) -> None:
    with pytest.raises(SourceError) as caught:
        read(pdf_bytes([[], []], image=True))
    assert (caught.value.key, caught.value.details) == ("scan", {"pages": 2, "path": "报告.pdf"})


def test_text_over_a_picture_is_text(pdf_bytes: Callable[..., bytes]) -> None:
    assert read(pdf_bytes([flow([FIRST])], image=True)).text == FIRST


@pytest.mark.parametrize(("locked", "cut", "key"), [(True, None, "encrypted"), (False, 60, "pdf_broken")])
def test_what_cannot_be_opened(pdf_bytes: Callable[..., bytes], locked: bool, cut: int | None, key: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(pdf_bytes([flow([FIRST])], locked=locked)[:cut])
    assert caught.value.key == key
