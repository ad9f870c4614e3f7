"""The report page stands alone, keeps every character of the report, and every link on it leads somewhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from luoshi.pages.html import html_page, write_pages
from luoshi.pages.words import Words

VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """Collects what a page links to, what can be linked to, its text, and whether its tags nest."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: set[str] = set()
        self.anchors: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.body_text = ""
        self.text_depth = 0
        self.marks: list[tuple[str, str]] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.add(tag)
        self.attributes |= known.keys()
        if known.get("id"):
            self.anchors.append(known["id"] or "")
        if tag == "a":
            self.links.add(known["href"] or "")
        if tag not in VOID:
            self.open.append(tag)
        if known.get("id") == "text":
            self.text_depth = len(self.open)
        if tag == "mark":
            self.marks.append((known["class"] or "", known["title"] or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if self.text_depth > len(self.open):
            self.text_depth = 0

    def handle_data(self, data: str) -> None:
        if self.text_depth:
            self.body_text += data


def test_page_stands_alone(report: Any, words: Words) -> None:
    markup = html_page(report, words)
    page = Page(markup)
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "object", "embed", "base", "form"})
    assert page.attributes.isdisjoint({"src", "srcset", "action", "onclick", "onload", "style"})
    assert not re.search(r"https?:|url\(|@import|//[a-z]", markup)
    assert "default-src 'none'" in markup
    assert 'name="viewport"' in markup


def test_every_link_leads_to_one_place(report: Any, words: Words) -> None:
    page = Page(html_page(report, words))
    assert len(page.anchors) == len(set(page.anchors))
    assert page.links <= {f"#{anchor}" for anchor in page.anchors}
    assert f"#c{report.measures[3].at}" in page.links


def test_every_row_can_be_linked_to(report: Any, words: Words) -> None:
    anchors = set(Page(html_page(report, words)).anchors)
    starts = [row.start for row in (*report.document.sentences, *report.document.sections, *report.projects)]
    assert anchors >= {f"c{start}" for start in starts}
    assert anchors >= {f"c{row.at}" for row in (*report.measures, *report.unread)}


def test_text_of_the_report_is_all_there(report: Any, words: Words) -> None:
    shown = Page(html_page(report, words)).body_text
    assert "".join(shown.split()) == "".join(report.document.source.text.split())


def test_rows_are_marked_with_what_they_say(report: Any, words: Words) -> None:
    marks = dict.fromkeys(Page(html_page(report, words)).marks)
    assert ("figure result", "地区生产总值 · 128640000000元 · 水平 · 2023 · 完成") in marks
    assert ("figure target doubtful", "床位 · 300张以上 · 产出 · 2024 · 目标 · 存疑 0.7 =shared unit") in marks
    assert ("project", "云川北站 · 建成 · 2023") in marks
    assert ("unread", "未识读: no unit") in marks


def test_markup_in_a_report_is_text(report: Any, words: Words) -> None:
    nasty = report.document.source.text.replace("一、2023年工作回顾", "<b>&\"'\x00四个字符")
    source = replace(report.document.source, text=nasty)
    named = tuple(replace(row, indicator='"><script>alert(1)</script>') for row in report.measures)
    markup = html_page(replace(report, document=replace(report.document, source=source), measures=named), words)
    assert "<script" not in markup
    assert "&lt;b&gt;&amp;&quot;&#x27;�四个字符" in markup
    Page(markup)


def test_overlapping_rows_stay_valid(report: Any, words: Words) -> None:
    first = report.measures[0]
    across = replace(first, start=first.start - 3, end=first.end + 4)
    page = Page(html_page(replace(report, measures=(first, across, *report.measures[1:])), words))
    assert "".join(page.body_text.split()) == "".join(report.document.source.text.split())


def test_a_report_without_sentences_is_shown(report: Any, words: Words) -> None:
    bare = replace(
        report,
        document=replace(report.document, sentences=(), sections=()),
        measures=(),
        projects=(),
        unread=(),
    )
    assert "新增公园30个。" in Page(html_page(bare, words)).body_text


def test_english_page(report: Any) -> None:
    markup = html_page(report, Words("en"))
    assert '<html lang="en">' in markup
    assert "Main expected targets" in markup
    assert "主要预期目标</summary>" not in markup


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_a_report_under_its_own_name(report: Any, words: Words, tmp_path: Path, count: int) -> None:
    write_pages([report] * count, tmp_path, words)
    names = ["云川市-2024.html", "云川市-2024-2.html", "云川市-2024-3.html"]
    assert {path.name for path in tmp_path.iterdir()} == set(names[:count])
