"""The command ``luoshi``: language, subcommands, and what a failure turns into."""

import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

import click

from luoshi.cli.audit import audit_command
from luoshi.cli.commands import LocalGroup, WrongUsageError, complaint, language_option, local_option
from luoshi.cli.explain import explain_command
from luoshi.cli.language import choose_language
from luoshi.cli.ledger import ledger_command
from luoshi.cli.read import read_command
from luoshi.cli.reconcile import reconcile_command
from luoshi.cli.series import series_command
from luoshi.cli.serve import serve_command
from luoshi.cli.signals import listen
from luoshi.cli.troubles import message
from luoshi.pages.words import Words
from luoshi.values.troubles import LuoshiError

_FAILED, _USAGE, _INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 something could not be read or written, 2 used wrongly.

    A signal to end the program lets it remove what it had begun to write.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    words = Words(choose_language(arguments, os.environ))
    listen()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_status(list(arguments), words))


def program(words: Words) -> click.Group:
    """The command with its subcommands, speaking the language of ``words``."""
    return LocalGroup(
        "luoshi",
        words=words,
        help=words("help.program"),
        commands=[
            read_command(words),
            explain_command(words),
            ledger_command(words),
            series_command(words),
            reconcile_command(words),
            audit_command(words),
            serve_command(words),
        ],
        invoke_without_command=True,
        callback=_greet,
        params=[
            language_option(words),
            local_option(
                words, "version", "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version
            ),
        ],
    )


def _status(arguments: list[str], words: Words) -> int:
    try:
        status = program(words).main(arguments, prog_name="luoshi", standalone_mode=False)
    except (WrongUsageError, click.UsageError) as error:
        said = message(error, words) if isinstance(error, WrongUsageError) else complaint(error, words)
        _say(words("usage.error", message=said))
        _say(words("usage.hint", command=_command_line(arguments)))
        return _USAGE
    except LuoshiError as error:
        _say(words("usage.error", message=message(error, words)))
        return _FAILED
    except (KeyboardInterrupt, click.Abort):
        _say(words("error.interrupted"))
        return _INTERRUPTED
    return status if isinstance(status, int) else 0


def _command_line(arguments: Sequence[str]) -> str:
    known = ("read", "explain", "ledger", "series", "reconcile", "audit", "serve")
    named = next((argument for argument in arguments if argument in known), None)
    return f"luoshi {named}" if named else "luoshi"


def _greet() -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _show_version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"luoshi {version('luoshi')}")
        context.exit()


def _say(line: str) -> None:
    click.echo(line, err=True)
