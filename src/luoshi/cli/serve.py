"""``luoshi serve``: the platform, found through the entry point that it registers; the library never imports it."""

from importlib.metadata import entry_points

import click

from luoshi.cli.commands import LocalCommand, language_option, local_option
from luoshi.pages.words import Words
from luoshi.values.troubles import LuoshiError

_GROUP, _NAME = "luoshi.commands", "serve"
_PORT = 8000


def serve_command(words: Words) -> click.Command:
    """The command ``serve``, speaking the language of ``words``."""
    return LocalCommand(
        "serve",
        words=words,
        help=words("help.serve"),
        short_help=words("help.serve_short"),
        callback=_serve,
        params=[
            local_option(words, "serve_host", "--host", metavar=words("metavar.address"), default="127.0.0.1"),
            local_option(words, "serve_port", "--port", metavar=words("metavar.number"), type=int, default=_PORT),
            local_option(words, "serve_data", "--data", metavar=words("metavar.path")),
            local_option(words, "serve_demo", "--demo", is_flag=True),
            local_option(words, "serve_once", "--once", is_flag=True),
            language_option(words),
        ],
    )


def _serve(*, host: str, port: int, data: str | None, demo: bool, once: bool) -> int:
    found = next(iter(entry_points(group=_GROUP, name=_NAME)), None)
    if found is None:
        raise LuoshiError("serve.no_web")
    try:
        status: int = found.load()(host=host, port=port, data=data, demo=demo, once=once)
    except ModuleNotFoundError as missing:
        raise LuoshiError("serve.no_web") from missing
    return status
