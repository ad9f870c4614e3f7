"""Four shades for counts, always beside the count itself."""

from django.utils.translation import gettext as _

from luoshi_web.charts.canvas import SMALL, Canvas, Style, width_of

_STEPS = 3


def shade(count: int, most: int) -> str:
    """The class of ``count`` where the largest is ``most``: ``shade0`` for none, ``shade1`` to ``shade3``."""
    return f"shade{-(-count * _STEPS // most)}" if count else "shade0"


def key(canvas: Canvas, most: int) -> None:
    """What the shades stand for."""
    y, words = canvas.reserve(26), _("承诺数")
    canvas.text(0, y + 14, words, Style(css="soft", size=SMALL))
    x = width_of(words, SMALL) + 10
    steps = range(1, _STEPS + 1)
    ranges = [(0, 0), *((most * (step - 1) // _STEPS + 1, most * step // _STEPS) for step in steps)]
    for low, high in ranges:
        if low <= high:
            written = str(high) if low == high else f"{low}–{high}"
            canvas.rect(x, y + 4, 12, 12, f"area {shade(high, most)}")
            canvas.text(x + 17, y + 14, written, Style(size=SMALL))
            x += 30 + width_of(written, SMALL)
