"""Sentence classes: the cases of ``tests/corpora/sentences``, text in and text out, and the rules behind them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from luoshi.document.classes import ZONES, describe_rule, rule_names
from luoshi.document.model import Half, SentenceClass
from luoshi.document.structure import structure
from luoshi.lexicon.load import table
from luoshi.text.source import Source

FOLDER = Path(__file__).parent.parent / "corpora" / "sentences"
CASE = re.compile(
    r"^## (?P<title>[^\n]+)\n\n```text\n(?P<text>.*?)\n```\n\n```classes\n(?P<classes>.*?)```$",
    re.MULTILINE | re.DOTALL,
)


def cases() -> Iterator[tuple[str, str, str]]:
    for path in sorted(FOLDER.glob("*.md")):
        for case in CASE.finditer(path.read_text(encoding="utf-8")):
            yield f"{path.stem}: {case['title']}", case["text"], case["classes"]


def printed(text: str) -> str:
    """One sentence a line: its class, its rule, and the sentence with ⏎ for a line break."""
    document = structure(Source(text))
    pieces = ((each, text[each.start : each.end].replace("\n", "⏎")) for each in document.sentences)
    return "".join(f"{each.sentence_class} {each.rule} {piece}\n" for each, piece in pieces)


CASES = list(cases())
KEYS = {
    *("name", "class", "why", "halves", "zones", "outside", "traits", "without"),
    *("longest", "starts", "holds", "unless", "opens", "turns"),
}
RULES = table("sentence_rules")["rule"]


@pytest.mark.parametrize(("text", "classes"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_case(text: str, classes: str) -> None:
    assert printed(text) == classes


def test_every_heading_of_a_corpus_is_a_case() -> None:
    headings = [line for path in FOLDER.glob("*.md") for line in path.read_text(encoding="utf-8").splitlines()]
    assert sum(line.startswith("## ") for line in headings) == len(CASES)


def test_every_rule_has_a_case() -> None:
    fired = {line.split()[1] for *_, classes in CASES for line in classes.splitlines()}
    assert fired == set(rule_names())


def test_names_of_rules_are_unique() -> None:
    names = [row["name"] for row in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", rule_names())
def test_every_rule_says_in_chinese_what_it_looks_for(name: str) -> None:
    assert re.search("[\u4e00-\u9fff]{2}", describe_rule(name))


def test_an_unknown_rule_has_no_description() -> None:
    with pytest.raises(KeyError, match="no-such-rule"):
        describe_rule("no-such-rule")


@pytest.mark.parametrize("row", RULES, ids=[row["name"] for row in RULES])
def test_rules_speak_of_known_things(row: dict[str, object]) -> None:
    assert row.keys() <= KEYS
    assert row["class"] in get_args(SentenceClass)
    for key, allowed in (("halves", get_args(Half)), ("zones", ZONES), ("outside", ZONES)):
        assert set(row.get(key, ())) <= set(allowed)  # type: ignore[call-overload]
    assert row.get("opens", "body") in ZONES
