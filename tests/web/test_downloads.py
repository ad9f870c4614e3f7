"""Files open again and hold what the pages show; the data set is whole, described and always the same."""

import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from lxml import etree, html
from openpyxl import load_workbook
from pydantic import BaseModel

from luoshi_web.actions.publishing import publish, withdraw
from luoshi_web.downloads import sheets
from luoshi_web.downloads.columns import columns_of
from luoshi_web.downloads.dataset import write_dataset
from luoshi_web.downloads.parquet import DECIMAL, write_parquet
from luoshi_web.downloads.resources import RESOURCES
from luoshi_web.downloads.sheets import Sheet, csv_pieces, write_xlsx
from luoshi_web.downloads.tables import TABLES
from luoshi_web.models import Change, Commitment, Measure, Project, Report, Sentence, Verdict

ClientOf = Callable[[str | None], Client]
ATOM = "{http://www.w3.org/2005/Atom}"
LOGICAL = {"string": "string", "integer": "int64", "number": "decimal128(38, 10)", "boolean": "bool"}
LOGICAL["datetime"] = "timestamp[us]"


@pytest.fixture(autouse=True)
def no_limit() -> Iterator[None]:
    cache.clear()
    with override_settings(API_A_MINUTE=1_000_000):
        yield


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
    archive = zipfile.ZipFile(io.BytesIO(content(client.get("/downloads/luoshi.zip"))))
    assert f"texts/{report.slug}.txt" not in archive.namelist()
    tables = {name: read(archive, name) for name in archive.namelist() if name.endswith(".parquet")}
    del tables["changes.parquet"]
    assert report.slug not in json.dumps([each.to_pylist() for each in tables.values()], default=str)


@pytest.mark.parametrize(
    "address",
    [
        "/downloads/nothing.csv",
        "/downloads/measures.csv",
        "/downloads/measures.csv?report=??",
        "/downloads/series.xlsx",
    ],
)
def test_what_is_not_there_is_not_found(address: str, client: Client) -> None:
    assert client.get(address).status_code == 404


def test_who_asks_too_often_has_to_wait(client: Client) -> None:
    with override_settings(API_A_MINUTE=2):
        answers = [client.get("/downloads/reports.csv") for _ in range(5)]
    assert (answers[0].status_code, answers[-1].status_code) == (200, 429)


def read(archive: zipfile.ZipFile, name: str) -> Any:
    parquet = pytest.importorskip("pyarrow.parquet")
    return parquet.read_table(io.BytesIO(archive.read(name)))


def archive_of(client: Client) -> tuple[zipfile.ZipFile, dict[str, Any]]:
    answer = client.get("/downloads/luoshi.zip")
    body = content(answer)
    assert answer["X-Content-SHA256"] == hashlib.sha256(body).hexdigest()
    archive = zipfile.ZipFile(io.BytesIO(body))
    return archive, json.loads(archive.read("datapackage.json"))


def test_the_descriptor_describes_every_file(client: Client) -> None:
    archive, package = archive_of(client)
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    paths = [resource["path"] for resource in package["resources"]]
    assert sorted([*paths, "datapackage.json"]) == sorted(archive.namelist())
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in [package["name"], *names])
    for resource in package["resources"]:
        body = archive.read(resource["path"])
        assert (resource["bytes"], resource["hash"]) == (len(body), f"sha256:{hashlib.sha256(body).hexdigest()}")
    assert {source["sha256"] for source in package["sources"]} == set(Report.objects.values_list("sha256", flat=True))


def test_texts_are_what_the_offsets_count(client: Client) -> None:
    archive, _ = archive_of(client)
    for report in Report.objects.all():
        text = archive.read(f"texts/{report.slug}.txt")
        assert hashlib.sha256(text).hexdigest() == report.sha256
        for row in read(archive, "measures.parquet").to_pylist():
            if row["report"] == report.slug:
                assert text.decode()[row["start"] : row["end"]] == row["text"]


def test_the_tables_are_whole_and_typed(client: Client) -> None:
    archive, package = archive_of(client)
    tables = {each["name"]: each for each in package["resources"] if each.get("type") == "table"}
    assert set(tables) == {each.name for each in RESOURCES}
    counts = {"sentences": Sentence, "measures": Measure, "projects": Project, "commitments": Commitment}
    for name, model in {**counts, "verdicts": Verdict, "changes": Change}.items():
        assert tables[name]["rows"] == model.objects.count()
    rows = {name: read(archive, each["path"]) for name, each in tables.items()}
    for name, described in tables.items():
        fields = described["schema"]["fields"]
        assert [(field["name"], LOGICAL[field["type"]]) for field in fields] == [
            (field.name, str(field.type)) for field in rows[name].schema
        ]
        assert all(field["title"] and field["description"] for field in fields)
        assert rows[name].num_rows == described["rows"]
        demand_keys(described["schema"], rows, name)


def demand_keys(described: dict[str, Any], rows: dict[str, Any], name: str) -> None:
    """Required fields are filled, primary keys unique, foreign keys found."""
    listed = rows[name].to_pylist()
    for field in described["fields"]:
        assert not field["constraints"]["required"] or all(row[field["name"]] is not None for row in listed)
    if key := described.get("primaryKey"):
        found = [tuple(row[column] for column in key) for row in listed]
        assert len(set(found)) == len(found), name
    for link in described.get("foreignKeys", []):
        target = {row[link["reference"]["fields"][0]] for row in rows[link["reference"]["resource"]].to_pylist()}
        assert {row[link["fields"][0]] for row in listed} <= target


def test_rows_of_the_data_set_are_those_of_the_api(client: Client) -> None:
    archive, _ = archive_of(client)
    rows = {row["key"]: row for row in read(archive, "commitments.parquet").to_pylist()}
    page = client.get("/api/v1/commitments?size=500").json()
    assert len(page["rows"]) == len(rows)
    for row in page["rows"]:
        written = rows[row["key"]]
        assert {name: value for name, value in row.items() if name != "changed_at"} == {
            name: value for name, value in written.items() if name != "changed_at"
        }


def test_the_same_data_make_the_same_bytes(site: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_dataset(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_archive_can_be_made_beforehand(client: Client) -> None:
    printed = io.StringIO()
    call_command("dataset", stdout=printed)
    assert Path(printed.getvalue().strip()).read_bytes() == content(client.get("/downloads/luoshi.zip"))


def test_a_licence_is_named_where_there_is_one(site: Path, tmp_path: Path) -> None:
    with override_settings(LICENCE="CC-BY-4.0"):
        write_dataset(tmp_path / "one.zip")
    package = json.loads(zipfile.ZipFile(tmp_path / "one.zip").read("datapackage.json"))
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]


def test_numbers_keep_every_digit(tmp_path: Path) -> None:
    from luoshi_web.api.shapes import Digits

    class Numbers(BaseModel):
        value: Digits

    Numbers.model_fields["value"].title, Numbers.model_fields["value"].description = "数", "a number"
    Numbers.model_rebuild(force=True)
    assert [column.kind for column in columns_of(Numbers)] == ["decimal"]
    parquet = pytest.importorskip("pyarrow.parquet")
    for values, kind in ((["1.10", "-123456789012345678.0123456789"], DECIMAL), (["1.5", "1." + "1" * 11], "text")):
        _, inexact = write_parquet(Numbers, [Numbers(value=each) for each in values], tmp_path / "numbers.parquet")
        assert bool(inexact) == (kind == "text")
        found = parquet.read_table(tmp_path / "numbers.parquet").to_pylist()
        assert [Decimal(row["value"]) for row in found] == [Decimal(each) for each in values]


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
