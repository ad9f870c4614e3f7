"""One shape and one filling for each outcome, so that nobody needs to tell colours apart."""

from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree

from luoshi_web.charts.canvas import SMALL, Canvas, Number, Style, width_of
from luoshi_web.pages.outcomes import outcome_name

_LINES: dict[str, tuple[str, ...]] = {
    "missed": ("M0 6L6 0M-1 1L1 -1M5 7L7 5",),
    "not comparable": ("M1.5 3h2",),
    "awaiting": ("M0 3h6",),
    "unjudged": ("M3 0v6",),
}
_LEGEND_LINE = 20


def kind_of(outcome: str) -> str:
    """The class of an outcome (``not comparable`` → ``c-not-comparable``)."""
    return f"c-{outcome.replace(' ', '-')}"


def define_patterns(canvas: Canvas) -> None:
    """Put the fillings of the outcomes on ``canvas``."""
    definitions = ElementTree.SubElement(canvas.root, "defs")
    for outcome, paths in _LINES.items():
        attributes = {"width": "6", "height": "6", "patternUnits": "userSpaceOnUse"}
        pattern = ElementTree.SubElement(definitions, "pattern", attributes | {"id": _pattern(canvas, outcome)})
        for drawn in paths:
            ElementTree.SubElement(pattern, "path", {"class": f"hatch {kind_of(outcome)}", "d": drawn})


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its upper left corner."""

    x: Number
    y: Number
    width: Number
    height: Number


def bar(canvas: Canvas, box: Box, outcome: str) -> None:
    """A bar in the colour and filling of ``outcome``; its patterns must be on the canvas."""
    canvas.rect(box.x, box.y, box.width, box.height, f"bar {kind_of(outcome)}")
    if outcome in _LINES:
        canvas.rect(box.x, box.y, box.width, box.height, "fill")
        canvas.root[-1].set("fill", f"url(#{_pattern(canvas, outcome)})")


def symbol(canvas: Canvas, x: Number, y: Number, outcome: str, size: int = 4) -> None:
    """The shape of ``outcome`` around the point (x, y), reaching ``size`` pixels to each side."""
    css = f"mark {kind_of(outcome)}"
    match outcome:
        case "missed":
            steps = [("M", x - size, y - size), ("L", x + size, y + size)]
            canvas.path([*steps, ("M", x - size, y + size), ("L", x + size, y - size)], f"{css} stroke")
        case "not comparable":
            corners = [("M", x, y - size), ("L", x + size, y), ("L", x, y + size), ("L", x - size, y)]
            canvas.path(corners, css, closed=True)
        case "awaiting":
            corners = [("M", x - size, y + size), ("L", x, y - size), ("L", x + size, y + size)]
            canvas.path(corners, css, closed=True)
        case "unjudged":
            canvas.path([("M", x - size, y), ("L", x + size, y)], f"{css} stroke")
        case _:
            canvas.add("circle", css, cx=x, cy=y, r=size)


def legend(canvas: Canvas, outcomes: list[str]) -> None:
    """The shapes and fillings of ``outcomes`` with their names, in as many lines as they need."""
    x, y = Decimal(0), canvas.reserve(_LEGEND_LINE)
    for outcome in outcomes:
        name = outcome_name(outcome)
        needed = 32 + width_of(name, SMALL)
        if x and x + needed > canvas.width:
            x, y = Decimal(0), canvas.reserve(_LEGEND_LINE)
        bar(canvas, Box(x + Decimal("0.5"), y + 4, 11, 11), outcome)
        symbol(canvas, x + 20, y + Decimal("9.5"), outcome)
        canvas.text(x + 28, y + 14, name, Style(size=SMALL))
        x += needed + 14
    canvas.reserve(6)


def _pattern(canvas: Canvas, outcome: str) -> str:
    return f"{canvas.name}-{kind_of(outcome)}"
