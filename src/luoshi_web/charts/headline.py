"""Headline targets beside their results. Units differ, so every target stands at 100 and its result at its share."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from luoshi_web.charts.bounds import bound_of
from luoshi_web.charts.canvas import Canvas
from luoshi_web.charts.figure import figure, sentence
from luoshi_web.charts.scale import around
from luoshi_web.charts.strips import Layout, Strip, draw_strips, guide, row_height
from luoshi_web.pages.headline import Beside
from luoshi_web.pages.outcomes import outcome_name

_HUNDRED, _FURTHEST = Decimal(100), Decimal(200)
_WIDE, _PHONE = Layout(0, 180, 240, 294), Layout(0, 350, 350, 350, is_stacked=True)


def headline_chart(rows: Sequence[Beside]) -> SafeString:
    """Each target with its result; a sentence where there is no target, or none with a result."""
    if not rows:
        return sentence(_("没有读出主要预期目标。"))
    strips = [_strip(row) for row in rows]
    if all(strip.achieved is None for strip in strips):
        return sentence(_("还没有结果可以和目标画在一起。"))
    said = "; ".join(f"{strip.label}: {strip.words}" for strip in strips)
    note = _(
        "竖线是目标，放在100；符号是结果，位置是结果相当于目标的百分之几。开口向右：不低于；开口向左：不高于；断开：左右；两条竖线：区间。"
    )
    return figure(_("主要目标与结果"), said, lambda canvas: _draw(canvas, strips), note=note)


def _strip(row: Beside) -> Strip:
    promise = row.promise
    words = f"{promise.target} → {promise.result or '—'} {outcome_name(promise.outcome)}"
    if row.target is None or not Decimal(row.target.base_value):
        return Strip(promise.title, words, outcome=promise.outcome)
    divisor = Decimal(row.target.base_value)
    achieved = Decimal(row.result.base_value) / divisor * 100 if row.result else None
    return Strip(promise.title, words, bound_of(row.target).over(divisor), achieved, promise.outcome)


def _draw(canvas: Canvas, strips: Sequence[Strip]) -> None:
    layout = _PHONE if canvas.is_narrow else _WIDE
    values = [strip.achieved for strip in strips if strip.achieved is not None]
    values += [value for strip in strips if strip.promised for value in strip.promised.values]
    low, high = around([min(max(value, -_HUNDRED), _FURTHEST) for value in values] + [_HUNDRED])
    scale = layout.scale(min(low, Decimal(80)), max(high, Decimal(120)))
    top = canvas.reserve(20 + row_height(layout) * len(strips) + 4) + 20
    bottom = top + row_height(layout) * len(strips)
    for tick in scale.ticks(6):
        if tick != _HUNDRED and abs(scale.at(tick) - scale.at(_HUNDRED)) > 40:
            guide(canvas, (top, bottom), scale.at(tick), f"{tick:f}")
    guide(canvas, (top, bottom), scale.at(_HUNDRED), _("目标=100"), css="grid strong")
    draw_strips(canvas, top, strips, layout, scale)
