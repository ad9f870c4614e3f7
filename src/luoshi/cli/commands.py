"""Commands whose help and complaints are in the language of the user."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import click

from luoshi.cli.columns import pad, width, wrap
from luoshi.cli.language import LANGUAGES
from luoshi.pages.words import Words
from luoshi.values.troubles import LuoshiError

PIPE_CLOSED = 141
"""Exit status of a program that a closed pipe ended (128 + SIGPIPE, POSIX shells)."""

_COLUMNS = 80
_WIDEST_NAME = 30


class WrongUsageError(LuoshiError):
    """The command line was used wrongly; exit status 2."""


class LocalCommand(click.Command):
    """A command that explains itself in the language of ``words``."""

    def __init__(self, *arguments: Any, words: Words, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.words = words

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``, described in the user's language."""
        return _described(super().get_help_option(ctx), self.words)

    def get_help(self, ctx: click.Context) -> str:
        """Usage, description and options, 80 columns wide."""
        return help_text(self, ctx, self.words)


class LocalGroup(click.Group):
    """A group of commands that explains itself in the language of ``words``."""

    def __init__(self, *arguments: Any, words: Words, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.words = words

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option ``--help``, described in the user's language."""
        return _described(super().get_help_option(ctx), self.words)

    def get_help(self, ctx: click.Context) -> str:
        """Usage, description, commands and options, 80 columns wide."""
        return help_text(self, ctx, self.words)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command asked for; its result is PIPE_CLOSED where the reader of standard output went away."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return PIPE_CLOSED
        return result

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named first in ``args``; raises WrongUsageError where there is none of that name."""
        if args and args[0] not in self.commands:
            key = "usage.no_option" if args[0].startswith("-") else "usage.no_command"
            raise WrongUsageError(key, name=args[0])
        return super().resolve_command(ctx, args)


def one_of(choices: Sequence[str]) -> Callable[[click.Context, click.Parameter, str | None], str | None]:
    """A check for an option: raises WrongUsageError for a word that is none of ``choices``."""

    def check(_context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
        if value is not None and value not in choices:
            listed = "、".join(choices)
            raise WrongUsageError("usage.choice", name=parameter.opts[0], value=value, choices=listed)
        return value

    return check


def local_option(words: Words, key: str, *names: str, **settings: Any) -> click.Option:
    """An option described by the message ``help.<key>``."""
    return click.Option(names, help=words(f"help.{key}"), **settings)


def language_option(words: Words) -> click.Option:
    """``--lang``, which was obeyed before the options were parsed and is only checked here."""
    choices = f"[{'|'.join(LANGUAGES)}]"
    return local_option(words, "lang", "--lang", metavar=choices, callback=one_of(LANGUAGES), expose_value=False)


def help_text(command: click.Command, ctx: click.Context, words: Words) -> str:
    """The help of ``command``, without a line end behind it."""
    names = [parameter.make_metavar(ctx) for parameter in command.params if isinstance(parameter, click.Argument)]
    if isinstance(command, click.Group):
        names.append(words("help.command_metavar"))
    lines = [f"{words('help.usage')}{' '.join([ctx.command_path, words('help.option_metavar'), *names])}"]
    for paragraph in (command.help or "").split("\n\n"):
        lines += ["", *(f"  {line}" for line in wrap(paragraph, _COLUMNS - 2))]
    if isinstance(command, click.Group):
        entries = [(name, each.short_help or "") for name, each in command.commands.items()]
        lines += ["", words("help.commands"), *_entries(entries)]
    options = [parameter for parameter in command.get_params(ctx) if isinstance(parameter, click.Option)]
    lines += ["", words("help.options"), *_entries([(_option_name(option), option.help or "") for option in options])]
    return "\n".join(lines)


def complaint(error: click.UsageError, words: Words) -> str:
    """What ``error`` of the option parser says, in the language of ``words``."""
    match error:
        case click.NoSuchOption():
            return words("usage.no_option", name=error.option_name)
        case click.MissingParameter() if error.param:
            return words("usage.missing", name=error.param.metavar or error.param.opts[0])
        case click.BadOptionUsage():
            takes_value = "does not take" not in error.message
            return words("usage.needs_value" if takes_value else "usage.takes_none", name=error.option_name)
        case click.BadParameter() if error.param:
            return words("usage.value", name=error.param.opts[0], message=error.message)
    inside = re.search(r"\((.*)\)", error.message, re.DOTALL)
    return words("usage.extra", message=inside[1] if inside else error.message)


def _described(option: click.Option | None, words: Words) -> click.Option | None:
    if option is not None:
        option.help = words("help.help")
    return option


def _option_name(option: click.Option) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {option.metavar}"


def _entries(entries: Sequence[tuple[str, str]]) -> Iterator[str]:
    column = min(max(width(name) for name, _ in entries), _WIDEST_NAME) + 4
    for name, note in entries:
        lines = wrap(note, _COLUMNS - column)
        if width(name) + 4 > column:
            yield f"  {name}"
        else:
            yield pad(f"  {name}", column) + lines.pop(0)
        yield from (" " * column + line for line in lines)
