"""Numerals become exact decimals: digits with separators, Chinese numerals, and both mixed (3亿2千万)."""

import re
from decimal import Decimal

DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|\d+[·•‧∙]\d+(?=[%‰万亿倍元]|个百分点|公[里斤顷]|平方|立方|吨|亩|人)|\d+(?:[.?]\d+)?"
)
"""Digits as written; ``?`` between two is a decimal point that a crawl lost, a raised point one of older print."""

_POINT = str.maketrans("?·•‧∙", ".....", ",")

HAN = "零〇○一二三四五六七八九十百千万亿两"

_DIGIT = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_POWER = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = {"万": 10**4, "亿": 10**8}
_PLAIN = re.compile(r"[零〇○一二三四五六七八九]+")


def of_digits(written: str) -> Decimal:
    """The value of ``1,100.9``."""
    return Decimal(written.translate(_POINT))


def of_han(written: str) -> Decimal:
    """The value of ``二百四十三``, ``七点九``, ``一九九三`` or ``十四亿``; raises ValueError for what is no numeral."""
    whole, _, fraction = written.partition("点")
    value = Decimal(_spelled(whole) if _PLAIN.fullmatch(whole) else _composed(whole))
    if fraction:
        value += Decimal(f"0.{_spelled(fraction):0{len(fraction)}d}")
    return value


def _spelled(written: str) -> int:
    return int("".join(str(_DIGIT[character]) for character in written))


def _composed(written: str) -> int:
    total = section = digit = 0
    last_power = 1
    for character in written:
        if character in _DIGIT:
            digit = _DIGIT[character]
            last_power = 1 if digit == 0 else last_power
        elif character in _POWER:
            section += (digit or 1) * _POWER[character]
            digit, last_power = 0, _POWER[character]
        else:
            total = (
                (total + section + digit or 1) * _MYRIAD[character]
                if character == "亿"
                else (total + (section + digit or 1) * _MYRIAD[character])
            )
            section, digit, last_power = 0, 0, _MYRIAD[character]
    return total + section + digit * (last_power // 10 if digit and last_power >= 100 else 1)
