"""Which language the command line speaks, decided before its options are parsed so that help follows it too."""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import get_args

from luoshi.pages.words import Language

LANGUAGES: tuple[Language, ...] = get_args(Language)
_VARIABLES = ("LUOSHI_LANG", "LC_ALL", "LANG")


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """``--lang`` of the arguments, else English if the first of LUOSHI_LANG, LC_ALL, LANG that is set says so.

    Chinese otherwise: also for a bad ``--lang`` (refused when options are parsed) and for the locale ``C``.
    """
    asked = _asked(arguments)
    if asked is None:
        asked = next((environment[name] for name in _VARIABLES if environment.get(name)), "")[:2].lower()
    return "en" if asked == "en" else "zh"


def _asked(arguments: Sequence[str]) -> str | None:
    options = list(takewhile(lambda argument: argument != "--", arguments))
    for index, option in enumerate(options):
        if option == "--lang" and index + 1 < len(options):
            return options[index + 1]
        if option.startswith("--lang="):
            return option.removeprefix("--lang=")
    return None
