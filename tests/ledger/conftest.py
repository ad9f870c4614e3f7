"""Reports of made-up years in files."""

from collections.abc import Callable
from pathlib import Path

import pytest

REPORT = """{place}{year}年政府工作报告
——{year}年1月16日在{place}第六届人民代表大会第三次会议上
{place}人民政府 闻澜

各位代表：
现在，我代表{place}人民政府，向大会报告工作，请予审议。

一、{last}年工作回顾
全年实现地区生产总值{level}亿元，增长{growth}%。新增高标准农田{land}。云川北站综合枢纽建成投用。

二、{year}年重点工作
主要预期目标是：地区生产总值增长{target}%左右，城镇新增就业5万人以上。
开工建设金桐农机检测中心，新建公园30个，设立农机检测点12处。
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a report of ``place`` and ``year`` into a file and return its path; figures vary with the year."""

    def write(year: int, *, place: str = "云川市", name: str = "", **figures: str) -> Path:
        given = {
            "level": f"{1000 + year - 2000}.4",
            "growth": f"6.{year % 10}",
            "target": f"{5 + year % 3}.5",
            "land": "3万亩",
            **figures,
        }
        path = tmp_path / "reports" / (name or f"{place}-{year}.txt")
        path.parent.mkdir(exist_ok=True)
        path.write_text(REPORT.format(place=place, year=year, last=year - 1, **given), encoding="utf-8")
        return path

    return write
