"""``luoshi series``: what a place promised beside what it achieved, over the years."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from luoshi.cli.columns import pad, width
from luoshi.cli.commands import LocalCommand, WrongUsageError, language_option, local_option, one_of
from luoshi.cli.output import new_file
from luoshi.pages.words import Words
from luoshi.values.troubles import LuoshiError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from luoshi.ledger.series import Series
    from luoshi.pages.series import Panel, SeriesPage

_PATH = click.Path(path_type=Path)
_FORMATS = ("table", "jsonl")
_PICTURES = (".svg", ".png")
_LISTED, _DRAWN = 20, 6


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    place: str
    indicator: str | None
    ledger: Path
    form: str
    output: Path | None
    everything: bool


def series_command(words: Words) -> click.Command:
    """The command ``series``, speaking the language of ``words``."""
    path = words("metavar.path")
    return LocalCommand(
        "series",
        words=words,
        help=words("help.series"),
        short_help=words("help.series_short"),
        callback=lambda **options: show(Request(**options), words),
        params=[
            click.Argument(("place",), metavar=words("metavar.place")),
            click.Argument(("indicator",), required=False, metavar=words("metavar.indicator")),
            local_option(words, "series_ledger", "--ledger", metavar=path, type=_PATH, required=True),
            local_option(
                words,
                "series_format",
                "--format",
                "form",
                metavar=f"[{'|'.join(_FORMATS)}]",
                callback=one_of(_FORMATS),
                default="table",
            ),
            local_option(words, "series_output", "-o", "--output", metavar=path, type=_PATH, callback=_picture),
            local_option(words, "series_all", "--all", "everything", is_flag=True),
            language_option(words),
        ],
    )


def show(request: Request, words: Words) -> int:
    """Print the series asked for and draw them; 0. Raises LuoshiError where there are none, or no such place."""
    from luoshi.ledger.series import find_series  # noqa: PLC0415
    from luoshi.ledger.views import open_ledger  # noqa: PLC0415
    from luoshi.pages.series import series_page  # noqa: PLC0415

    with open_ledger(request.ledger) as connection:
        key, place = _place(connection, request.place)
        indicator = _indicator(connection, key, request.indicator, place) if request.indicator else None
        found = find_series(connection, key, indicator)
    if request.form == "jsonl":
        for row in series_page(place, found, words).rows():
            click.echo(json.dumps(row, ensure_ascii=False))
    elif indicator is not None or request.everything:
        _print_page(series_page(place, found, words), words)
    else:
        _print_list(series_page(place, found[:_LISTED], words), len(found), words)
    if request.output is not None:
        _write_picture(place, found[:_DRAWN], request.output, words)
    return 0


def _place(connection: "DuckDBPyConnection", name: str) -> tuple[str, str]:
    from luoshi.ledger.places import keys_named  # noqa: PLC0415
    from luoshi.ledger.series import places_in  # noqa: PLC0415

    named = keys_named(name)
    held = places_in(connection, list(named))
    if not held:
        raise LuoshiError("series.no_place", place=name)
    if len(held) > 1:
        raise LuoshiError("series.which_place", place=name, choices="、".join(f"{named[key]}（{key}）" for key in held))
    return held[0], named[held[0]]


def _indicator(connection: "DuckDBPyConnection", key: str, words: str, place: str) -> str:
    from luoshi.ledger.series import indicators_like  # noqa: PLC0415

    found = indicators_like(connection, key, words)
    if not found:
        raise LuoshiError("series.no_indicator", indicator=words, place=place)
    if len(found) > 1:
        raise LuoshiError("series.which_indicator", indicator=words, place=place, choices="、".join(found))
    return found[0]


def _print_page(page: "SeriesPage", words: Words) -> None:
    for number, panel in enumerate(page.panels):
        if number:
            click.echo()
        click.echo(f"{page.place} {panel.title}")
        _print_rows(_panel_rows(panel, words))


def _panel_rows(panel: "Panel", words: Words) -> list[list[str]]:
    from luoshi.pages.series import as_written  # noqa: PLC0415

    rows = [[words("series.period"), words("series.promised"), words("series.achieved"), ""]]
    for point in panel.series.points:
        mark = words("series.break", place=point.place) if point.is_break else ""
        rows.append([point.period, as_written(point.promised) or "—", as_written(point.achieved) or "—", mark])
    return rows


def _print_list(page: "SeriesPage", total: int, words: Words) -> None:
    rows = [[words(f"series.{name}") for name in ("indicator", "years", "promised", "achieved", "both")]]
    for panel in page.panels:
        points = panel.series.points
        promised = sum(point.promised is not None for point in points)
        achieved = sum(point.achieved is not None for point in points)
        years = f"{points[0].due}–{points[-1].due}"
        rows.append([panel.title, years, str(promised), str(achieved), str(panel.series.pairs)])
    click.echo(page.place)
    _print_rows(rows)
    if total > len(page.panels):
        click.echo(words("series.more", count=total - len(page.panels)))


def _print_rows(rows: list[list[str]]) -> None:
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        click.echo("  " + "  ".join(pad(cell, columns) for cell, columns in zip(row, widths, strict=True)).rstrip())


def _write_picture(place: str, found: "list[Series]", output: Path, words: Words) -> None:
    from luoshi.pages.chart import draw  # noqa: PLC0415
    from luoshi.pages.series import series_page  # noqa: PLC0415

    picture = draw(series_page(place, found, words), words, output.suffix.lower()[1:])
    with new_file(output) as stream:
        stream.write(picture)


def _picture(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() not in _PICTURES:
        raise WrongUsageError("usage.picture", path=value)
    return value
