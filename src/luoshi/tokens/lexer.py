"""Finds every numeral of a sentence and says what it is: quantity, rank, label, time, streak, vague count or stray.

Names come first: a numeral that a label rule claims is never tried as a quantity. One pass, left to right; nothing
looks further than a dozen characters to the left.
"""

import re
from decimal import Decimal

from luoshi.tokens.model import Quantity, Silent, Stray, Token
from luoshi.tokens.numerals import DIGITS, HAN, of_digits, of_han
from luoshi.tokens.quantities import scan_quantity
from luoshi.tokens.ranks import RANK, scan_rank
from luoshi.tokens.vocabulary import LONGEST_LEFT, Vocabulary, vocabulary

_NUMERAL = re.compile(
    rf"(?=[\d{HAN}首榜第前翻])(?:(?P<fraction>(?:百分之|千分之)(?:{DIGITS}|[{HAN}]+(?:点[零〇○一二三四五六七八九]+)?)|[二三四五六七八九十]{{1,2}}分之[一二三四五六七八九十]{{1,2}}|\d{{1,2}}/\d{{1,2}}(?![/\d]))"
    rf"|(?P<digits>{DIGITS})"
    r"|翻(?:了)?(?P<doubled>[一两三])番"
    rf"|(?P<rank>{RANK})"
    rf"|(?P<han>(?![零〇○](?!点))[{HAN}]+(?:点[零〇○一二三四五六七八九]+)?))"
)
_QUOTED = re.compile(r"[“\"「『《〈]([^“”\"「」『』《》〈〉]{0,40})[”\"」』》〉]")
_LONGEST_QUOTE = 24
_COMPUTING = re.compile(r"算力[^,。;]{0,12}\Z")


def lex(text: str) -> list[Token]:
    """The tokens of ``text`` (folded, without damage), in order and without overlap."""
    words = vocabulary()
    quoted = _quotes(text)
    tokens: list[Token] = []
    position = 0
    while match := _NUMERAL.search(text, position):
        token = _token(text, match, words, quoted)
        position = match.end()
        if token is not None:
            tokens.append(token)
            position = max(position, token.end)
    return tokens


def _quotes(text: str) -> list[tuple[int, int]]:
    """Spans of short quotations and titles: numbers in them belong to names."""
    if "“" not in text and "《" not in text and '"' not in text:
        return []
    return [
        match.span() for match in _QUOTED.finditer(text) if match[0][0] in "《〈" or len(match[1]) <= _LONGEST_QUOTE
    ]


def _token(text: str, match: re.Match[str], words: Vocabulary, quoted: list[tuple[int, int]]) -> Token | None:
    start, end = match.span()
    for opening, closing in quoted:
        if opening < start < closing:
            return Silent(start, end, "label", "quoted")
    group = match.lastgroup
    if group == "rank":
        return scan_rank(text, match)
    if group == "doubled":
        return _doubling(text, match, words)
    if group == "fraction":
        return scan_quantity(text, (start, end), *_fraction(match[0]))
    if group == "han":
        end = _before_unit(text, start, end, words)
        if word := _word(text, start, end, words):
            return Silent(start, word, "vague", "word")
    return _label(text, start, end, words) or _number(text, start, end, words)


def _before_unit(text: str, start: int, end: int, words: Vocabulary) -> int:
    """Where a Chinese numeral ends: 千 of 千瓦 and 万 of 万元户 belong to the unit."""
    shorter = end - 1
    is_unit = any(text[shorter : shorter + length] in words.units for length in (2, 3, 4))
    return shorter if shorter > start and text[shorter] in "千百" and is_unit else end


def _doubling(text: str, match: re.Match[str], words: Vocabulary) -> Quantity:
    """翻一番 is growth by one time, 翻两番 by three."""
    bound = words.before.search(text, max(0, match.start() - LONGEST_LEFT), match.start())
    return Quantity(
        at=match.start("doubled"),
        start=bound.start(1) if bound else match.start(),
        end=match.end(),
        value=_DOUBLINGS[match["doubled"]],
        unit="倍",
        comparator=words.bounds[bound[1]] if bound else "=",
        written=match["doubled"],
        kind="ratio",
        dimension="doubling",
    )


_DOUBLINGS = {"一": Decimal(1), "两": Decimal(3), "三": Decimal(7)}


def _word(text: str, start: int, end: int, words: Vocabulary) -> int | None:
    """End of the word in which a Chinese numeral is no number (一般, 统一, 百姓); None where it may be one."""
    vague = words.vague.match(text, start)
    if vague:
        return max(end, vague.end())
    is_magnitude = all(character in "十百千万亿" for character in text[start:end])
    if (
        is_magnitude
        and (text[start:end] != "十")
        and not words.before.search(text[max(0, start - LONGEST_LEFT) : start])
    ):
        return end
    after = words.word_after.match(text, start)
    if after:
        return max(end, after.end())
    return end if words.word_before.search(text[max(0, start - 2) : start]) else None


def _label(text: str, start: int, end: int, words: Vocabulary) -> Silent | None:
    """The silent token that a label rule makes of the numeral; None where none does."""
    left = text[max(0, start - LONGEST_LEFT) : start]
    if words.label_after.match(text, end) or words.label_before.search(left):
        for rule in words.labels:
            after = rule.after.match(text, end) if rule.after else None
            if (rule.after is None or after) and (rule.before is None or rule.before.search(left)):
                return Silent(start, after.end() if after else end, rule.kind, rule.name)
    return None


def _number(text: str, start: int, end: int, words: Vocabulary) -> Token | None:
    written = text[start:end]
    date = words.dates.match(text, end)
    if date:
        return Silent(start, date.end(), "time", "date")
    is_han = not written[0].isdigit()
    quantity = scan_quantity(text, (start, end), of_han(written) if is_han else of_digits(written))
    if is_han and isinstance(quantity, Stray):
        return Silent(start, end, "vague", "word")
    if (
        isinstance(quantity, Quantity)
        and quantity.is_ambiguous
        and ((is_han and quantity.comparator == "=") or quantity.dimension in ("count", "data", "voltage"))
        and not _COMPUTING.search(text[max(0, start - LONGEST_LEFT) : start])
    ):
        return Silent(start, quantity.end, "label", "ambiguous-unit")
    return quantity


def _fraction(written: str) -> tuple[Decimal, str]:
    """Value and unit of 百分之六 or 三分之二."""
    if "/" in written:
        part, whole = written.split("/")
        return (of_digits(part) / (of_digits(whole) or 1)).quantize(Decimal("0.0001")), ""
    whole, _, part = written.partition("分之")
    value = of_digits(part) if part[0].isdigit() else of_han(part)
    if whole in ("百", "千"):
        return value, "%" if whole == "百" else "‰"
    return (value / of_han(whole)).quantize(Decimal("0.0001")), ""
