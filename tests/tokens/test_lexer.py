"""Numerals and what looks like them: tests/corpora/numerals.toml and not_numerals.toml."""

import tomllib
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.document.fold import fold
from luoshi.tokens.lexer import lex
from luoshi.tokens.model import Quantity, Rank, Silent, Stray, Token

CORPORA = Path(__file__).parents[1] / "corpora"


def corpus(name: str) -> dict:
    return tomllib.loads((CORPORA / f"{name}.toml").read_text(encoding="utf-8"))


def cases(tables: list[dict], key: str) -> list[Any]:
    """One case a form; the forms of a table with a ``todo`` must still fail."""
    return [
        pytest.param(form, table, marks=todo(table["todo"]) if "todo" in table else (), id=form)
        for table in tables
        for form in table[key]
    ]


def todo(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(reason=reason, strict=True)


NUMERALS = corpus("numerals")
NOT_NUMERALS = corpus("not_numerals")["group"]


def only(form: str, kind: type[Quantity] | type[Rank]) -> Quantity | Rank:
    """The one token of ``form``, with a message of its own for nothing read, partly read and read twice."""
    text = fold(form)
    tokens = [token for token in lex(text) if isinstance(token, kind)]
    assert tokens, f"nothing read: {lex(text)}"
    assert len(lex(text)) == 1, f"read as several: {lex(text)}"
    assert (tokens[0].start, tokens[0].end) == (0, len(text)), f"partly read: {text[tokens[0].start : tokens[0].end]}"
    return tokens[0]


@pytest.mark.parametrize(("form", "number"), cases(NUMERALS["number"], "forms"))
def test_number(form: str, number: dict) -> None:
    read = only(form, Quantity)
    assert isinstance(read, Quantity)
    upper = Decimal(number["to"]) if "to" in number else None
    expected = (Decimal(number["value"]), upper, number["unit"], number.get("comparator", "="))
    assert (read.value, read.to, read.unit, read.comparator) == expected


READ = [form for number in NUMERALS["number"] if "todo" not in number for form in number["forms"]]


@pytest.mark.parametrize("form", READ)
def test_number_in_a_sentence_reads_the_same(form: str) -> None:
    before, after = "云川市投资增长", "，居民满意。"
    text = fold(before + form + after)
    alone, within = lex(fold(form))[0], lex(text)[0]
    assert isinstance(alone, Quantity)
    assert isinstance(within, Quantity)
    assert text[within.start : within.end] == fold(form)
    assert (within.value, within.to, within.unit) == (alone.value, alone.to, alone.unit)


@pytest.mark.parametrize(("form", "rank"), cases(NUMERALS["rank"], "forms"))
def test_rank(form: str, rank: dict) -> None:
    assert only(form, Rank).value == Decimal(rank["value"])


@pytest.mark.parametrize(("text", "group"), cases(NOT_NUMERALS, "texts"))
def test_no_number(text: str, group: dict) -> None:
    tokens = lex(fold(text))
    assert [token for token in tokens if isinstance(token, Quantity | Rank | Stray)] == []
    if "kind" in group:
        assert group["kind"] in {token.kind for token in tokens if isinstance(token, Silent)}


PIECES = st.sampled_from(
    [
        *"0123456789.,%‰一二三十百千万亿两点几数第前首位家个元吨/至—-约近超多余以上下内左右年月号线“”、，",
        *("百分之", "千分之", "分之", "个百分点", "翻一番", "微克/立方米", "万千瓦", "不低于", "连续", "云川"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_tokens_follow_one_another_inside_the_text(text: str) -> None:
    tokens: list[Token] = lex(fold(text))
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
    assert all(token.start <= token.at < token.end for token in tokens if isinstance(token, Quantity | Rank))
