"""Words for the codes of rows, in the language in use: the library's own, so that command line and board agree."""

from decimal import Decimal

from django.utils.translation import get_language

from luoshi.hosting import Words


def label(table: str, code: str) -> str:
    """What people call ``code`` of ``table`` (``aspect``, ``stage``, ``verdict`` …); itself where it has no name."""
    return Words("en" if (get_language() or "").startswith("en") else "zh").label(table, code)


_FALLS = {"change": "减少", "growth": "下降"}
_TOLD = ("-", "−", "—", "负", "下降", "减少", "降")
_LARGE = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


def as_said(text: str, value: str | Decimal, aspect: str) -> str:
    """The figure ``text`` so that it can stand alone: ``1.2%`` of ``下降1.2%`` is shown as ``下降1.2%``."""
    if Decimal(value) >= 0 or text.startswith(_TOLD) or aspect not in _FALLS:
        return text
    return _FALLS[aspect] + text


def readable(value: str) -> str:
    """A decimal as people write it in Chinese: ``143960000000`` is ``1439.6亿``."""
    if not value:
        return ""
    number = Decimal(value)
    for size, name in _LARGE:
        if abs(number) >= size:
            return f"{(number / size).normalize():f}{name}"
    return value
