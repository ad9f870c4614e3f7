"""A numeral grows into a quantity: magnitude, unit, bound on either side, second end of a range."""

import re
from decimal import Decimal

from luoshi.lexicon.model import Unit
from luoshi.tokens.model import Comparator, Quantity, Silent, Stray
from luoshi.tokens.numerals import DIGITS, HAN, of_digits, of_han
from luoshi.tokens.vocabulary import LONGEST_LEFT, Vocabulary, vocabulary

_SECOND = re.compile(rf"百分之(?:{DIGITS}|[{HAN}]+(?:点[零一二三四五六七八九]+)?)|(?:{DIGITS})|[{HAN}]+")
_MIXED = re.compile(r"亿(\d{1,4})万(?!亿)")
_FROM = re.compile(r"(?:从|由|自)[^,。;从由]{0,14}\Z")
_MORE = frozenset("多余几")
_MANY = re.compile(r"多(?:功能|业态|元|样|媒体|层|式|彩|维|用途|语种|民族)")
_OPEN_PERSONS = re.compile(r"(人次|人数|人口|户数|用户|户籍|学生数|旅客|人)[^,。;]{0,6}\Z")
_LETTER = re.compile(r"[A-Za-z]")
_TO_ONE = re.compile(r":1(?![\d.:])")
_NO_UNIT = re.compile(r"家庭|项目(?![标录前])")
_HUNDRED_MILLION = 10**8
_MONEY = re.compile(r"(?:投资|资金|收入|支出|产值|税收|利润|余额|增加值|贷款|存款)[^,。;]{0,5}\Z")
_BARE = re.compile(r"(?:指数|评分|得分|分值|系数|密度|容积率|综合指数|PMI|恩格尔|收入比|之比)[^,。;]{0,12}\Z")


def scan_quantity(text: str, span: tuple[int, int], value: Decimal, unit: str = "") -> Quantity | Silent | Stray:
    """The quantity whose numeral stands at ``span``; Stray where neither unit nor magnitude follows.

    ``unit`` is one that the numeral brings with it (百分之六).
    """
    words, (start, end) = vocabulary(), span
    written, more = text[start:end], ""
    scale = Decimal(1)
    found: Unit | None = words.units.get(unit) if unit else None
    mixed = None if unit else _MIXED.match(text, end)
    if mixed:
        value, end = value * 10**8 + int(mixed[1]) * 10**4, mixed.end()
    if not unit:
        more, end = _more(text, end)
        found, unit, end, scale, extra = _unit(text, end, words)
        more = more or extra
    if found is not None and text[end : end + 1] in _MORE and not _MANY.match(text, end):
        more, end = ">", end + 1
    quantity = Quantity(
        at=start, start=start, end=end, value=value * scale, unit=unit, written=written, scale=scale,
        kind=found.kind if found else None, dimension=found.dimension if found else "",
        comparator=">" if more else "=", is_ambiguous=bool(found and found.is_ambiguous),
    )  # fmt: skip
    quantity = _ranged(text, quantity, words)
    quantity = _bounded(text, quantity, words)
    return _accepted(text, quantity, words)


def _more(text: str, end: int) -> tuple[str, int]:
    return (">", end + 1) if text[end : end + 1] in ("多", "余", "几") else ("", end)


def _unit(text: str, end: int, words: Vocabulary) -> tuple[Unit | None, str, int, Decimal, str]:
    """Unit (entry and as written), the end of it, the magnitude before it and whether 多 or 余 stood between."""
    scale, more = Decimal(1), ""
    while True:
        for length in range(min(words.longest_unit, len(text) - end), 0, -1):
            form = text[end : end + length]
            unit = words.units.get(form)
            if unit is not None and not _NO_UNIT.match(text, end):
                return unit, *_compound(text, form, end + length, words), scale, more
        magnitude = next(
            (text[end : end + size] for size in (3, 2, 1) if text[end : end + size] in words.magnitudes), None
        )
        if magnitude is None:
            return None, "", end, scale, more
        scale *= words.magnitudes[magnitude]
        end += len(magnitude)
        if text[end : end + 1] in ("多", "余"):
            more, end = ">", end + 1


