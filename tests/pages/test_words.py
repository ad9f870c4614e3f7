"""Every message is there in both languages with the same slots, and every message is said somewhere."""

import string
from pathlib import Path
from typing import Any

import pytest

import luoshi
from luoshi.lexicon.load import table
from luoshi.pages.words import Words

FOLDER = Path(luoshi.__file__).parent
LOOKED_UP = {"class", "mode", "half", "level", "aspect", "stage", "bound", "unit", "goal", "kind", "reason"} | {
    *("verdict", "reconcile_rule", "reconcile_method", "reconcile_caution", "audit_rule", "audit_cause")
}
NAMED_ELSEWHERE = {"source_error", "doubt", "unread_reason", "help", "column", "breakdown", "name", "view"} | {
    *("audit", "reconcile", "series")
}


def messages() -> list[tuple[str, Any]]:
    groups = {name: group for name, group in table("messages").items() if name != "source"}
    return [(f"{name}.{key}", entry) for name, group in groups.items() for key, entry in group.items()]


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("key", "entry"), messages())
def test_message_says_the_same_in_both_languages(key: str, entry: Any) -> None:
    assert entry.keys() == {"zh", "en"}
    assert slots(entry["zh"]) == slots(entry["en"])
    assert Words("zh")._entry(key) == entry


def test_every_message_is_said_somewhere() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))
    unsaid = []
    for key, _ in messages():
        group, name = key.split(".", 1)
        if group in LOOKED_UP or key in code or (group in NAMED_ELSEWHERE and f'"{name}"' in code):
            continue
        unsaid.append(key)
    assert unsaid == []


def test_unknown_keys_are_refused_and_unknown_codes_shown() -> None:
    with pytest.raises(KeyError):
        Words("zh")("view.nothing")
    assert "view.nothing" not in Words("zh")
    assert "view" not in Words("zh")
    assert Words("zh").label("doubt", "something-new") == "something-new"
    assert Words("en").label("doubt", "no-verb") == "no verb found"


def test_reasons_of_the_examples_are_worded() -> None:
    reports = [luoshi.read(path) for path in sorted((FOLDER.parents[1] / "examples").glob("*.txt"))]
    doubts = {reason for report in reports for row in (*report.measures, *report.projects) for reason in row.doubts}
    unread = {row.reason for report in reports for row in report.unread}
    assert reports
    assert doubts
    words = Words("en")
    assert {reason for reason in doubts if f"doubt.{reason}" not in words} == set()
    assert {reason for reason in unread if f"unread_reason.{reason}" not in words} == set()
