"""Files open again and hold what the pages show; the data set is whole, described and always the same."""

import csv
import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from lxml import etree, html
from openpyxl import load_workbook

from luoshi_web.actions.publishing import publish, withdraw
from luoshi_web.downloads import sheets
from luoshi_web.downloads.sheets import Sheet, csv_pieces, write_xlsx
from luoshi_web.downloads.tables import TABLES
from luoshi_web.models import Change, Report

pytestmark = pytest.mark.usefixtures("no_limit")
ClientOf = Callable[[str | None], Client]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def client(client_of: ClientOf) -> Client:
    return client_of(None)


def content(response: Any) -> bytes:
    assert response.status_code == 200
    found: bytes = response.getvalue()
    return found


def csv_rows(client: Client, address: str) -> list[list[str]]:
    text = content(client.get(address)).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def xlsx_rows(client: Client, address: str) -> list[list[Any]]:
    workbook = load_workbook(io.BytesIO(content(client.get(address))))
    (sheet,) = workbook.worksheets
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def queries() -> dict[str, str]:
    slug = Report.objects.get(year=2025).slug
    of_report = dict.fromkeys(("measures", "report-projects", "sentences"), f"?report={slug}")
    of_place = {"series": "?place=云川市&indicator=地区生产总值", "headline": "?place=云川市&year=2025"}
    return {**dict.fromkeys(TABLES, ""), **of_report, **of_place}


@pytest.mark.parametrize("name", TABLES)
def test_excel_and_csv_hold_the_same(name: str, client: Client) -> None:
    query = queries()[name]
    written = csv_rows(client, f"/downloads/{name}.csv{query}")
    opened = xlsx_rows(client, f"/downloads/{name}.xlsx{query}")
    assert len(written) > 1
    assert len({len(row) for row in written}) == 1
    assert [[alike(cell) for cell in row] for row in written] == [[alike(cell) for cell in row] for row in opened]


def alike(cell: Any) -> str:
    """A cell of either file: CSV puts an apostrophe before formulas, Excel has numbers as numbers."""
    text = "" if cell is None else str(cell)
    text = text.removeprefix("'") if re.match(r"'[=+\-@＝＋－＠]", text) else text
    return f"{Decimal(text).normalize():f}" if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


@pytest.mark.parametrize(
    "query", ["", "?place=云川市&year=2025&outcome=missed", "?q=项目&kind=words", "?order=title&area=economy"]
)
def test_the_table_of_commitments_is_that_of_the_page(query: str, client: Client) -> None:
    head, *rows = csv_rows(client, f"/downloads/commitments.csv{query}")
    keys = [row[head.index("编号")] for row in rows]
    shown: list[str] = []
    for number in range(1, len(keys) // 50 + 2):
        page = html.fromstring(client.get(f"/commitments/{query}{'&' if query else '?'}page={number}").content.decode())
        shown += [each.split("/")[2] for each in page.xpath("//ol[@class='promises']//div/a[1]/@href")]
    assert keys == shown
    assert keys


def test_other_tables_are_those_of_their_pages(client: Client) -> None:
    for page, table in (
        ("/projects/?place=云川市&year=2025", "projects"),
        ("/findings/", "findings"),
        ("/reports/", "reports"),
    ):
        lines = html.fromstring(client.get(page).content.decode())
        (link,) = lines.xpath(f"//a[contains(@href, 'downloads/{table}.csv')]/@href")
        rows = csv_rows(client, link)
        items = {
            "projects": "//div[@class='lane']//li",
            "findings": "//ol[@class='findings']/li",
            "reports": "//ul[@class='cards']/li",
        }
        assert len(rows) - 1 == len(lines.xpath(items[table])) > 0
    page = html.fromstring(client.get("/compare/").content.decode())
    (link,) = page.xpath("//a[contains(@href, 'compare.csv')]/@href")
    shown = [
        [cell.text_content().strip().replace("—", "") for cell in row.xpath("./td")]
        for row in page.xpath("//table[@class='side']/tbody/tr")
    ]
    assert [row[2:] for row in csv_rows(client, link)[1:]] == shown[1:]


def test_every_table_page_links_to_its_files(client: Client) -> None:
    slug = Report.objects.get(year=2025).slug
    linked = set()
    for address in (
        "/commitments/",
        "/places/云川市/2025/",
        "/projects/",
        "/series/",
        "/findings/",
        "/compare/",
        "/changes/",
        "/reports/",
        f"/reports/{slug}/",
    ):
        page = html.fromstring(client.get(address).content.decode())
        for link in page.xpath("//a[contains(@href, '/downloads/')]/@href"):
            assert content(client.get(link)), link
            linked.add(re.split(r"[/.]", link)[2])
    assert linked == set(TABLES)


def test_file_names_are_chinese(client: Client) -> None:
    answer = client.get("/downloads/commitments.csv?place=云川市&year=2025")
    assert "filename*=utf-8''" in answer["Content-Disposition"]
    assert unquote(answer["Content-Disposition"]).endswith("承诺-云川市-2025.csv")
    assert "\n" not in client.get("/downloads/commitments.csv?place=%0d%0aX-Bad: 1")["Content-Disposition"]


def test_headers_and_codes_speak_the_language_of_the_visitor(client: Client) -> None:
    rows = csv_rows(client, "/downloads/commitments.csv?year=2025&outcome=missed&kind=figure")
    assert rows[1][rows[0].index("判定")] == "未完成"
    client.cookies["django_language"] = "en"
    assert any("missed" in cell.lower() for cell in csv_rows(client, "/downloads/commitments.csv?outcome=missed")[1])


HOSTILE = ["=1+1", "+86", "-2+3", "@SUM(A1)", "＝1", "\t=1", "a,b\n“c”", "x\x00y", "'", "\ud800", "x" * 40_000]


def test_no_cell_is_a_formula() -> None:
    sheet = Sheet("名/称", ["一", "二"], [[each, Decimal("-1.50")] for each in HOSTILE])
    stream = io.BytesIO()
    write_xlsx(sheet, stream)
    cells = [cell for (cell, _) in load_workbook(stream).active.iter_rows(min_row=2)]  # type: ignore[union-attr]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    written = "".join(csv_pieces(sheet)).encode("utf-8", "replace").decode()
    for row in list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))[1:]:
        assert row[0][:1] not in tuple("=+-@＝\t") or re.fullmatch(r"[+-]\d+", row[0])
        assert row[1] == "-1.50"


