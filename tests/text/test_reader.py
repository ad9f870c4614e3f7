import hashlib
import io
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from luoshi.text.reader import find_items, read_source
from luoshi.values.troubles import SourceError

TEXT = "云川市政府工作报告\r\n全市地区生产总值增长6.1%。\n"


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def named_without_flag(path: Path, encoded: bytes) -> Path:
    """An archive whose one member is named in bytes that say nothing of their encoding, as old tools write it."""
    stand_in = b"n" * len(encoded)
    with ZipFile(path, "w") as archive:
        archive.writestr(stand_in.decode(), TEXT)
    path.write_bytes(path.read_bytes().replace(stand_in, encoded))
    return path


def trouble_of(path: Path) -> SourceError:
    [item] = find_items([path])
    with pytest.raises(SourceError) as caught:
        item.open()
    assert caught.value.details["path"] == item.path
    return caught.value


def test_a_source_holds_the_characters_and_their_origin(tmp_path: Path) -> None:
    path = write(tmp_path / "云川市-2024.txt")
    source = read_source(path, url="https://example.org/1", retrieved="2024-02-01")
    assert source.text == TEXT
    assert (source.name, source.path, source.format, source.encoding) == (path.name, str(path), "txt", "utf-8")
    assert (source.url, source.retrieved) == ("https://example.org/1", "2024-02-01")
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert source.page_of(3) is None


def test_content_decides_on_the_format(tmp_path: Path) -> None:
    page = write(tmp_path / "报告.doc", "<html><body><p>云川市政府工作报告</p></body></html>")
    assert (read_source(page).format, read_source(page).text) == ("html", "云川市政府工作报告")
    text = write(tmp_path / "说明.txt", "<p> 是段落的标记。")
    assert read_source(text).format == "txt"


def test_folders_are_searched_in_order(tmp_path: Path) -> None:
    for name in ("2024/乙.txt", "2024/甲.TXT", "2023/丙.txt", ".git/丁.txt", "~$锁.docx", "图.png", "2024/.隐.txt"):
        write(tmp_path / name)
    found = [item.path for item in find_items([tmp_path])]
    assert found == [str(tmp_path / name) for name in ("2023/丙.txt", "2024/乙.txt", "2024/甲.TXT")]


def test_paths_keep_their_order_and_troubles_do_not_stop_the_rest(tmp_path: Path) -> None:
    last, first = write(tmp_path / "a.txt"), write(tmp_path / "b.txt")
    (tmp_path / "空").mkdir()
    items = find_items([str(first), tmp_path / "无.txt", tmp_path / "空", last])
    keys = []
    for item in items:
        try:
            keys.append(item.open().name)
        except SourceError as trouble:
            keys.append(trouble.key)
    assert keys == ["b.txt", "missing", "no_reports", "a.txt"]


def test_members_of_an_archive(tmp_path: Path) -> None:
    members = {"2024/云川市.txt": TEXT.encode(), "说明.png": b"x", "__MACOSX/._云川市.txt": b"x", "2024/": b""}
    path = packed(tmp_path / "报告.zip", members)
    for paths in ([path], [tmp_path]):
        [item] = find_items(paths)
        assert item.path == f"{path}!2024/云川市.txt"
        source = item.open()
        assert (source.text, source.name, source.path) == (TEXT, "云川市.txt", item.path)


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_member_names_without_a_flag_are_repaired(tmp_path: Path, encoding: str) -> None:
    path = named_without_flag(tmp_path / "a.zip", "云川市-2024.txt".encode(encoding))
    [item] = find_items([path])
    assert item.open().name == "云川市-2024.txt"


def test_an_archive_that_changed_is_read_anew(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": b"one"})
    assert find_items([path])[0].open().text == "one"
    packed(path, {"b.txt": b"three"})
    assert find_items([path])[0].open().text == "three"


def test_items_can_be_sent_to_another_process(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": TEXT.encode()})
    items = pickle.loads(pickle.dumps(find_items([path, tmp_path / "无"])))
    assert items[0].open().text == TEXT


def test_a_word_file_is_not_an_archive(tmp_path: Path, docx_bytes: Callable[..., bytes]) -> None:
    path = tmp_path / "报告.zip"
    path.write_bytes(docx_bytes("<w:p><w:r><w:t>ok</w:t></w:r></w:p>"))
    [item] = find_items([path])
    assert (item.path, item.open().format) == (str(path), "docx")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(TEXT.encode("gb18030"))))
    [item] = find_items(["-"])
    source = item.open(url="https://example.org/2")
    assert (item.path, source.name, source.path, source.text) == ("-", "-", None, TEXT)
    assert (source.encoding, source.url) == ("gb18030", "https://example.org/2")


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="file names are Unicode on this system")
def test_a_file_name_in_gbk_can_be_printed(tmp_path: Path) -> None:
    encoded = os.fsencode(tmp_path) + b"/" + "云川市-2024.txt".encode("gbk")
    Path(os.fsdecode(encoded)).write_bytes(TEXT.encode())
    [item] = find_items([tmp_path])
    assert item.path.endswith("云川市-2024.txt")
    assert item.open().name == "云川市-2024.txt"


def test_archives_that_cannot_be_listed(tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04" + b"x" * 100)
    assert trouble_of(broken).key == "archive_broken"
    assert trouble_of(packed(tmp_path / "none.zip", {"a.png": b"x"})).key == "no_reports"


def test_an_encrypted_member_does_not_stop_the_others(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"locked.txt": b"x", "open.txt": b"text"})
    content = bytearray(path.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    path.write_bytes(bytes(content))
    locked, other = find_items([path])
    with pytest.raises(SourceError) as caught:
        locked.open()
    assert (caught.value.key, caught.value.details["path"]) == ("encrypted", f"{path}!locked.txt")
    assert other.open().text == "text"


def test_an_archive_in_an_archive_is_named(tmp_path: Path, zip_bytes: Callable[[dict[str, bytes]], bytes]) -> None:
    path = packed(tmp_path / "a.zip", {"inner.zip": zip_bytes({"a.txt": b"text"})})
    trouble = trouble_of(path)
    assert (trouble.key, trouble.details["path"]) == ("nested_archive", f"{path}!inner.zip")


def test_an_archive_that_unpacks_to_a_multiple_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name in "ab":
            archive.writestr(f"{name}.txt", bytes(60 * 2**20))
    assert trouble_of(path).key == "zip_bomb"


def test_a_folder_or_an_archive_is_no_single_source(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.txt": b"text"})
    for place, key in ((tmp_path, "folder"), (path, "archive")):
        with pytest.raises(SourceError) as caught:
            read_source(place)
        assert (caught.value.key, caught.value.details) == (key, {"path": str(place)})
