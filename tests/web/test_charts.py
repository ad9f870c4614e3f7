"""Charts: the numbers of the page objects, nothing inline, nothing off the sheet, words for those who cannot see."""

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils.translation import override

from luoshi.hosting import districts_under, naming
from luoshi_web.charts.bounds import Bound
from luoshi_web.charts.canvas import width_of
from luoshi_web.charts.compare import comparison_chart
from luoshi_web.charts.districts import districts_chart
from luoshi_web.charts.headline import headline_chart
from luoshi_web.charts.outcomes import outcomes_chart
from luoshi_web.charts.projects import projects_chart
from luoshi_web.charts.scale import Scale, around, short
from luoshi_web.charts.years import breaks, series_chart
from luoshi_web.models import Commitment, Measure, Place, Project, Report
from luoshi_web.pages.compare import Column, Comparison, comparison
from luoshi_web.pages.districts import District, Districts, districts
from luoshi_web.pages.headline import Beside, beside
from luoshi_web.pages.outcomes import SHOWN, Tally
from luoshi_web.pages.overview import overview, years_of
from luoshi_web.pages.projects import STAGES, AreaProjects, projects_of, published_projects
from luoshi_web.pages.series import Point, Series, choices, series_of

ClientOf = Callable[[str | None], Client]
SVG = "{http://www.w3.org/2000/svg}"
LONG = "城镇居民人均可支配收入与农村居民人均可支配收入之比逐年缩小的幅度和水平的有关情况"
NASTY = '<script>&"甲\x00\x1b'
SQUARE = [[[114, 22], [115, 22], [115, 23], [114, 23], [114, 22]]]


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Whatever language the page before this test was in."""
    with override("zh-hans"):
        yield


def drawings(markup: str) -> list[ElementTree.Element]:
    """The drawings of a figure, each of which must be well-formed XML."""
    return [ElementTree.fromstring(each) for each in re.findall(r"<svg.*?</svg>", markup, re.DOTALL)]


def words_of(drawing: ElementTree.Element) -> list[str]:
    """Every text as it is shown."""
    return [(text.text or "") + "".join(child.tail or "" for child in text) for text in drawing.iter(f"{SVG}text")]


def assert_sound(markup: str) -> None:
    """Two drawings, each named and described, without style and script, with every word on the sheet."""
    found = drawings(markup)
    assert [each.get("class") for each in found] == ["wide", "narrow"]
    identities = re.findall(r'\bid="([^"]+)"', markup)
    assert len(identities) == len(set(identities))
    for drawing in found:
        named = [drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")]
        assert all(each is not None and each.text for each in named)
        assert drawing.get("role") == "img"
        assert drawing.get("aria-labelledby") == " ".join(each.get("id", "") for each in named if each is not None)
        for element in drawing.iter():
            assert not {name for name in element.keys() if name == "style" or name.startswith("on")}  # noqa: SIM118
            assert element.tag not in (f"{SVG}script", f"{SVG}style")
        assert_inside(drawing)


def assert_inside(drawing: ElementTree.Element) -> None:
    """Every text of ``drawing`` lies within its view box."""
    width, height = map(Decimal, drawing.get("viewBox", "").split()[2:])
    for text, words in zip(drawing.iter(f"{SVG}text"), words_of(drawing), strict=True):
        long, x, y = (
            width_of(words, int(text.get("font-size", "0"))),
            Decimal(text.get("x", "")),
            Decimal(text.get("y", "")),
        )
        start = x - {"middle": long / 2, "end": long}.get(text.get("text-anchor", ""), Decimal(0))
        assert start > -1, words
        assert start + long < width + 1, words
        assert 8 < y < height + 1, words


def measure(value: str, **fields: str | int) -> Measure:
    """A figure that is not in the database."""
    row = Measure(
        value=value, base_value=value, base_unit="%", unit="%", comparator="=", text=f"{value}%", aspect="growth"
    )
    row.report = Report(place_id=fields.pop("place_id", 1))
    for name, each in fields.items():
        setattr(row, name, each)
    return row


def promise(title: str, **fields: str) -> Commitment:
    """A promise that is not in the database."""
    return Commitment(title=title, kind="figure", **{"target": "6%", "result": "6.1%", "outcome": "met"} | fields)


def series_with(points: list[Point]) -> Series:
    """A series of a made-up place."""
    return Series("某市", "地区生产总值", "growth", "%", points)


def test_outcomes_have_the_counts_of_the_page(site: Path) -> None:
    place = Place.objects.get(name="云川市")
    page = overview(place, 2024, years_of(place))
    markup = outcomes_chart(page.areas)
    assert_sound(markup)
    expected = sorted(
        str(count) for tally in page.areas for count in (*filter(None, tally.counts.values()), tally.total)
    )
    for drawing in drawings(markup):
        assert sorted(word for word in words_of(drawing) if word.isdigit()) == expected
        bars = [each for each in drawing.iter(f"{SVG}rect") if (each.get("class") or "").startswith("bar ")]
        assert len(bars) == sum(bool(n) for tally in page.areas for n in tally.counts.values()) + len(
            {code for tally in page.areas for code, count in tally.counts.items() if count}
        )


def test_every_outcome_has_a_shape_or_filling_of_its_own() -> None:
    drawing = drawings(outcomes_chart([Tally("a", "甲", dict.fromkeys(SHOWN, 3))]))[0]
    legend = [each for each in drawing if "mark" in (each.get("class") or "").split()][: len(SHOWN)]
    looks = {
        (each.tag, re.sub(r"[\d.-]+", "", each.get("d", "")), "stroke" in each.get("class", "")) for each in legend
    }
    fillings = {each.get("fill") for each in drawing.iter(f"{SVG}rect") if each.get("fill")}
    assert (
        len(looks) >= len(SHOWN) - 2
    )  # met and unreported are both round, one full and one hollow; so are two outlines
    assert len(fillings) == len(SHOWN) - 2


def test_headline_has_the_words_of_the_table_and_places_results_by_ratio(site: Path) -> None:
    place = Place.objects.get(name="云川市")
    page = overview(place, 2024, years_of(place))
    markup = headline_chart(beside(page.headline))
    assert_sound(markup)
    for drawing in drawings(markup):
        words = words_of(drawing)
        for each in page.headline:
            assert each.title in words
            assert any(word.startswith(f"{each.target} → {each.result or '—'} ") for word in words)
        described = drawing.find(f"{SVG}desc")
        assert described is not None
        assert all(each.result in (described.text or "") for each in page.headline)
        assert len([each for each in drawing.iter(f"{SVG}path") if each.get("class") == "promised"]) == len(
            page.headline
        )


def test_series_shows_promised_and_achieved(site: Path) -> None:
    place = Place.objects.get(name="云川市")
    seen = 0
    for choice in choices(place)[:25]:
        for series in series_of(place, choice.indicator):
            markup = series_chart(series)
            assert_sound(markup)
            for drawing in drawings(markup):
                described = drawing.find(f"{SVG}desc")
                assert described is not None
                said = described.text or ""
                rows = [row for point in series.points for row in (point.promised, point.achieved) if row]
                assert all(row.text in said for row in rows)
                circles = [each for each in drawing.iter(f"{SVG}circle") if each.get("class") == "achieved"]
                assert len(circles) == sum(bool(point.achieved) for point in series.points)
                seen += len(circles)
    assert seen > 40


def test_at_least_opens_upwards_and_at_most_downwards() -> None:
    heights = {}
    for comparator in (">=", "<="):
        points = [Point(2024, measure("6", comparator=comparator), measure("6.5")), Point(2025, None, measure("7"))]
        (mark,) = [each for each in drawings(series_chart(series_with(points)))[0] if each.get("class") == "promised"]
        ys = [Decimal(y) for _, y in re.findall(r"([\d.]+) ([\d.]+)", mark.get("d", ""))]
        heights[comparator] = ys[0] - ys[1]
    assert heights[">="] < 0 < heights["<="]


def test_a_change_of_place_breaks_the_line() -> None:
    points = [Point(2022 + n, None, measure(str(5 + n), place_id=1 if n < 2 else 2)) for n in range(4)]
    assert breaks(points) == [2024]
    wide, narrow = drawings(series_chart(series_with(points)))
    assert len([each for each in wide if each.get("class") == "joined"]) == 2
    for drawing in (wide, narrow):
        assert len([each for each in drawing if each.get("class") == "break"]) == 2


def test_a_year_without_a_figure_is_a_gap() -> None:
    points = [Point(2022, None, measure("5")), Point(2023, None, None), Point(2024, None, measure("6"))]
    assert [each for each in drawings(series_chart(series_with(points)))[0] if each.get("class") == "joined"] == []


def test_projects_have_a_square_each(site: Path) -> None:
    areas = projects_of(published_projects().filter(report__year=2025))
    markup = projects_chart(areas)
    assert_sound(markup)
    rows = [row for area in areas for _, found in area.stages for row in found]
    for drawing in drawings(markup):
        counts = sorted(str(len(found)) for area in areas for _, found in area.stages if found)
        assert sorted(word for word in words_of(drawing) if word.isdigit()) == counts
        squares = [each.get("class") for each in drawing.iter(f"{SVG}rect")]
        assert squares.count("square target") == sum(row.mode == "target" for row in rows) + 1
        assert len(squares) == len(rows) + 2


def test_many_projects_share_squares() -> None:
    rows = [Project(mode="target", stage="plan", name=str(n)) for n in range(1000)]
    markup = projects_chart([AreaProjects("a", "甲", [(stage, rows if stage == "plan" else []) for stage in STAGES])])
    assert_sound(markup)
    assert "一格代表 25 个项目" in markup
    assert "1000" in words_of(drawings(markup)[0])


def test_comparison_has_the_figures_of_the_table(site: Path) -> None:
    page = comparison([("云川市", 2024), ("云川市", 2025), ("云川市", 2026)])
    markup = comparison_chart(page)
    assert_sound(markup)
    for drawing in drawings(markup):
        words = words_of(drawing)
        shown = [cells for indicator, _, cells in page.rows if any(word.startswith(f"{indicator} ") for word in words)]
        assert len(shown) >= 12
        assert all(cell.text in words for _, _, cells in page.rows[:5] for cell in cells if cell)


def test_districts_are_counted_by_their_names() -> None:
    parts = districts_under("440300")
    codes = {part.name: part.code for part in parts}
    named = naming(parts)
    assert named("推动福田、罗湖、南山协同") == {codes["福田区"], codes["罗湖区"], codes["南山区"]}
    assert named("建设南山隧道") == frozenset()
    assert named("光明区新建学校") == {codes["光明区"]}
    assert districts_under("440306") == ()
    assert districts_under("") == ()
    assert {part.name for part in districts_under("110000")} >= {"东城区", "密云区"}
    assert {part.name for part in districts_under("440000")} >= {"广州市", "深圳市"}


def test_districts_page_counts_commitments(site: Path) -> None:
    place = Place.objects.get(name="云川市")
    assert districts(place, 2024).rows == []
    place.code = "440300"
    place.save()
    promised = Commitment.objects.filter(place=place, year=2024, kind="project").first()
    assert promised
    Commitment.objects.filter(pk=promised.pk).update(sentence="建成福田区和龙岗区的学校。")
    page = districts(place, 2024)
    counts = {row.name: (row.commitments, row.projects) for row in page.rows}
    assert counts["福田区"] == counts["龙岗区"] == (1, 1)
    assert counts["盐田区"] == (0, 0)
    assert page.named == 1
    markup = districts_chart(page)
    assert_sound(markup)
    assert "不代表行政区域界线" in markup
    assert "福田区" in words_of(drawings(markup)[1])


def some_districts(*names: str) -> Districts:
    """A made-up page of districts."""
    rows = [District(f"44030{n}", name, n * 3, n) for n, name in enumerate(names)]
    return Districts(Place(name="某市", code="440300"), 2024, rows, 5, 90)


def map_file(folder: Path, *names: str, coordinates: object = SQUARE) -> Path:
    """A map of one square for each name."""
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": coordinates}}
        for name in names
    ]
    file = folder / "map.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def test_the_sites_own_map_is_drawn_with_its_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_GEOJSON", str(map_file(tmp_path, "甲区", "乙区", "别处")))
    monkeypatch.setenv("LUOSHI_GEOJSON_NOTE", "审图号 试验<1>")
    markup = districts_chart(some_districts("甲区", "乙区", "丙区"))
    assert_sound(markup)
    assert "审图号 试验&lt;1&gt;" in markup
    assert "自备地图里缺：丙区" in markup
    drawing = drawings(markup)[0]
    assert [each.get("data-code") for each in drawing.iter(f"{SVG}path")] == ["440300", "440301"]
    assert {"甲区", "0", "3"} <= set(words_of(drawing))


def test_a_bad_map_says_why_and_a_schematic_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = map_file(tmp_path, "甲区", coordinates=[[["a", "b"]] * 4])
    monkeypatch.setenv("LUOSHI_GEOJSON", str(file))
    markup = districts_chart(some_districts("甲区", "乙区"))
    assert "自备地图里有的坐标读不懂，改画示意图。" in markup
    assert str(tmp_path) not in markup
    assert_sound(markup)
    monkeypatch.setenv("LUOSHI_GEOJSON", str(map_file(tmp_path, "别处")))
    assert "自备地图里没有这个地方的区县" in districts_chart(some_districts("甲区"))


def charts_of(words: str) -> list[str]:
    """Every chart with ``words`` wherever words come from reports."""
    place = Place(name=words)
    both = [measure("6", text=words), measure("7", text=words)]
    columns = [Column(place, year, Tally("", "", {}), {}) for year in (2024, 2025)]
    stages = [(stage, [Project(mode="result", name=words)]) for stage in STAGES]
    many = [Point(2010 + n, measure("6", text=words), measure("7", text=words)) for n in range(12)]
    return [
        outcomes_chart([Tally("a", words, dict.fromkeys(SHOWN, 1)), Tally("b", words, {"met": 99_999})]),
        headline_chart([Beside(promise(words, target=words, result=words), both[0], both[1])]),
        series_chart(Series(words, words, "growth", words, many)),
        series_chart(Series(words, words, "growth", words, many[:1])),
        projects_chart([AreaProjects("a", words, stages)]),
        comparison_chart(Comparison(columns, [(words, "growth", list(both))])),
        districts_chart(some_districts(words, words, words)),
    ]


@pytest.mark.parametrize("words", [LONG, NASTY, "Government itself and everything else it does", "甲"])
def test_words_stay_on_the_sheet_and_are_escaped(words: str) -> None:
    for markup in charts_of(words):
        assert_sound(markup)
        assert "<script" not in markup


def test_cut_words_are_whole_in_a_tooltip() -> None:
    markup = outcomes_chart([Tally("a", LONG, {"met": 1})])
    hover = [text.findtext(f"{SVG}title") for text in drawings(markup)[0].iter(f"{SVG}text")]
    assert LONG in hover


def test_nothing_to_show_is_a_sentence() -> None:
    empty = [
        outcomes_chart([]),
        outcomes_chart([Tally("a", "甲", {})]),
        headline_chart([]),
        headline_chart([Beside(promise("甲", result="", outcome="awaiting"), measure("6"), None)]),
        series_chart(series_with([])),
        projects_chart([]),
        comparison_chart(Comparison([], [])),
        districts_chart(some_districts()),
    ]
    for markup in empty:
        assert "<svg" not in markup
        assert re.fullmatch(r'<p class="empty">[^<]+。</p>', markup)


def test_values_without_a_scale_do_no_harm() -> None:
    rows = [
        Beside(promise("零"), measure("0"), measure("1")),
        Beside(promise("负"), measure("-2.5"), measure("-2.7")),
        Beside(promise("反"), measure("5"), measure("-900")),
        Beside(promise("远"), measure("1"), measure("1000")),
        Beside(promise("无"), None, None),
    ]
    assert_sound(headline_chart(rows))
    assert_sound(series_chart(series_with([Point(2024, measure("0"), measure("0"))])))
    assert_sound(series_chart(series_with([Point(2024, measure("7", to="8"), measure("-3"))])))


def test_a_negative_target_turns_its_bound_round() -> None:
    assert Bound(Decimal(-5), None, "<=").over(Decimal(-5)) == Bound(Decimal(100), None, ">=")


def test_ticks_are_round() -> None:
    scale = Scale(Decimal("-3.4"), Decimal("7.1"), Decimal(0), Decimal(100))
    assert [short(tick) for tick in scale.ticks(5)] == ["0", "5"]
    assert [short(tick) for tick in Scale(*around([Decimal(5), Decimal(6)]), Decimal(0), Decimal(9)).ticks(4)] == [
        "5",
        "5.5",
        "6",
    ]
    assert short(Decimal(128640000000)) == "1286.4亿"


@pytest.mark.parametrize(
    ("address", "figures"),
    [
        ("/places/云川市/2024/", 2), ("/series/?place=云川市", 1), ("/projects/?year=2025", 1), ("/compare/", 1),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_have_charts_beside_their_tables(address: str, figures: int, language: str, client_of: ClientOf) -> None:
    page = client_of(None).get(address, headers={"accept-language": language}).content.decode()
    assert page.count('<figure class="chart">') >= figures
    assert "charts.css" in page
    for figure in re.findall(r'<figure class="chart">.*?</figure>', page, re.DOTALL):
        assert_sound(figure)


def test_charts_speak_the_language_in_use() -> None:
    with override("en"):
        assert "not comparable" in words_of(drawings(outcomes_chart([Tally("a", "A", {"not comparable": 2})]))[0])
