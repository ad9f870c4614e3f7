"""A ledger is the same bytes whatever way it was built, and is never built twice."""

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest

import luoshi
from luoshi.ledger import builder
from luoshi.ledger.builder import Built, Reader, build
from luoshi.ledger.cluster import cluster_executor
from luoshi.ledger.views import open_ledger
from luoshi.values.troubles import LuoshiError

Write = Callable[..., Path]
READER = Reader(luoshi.read, "luoshi test", "rules")


def jobs(files: Iterable[Path]) -> dict[str, str]:
    return {hashlib.sha256(file.name.encode() + file.read_bytes()).hexdigest(): str(file) for file in files}


def digest(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def count(folder: Path, question: str) -> int:
    with open_ledger(folder) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def files(write: Write) -> list[Path]:
    cities = [write(year) for year in range(2001, 2025)]
    return [*cities, *(write(year, place="金桐县") for year in range(2020, 2025))]


@pytest.fixture
def whole(files: list[Path], tmp_path: Path) -> Path:
    build(jobs(files), READER, tmp_path / "whole")
    return tmp_path / "whole"


def test_every_entry_and_project_is_in_its_file(files: list[Path], whole: Path) -> None:
    reports = [luoshi.read(file) for file in files]
    assert count(whole, "SELECT count(*) FROM entries") == sum(len(report.measures) for report in reports)
    assert count(whole, "SELECT count(*) FROM projects") == sum(len(report.projects) for report in reports)
    assert count(whole, "SELECT count(*) FROM targets") + count(whole, "SELECT count(*) FROM results") == count(
        whole, "SELECT count(*) FROM entries"
    )
    names = digest(whole)
    assert "entries/level=city/year=2024/data.parquet" in names
    assert not [name for name in names if ".build" in name or name.endswith(".part")]


def test_the_manifest_names_program_and_sources(files: list[Path], whole: Path) -> None:
    manifest = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    assert (manifest["program"], manifest["reader"], manifest["reports"]) == ("luoshi test", "rules", len(files))
    texts = {luoshi.read(file).document.source.sha256 for file in files}
    assert {source["sha256"] for source in manifest["sources"]} == texts
    assert 0 < manifest["known"] < manifest["entries"]


def test_order_and_processes_leave_no_trace(files: list[Path], whole: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as executor:
        build(jobs(reversed(files)), READER, tmp_path / "other", executor=executor)
    assert digest(tmp_path / "other") == digest(whole)


def test_building_in_parts_gives_the_same_and_reads_nothing_twice(
    files: list[Path], whole: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "parts"
    assert build(jobs(files[:9]), READER, folder).read == 9
    assert build(jobs(files[5:20]), READER, folder).read == 11
    assert build(jobs(files), READER, folder).read == len(files) - 20
    assert build(jobs(files), READER, folder).read == 0
    assert digest(folder) == digest(whole)


class Interrupted(BaseException):
    pass


def test_a_run_that_was_stopped_is_taken_up(
    files: list[Path], whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "CHUNK", 4)
    read = []

    def stopping(path: str) -> luoshi.Report:
        if len(read) == 10:
            raise Interrupted
        read.append(path)
        return luoshi.read(path)

    folder = tmp_path / "stopped"
    with pytest.raises(Interrupted):
        build(jobs(files), Reader(stopping, "luoshi test", "rules"), folder)
    again: list[str] = []

    def reading(path: str) -> luoshi.Report:
        again.append(path)
        return luoshi.read(path)

    build(jobs(files), Reader(reading, "luoshi test", "rules"), folder)
    assert len(again) == len(files) - 8  # two whole chunks of four were kept
    assert digest(folder) == digest(whole)


@pytest.mark.parametrize("table", ["entries", "projects"])
def test_a_merge_that_was_stopped_is_taken_up(
    files: list[Path], whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    folder, written = tmp_path / "stopped", []
    build(jobs(files[:12]), READER, folder)
    write_partition = builder._write

    def stopping(*arguments: object) -> None:
        if len(written) >= 5 and arguments[1] == table:
            raise Interrupted
        written.append(arguments)
        write_partition(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(builder, "_write", stopping)
    with pytest.raises(Interrupted):
        build(jobs(files), READER, folder)
    monkeypatch.undo()
    assert build(jobs(files), READER, folder).read > 0
    assert digest(folder) == digest(whole)


def test_versions_of_a_report_count_once(write: Write, tmp_path: Path) -> None:
    short = write(2024)
    long = write(2024, name="云川市-2024-全文.txt")
    long.write_text(short.read_text(encoding="utf-8") + "新建学校12所。\n", encoding="utf-8")
    twin = write(2024, name="twin.txt")
    build(jobs([short, long, twin]), READER, tmp_path / "at once")
    for file in (long, twin, short):
        built = build(jobs([file]), READER, tmp_path / "one by one")
    for file in (twin, short, long):
        build(jobs([file]), READER, tmp_path / "other order")
    assert built.manifest.summary()["reports"] == 1
    assert count(tmp_path / "at once", "SELECT count(*) FROM entries") == len(luoshi.read(long).measures)
    assert digest(tmp_path / "at once") == digest(tmp_path / "one by one") == digest(tmp_path / "other order")


def test_report_and_communique_of_a_year_both_count(write: Write, tmp_path: Path) -> None:
    report, communique = write(2024), write(2024, name="公报.txt")
    text = communique.read_text(encoding="utf-8").replace("政府工作报告", "国民经济和社会发展统计公报")
    communique.write_text(text, encoding="utf-8")
    assert build(jobs([report, communique]), READER, tmp_path / "both").manifest.summary()["reports"] == 2


def test_what_cannot_be_read_is_told_and_stops_nothing(files: list[Path], tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    built: Built = build(jobs([*files[:2], empty]), READER, tmp_path / "ledger")
    (failure,) = built.failures.values()
    assert isinstance(failure, LuoshiError)
    assert failure.key == "empty"
    assert built.manifest.summary()["reports"] == 2


def test_a_process_that_dies_is_an_error_and_leaves_no_manifest(tmp_path: Path) -> None:
    with (
        ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor,
        pytest.raises(LuoshiError, match=r"ledger\.worker_died"),
    ):
        build({"key": 3}, Reader(os._exit, "luoshi test", "rules"), tmp_path / "ledger", executor=executor)
    assert not (tmp_path / "ledger" / "manifest.json").exists()


def test_another_version_reads_everything_anew_or_refuses(files: list[Path], whole: Path) -> None:
    newer = Reader(luoshi.read, "luoshi newer", "other rules")
    with pytest.raises(LuoshiError, match=r"ledger\.other_reader") as refused:
        build(jobs(files[1:]), newer, whole)
    assert refused.value.details["missing"] == 1
    assert build(jobs(files), newer, whole).read == len(files)


def test_a_broken_manifest_is_refused(whole: Path) -> None:
    (whole / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(LuoshiError, match=r"ledger\.broken"):
        build({}, READER, whole)


def test_a_local_cluster_gives_the_same_bytes(files: list[Path], whole: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    with cluster_executor("local") as executor:
        build(jobs(files), READER, tmp_path / "cluster", executor=executor)
    assert digest(tmp_path / "cluster") == digest(whole)


def test_a_cluster_that_does_not_answer_is_an_error() -> None:
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    with pytest.raises(LuoshiError, match=r"ledger\.no_cluster"), cluster_executor("nowhere"):
        pass
