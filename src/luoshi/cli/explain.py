"""``luoshi explain``: how one sentence is read, and why."""

import sys
from typing import get_args

import click

from luoshi.cli.commands import LocalCommand, language_option, local_option, one_of
from luoshi.document.model import Half
from luoshi.pages.words import Words

_HALVES: tuple[Half, ...] = get_args(Half)


def explain_command(words: Words) -> click.Command:
    """The command ``explain``, speaking the language of ``words``."""
    halves = f"[{'|'.join(_HALVES)}]"
    return LocalCommand(
        "explain",
        words=words,
        help=words("help.explain"),
        short_help=words("help.explain_short"),
        callback=lambda sentence, half: _explain(sentence, half, words),
        params=[
            click.Argument(("sentence",), metavar=words("metavar.sentence")),
            local_option(words, "half", "--half", metavar=halves, callback=one_of(_HALVES), default="other"),
            language_option(words),
        ],
    )


def _explain(sentence: str, half: Half, words: Words) -> None:
    from luoshi.cli.explained import explained_lines  # noqa: PLC0415 - help need not load the lexicon
    from luoshi.pipeline import explain  # noqa: PLC0415

    text = sys.stdin.read() if sentence == "-" else sentence
    for line in explained_lines(explain(text, half=half), words):
        click.echo(line)
