"""What holds for every text: nothing is lost, nothing overlaps, nothing raises, and reading twice gives the same."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from luoshi.document.classes import rule_names
from luoshi.document.fold import fold
from luoshi.document.model import Document, Sentence
from luoshi.document.structure import structure
from luoshi.text.source import Source

LINES = """
一、2023年工作回顾|二、2024年工作安排|（一）做强产业。|1. 建设公园30个；|——经济稳中有进。|一是扩大投资。
请予审议。|各位代表：|政府工作报告|地区生产总值增长6%。|今年主要预期目标是：|让我们共同努力！|对此，我们将认真解决。|也清醒认识到还存在不少问题。
名词解释|— 3 —|推荐阅读|来源：云川发布|表1  人口  30|??|“|”|（|）|，|。|云川市|新建学校
"""
PIECES = [*LINES.strip().replace("\n", "|").split("|"), "\n", "\r\n", "\u2028", "\x0b", " ", "\u3000", "\ud800"]

reports = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=60).map("".join)
texts = st.text(max_size=400) | st.text(st.characters(), max_size=80) | reports


def read(text: str) -> Document:
    return structure(Source(text))


def is_blank(text: str) -> bool:
    """Whether a text holds only white space, of any width and none."""
    return not fold(text).strip()


def in_line(document: Document) -> list[Sentence]:
    """The sentences without the noise that nests in others."""
    kept: list[Sentence] = []
    for sentence in document.sentences:
        if kept and sentence.end <= kept[-1].end:
            assert sentence.sentence_class == "noise"
            assert sentence.start >= kept[-1].start
        else:
            kept.append(sentence)
    return kept


@given(texts)
@example("")
@example(" \n\t")
@example("?" * 50)
@example("。；！" * 30)
@example("一、" * 40)
@example("\n".join(["承接上一行的文字没有句号", "— 2 —"] * 40))
def test_every_character_is_in_a_sentence_or_blank(text: str) -> None:
    end = 0
    for sentence in in_line(read(text)):
        assert is_blank(text[end : sentence.start])
        end = sentence.end
    assert is_blank(text[end:])


@given(texts)
def test_sentences_follow_one_another(text: str) -> None:
    kept = in_line(read(text))
    assert all(0 <= each.start < each.end <= len(text) for each in kept)
    assert all(one.end <= other.start and one.paragraph <= other.paragraph for one, other in pairwise(kept))


@given(texts)
def test_sentences_begin_and_end_with_ink(text: str) -> None:
    for sentence in read(text).sentences:
        assert not is_blank(text[sentence.start])
        assert not is_blank(text[sentence.end - 1])


@given(texts)
def test_sections_nest(text: str) -> None:
    open_sections: list[tuple[int, int]] = []
    for section in read(text).sections:
        while open_sections and open_sections[-1][1] <= section.start:
            open_sections.pop()
        assert section.start < section.end <= len(text)
        assert all(start <= section.start and section.end <= end for start, end in open_sections)
        assert section.depth == len(open_sections) + 1
        open_sections.append((section.start, section.end))


@given(texts)
def test_a_sentence_lies_in_its_section_and_has_a_rule(text: str) -> None:
    document = read(text)
    for sentence in document.sentences:
        assert sentence.rule in rule_names()
        if sentence.section is not None:
            section = document.sections[sentence.section]
            assert section.start <= sentence.start
            assert sentence.end <= section.end


@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)
