"""Numbers of lists as Word writes them: 一、 甲、 ① (iv) and the rest of its number formats."""

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def written(number: int, number_format: str) -> str:
    """``number`` in a format of Word (ST_NumberFormat of ECMA-376 part 1, 17.18.59); else decimal."""
    write = _FORMATS.get(number_format)
    return write(number) if write and 0 < number < 10_000 else str(number)


def _chinese(number: int, digits: str = _DIGITS, places: str = "千百十") -> str:
    text, pending_zero = "", False
    for place, value in zip((*places, ""), (1000, 100, 10, 1), strict=True):
        digit = number // value % 10
        if digit:
            text += (digits[0] if pending_zero else "") + digits[digit] + place
        pending_zero = bool(text) and not digit
    leads_with_ten = digits is _DIGITS and 10 <= number < 20
    return text[1:] if leads_with_ten else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(first: str, size: int) -> Callable[[int], str]:
    return lambda number: chr(ord(first) + number - 1) if number <= size else str(number)


def _circled(number: int) -> str:
    for last, offset in ((20, 0x2460 - 1), (35, 0x3251 - 21), (50, 0x32B1 - 36)):
        if number <= last:
            return chr(offset + number)
    return str(number)


def _cycle(marks: str) -> Callable[[int], str]:
    return lambda number: marks[(number - 1) % len(marks)]


def _digit_by_digit(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    return _chinese(number, _LEGAL_DIGITS, "仟佰拾")


def _full_width(number: int) -> str:
    return str(number).translate({digit: digit + 0xFEE0 for digit in range(0x30, 0x3A)})


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "chineseLegalSimplified": _legal,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _from("㊀", 10),
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "numberInDash": "- {} -".format,
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}
