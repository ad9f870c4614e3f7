import pytest

from luoshi.text.reader import source_of_bytes
from luoshi.values.troubles import SourceError

REPORT = "云川市政府工作报告\r\n各位代表：\n\n全市生产总值增长6.1%，“十四五”规划——稳步实施。\r\n"


@pytest.mark.parametrize("text", [REPORT, REPORT * 300, "云川"], ids=["report", "long", "two characters"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_encoding_is_found_and_line_ends_stay(text: str, encoding: str) -> None:
    source = source_of_bytes(text.encode(encoding), "报告.txt")
    assert (source.text, source.encoding, source.format) == (text, encoding, "txt")


def test_byte_order_mark_of_utf8_is_a_character_of_the_text() -> None:
    source = source_of_bytes(REPORT.encode("utf-8-sig"), "报告.txt")
    assert (source.text, source.encoding) == ("\ufeff" + REPORT, "utf-8")


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_byte_order_mark_of_utf16_goes(mark: bytes, encoding: str) -> None:
    source = source_of_bytes(mark + REPORT.encode(encoding), "报告.txt")
    assert (source.text, source.encoding) == (REPORT, encoding)


@pytest.mark.parametrize("place", [0, 1500, -1])
def test_one_broken_byte_does_not_change_the_encoding(place: int) -> None:
    encoded = bytearray((REPORT * 60).encode())
    encoded[place] = 0xFF
    source = source_of_bytes(bytes(encoded), "报告.txt")
    assert source.encoding == "utf-8"
    assert 1 <= source.text.count("\ufffd") <= 3


def test_characters_beyond_gbk() -> None:
    text = "䶮山镇、㛃庄村完成道路改造，𬭚矿整治到位。\n" + REPORT
    assert source_of_bytes(text.encode("gb18030"), "报告.txt").text == text


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 40, b"\0" * 5000, b"\x7fELF\2\1\1" + bytes(200)],
    ids=["all bytes", "zeros", "program"],
)
def test_binary_is_refused(content: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        source_of_bytes(content, "报告.txt")
    assert caught.value.key == "binary"
