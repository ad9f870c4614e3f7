"""Every setting of the platform in one table: its name in the environment, its default, what it is for."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Option:
    """A setting: the variable of the environment it is read from, its default, and help for whoever runs the site."""

    name: str
    default: str
    help: str


OPTIONS: tuple[Option, ...] = (
    Option(
        "LUOSHI_MODE", "local", "local: this machine only. production: refuses to start without secrets, HTTPS only"
    ),
    Option("LUOSHI_DATA", "", "folder of database, uploads and key; empty: luoshi in the user's data folder"),
    Option("LUOSHI_SECRET_KEY", "", "key that signs sessions; at least 50 characters; demanded in production"),
    Option(
        "LUOSHI_HOSTS", "localhost,127.0.0.1,[::1]", "names the site answers to, with commas; demanded in production"
    ),
    Option("LUOSHI_DATABASE_URL", "", "postgresql://user:password@host:5432/name; empty: SQLite in the data folder"),
    Option("LUOSHI_HTTPS", "yes", "production only. no: plain HTTP, for a closed network without certificates"),
    Option("LUOSHI_BEHIND_PROXY", "no", "yes: trust X-Forwarded-Proto and X-Forwarded-For of the proxy in front"),
    Option(
        "LUOSHI_OIDC_ISSUER", "", "address of the organisation's OpenID Connect provider; empty: local accounts only"
    ),
    Option("LUOSHI_OIDC_CLIENT_ID", "", "the name under which that provider knows this site"),
    Option("LUOSHI_OIDC_CLIENT_SECRET", "", "the secret that belongs to it"),
    Option("LUOSHI_SITE_NAME", "落实", "name of the site, shown on every page"),
    Option("LUOSHI_TIME_ZONE", "Asia/Shanghai", "time zone of dates shown"),
    Option("LUOSHI_WATCH", "", "folder whose reports are taken in by themselves; empty: none"),
    Option("LUOSHI_UPLOADS_AN_HOUR", "60", "uploads that one person may make in an hour"),
    Option("LUOSHI_API_A_MINUTE", "300", "requests to the API and for downloads that one address may make in a minute"),
    Option("LUOSHI_LICENCE", "", "licence of the published data as an SPDX name (CC-BY-4.0); empty: none is named"),
    Option("LUOSHI_GEOJSON", "", "the site's own map of districts (GeoJSON); empty: a schematic"),
    Option("LUOSHI_GEOJSON_NOTE", "", "what has to stand beside that map, such as its review number (审图号)"),
)

SHORTEST_KEY = 50


class SettingError(Exception):
    """The environment does not say what production needs, or says something that cannot be used."""


def value(name: str) -> str:
    """The setting ``name`` as the environment gives it, else its default. An unknown name raises KeyError."""
    defaults = {option.name: option.default for option in OPTIONS}
    return os.environ.get(name, "").strip() or defaults[name]


def is_production() -> bool:
    """Whether the site is open to others. Raises SettingError for a mode that does not exist."""
    mode = value("LUOSHI_MODE")
    if mode not in ("local", "production"):
        raise SettingError(f"LUOSHI_MODE is {mode!r}; it must be local or production")
    return mode == "production"


def is_on(name: str) -> bool:
    """Whether a yes/no setting says yes. Raises SettingError for any other word."""
    answer = value(name).lower()
    if answer not in ("yes", "no"):
        raise SettingError(f"{name} is {answer!r}; it must be yes or no")
    return answer == "yes"


def data_folder() -> Path:
    """The folder of database, uploads and key; made where it is missing, readable by its owner only."""
    chosen = value("LUOSHI_DATA")
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = Path(chosen) if chosen else home / "luoshi"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key() -> str:
    """The key from the environment; in local mode one that is made once and kept in the data folder.

    Raises SettingError in production where the environment has none, or one shorter than SHORTEST_KEY.
    """
    given = value("LUOSHI_SECRET_KEY")
    if is_production():
        if len(given) < SHORTEST_KEY:
            raise SettingError(
                f"LUOSHI_SECRET_KEY is missing or shorter than {SHORTEST_KEY} characters; production does not start "
                "without it. Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(60))'"
            )
        return given
    return given or _kept_key(data_folder() / "secret_key")


def hosts() -> list[str]:
    """The names the site answers to. Raises SettingError in production where the environment has none."""
    if is_production() and not os.environ.get("LUOSHI_HOSTS", "").strip():
        raise SettingError("LUOSHI_HOSTS is missing; production needs the names the site answers to")
    return [name.strip() for name in value("LUOSHI_HOSTS").split(",") if name.strip()]


def _kept_key(file: Path) -> str:
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(60))
    except FileExistsError:
        pass
    return file.read_text(encoding="ascii")
