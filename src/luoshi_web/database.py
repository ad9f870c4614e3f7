"""Where the tables are: SQLite in the data folder by default, PostgreSQL by one address."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from luoshi_web.options import SettingError

_BUSY_SECONDS = 20
_ON_CONNECT = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=268435456;"


def database(address: str, folder: Path) -> dict[str, Any]:
    """Django's setting of a database: ``address`` is empty for SQLite, else ``postgresql://…``.

    SQLite is opened with a write-ahead log, and a transaction takes the write lock at its start: with Django's
    defaults, writers that read first lose to "database is locked". Raises SettingError for any other address.
    """
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "luoshi.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": _BUSY_SECONDS, "init_command": _ON_CONNECT},
            "CONN_MAX_AGE": 60,
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise SettingError("LUOSHI_DATABASE_URL must be like postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
