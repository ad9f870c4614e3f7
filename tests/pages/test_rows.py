"""Rows are those of the specification, in text order, with exact values."""

import json
from decimal import Decimal
from typing import Any

import pytest

from luoshi.pages.lines import json_line, report_lines
from luoshi.pages.rows import COLUMNS, rows, table

DEMANDED = {
    "document": {"place", "code", "level", "year", "title", "sha256"},
    "section": {"start", "end", "title", "depth", "half"},
    "sentence": {"start", "end", "class"},
    "measure": {"at", "start", "end", "mode", "indicator", "aspect", "comparator", "value", "unit", "period"},
    "project": {"start", "end", "name", "mode", "stage", "period"},
    "unread": {"at", "start", "end", "reason"},
}


@pytest.mark.parametrize("row_type", DEMANDED)
def test_every_row_has_the_keys_of_the_specification(report: Any, row_type: str) -> None:
    found = [row for row in rows(report) if row["type"] == row_type]
    assert found
    for row in found:
        assert row.keys() >= DEMANDED[row_type]


def test_rows_come_in_text_order_after_document_and_sections(report: Any) -> None:
    found = list(rows(report))
    assert [row["type"] for row in found[:5]] == ["document", *["section"] * 4]
    starts = [row.get("at", row["start"]) for row in found[5:]]
    assert starts == sorted(starts)


def test_text_of_a_row_is_the_slice_at_its_offsets(report: Any) -> None:
    for row in rows(report):
        if "text" in row:
            assert report.document.source.text[row["start"] : row["end"]] == row["text"]


def test_values_are_json_numbers_with_all_their_digits(report: Any) -> None:
    lines = [json.loads(line, parse_float=Decimal) for line in report_lines(report)]
    values = [row["value"] for row in lines if row["type"] == "measure"]
    assert values == [measure.value for measure in sorted(report.measures, key=lambda measure: measure.at)]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("12345678901234567890.123456789", "12345678901234567890.123456789"),
        ("-0.60", "-0.6"),
        ("1E+3", "1000"),
        ("0.00", "0"),
    ],
)
def test_a_decimal_is_written_exactly(value: str, written: str) -> None:
    assert json_line({"value": Decimal(value)}) == f'{{"value": {written}}}\n'


def test_document_row_keeps_its_keys_when_nothing_is_known(report: Any) -> None:
    from dataclasses import replace

    from luoshi.document.model import Front

    bare = replace(report, document=replace(report.document, front=Front()))
    first = next(rows(bare))
    assert {key: first[key] for key in ("place", "code", "level", "year", "title")} == dict.fromkeys(
        ("place", "code", "level", "year", "title")
    )


@pytest.mark.parametrize("row_type", COLUMNS)
def test_table_has_all_columns_in_order(report: Any, row_type: str) -> None:
    for row in table(report, row_type):
        assert tuple(row) == COLUMNS[row_type]


def test_tables_show_the_sentence_a_row_stands_in(report: Any) -> None:
    assert [row["sentence"] for row in table(report, "project")] == [
        "建成云川北站。",
        "开工建设金桐农机检测中心，@7开头的数字读不出来；",
    ]