def test_csv_comes_piece_by_piece() -> None:
    made: list[int] = []
    sheet = Sheet("表", ["数"], ([made.append(each) or each] for each in range(5_000)))  # type: ignore[func-returns-value]
    pieces = csv_pieces(sheet)
    next(pieces)
    assert len(made) < 1_000
    assert len("".join(pieces).splitlines()) + len(made[:500]) == 5_000


def test_too_long_a_workbook_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_EXCEL_ROWS", 10)
    answer = client.get("/downloads/commitments.xlsx")
    assert answer.status_code == 413
    assert "CSV" in answer.content.decode()


@pytest.mark.parametrize(
    "address", ["/downloads/commitments.csv", "/downloads/reports.xlsx", "/downloads/luoshi.zip", "/changes/atom.xml"]
)
def test_who_has_a_file_is_told_so(address: str, client: Client) -> None:
    first = client.get(address)
    content(first)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    withdraw(Report.objects.get(year=2026), None)
    assert content(client.get(address, headers={"If-None-Match": first["ETag"]}))
    assert client.post(address).status_code == 405


def test_only_published_rows_are_in_files(client: Client) -> None:
    report = Report.objects.get(year=2026)
    withdraw(report, None)
    for name in ("measures", "report-projects", "sentences"):
        assert client.get(f"/downloads/{name}.csv?report={report.slug}").status_code == 404
    for name in set(TABLES) - {"measures", "report-projects", "sentences", "changes"}:
        answer = client.get(f"/downloads/{name}.csv{queries()[name]}")
        assert report.slug not in content(answer).decode()


@pytest.mark.parametrize(
    "address",
    [
        "/downloads/nothing.csv",
        "/downloads/measures.csv",
        "/downloads/measures.csv?report=??",
        "/downloads/series.xlsx",
        "/downloads/commitments.csv?place=%00",
    ],
)
def test_what_is_not_there_is_not_found(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_who_asks_too_often_has_to_wait(client: Client) -> None:
    with override_settings(API_A_MINUTE=2):
        answers = [client.get("/downloads/reports.csv") for _ in range(5)]
    assert (answers[0].status_code, answers[-1].status_code) == (200, 429)


def test_the_feed_is_valid_and_stable(client: Client) -> None:
    first = content(client.get(reverse("feed")))
    feed = etree.fromstring(first)
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == min(100, Change.objects.count())
    for part in ("id", "title", "updated", "link"):
        assert all(entry.find(f"{ATOM}{part}") is not None for entry in [feed, *entries])
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert first == content(client.get(reverse("feed")))
    for entry in entries[:20]:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert client.get(link.get("href", "").removeprefix("http://testserver")).status_code == 200


def test_the_feed_keeps_its_entries_when_something_is_published(client: Client) -> None:
    before = etree.fromstring(content(client.get(reverse("feed"))))
    report = Report.objects.get(year=2026)
    withdraw(report, None)
    report.refresh_from_db()
    publish(report, None)
    after = etree.fromstring(content(client.get(reverse("feed"))))
    newest = [feed.findtext(f"{ATOM}entry/{ATOM}title") for feed in (before, after)]
    assert newest[0] == newest[1]  # published, and published once more after the withdrawal
    known = {entry.findtext(f"{ATOM}id"): words(entry) for entry in before.findall(f"{ATOM}entry")}
    kept = [entry for entry in after.findall(f"{ATOM}entry") if entry.findtext(f"{ATOM}id") in known]
    assert all(words(entry) == known[entry.findtext(f"{ATOM}id")] for entry in kept)
    assert after.findtext(f"{ATOM}entry/{ATOM}id") not in known


def words(entry: Any) -> list[str | None]:
    return [entry.findtext(f"{ATOM}{name}") for name in ("title", "updated", "summary")]


def test_every_page_announces_the_feed(client: Client) -> None:
    page = html.fromstring(client.get("/").content.decode())
    assert page.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href") == ["/changes/atom.xml"]
    data = client.get("/data/").content.decode()
    assert all(address in data for address in ("/downloads/luoshi.zip", "/api/", "/changes/atom.xml"))
