"""A chart as a figure: drawn twice, for a screen and for a phone, of which the style sheet shows one."""

import hashlib
from collections.abc import Callable
from xml.etree import ElementTree

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from luoshi_web.charts.canvas import Canvas, clean, written

WIDE, NARROW = 720, 356


def figure(title: str, description: str, draw: Callable[[Canvas], None], *, note: str = "") -> SafeString:
    """What ``draw`` draws, with ``title`` and ``description`` for those who cannot see it; ``note`` stands below."""
    name = "g" + hashlib.blake2s(f"{title}\n{description}".encode()).hexdigest()[:8]
    wide, narrow = (_svg(Canvas(width, f"{name}{width}"), title, description, draw) for width in (WIDE, NARROW))
    below = format_html('<span class="note">{}</span>', note) if note else ""
    return format_html(
        '<figure class="chart"><figcaption><b>{}</b>{}</figcaption>{}{}</figure>', title, below, wide, narrow
    )


def sentence(words: str) -> SafeString:
    """What stands in place of a chart that has nothing to show."""
    return format_html('<p class="empty">{}</p>', words)


def _svg(canvas: Canvas, title: str, description: str, draw: Callable[[Canvas], None]) -> SafeString:
    root, name = canvas.root, canvas.name
    for tag, words in (("title", title), ("desc", description)):
        ElementTree.SubElement(root, tag, {"id": f"{name}-{tag}"}).text = clean(words)
    draw(canvas)
    width, height = str(canvas.width), written(canvas.height)
    for key, words in {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "narrow" if canvas.is_narrow else "wide",
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc",
        "viewBox": f"0 0 {width} {height}",
        "width": width,
        "height": height,
    }.items():
        root.set(key, words)
    return mark_safe(ElementTree.tostring(root, encoding="unicode"))  # noqa: S308
