"""The whole data set: Parquet tables and the texts they count characters of, with a Data Package descriptor (v2).

The same published data make the same bytes, so that a copy can be checked and cited by its digest.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Max

from luoshi_web.downloads.columns import Column, columns_of
from luoshi_web.downloads.parquet import write_parquet
from luoshi_web.downloads.resources import RESOURCES, Resource, all_reports
from luoshi_web.downloads.stamps import stamp
from luoshi_web.models import Change

_PROFILE = "https://datapackage.org/profiles/2.0/"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_TRIALS, _KEPT_SECONDS = 3, 3600
_FIELD_TYPES = {"text": "string", "decimal": "number"}
"""Types that the descriptor calls otherwise."""


class UnsettledError(Exception):
    """Reports were published so fast that no archive could be made of one state of the data."""


def dataset() -> Path:
    """The archive of what is published now, made where it is not there yet. Raises UnsettledError.

    No lock is held meanwhile; what was overtaken by a publication is made again.
    """
    folder = Path(settings.DATA) / "downloads"
    folder.mkdir(mode=0o700, exist_ok=True)
    for _ in range(_TRIALS):
        state = stamp()
        target = folder / f"luoshi-{state}.zip"
        if target.exists():
            return target
        with tempfile.TemporaryDirectory(dir=folder) as workshop:
            part = Path(workshop) / "part.zip"
            write_dataset(part)
            if stamp() == state:
                part.replace(target)
                _tidy(folder, target)
                return target
    raise UnsettledError


def _tidy(folder: Path, target: Path) -> None:
    """Remove archives of older states, but for those that somebody may be about to open."""
    for old in folder.glob("luoshi-*.zip"):
        if old != target and old.stat().st_mtime < target.stat().st_mtime - _KEPT_SECONDS:
            old.unlink(missing_ok=True)


def write_dataset(target: Path) -> None:
    """Write the archive ``target``."""
    with tempfile.TemporaryDirectory(dir=target.parent) as name, zipfile.ZipFile(target, "w") as archive:
        resources = [*_tables(archive, Path(name)), *_texts(archive)]
        text = json.dumps(_descriptor(resources), ensure_ascii=False, indent=1) + "\n"
        archive.writestr(_entry("datapackage.json", zipfile.ZIP_DEFLATED), text.encode())


def _tables(archive: zipfile.ZipFile, folder: Path) -> Iterator[dict[str, Any]]:
    for resource in RESOURCES:
        file = folder / f"{resource.name}.parquet"
        count, inexact = write_parquet(resource.shape, resource.rows(), file)
        content = file.read_bytes()
        archive.writestr(_entry(file.name, zipfile.ZIP_STORED), content)
        file.unlink()
        yield {
            **_file(resource.name, file.name, "parquet", "application/vnd.apache.parquet", content),
            "type": "table",
            "title": resource.title,
            "description": (resource.shape.__doc__ or "").strip(),
            "rows": count,
            "schema": _schema(resource, inexact),
        }


def _texts(archive: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    """The characters of each report; the hash is the report's sha256."""
    for report in all_reports():
        content, path = report.text.encode(), f"texts/{report.slug}.txt"
        archive.writestr(_entry(path, zipfile.ZIP_DEFLATED), content)
        yield {
            **_file(f"text-{report.slug}", path, "txt", "text/plain", content),
            "title": str(report),
            "encoding": "utf-8",
        }


def _file(name: str, path: str, form: str, mediatype: str, content: bytes) -> dict[str, Any]:
    digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
    return {"name": name, "path": path, "format": form, "mediatype": mediatype, "bytes": len(content), "hash": digest}


def _schema(resource: Resource, inexact: frozenset[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILE}tableschema.json",
        "fields": [_field(column, is_text=column.name in inexact) for column in columns_of(resource.shape)],
    }
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    if resource.links:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": table, "fields": [other]}}
            for column, table, other in resource.links
        ]
    return schema


def _field(column: Column, *, is_text: bool) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": "string" if is_text else _FIELD_TYPES.get(column.kind, column.kind),
        "title": column.title,
        "description": column.description + ("; UTC" if column.kind == "datetime" else ""),
        "constraints": {"required": not column.is_optional},
    }


def _descriptor(resources: list[dict[str, Any]]) -> dict[str, Any]:
    latest = Change.objects.aggregate(latest=Max("made_at"))["latest"]
    descriptor: dict[str, Any] = {
        "$schema": f"{_PROFILE}datapackage.json",
        "name": "luoshi",
        "title": f"{settings.SITE_NAME}：政府工作报告的承诺与结果",
        "description": "Rows read from published government work reports. Offsets count the characters of texts/.",
        "sources": [_source(slug) for slug in _sources()],
        "resources": resources,
    }
    if latest:
        descriptor["created"] = latest.strftime("%Y-%m-%dT%H:%M:%SZ")
    if settings.LICENCE:
        descriptor["licenses"] = [{"name": settings.LICENCE}]
    return descriptor


def _sources() -> Iterator[dict[str, str]]:
    for report in all_reports():
        yield {"title": str(report), "path": report.url, "sha256": report.sha256 or "", "retrieved": report.retrieved}


def _source(source: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in source.items() if value}


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type, entry.external_attr, entry.create_system = compression, 0o644 << 16, 3
    return entry
