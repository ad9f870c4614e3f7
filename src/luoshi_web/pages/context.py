"""A stretch of a report with the words around it."""

from dataclasses import dataclass

from luoshi_web.models import Report

_AROUND = 160
_STOPS = "。；！？\n"


@dataclass(frozen=True, slots=True)
class Context:
    """``quote`` with the rest of its sentence and its neighbours: ``before`` and ``after``."""

    report: Report
    start: int
    before: str
    quote: str
    after: str


def in_context(report: Report, start: int, end: int) -> Context:
    """The characters ``start:end`` of ``report`` with whole sentences around them, up to the paragraph's ends."""
    text = report.text
    left = max(text.rfind("\n", 0, start) + 1, _sentence_edge(text, max(0, start - _AROUND), start))
    line_end = text.find("\n", end)
    right = min(line_end if line_end >= 0 else len(text), _next_stop(text, min(len(text), end + _AROUND // 2)))
    return Context(report, start, text[left:start], text[start:end], text[end:right])


def _sentence_edge(text: str, start: int, limit: int) -> int:
    """The offset after the last stop at or before ``start``; ``start`` itself where none is near."""
    for offset in range(start, max(-1, start - _AROUND), -1):
        if offset == 0 or text[offset - 1] in _STOPS:
            return offset
    return min(start, limit)


def _next_stop(text: str, start: int) -> int:
    for offset in range(start, min(len(text), start + _AROUND)):
        if text[offset] in _STOPS:
            return offset + 1
    return start
