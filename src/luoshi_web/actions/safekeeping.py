"""Backup and restore: one archive with the database and the uploads."""

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

_SQLITE, _POSTGRESQL = "luoshi.sqlite3", "luoshi.pgdump"


class SafekeepingError(Exception):
    """A backup or restore that cannot be done; the message says why and what to do."""


def back_up(file: Path) -> None:
    """Write the archive ``file``. The database is copied as of one moment while the site goes on.

    Raises SafekeepingError where ``file`` exists or the tools of PostgreSQL are missing.
    """
    if file.exists():
        raise SafekeepingError(f"{file} exists already; choose another name")
    with tempfile.TemporaryDirectory() as folder:
        dump = _dump(Path(folder))
        partial = file.with_name(f"{file.name}.part")
        with tarfile.open(os.fspath(partial), "w:gz") as archive:
            archive.add(dump, dump.name)
            if Path(settings.UPLOADS).is_dir():
                archive.add(settings.UPLOADS, "uploads")
        partial.chmod(0o600)
        partial.replace(file)


def restore(file: Path, *, replace: bool) -> None:
    """Put what ``file`` holds in the place of database and uploads.

    Raises SafekeepingError where ``file`` is no such archive, or where there is a database and not ``replace``.
    """
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        unpacked = Path(folder)
        try:
            with tarfile.open(os.fspath(file)) as archive:
                archive.extractall(unpacked, filter="data")
        except (OSError, tarfile.TarError) as trouble:
            raise SafekeepingError(f"{file} is no archive made by backup: {trouble}") from trouble
        _load(unpacked, replace=replace)
        uploads = Path(settings.UPLOADS)
        if (unpacked / "uploads").is_dir():
            shutil.rmtree(uploads, ignore_errors=True)
            (unpacked / "uploads").replace(uploads)


def _dump(folder: Path) -> Path:
    if connection.vendor == "sqlite":
        target = folder / _SQLITE
        with (
            closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
        return target
    target = folder / _POSTGRESQL
    _run(["pg_dump", "--format=custom", f"--file={target}"])
    return target


def _load(folder: Path, *, replace: bool) -> None:
    if connection.vendor == "sqlite":
        source, target = folder / _SQLITE, Path(settings.DATABASES["default"]["NAME"])
        if not source.is_file():
            raise SafekeepingError("the archive holds no SQLite database; set LUOSHI_DATABASE_URL to PostgreSQL")
        if target.exists() and not replace:
            raise SafekeepingError(f"{target} exists; add --replace to put the archive in its place")
        connection.close()
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        source.replace(target)
        return
    source = folder / _POSTGRESQL
    if not source.is_file():
        raise SafekeepingError("the archive holds no dump of PostgreSQL; unset LUOSHI_DATABASE_URL")
    if connection.introspection.table_names() and not replace:
        raise SafekeepingError("the database has tables; add --replace to put the archive in their place")
    connection.close()
    _run(["pg_restore", "--clean", "--if-exists", "--no-owner", f"--dbname={_database()['NAME']}", str(source)])


def _database() -> dict[str, Any]:
    found: dict[str, Any] = settings.DATABASES["default"]
    return found


def _run(command: list[str]) -> None:
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    wanted = {variable: str(_database()[name]) for variable, name in names.items() if _database().get(name)}
    try:
        subprocess.run(command, env=os.environ | wanted, check=True, capture_output=True, text=True)  # noqa: S603
    except FileNotFoundError as trouble:
        raise SafekeepingError(f"{command[0]} is not installed; it comes with PostgreSQL's client") from trouble
    except subprocess.CalledProcessError as trouble:
        raise SafekeepingError(f"{command[0]}: {trouble.stderr.strip()}") from trouble
