"""A sheet to draw on, in pixels; what is drawn is SVG without inline styles, so that a strict CSP lets it through.

Colours are classes of ``charts.css``. Widths of words are estimates on the wide side: nothing measures fonts here.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal
from xml.etree import ElementTree

Number = int | Decimal
SIZE, SMALL = 13, 11
"""Sizes of words."""

_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELLIPSIS = "…"


def width_of(words: str, size: int = SIZE) -> Decimal:
    """How wide ``words`` are at ``size``, in pixels."""
    return Decimal(size * sum(map(_tenths, words))) / 10


def fitted(words: str, size: int, limit: Number) -> str:
    """``words``, cut with an ellipsis where they are wider than ``limit`` pixels."""
    if width_of(words, size) <= limit:
        return words
    kept = words
    while kept and width_of(kept + _ELLIPSIS, size) > limit:
        kept = kept[:-1]
    return kept + _ELLIPSIS


def clean(words: str) -> str:
    """``words`` without the characters that XML forbids."""
    return _UNFIT.sub("", words)


@dataclass(frozen=True, slots=True)
class Style:
    """How words look: class, size in pixels, and which end of them is at their place."""

    css: str = ""
    size: int = SIZE
    anchor: Literal["start", "middle", "end"] = "start"


class Canvas:
    """A sheet of fixed ``width`` that grows downwards. ``name`` begins every id on it."""

    def __init__(self, width: int, name: str) -> None:
        self.width, self.name, self.height = width, name, Decimal(0)
        self.root = ElementTree.Element("svg")

    @property
    def is_narrow(self) -> bool:
        """Whether the sheet is for a phone."""
        return self.width < 500

    def reserve(self, height: Number) -> Decimal:
        """Add ``height`` pixels below; the offset at which they begin."""
        start, self.height = self.height, self.height + height
        return start

    def add(self, tag: str, css: str, **attributes: Number | str) -> ElementTree.Element:
        """An element of class ``css``; an underscore in the name of an attribute stands for a hyphen."""
        texts = {name.replace("_", "-"): written(each) for name, each in attributes.items()}
        return ElementTree.SubElement(self.root, tag, {"class": css} | texts)

    def text(self, x: Number, y: Number, words: str, style: Style = Style(), *, limit: Number | None = None) -> None:
        """``words`` on the line ``y``, cut to ``limit`` pixels (to the edge of the sheet without one)."""
        edge = {"start": self.width - x, "end": x, "middle": 2 * min(x, self.width - x)}[style.anchor]
        whole = clean(words)
        shown = fitted(whole, style.size, edge if limit is None else min(limit, edge))
        element = self.add("text", f"t {style.css}".strip(), x=x, y=y, font_size=style.size)
        if style.anchor != "start":
            element.set("text-anchor", style.anchor)
        if shown == whole:
            element.text = shown
        else:
            hover = ElementTree.SubElement(element, "title")
            hover.text, hover.tail = whole, shown

    def rect(self, x: Number, y: Number, width: Number, height: Number, css: str) -> None:
        """A rectangle from its upper left corner."""
        self.add("rect", css, x=x, y=y, width=width, height=height)

    def line(self, x1: Number, y1: Number, x2: Number, y2: Number, css: str) -> None:
        """A straight line."""
        self.add("line", css, x1=x1, y1=y1, x2=x2, y2=y2)

    def path(self, steps: Sequence[tuple[str, Number, Number]], css: str, *, closed: bool = False) -> None:
        """A path of ``steps``: M (go there) or L (draw a line there), and the point."""
        drawn = "".join(f"{letter}{written(x)} {written(y)}" for letter, x, y in steps)
        self.add("path", css, d=drawn + ("Z" if closed else ""))


def written(number: Number | str) -> str:
    """A coordinate with one decimal at most."""
    if isinstance(number, str):
        return number
    text = f"{number:.1f}"
    return text.removesuffix(".0").replace("-0", "0") if text in ("-0.0", "0.0") else text.removesuffix(".0")


def _tenths(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WFA":
        return 10
    return 7 if character.isupper() or character in "mw%" else 6
