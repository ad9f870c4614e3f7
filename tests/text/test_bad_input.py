"""Every kind of file that cannot be read: which message it gets, within what time and memory."""

import json
import string
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from luoshi.lexicon.load import table

Builder = Callable[..., bytes]

MOST_SECONDS = 10
MOST_BYTES = 2**30

OPENER = """
import json, sys, time
from luoshi.text.reader import find_items
from luoshi.values.troubles import SourceError

started = time.perf_counter()
[item] = find_items([sys.argv[1]])
try:
    outcome = {"text": item.open().text[:20]}
except SourceError as trouble:
    outcome = {"key": trouble.key, "details": trouble.details}
outcome["seconds"] = time.perf_counter() - started
try:
    import resource
    outcome["bytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
except ImportError:
    outcome["bytes"] = 0
print(json.dumps(outcome))
"""

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION_LAUGHS = f'<!DOCTYPE w:document [<!ENTITY l0 "哈">{LAUGHS}]>'
EXTERNAL = '<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def outcome_of(path: Path) -> dict[str, Any]:
    """Open the file in a process of its own, so that its memory can be told from that of the tests."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", OPENER, str(path)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stderr == ""
    outcome: dict[str, Any] = json.loads(done.stdout)
    return outcome


def assert_refused(path: Path, key: str) -> None:
    outcome = outcome_of(path)
    assert outcome.get("key") == key, outcome
    assert outcome["details"]["path"].startswith(str(path))
    assert outcome["seconds"] < MOST_SECONDS
    assert outcome["bytes"] < MOST_BYTES
    for language in ("zh", "en"):
        message = table("messages")["source_error"][key][language].format(**outcome["details"])
        assert str(path) in message
        assert len(message) > len(outcome["details"]["path"]) + 10


PLAIN: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", " \u3000\r\n\t\n".encode(), "blank"),
    ("mark.txt", b"\xef\xbb\xbf\n", "blank"),
    ("blank.html", b"<html><body><script>var text = 1;</script></body></html>", "blank"),
    ("binary.txt", bytes(range(256)) * 4096, "binary"),
    ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "unknown_format"),
    ("rich.doc", b"{\\rtf1 text}", "unknown_format"),
    ("locked.docx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ("other.doc", OLE + bytes(5000), "unknown_format"),
    ("broken.doc", OLE + bytes(600) + "WordDocument".encode("utf-16-le") + bytes(600), "doc_broken"),
    ("broken.docx", b"PK\x03\x04" + bytes(200), "docx_broken"),
    ("broken.pdf", b"%PDF-1.4\n" + bytes(200), "pdf_broken"),
]


@pytest.mark.parametrize(("name", "content", "key"), PLAIN, ids=[name for name, *_ in PLAIN])
def test_files_that_hold_no_report(tmp_path: Path, name: str, content: bytes, key: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert_refused(tmp_path / name, key)


def test_paths_that_lead_to_no_file(tmp_path: Path) -> None:
    assert_refused(tmp_path / "无.txt", "missing")
    assert_refused(tmp_path / ("a" * 5000), "unreadable")
    (tmp_path / "图.png").write_bytes(b"x")
    assert_refused(tmp_path, "no_reports")


@pytest.mark.parametrize(
    ("unit", "count", "key"),
    [("全市生产总值增长", 50 * 2**20 // 24, "too_long"), ("文", 110 * 2**20 // 3, "too_large")],
    ids=["50 MB", "110 MB"],
)
def test_one_long_line(tmp_path: Path, unit: str, count: int, key: str) -> None:
    (tmp_path / "a.txt").write_bytes(unit.encode() * count)
    assert_refused(tmp_path / "a.txt", key)


@pytest.mark.parametrize(
    ("unit", "key"), [("<p>段", "too_complex"), ("<div>", "too_complex"), ("<p>全市生产总值增长百分之六", "too_long")]
)
def test_pages_of_markup(tmp_path: Path, unit: str, key: str) -> None:
    (tmp_path / "a.html").write_bytes(b"<html><body>" + unit.encode() * (12 * 2**20 // len(unit.encode())))
    assert_refused(tmp_path / "a.html", key)


@pytest.mark.parametrize("doctype", [BILLION_LAUGHS, EXTERNAL], ids=["billion laughs", "external entity"])
def test_docx_with_entities(tmp_path: Path, docx_bytes: Builder, doctype: str) -> None:
    name = "l9" if "l9" in doctype else "secret"
    content = docx_bytes(f"<w:p><w:r><w:t>&{name};</w:t></w:r></w:p>", doctype=doctype)
    (tmp_path / "a.docx").write_bytes(content)
    assert_refused(tmp_path / "a.docx", "docx_entities")


@pytest.mark.parametrize(("count", "key"), [(10**6, "too_complex"), (10**7, "too_large_unpacked")])
def test_docx_that_unpacks_to_a_multiple(tmp_path: Path, docx_bytes: Builder, count: int, key: str) -> None:
    (tmp_path / "a.docx").write_bytes(docx_bytes("<w:p/>" * count))
    assert_refused(tmp_path / "a.docx", key)


def test_archive_bomb(tmp_path: Path, zip_bytes: Builder) -> None:
    (tmp_path / "a.zip").write_bytes(zip_bytes({f"{number}.txt": bytes(2**25) for number in range(4)}))
    assert_refused(tmp_path / "a.zip", "zip_bomb")


def test_archives_in_archives(tmp_path: Path, zip_bytes: Builder) -> None:
    (tmp_path / "a.zip").write_bytes(zip_bytes({"b.zip": zip_bytes({"c.zip": zip_bytes({"d.txt": b"text"})})}))
    assert_refused(tmp_path / "a.zip", "nested_archive")


@pytest.mark.parametrize(("options", "key"), [({"locked": True}, "encrypted"), ({"image": True}, "scan")])
def test_pdf_without_text_to_read(tmp_path: Path, pdf_bytes: Builder, options: dict[str, bool], key: str) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_bytes([[]] * 3, **options))
    assert_refused(tmp_path / "a.pdf", key)


def test_pdf_of_too_many_pages(tmp_path: Path, pdf_bytes: Builder) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf_bytes([[]] * 2_001))
    assert_refused(tmp_path / "a.pdf", "too_many_pages")


def test_every_message_says_where_in_both_languages() -> None:
    for key, message in table("messages")["source_error"].items():
        slots = [
            {slot for _, slot, *_ in string.Formatter().parse(message[language]) if slot} for language in ("zh", "en")
        ]
        assert slots[0] == slots[1], key
        assert "path" in slots[0], key
