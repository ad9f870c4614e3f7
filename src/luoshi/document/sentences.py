"""Paragraphs to sentence spans: a sentence ends at 。；！？ or where its paragraph does."""

import re

from luoshi.document.layout import Paragraph

_END = re.compile(r"(?:[。;!]|(?<!\?)\?(?!\?)(?![\u4e00-\u9fff\d ] ?[\u4e00-\u9fff]{0,3}\s))+[\"”’」』)》】\]]*\s*")


def split(folded: str, paragraph: Paragraph) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph, without the white space around them."""
    spans = []
    start = paragraph.start
    for match in _END.finditer(folded, paragraph.start, paragraph.end):
        spans.append((start, match.start() + len(match[0].rstrip())))
        start = match.end()
    if start < paragraph.end:
        spans.append((start, paragraph.end))
    return spans
