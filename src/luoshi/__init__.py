"""Luoshi 落实: reads government work reports into rows that are exact slices of their source.

``read`` takes a file, ``read_report`` a ``Source`` made of a string; both return a ``Report``, whose ``document`` has
the place, the year, the sections and the classified sentences, and whose ``measures``, ``projects`` and ``unread``
numerals are in text order. ``rows`` flattens a report to dictionaries. Every ``start`` and ``end`` is an offset in
``report.document.source.text``.
"""

from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, Any

from luoshi.document.model import Document, Front, Section, Sentence
from luoshi.statements.model import Measure, Project, Unread
from luoshi.text.source import Source
from luoshi.values.place import Place
from luoshi.values.span import Span
from luoshi.values.troubles import LuoshiError, SourceError

if TYPE_CHECKING:
    from luoshi.pages.rows import rows
    from luoshi.pipeline import Report, read_report

__all__ = [
    "Document",
    "Front",
    "LuoshiError",
    "Measure",
    "Place",
    "Project",
    "Report",
    "Section",
    "Sentence",
    "Source",
    "SourceError",
    "Span",
    "Unread",
    "read",
    "read_report",
    "rows",
]

_ON_FIRST_USE = {"Report": "luoshi.pipeline", "read_report": "luoshi.pipeline", "rows": "luoshi.pages.rows"}


def read(path: str | PathLike[str], *, url: str | None = None, retrieved: str | None = None) -> "Report":
    """Read the report in the file ``path``: txt, html, docx, doc, wps or pdf, told by its content.

    ``url`` and ``retrieved`` (an ISO date) say where it came from and are kept with it. The file's own name is a hint
    of place and year; what it decides is recorded in ``report.document.front.evidence``.
    Raises ``SourceError`` for a file that cannot be read as text: missing, empty, binary, encrypted, too large, a scan.
    """
    from luoshi.pipeline import read_report  # noqa: PLC0415 (vocabulary is loaded on first use)
    from luoshi.text.reader import read_source  # noqa: PLC0415

    source = read_source(path, url=url, retrieved=retrieved)
    return read_report(source, hint=source.name)


def __getattr__(name: str) -> Any:
    if name not in _ON_FIRST_USE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_ON_FIRST_USE[name]), name)


def __dir__() -> list[str]:
    return __all__