def _compound(text: str, form: str, end: int, words: Vocabulary) -> tuple[str, int]:
    """A unit with a denominator (吨/日) as written; 个百分点 is written pp."""
    if words.units[form].name == "pp":
        return "pp", end
    if text[end : end + 1] == "/":
        for length in range(4, 0, -1):
            below = text[end + 1 : end + 1 + length]
            if len(below) == length and (below in words.units or below in ("年", "月", "日")) and below != "%":
                return f"{form}/{below}", end + 1 + length
    return form, end


def _ranged(text: str, quantity: Quantity, words: Vocabulary) -> Quantity:
    """The quantity with the second end of a range, where one follows (6%至6.5%, 3—5个)."""
    connector = words.connector.match(text, quantity.end)
    is_to = connector is not None and connector[0] in ("至", "到")
    if not connector or (is_to and _FROM.search(text, max(0, quantity.at - LONGEST_LEFT), quantity.at)):
        return quantity
    second = _SECOND.match(text, connector.end())
    in_words = text[quantity.at] == "百" and quantity.unit == "%"
    if not second or (second[0].startswith("百分之") and not in_words):
        return quantity
    digits = second[0].removeprefix("百分之")
    value = of_digits(digits) if digits[0].isdigit() else of_han(digits)
    if in_words:
        return quantity._replace(end=second.end(), to=value)
    found, unit, end, scale, _ = _unit(text, second.end(), words)
    if (quantity.unit and unit and unit != quantity.unit) or not (unit or quantity.unit):
        return quantity
    if not quantity.unit:
        first = quantity.value * scale if quantity.scale == 1 else quantity.value
        quantity = quantity._replace(
            value=first,
            unit=unit,
            kind=found.kind if found else None,
            dimension=found.dimension if found else "",
        )
    return quantity._replace(end=end, to=value * scale) if value * scale > quantity.value else quantity


def _bounded(text: str, quantity: Quantity, words: Vocabulary) -> Quantity:
    """The quantity with the bound words on either side of it; the one after it decides over 约 and 多."""
    left = words.before.search(text, max(0, quantity.start - LONGEST_LEFT), quantity.start)
    right = words.after.match(text, quantity.end)
    comparator: Comparator = quantity.comparator
    start, end = quantity.start, quantity.end
    if left:
        comparator, start = words.bounds[left[1]], left.start(1)
    if right and not (right[0] in ("多", "余") and not quantity.unit):
        comparator, end = words.bounds[right[0]], right.end()
    return quantity._replace(start=start, end=end, comparator=comparator)


def _accepted(text: str, quantity: Quantity, words: Vocabulary) -> Quantity | Silent | Stray:
    """The quantity if something says what is counted; a bare number of people or of an index counts too."""
    if quantity.unit:
        return quantity._replace(kind="classifier") if quantity.kind == "rank" else quantity
    if "分之" in quantity.written or "/" in quantity.written:
        return quantity._replace(kind="ratio", dimension="share")
    if (
        text[quantity.at - 1 : quantity.at].isascii() and text[quantity.at - 1 : quantity.at].isalpha()
    ) or _LETTER.match(text, quantity.end):
        return Silent(quantity.at, quantity.end, "label", "letter-code")
    before = text[max(0, quantity.start - LONGEST_LEFT) : quantity.start]
    return _implied(text, quantity, before, words) or Stray(quantity.at, quantity.end, "no-unit")


def _implied(text: str, quantity: Quantity, before: str, words: Vocabulary) -> Quantity | None:
    """The quantity with the unit that the words around it imply: people, money, the value of an index."""
    people = words.people.match(text, quantity.end)
    if people and (quantity.scale > 1 or quantity.comparator == ">"):
        return quantity._replace(
            unit="户" if people[0].endswith("户") else "人", kind="classifier", dimension="persons"
        )
    counted = _OPEN_PERSONS.search(before)
    if counted:
        unit = "人次" if counted[1] in ("人次", "旅客") else "户" if "户" in counted[1] else "人"
        return quantity._replace(unit=unit, kind="classifier", dimension="persons")
    if quantity.scale >= _HUNDRED_MILLION and _MONEY.search(before):
        return quantity._replace(unit="元", kind="currency", dimension="money")
    if quantity.scale > 1 or _BARE.search(before):
        return quantity._replace(end=quantity.end + 2) if _TO_ONE.match(text, quantity.end) else quantity
    if text[quantity.end : quantity.end + 1] in "、,和与" and text[quantity.end + 1 : quantity.end + 2].isdigit():
        return quantity
    return None
