"""The marks that number titles, and their ranks."""

import re

_HAN = "[一二三四五六七八九十]"

RANKS = {
    "part": 1,
    "han": 2,
    "han_bracket": 3,
    "digit": 4,
    "digit_bracket": 5,
    "ordinal": 5,
    "dash": 6,
    "item": 7,
    "plain": 8,
}

MARK = re.compile(
    rf"(?P<part>第{_HAN}{{1,3}}(?:部分|章|节))"
    rf"|(?P<han>{_HAN}{{1,3}}、(?!{_HAN}+(?:产业|线|级|季度|次)))"
    rf"|(?P<han_bracket>\(?{_HAN}{{1,3}}\))"
    rf"|(?P<digit>\d{{1,2}}[、.](?![\d ]))"
    rf"|(?P<digit_bracket>\(?\d{{1,2}}\)|[①-⑳])"
    rf"|(?P<ordinal>第{_HAN}{{1,2}}[,、](?!第))"
    rf"|(?P<dash>(?:[—–―─]{{1,3}}|-{{2,4}})(?! *\d{{1,3}} *[—–―─-]))"
    rf"|(?P<item>(?:{_HAN}{{1,2}}|[①-⑳])(?:是|要)(?=[^\d否]))"
)

BARE_MARK = re.compile(rf"{_HAN}{{1,3}}[、是要]|第{_HAN}{{1,3}}[,、]?|\(?(?:{_HAN}{{1,3}}|\d{{1,2}})\)|\d{{1,2}}[、.]")

OPENING_MARK = re.compile(
    MARK.pattern.replace("?P<", "?P<_") + r"|各位代表|附件|附:|名词解释|\[\d+\]|【\d+】|[图表] *\d"
)


def rank_of(mark: re.Match[str] | None) -> int:
    """Rank of a title by its mark: 1 for 第一部分, 2 for 一、 … 8 for a title without a mark."""
    return RANKS[mark.lastgroup] if mark and mark.lastgroup else RANKS["plain"]
