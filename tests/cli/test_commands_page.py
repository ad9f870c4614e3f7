"""docs/commands.md is what the commands say of themselves. ``LUOSHI_UPDATE=1 pytest tests/cli`` writes it anew."""

import os
from pathlib import Path

import click

from luoshi.cli.commands import help_text
from luoshi.cli.main import program
from luoshi.pages.words import Language, Words

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
OPENING = """# Commands

What `luoshi --help` and the help of each command print, in Chinese and in English; a test keeps this page true
(`LUOSHI_UPDATE=1` before pytest writes it anew).

Exit status: 0 done, 1 something could not be read or written, 2 used wrongly, 130 interrupted, 141 the reader of a pipe
went away, 143 terminated. Files appear under their name only when they are whole.
"""


def helps(language: Language) -> dict[str, str]:
    words = Words(language)
    group = program(words)
    context = click.Context(group, info_name="luoshi")
    pages = {"luoshi": help_text(group, context, words)}
    pages |= pages_below(group, context, words)
    return pages


def pages_below(group: click.Group, context: click.Context, words: Words) -> dict[str, str]:
    pages = {}
    for name, command in group.commands.items():
        inner = click.Context(command, context, info_name=name)
        pages[inner.command_path] = help_text(command, inner, words)
        if isinstance(command, click.Group):
            pages |= pages_below(command, inner, words)
    return pages


def commands_page() -> str:
    chinese, english = helps("zh"), helps("en")
    parts = [f"## {name}\n\n```text\n{chinese[name]}\n```\n\n```text\n{english[name]}\n```\n" for name in chinese]
    return "\n".join([OPENING, *parts])


def test_page_is_the_help_of_the_commands() -> None:
    if os.environ.get("LUOSHI_UPDATE"):
        PAGE.write_text(commands_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == commands_page()
