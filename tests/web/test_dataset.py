"""The data set: whole, described, typed, and byte for byte the same for the same data."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings
from pydantic import BaseModel

from luoshi_web.actions.publishing import withdraw
from luoshi_web.downloads.columns import columns_of
from luoshi_web.downloads.dataset import write_dataset
from luoshi_web.downloads.parquet import DECIMAL, write_parquet
from luoshi_web.downloads.resources import RESOURCES
from luoshi_web.models import Change, Commitment, Measure, Project, Report, Sentence, Verdict

pytestmark = pytest.mark.usefixtures("no_limit")
ClientOf = Callable[[str | None], Client]
LOGICAL = {"string": "string", "integer": "int64", "number": "decimal128(38, 10)", "boolean": "bool"}
LOGICAL["datetime"] = "timestamp[us]"


@pytest.fixture
def client(client_of: ClientOf) -> Client:
    return client_of(None)


def opened(response: Any) -> bytes:
    assert response.status_code == 200
    found: bytes = response.getvalue()
    return found


def read(archive: zipfile.ZipFile, name: str) -> Any:
    parquet = pytest.importorskip("pyarrow.parquet")
    return parquet.read_table(io.BytesIO(archive.read(name)))


def archive_of(client: Client) -> tuple[zipfile.ZipFile, dict[str, Any]]:
    answer = client.get("/downloads/luoshi.zip")
    body = opened(answer)
    assert answer["X-Content-SHA256"] == hashlib.sha256(body).hexdigest()
    archive = zipfile.ZipFile(io.BytesIO(body))
    return archive, json.loads(archive.read("datapackage.json"))


def test_only_published_rows_are_in_the_data_set(client: Client) -> None:
    report = Report.objects.get(year=2026)
    withdraw(report, None)
    archive, _ = archive_of(client)
    assert f"texts/{report.slug}.txt" not in archive.namelist()
    tables = {name: read(archive, name) for name in archive.namelist() if name.endswith(".parquet")}
    del tables["changes.parquet"]
    assert report.slug not in json.dumps([each.to_pylist() for each in tables.values()], default=str)


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
    assert Path(printed.getvalue().strip()).read_bytes() == opened(client.get("/downloads/luoshi.zip"))


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
