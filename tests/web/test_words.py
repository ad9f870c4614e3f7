"""How figures and dates are worded where they stand alone."""

import pytest
from django.utils.translation import override

from luoshi_web.pages.words import as_said, readable
from luoshi_web.templatetags.luoshi import day


@pytest.mark.parametrize(
    ("text", "value", "aspect", "said"),
    [
        ("1.2%", "-1.2", "growth", "下降1.2%"),
        ("3%左右", "-3", "growth", "下降3%左右"),
        ("0.5亿元左右", "-50000000", "change", "减少0.5亿元左右"),
        ("-1.2%", "-1.2", "growth", "-1.2%"),
        ("1.2%", "1.2", "growth", "1.2%"),
        ("-3.5亿元", "-350000000", "level", "-3.5亿元"),
    ],
)
def test_a_fall_is_told_as_a_fall(text: str, value: str, aspect: str, said: str) -> None:
    assert as_said(text, value, aspect) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [("143960000000", "1439.6亿"), ("53000", "5.3万"), ("-50000000", "-5000万"), ("6.1", "6.1"), ("", "")],
)
def test_large_numbers_are_readable(value: str, said: str) -> None:
    assert readable(value) == said


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        ("zh-hans", "2026-11-24", "2026年11月24日"),
        ("en", "2026-11-24", "24 November 2026"),
        ("en", "2026-11", "2026-11"),
        ("zh-hans", "", ""),
    ],
)
def test_dates_follow_the_habit_of_the_language(language: str, written: str, said: str) -> None:
    with override(language):
        assert day(written) == said
