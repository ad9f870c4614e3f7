"""Promised beside achieved, through changes of name."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

import luoshi
from luoshi.ledger.builder import Reader, build
from luoshi.ledger.series import Figure, Point, Series, find_series, indicators_like
from luoshi.ledger.views import VIEWS, open_ledger
from luoshi.pages.chart import draw
from luoshi.pages.series import as_written, series_page
from luoshi.pages.words import Words
from luoshi.values.troubles import LuoshiError

Write = Callable[..., Path]
GDP = "地区生产总值"


def make(files: Iterable[Path], folder: Path) -> None:
    build({file.name: str(file) for file in files}, Reader(luoshi.read, "luoshi test", "rules"), folder)


@pytest.fixture
def ledger(write: Write, tmp_path: Path) -> Path:
    files = [write(year) for year in (2022, 2023, 2024)]
    files += [write(year, place="清苑县", name=f"清苑县-{year}.txt") for year in (2013, 2014)]
    files.append(write(2017, place="清苑区", name="清苑区-2017.txt"))
    make(files, tmp_path / "ledger")
    return tmp_path / "ledger"


def test_a_target_stands_beside_the_result_of_the_next_report(ledger: Path) -> None:
    with open_ledger(ledger) as connection:
        (growth,) = [each for each in find_series(connection, "云川市", GDP) if each.aspect == "growth"]
    years = {point.period: point for point in growth.points}
    assert list(years) == ["2021", "2022", "2023", "2024"]
    assert years["2021"].promised is None
    assert years["2024"].achieved is None
    promised, achieved = years["2023"].promised, years["2023"].achieved
    assert promised is not None
    assert achieved is not None
    assert (promised.value, promised.comparator, promised.year) == (Decimal("6.5"), "~", 2023)
    assert (achieved.value, achieved.comparator, achieved.year) == (Decimal("6.4"), "=", 2024)
    assert growth.pairs == 2


def test_a_new_name_is_one_series_with_a_break(ledger: Path) -> None:
    with open_ledger(ledger) as connection:
        (level,) = [each for each in find_series(connection, "130608", GDP) if each.aspect == "level"]
    assert [point.is_break for point in level.points] == [False, False, True]
    assert [point.place for point in level.points] == ["保定市清苑县", "保定市清苑县", "保定市清苑区"]


def test_a_communique_goes_before_the_report(write: Write, tmp_path: Path) -> None:
    """The communiqué of 2023 speaks of 2023, as the report of 2024 does."""
    report, communique = write(2024, growth="6.2"), write(2023, name="公报.txt", growth="6.3")
    text = communique.read_text(encoding="utf-8").replace("政府工作报告", "国民经济和社会发展统计公报")
    communique.write_text(text, encoding="utf-8")
    make([report, communique], tmp_path / "ledger")
    with open_ledger(tmp_path / "ledger") as connection:
        (growth,) = [each for each in find_series(connection, "云川市", GDP) if each.aspect == "growth"]
    achieved = growth.points[0].achieved
    assert achieved is not None
    assert achieved.value == Decimal("6.3")


def test_indicators_are_found_by_synonym_and_by_likeness(ledger: Path) -> None:
    with open_ledger(ledger) as connection:
        assert indicators_like(connection, "云川市", "GDP") == [GDP]
        assert indicators_like(connection, "云川市", "公园") == ["公园"]
        assert "高标准农田" in indicators_like(connection, "云川市", "农田")
        assert indicators_like(connection, "云川市", "航天员") == []


def test_views_answer_and_reach_no_other_file(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n", encoding="utf-8")
    with open_ledger(ledger) as connection:
        for view in VIEWS:
            assert connection.execute(f"SELECT count(*) FROM {view}").fetchone() > (0,)
        with pytest.raises(duckdb.PermissionException):
            connection.execute(f"SELECT * FROM read_csv('{tmp_path / 'secret.csv'}')")
        with pytest.raises(duckdb.Error):
            connection.execute("SET enable_external_access = true")


def test_a_folder_without_ledger_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LuoshiError, match=r"ledger\.missing"):
        open_ledger(tmp_path)


def test_an_empty_ledger_has_its_views(tmp_path: Path) -> None:
    make([], tmp_path / "empty")
    with open_ledger(tmp_path / "empty") as connection:
        for view in VIEWS:
            assert connection.execute(f"SELECT count(*) FROM {view}").fetchone() == (0,)


def test_table_chart_and_data_are_of_one_page(ledger: Path) -> None:
    with open_ledger(ledger) as connection:
        page = series_page("保定市清苑区", find_series(connection, "130608", GDP), Words("zh"))
    titles = {panel.title: panel for panel in page.panels}
    assert set(titles) == {"地区生产总值 · 水平（亿元）", "地区生产总值 · 增速（%）"}
    level = titles["地区生产总值 · 水平（亿元）"]
    assert [as_written(point.achieved) for point in level.series.points] == ["1013.4亿元", "1014.4亿元", "1017.4亿元"]
    assert level.shown(level.series.points[0].achieved) == Decimal("1013.4")
    assert len(list(page.rows())) == sum(len(panel.series.points) for panel in page.panels)
    drawing = draw(page, Words("zh"), "svg").decode()
    for shown in ("保定市清苑区：目标与完成", "地区生产总值 · 增速（%）", "目标", "完成"):
        assert shown in drawing
    assert "保定市清苑区" in drawing
    assert "<script" not in drawing
    assert draw(page, Words("zh"), "png").startswith(b"\x89PNG")


def test_a_page_without_years_cannot_be_drawn() -> None:
    with pytest.raises(LuoshiError, match=r"series\.nothing_to_draw"):
        draw(series_page("云川市", [], Words("zh")), Words("zh"), "svg")


@pytest.mark.parametrize(
    ("texts", "unit", "title", "shown"),
    [
        (["30万亩", "24万亩"], "平方米", "造林 · 产出（万亩）", Decimal(30)),
        (["90万平方米", "2万亩"], "平方米", "造林 · 产出（亿平方米）", Decimal(2)),
        (["30亿元", "24亿元"], "元", "造林 · 产出（亿元）", Decimal(2)),
    ],
)
def test_a_series_is_shown_in_the_unit_that_most_reports_write(
    texts: list[str], unit: str, title: str, shown: Decimal
) -> None:
    values = [Decimal(200_000_000), Decimal(160_000_000)]
    figures = [
        Figure(value, None, "=", text, f"造林{text}。", "0", 2, 2024) for value, text in zip(values, texts, strict=True)
    ]
    point = Point("2023", 2023, "云川市", *figures, is_break=False)
    (panel,) = series_page("云川市", [Series("云川市", "造林", None, "output", unit, (point,))], Words("zh")).panels
    assert panel.title == title
    assert round(panel.shown(figures[0]) or Decimal(0), 6) == shown
