"""A page of series as a picture, SVG or PNG, drawn without script, browser or network."""

from typing import Any

from luoshi.pages.series import Panel, SeriesPage
from luoshi.pages.words import Words
from luoshi.values.troubles import LuoshiError

FONTS = "Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, Microsoft YaHei, PingFang SC, SimHei, sans-serif"
"""Faces with Chinese characters, for Linux, Windows and macOS; the first that is installed is taken."""

_PROMISED, _ACHIEVED, _BREAK = "#b45309", "#1d4ed8", "#6b7280"
_WIDTH, _HEIGHT, _SCALE = 560, 170, 2


def draw(page: SeriesPage, words: Words, form: str) -> bytes:
    """The chart of ``page`` as ``svg`` or ``png``: a panel a series, promised as hollow marks, achieved as a line.

    Raises LuoshiError without the extra ``data``, or where no series has a single year to draw.
    """
    try:
        import altair  # noqa: PLC0415
        import vl_convert  # noqa: PLC0415
    except ImportError:
        raise LuoshiError("series.no_charts") from None
    panels = [panel for panel in page.panels if panel.years]
    if not panels:
        raise LuoshiError("series.nothing_to_draw", place=page.place)
    due = [point.due for panel in panels for point in panel.years]
    years = range(min(due), max(due) + 1)
    chart = altair.vconcat(*(_drawn(altair, panel, years, words) for panel in panels))
    title = altair.TitleParams(words("series.chart_title", place=page.place), fontSize=18, anchor="start", offset=12)
    specification = (
        chart.properties(title=title)
        .configure(font=FONTS, background="white")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=12, titleFontSize=12)
        .configure_legend(orient="top", labelFontSize=12, symbolSize=90)
        .to_dict()
    )
    if form == "svg":
        return vl_convert.vegalite_to_svg(specification).encode()
    return bytes(vl_convert.vegalite_to_png(specification, scale=_SCALE))


def _drawn(altair: Any, panel: Panel, years: range, words: Words) -> Any:
    promised, achieved = words("series.promised"), words("series.achieved")
    data = altair.Data(values=_values(panel, years, promised, achieved))
    scale = altair.Scale(domain=[promised, achieved], range=[_PROMISED, _ACHIEVED])
    base = altair.Chart(data).encode(
        x=altair.X("year:Q", title=None, axis=altair.Axis(format="d", tickMinStep=1), scale=_scale(altair, years)),
        y=altair.Y("value:Q", title=panel.unit or None, scale=altair.Scale(zero=False, nice=True, padding=8)),
        color=altair.Color("kind:N", title=None, scale=scale),
    )
    lines = base.mark_line(strokeWidth=2).transform_filter(altair.datum.kind == achieved)
    steps = base.mark_line(strokeDash=[5, 4], strokeWidth=1.5).transform_filter(altair.datum.kind == promised)
    marks = base.mark_point(filled=False, size=60, fill="white", strokeWidth=2).transform_filter(
        altair.datum.kind == promised
    )
    dots = base.mark_point(filled=True, size=60).transform_filter(altair.datum.kind == achieved)
    layers = [steps, lines, marks, dots, *(_break(altair, point.due, point.place) for point in panel.breaks)]
    heading = altair.TitleParams(panel.title, anchor="start", fontSize=14)
    return altair.layer(*layers).properties(width=_WIDTH, height=_HEIGHT, title=heading)


def _values(panel: Panel, years: range, promised: str, achieved: str) -> list[dict[str, Any]]:
    """A value a year and kind; null, which breaks a line, where there is none. Drawing needs no exact decimals."""
    points = {point.due: point for point in panel.years}
    values = []
    for year in years:
        point = points.get(year)
        figures = (point.promised, point.achieved) if point else (None, None)
        for kind, figure in zip((promised, achieved), figures, strict=True):
            shown = panel.shown(figure)
            values.append({"year": year, "kind": kind, "value": None if shown is None else float(shown)})
    return values


def _scale(altair: Any, years: range) -> Any:
    return altair.Scale(domain=[years.start - 0.5, years.stop - 0.5], nice=False)


def _break(altair: Any, year: int, place: str) -> Any:
    data = altair.Data(values=[{"year": year - 0.5, "place": place}])
    rule = altair.Chart(data).mark_rule(strokeDash=[2, 3], color=_BREAK).encode(x="year:Q")
    name = (
        altair.Chart(data)
        .mark_text(align="left", dx=4, baseline="top", color=_BREAK)
        .encode(x="year:Q", y=altair.value(0), text="place:N")
    )
    return rule + name
