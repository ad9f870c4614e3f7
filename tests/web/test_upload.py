"""Files come in: what is taken, what is refused, and where the bytes go."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document

from luoshi_web.actions.reading import claim, read_all, read_claimed
from luoshi_web.actions.taking_in import shown_name, stored, take_in_folder
from luoshi_web.models import Report

ClientOf = Callable[[str | None], Client]
TEXT = """政府工作报告
——2031年1月10日在云川市人民代表大会上

一、2030年工作回顾
过去一年，全市上下同心，把年初的安排一项一项落到实处，城乡面貌有了新的变化，群众的日子也有了新的起色。
新建公园12个，改造老旧小区30个，新增停车泊位2100个，办成了一批群众盼了多年的事情。

二、2031年主要目标
主要预期目标是：地区生产总值增长5%以上；新建公园15个。
我们要把每一件事都办到群众心坎上，让城市更有温度，让乡村更有活力，让每一份付出都有回响。
"""


def send(client: Client, content: bytes, name: str = "云川市2031.txt") -> list[str]:
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse("upload"), {"files": [file]}, follow=True)
    return [str(message) for message in answer.context["messages"]]


def docx() -> bytes:
    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


FORMS = {
    "txt": TEXT.encode(),
    "gb18030": TEXT.encode("gb18030"),
    "html": f"<html><body><div>{''.join(f'<p>{line}</p>' for line in TEXT.splitlines())}</div></body></html>".encode(),
    "docx": docx(),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_report_in_any_form_becomes_rows(form: str, client_of: ClientOf) -> None:
    client = client_of("editor")
    suffix = {"gb18030": "txt"}.get(form, form)
    send(client, FORMS[form], f"报告.{suffix}")
    report = Report.objects.latest("pk")
    assert report.state == Report.State.UPLOADED
    assert read_all() == 1
    report.refresh_from_db()
    assert (report.state, report.progress, str(report.place), report.year) == ("read", 100, "云川市", 2031)
    assert report.measures.filter(mode="target").count() == 2
    assert client.get(reverse("checking", args=[report.pk])).status_code == 200
    assert client_of(None).get(report.get_absolute_url()).status_code == 404


def bomb() -> bytes:
    lines = ['<!DOCTYPE b [<!ENTITY a "ha">'] + [
        f'<!ENTITY a{n} "{f"&a{n - 1 if n > 1 else str()};" * 10}">' for n in range(1, 12)
    ]
    xml = "".join(lines) + "]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>&a11;"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml + "</w:document>")
    return stream.getvalue()


def zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", TEXT)
    return stream.getvalue()


REFUSED = {
    "empty": (b"", "a.txt"),
    "program": (b"\x7fELF" + bytes(range(256)) * 40, "a.txt"),
    "archive": (zipped(), "a.zip"),
    "archive named docx": (zipped(), "a.docx"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "a.pdf"),
    "xml bomb": (bomb(), "a.docx"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_report_is_refused_or_fails_with_a_reason(case: str, client_of: ClientOf) -> None:
    before = Report.objects.count()
    messages = send(client_of("editor"), *REFUSED[case])
    read_all()
    for report in Report.objects.order_by("pk")[before:]:
        assert report.measures.count() == 0
    fresh = Report.objects.exclude(state="published")
    assert all(report.state == Report.State.FAILED and report.trouble for report in fresh)
    assert messages


def test_a_file_beyond_the_limit_is_refused(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi_web.views.desk.LARGEST_FILE", 100)
    before = Report.objects.count()
    assert "MB" in send(client_of("editor"), TEXT.encode())[0]
    assert Report.objects.count() == before


def test_a_name_is_never_part_of_a_path(client_of: ClientOf, site: Path) -> None:
    send(client_of("editor"), TEXT.encode(), "../../../etc/cron.d/<script>alert(1)</script>.txt")
    report = Report.objects.latest("pk")
    assert stored(report).parent.parent == Path(settings.UPLOADS)
    assert stored(report).name == report.content_sha256
    assert stored(report).read_bytes() == TEXT.encode()
    page = client_of("reader").get(reverse("desk")).content.decode()
    assert "<script>alert" not in page


def test_names_are_cleaned_for_display() -> None:
    assert shown_name("..\\..\\C:\\报告.txt") == "报告.txt"
    assert shown_name("a/b/\x1b[31m红.txt") == "[31m红.txt"
    assert shown_name("") == "-"


def test_uploads_are_served_from_nowhere(client_of: ClientOf) -> None:
    send(client_of("editor"), TEXT.encode())
    digest = Report.objects.latest("pk").content_sha256
    for address in (f"/uploads/{digest[:2]}/{digest}", f"/static/../uploads/{digest[:2]}/{digest}", f"/media/{digest}"):
        assert client_of("administrator").get(address).status_code == 404


def test_the_same_file_is_taken_once(client_of: ClientOf) -> None:
    client = client_of("editor")
    send(client, TEXT.encode())
    before = Report.objects.count()
    assert "已经在库中" in send(client, TEXT.encode(), "other.txt")[0]
    assert Report.objects.count() == before


def test_the_same_text_in_another_form_is_told(client_of: ClientOf) -> None:
    client = client_of("editor")
    send(client, TEXT.encode())
    send(client, TEXT.encode("gb18030"), "other.txt")
    read_all()
    report = Report.objects.latest("pk")
    assert report.state == Report.State.FAILED
    assert "相同" in report.trouble


def test_a_file_that_failed_may_be_tried_again(client_of: ClientOf) -> None:
    client = client_of("editor")
    send(client, TEXT.encode())
    Report.objects.filter(state="uploaded").update(state="failed", trouble="?")
    assert "已收到" in send(client, TEXT.encode())[0]
    assert read_all() == 1
    assert Report.objects.latest("pk").state == Report.State.READ


def test_a_fault_of_the_program_does_not_hold_up_the_queue(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("editor")
    send(client, TEXT.encode())
    send(client, TEXT.encode() + "新建桥梁3座。".encode())

    def broken(source: object, *, hint: str) -> None:
        raise ZeroDivisionError(hint)

    monkeypatch.setattr("luoshi_web.actions.reading.read_report", broken)
    assert read_all() == 2
    reports = Report.objects.order_by("-pk")[:2]
    assert all(each.state == "failed" and "ZeroDivisionError" in each.trouble for each in reports)


def test_a_file_that_ends_its_reader_is_given_up(client_of: ClientOf) -> None:
    send(client_of("editor"), TEXT.encode())
    for _ in range(3):
        assert claim()
        Report.objects.filter(state="reading").update(claimed_until="2020-01-01T00:00:00Z")
    assert read_all() == 1
    assert Report.objects.latest("pk").state == Report.State.FAILED


def test_a_report_that_is_not_published_can_be_removed(client_of: ClientOf) -> None:
    send(client_of("editor"), TEXT.encode())
    read_all()
    report = Report.objects.latest("pk")
    assert stored(report).exists()
    client_of("publisher").post(reverse("discard", args=[report.pk]))
    assert not Report.objects.filter(pk=report.pk).exists()
    assert not stored(report).exists()
    published = Report.objects.filter(state="published").latest("pk")
    assert client_of("publisher").post(reverse("discard", args=[published.pk])).status_code == 404


def test_a_request_that_carries_too_much_is_cut_off(client_of: ClientOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luoshi_web.receiving.LARGEST_REQUEST", 100_000)
    before = Report.objects.count()
    assert "总量过大" in send(client_of("editor"), TEXT.encode() * 400)[0]
    assert Report.objects.count() == before


def test_uploads_an_hour_are_limited(client_of: ClientOf) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "UPLOADS_AN_HOUR", 2)
        client = client_of("editor")
        statuses = [
            client.post(reverse("upload"), {"files": [SimpleUploadedFile("a.txt", f"{TEXT}{n}".encode())]}).status_code
            for n in range(3)
        ]
    assert statuses == [302, 302, 429]


def test_progress_is_told(client_of: ClientOf) -> None:
    client = client_of("editor")
    send(client, TEXT.encode())
    report = claim()
    assert report
    (row,) = [each for each in client.get(reverse("progress")).json()["reports"] if each["pk"] == report.pk]
    assert row["state"] == "reading"
    assert row["progress"] > 0
    assert claim() is None
    read_claimed(report)
    (row,) = [each for each in client.get(reverse("progress")).json()["reports"] if each["pk"] == report.pk]
    assert (row["state"], row["progress"]) == ("read", 100)


def test_a_watched_folder_is_taken_in_once(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "云川市2031.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "~$云川市.txt").write_text(TEXT + "二", encoding="utf-8")
    assert take_in_folder(tmp_path) == 0
    for file in tmp_path.iterdir():
        os.utime(file, (1_600_000_000, 1_600_000_000))
    assert take_in_folder(tmp_path) == 1
    assert take_in_folder(tmp_path) == 0
