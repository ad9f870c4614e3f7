"""What is written comes back: the same rows, exact decimals, no formula, in every format."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luoshi.pages.parquet import write_parquet
from luoshi.pages.rows import COLUMNS, table
from luoshi.pages.separated import harmless, write_csv
from luoshi.pages.words import Words
from luoshi.pages.workbook import write_xlsx

LONG = "12345678901234567.125"
HUGE = "123456789012345678901234567890123456789"


@pytest.fixture
def exact(report: Any) -> Any:
    """The report with a value that no binary number holds and a name that looks like a formula."""
    first, *others = report.measures
    return replace(
        report,
        measures=(replace(first, value=Decimal(LONG), origin=Decimal("0.1"), indicator="=1+1"), *others),
        projects=tuple(replace(project, name=f"+{project.name}") for project in report.projects),
    )


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        header, *lines = csv.reader(stream)
    return [dict(zip(header, line, strict=True)) for line in lines]


def test_csv_is_one_file_a_row_type_that_spreadsheets_open(exact: Any, tmp_path: Path, words: Words) -> None:
    write_csv([exact], tmp_path, words)
    assert {path.stem for path in tmp_path.iterdir()} == set(COLUMNS)
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in tmp_path.iterdir())
    first = csv_rows(tmp_path / "measure.csv")[0]
    assert first["数值"] == LONG
    assert first["起始值"] == "0.1"
    assert first["指标"] == "'=1+1"
    assert first["原句"] == "全年地区生产总值1286.4亿元，增长6.2%；"


def test_csv_values_come_back(exact: Any, tmp_path: Path) -> None:
    write_csv([exact, exact], tmp_path, Words("en"))
    found = [Decimal(row["value"]) for row in csv_rows(tmp_path / "measure.csv")]
    assert found == [measure.value for measure in exact.measures] * 2


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "-", "=", "-1|2"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["6%左右", "-0.6", "+3", "1,100.9", "—", "“=”"])
def test_other_cells_stay(text: str) -> None:
    assert harmless(text) == text


def sheets(reports: list[Any], path: Path, *, many: bool, language: Any = "zh") -> Any:
    from openpyxl import load_workbook

    with path.open("wb") as stream:
        write_xlsx(reports, stream, Words(language), many=many)
    return load_workbook(path)


def cells(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_xlsx_has_the_two_breakdown_sheets_and_one_a_row_type(exact: Any, tmp_path: Path) -> None:
    book = sheets([exact], tmp_path / "a.xlsx", many=False)
    assert book.sheetnames == ["主要目标", "重点工作", "文档", "章节", "句子", "指标数据", "项目", "未识读"]
    targets = cells(book["主要目标"])
    assert targets[0] == ("序号", "指标", "目标值", "单位", "上年完成", "牵头单位", "完成时限")
    assert targets[1] == (1, "地区生产总值增速", "6.5左右", "%", "6.2%", None, "2024年")
    assert book["主要目标"].oddHeader.center.text == "云川市2024年政府工作报告主要目标分解表"
    work = cells(book["重点工作"])
    assert work[0] == ("序号", "类别", "任务内容", "量化目标", "牵头单位", "配合单位", "完成时限")
    assert work[2] == (2, "（二）任务", "新增公园30个。", "新增公园 30个", None, None, "2024年")


def test_xlsx_sheets_are_readable(exact: Any, tmp_path: Path) -> None:
    book = sheets([exact], tmp_path / "a.xlsx", many=False)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert all(dimension.width >= 8 for dimension in sheet.column_dimensions.values())
    figures = book["指标数据"]
    assert [cell.value for cell in figures[1]][-1] == "原句"
    assert figures.cell(2, figures.max_column).value == "全年地区生产总值1286.4亿元，增长6.2%；"


def test_xlsx_values_come_back_and_text_is_no_formula(exact: Any, tmp_path: Path) -> None:
    book = sheets([exact], tmp_path / "a.xlsx", many=False)
    rows = cells(book["指标数据"])
    column = rows[0].index("数值")
    assert [Decimal(str(row[column])) for row in rows[1:]] == [measure.value for measure in exact.measures]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert rows[1][rows[0].index("指标")] == "=1+1"
    assert cells(book["项目"])[1][2] == "+云川北站"


def test_xlsx_of_many_says_where_rows_come_from(exact: Any, tmp_path: Path) -> None:
    book = sheets([exact, exact], tmp_path / "a.xlsx", many=True, language="en")
    targets = cells(book["main targets"])
    assert targets[0][-1] == "Source"
    assert [row[-1] for row in targets[1:]] == ["reports/云川市-2024.txt"] * 8
    assert cells(book["figures"])[0][0] == "source"


def test_xlsx_takes_any_character(exact: Any, tmp_path: Path) -> None:
    odd = replace(exact, projects=(replace(exact.projects[0], name="a\x00b\x0b\ufffe" + "长" * 40_000),))
    name = cells(sheets([odd], tmp_path / "a.xlsx", many=False)["项目"])[1][2]
    assert name.startswith("a�b�")
    assert len(name) == 32_767


def parquet_rows(path: Path) -> Iterator[dict[str, Any]]:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM '{path}'")
        names = [column[0] for column in found.description]
        yield from (dict(zip(names, row, strict=True)) for row in found.fetchall())


@pytest.mark.parametrize("row_type", COLUMNS)
def test_parquet_rows_come_back(exact: Any, tmp_path: Path, row_type: str) -> None:
    write_parquet([exact], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{each}.parquet" for each in COLUMNS}
    assert list(parquet_rows(tmp_path / f"{row_type}.parquet")) == list(table(exact, row_type))


def test_parquet_of_a_number_too_long_is_text(exact: Any, tmp_path: Path) -> None:
    first, *others = exact.measures
    write_parquet([replace(exact, measures=(replace(first, value=Decimal(HUGE)), *others))], tmp_path)
    assert next(parquet_rows(tmp_path / "measure.parquet"))["value"] == HUGE


def test_parquet_takes_any_character(exact: Any, tmp_path: Path) -> None:
    names = ["a'b\"c\\d\n\r", "空\u2028行", "\x00\x1f", ""]
    odd = replace(exact, projects=tuple(replace(exact.projects[0], name=name) for name in names))
    write_parquet([odd], tmp_path)
    assert [row["name"] for row in parquet_rows(tmp_path / "project.parquet")] == [*names[:3], None]


def test_parquet_without_a_report_row_has_its_columns(exact: Any, tmp_path: Path) -> None:
    write_parquet([replace(exact, unread=())], tmp_path)
    assert list(parquet_rows(tmp_path / "unread.parquet")) == []
