"""Places in an order: 首位, 第二, 前三, 第25位. An ordinal that only numbers something is a label."""

import re
from decimal import Decimal

from luoshi.lexicon.load import phrase
from luoshi.tokens.model import Rank, Silent
from luoshi.tokens.numerals import of_digits, of_han

_HAN = "一二三四五六七八九十"
RANK = (
    rf"首位|榜首|第(?:\d{{1,3}}|[{_HAN}百]+)|前(?:\d{{1,4}}|[{_HAN}百]+|列)(?=[位名强%])"
    rf"|前[{_HAN}](?![\u4e00-\u9fff]*?(?:年|个月|季度|期|批))"
)

_NUMBER = re.compile(rf"\d+|[{_HAN}百]+")
_TAIL = re.compile(r"(?:大)?(?:位次|位|名(?!单|称|录|额|片|医|师|优|校))")
_NAMING = phrase("phrases", "ranks-naming")
_FRAME = phrase("phrases", "ranks-frame")
_RANKED = re.compile(r"(?:排|居|列|位|名次|夺|获)[^,。;、]{0,9}\Z")
_LISTED = re.compile(rf"第(?:\d{{1,3}}|[{_HAN}百]+)(?:位|名)?(?:、|和)[^,。;、\d]{{0,6}}\Z")
_PUT = re.compile(r"(?:摆在|放在|作为|置于|放到|摆到|列为)[^,。;]{0,4}\Z")
_CLOSING = re.compile(r"(?:大)?(?:[,。;、!?)”\"]|的|和|且|并|以|\Z|位|名|方阵|梯队|[省市国]|强)")


def scan_rank(text: str, match: re.Match[str]) -> Rank | Silent:
    """The rank that begins at the match, or a label where the ordinal only numbers something (第24届, 第一产业)."""
    start, end = match.span()
    if _PUT.search(text, max(0, start - 8), start):
        return Silent(start, end, "label", "ordinal")
    if match[0] in ("首位", "榜首"):
        return Rank(start, start, end, Decimal(1), written=match[0])
    number = _NUMBER.search(match[0])
    if number is None:
        return Silent(start, end, "vague", "front-ranks")
    tail = _TAIL.match(text, end)
    stop = tail.end() if tail else end
    left = text[max(0, start - 12) : start]
    if not (tail and match[0][0] == "第") and not (
        (_FRAME.search(left) or _RANKED.search(left) or _LISTED.search(left)) and _CLOSING.match(text, end)
    ):
        return Silent(start, end, "label", "ordinal")
    if _NAMING.match(text, end):
        return Silent(start, end, "label", "ordinal")
    value = of_digits(number[0]) if number[0].isdigit() else of_han(number[0])
    if match[0][0] == "前":
        percent = text[end : end + 1] == "%"
        return Rank(
            start, start, end + 1 if percent else stop, value, "<=", "%" if percent else "位", written=number[0]
        )
    return Rank(start, start, stop, value, written=number[0])
