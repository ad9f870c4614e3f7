"""The second public face: what a program needs that hosts reports of many places, such as ``luoshi_web``.

Names of ``luoshi`` are here too, so that such a program has one place to import from. They change with the version of
the library, with a line in the changelog.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from luoshi.document.fold import fold
from luoshi.document.jurisdiction import cues
from luoshi.document.model import Sentence
from luoshi.ledger.identity import alike
from luoshi.ledger.model import Entry
from luoshi.ledger.resolver import entries
from luoshi.lexicon.divisions import Division, load_divisions
from luoshi.pages.headline import headline
from luoshi.pages.marks import Cutter, Mark, marked_up, outermost
from luoshi.pages.overview import DOUBTFUL
from luoshi.pages.separated import harmless
from luoshi.pages.words import Words
from luoshi.pipeline import Report, read_report
from luoshi.statements.model import Aspect, Comparator, Measure, Mode, Project, Stage
from luoshi.text.extraction import LARGEST_FILE
from luoshi.text.reader import source_of_bytes
from luoshi.text.sniff import SUFFIXES, format_of
from luoshi.text.source import Source
from luoshi.values.troubles import LuoshiError, SourceError
from luoshi.verdicts.audit.auditor import audit
from luoshi.verdicts.audit.evidence import Paper
from luoshi.verdicts.audit.model import Finding
from luoshi.verdicts.model import Account, Link, Mention, OpenCommitment, ProjectLink, Reconciliation
from luoshi.verdicts.reconcile.passes import reconcile

__all__ = [
    "DOUBTFUL",
    "LARGEST_FILE",
    "SUFFIXES",
    "Aspect",
    "Comparator",
    "Cutter",
    "Entry",
    "Finding",
    "Link",
    "LuoshiError",
    "Mark",
    "Measure",
    "Mention",
    "Mode",
    "Naming",
    "OpenCommitment",
    "Project",
    "ProjectLink",
    "Reconciliation",
    "Report",
    "Sentence",
    "Source",
    "SourceError",
    "Stage",
    "Words",
    "answers",
    "districts_under",
    "entries",
    "findings",
    "fold",
    "format_of",
    "harmless",
    "headline",
    "marked_up",
    "naming",
    "outermost",
    "read_report",
    "source_of_bytes",
]


_MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True, slots=True)
class Naming:
    """A division of today and the words that name it in running text; ``doubtful`` ones are everyday words as well."""

    code: str
    name: str
    words: tuple[str, ...]
    doubtful: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def districts_under(code: str) -> tuple[Naming, ...]:
    """The districts of a city, the cities of a province, by its six-digit ``code``; none of any other place."""
    rows = [row for row in load_divisions().rows if row.code and not row.former]
    if code.endswith("0000") and code[:2] not in _MUNICIPALITIES:
        parts = [row for row in rows if row.code[:2] == code[:2] and row.level == "city"]
    else:
        start = code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else "none"
        parts = [row for row in rows if row.code.startswith(start) and row.level == "county"]
    return tuple(map(_naming, sorted(parts)))


def naming(parts: Sequence[Naming]) -> Callable[[str], frozenset[str]]:
    """A function that tells the codes of those of ``parts`` that a sentence names.

    A doubtful word counts only in a row, where another is named for sure: 南山 in 福田、南山, not in 南山隧道.
    """
    codes = {word: part.code for part in parts for word in part.words}
    by_chance = [word for word in cues()["ordinary"]["words"] if any(name in word for name in codes)]
    pattern = re.compile("|".join(map(re.escape, sorted([*by_chance, *codes], key=len, reverse=True))))
    rows = {re.compile(f"、{word}|{word}、"): part.code for part in parts for word in part.doubtful}

    def named(sentence: str) -> frozenset[str]:
        sure = frozenset(codes[word] for word in pattern.findall(sentence) if word in codes)
        return sure | {code for row, code in rows.items() if sure and row.search(sentence)}

    return named


def _naming(division: Division) -> Naming:
    ordinary, stem = cues()["ordinary"], division.stem
    forms = tuple(form for form in division.forms if form not in ordinary["names"])
    if len(stem) < 2:
        return Naming(division.code, division.name, forms)
    if stem in ordinary["stems"]:
        return Naming(division.code, division.name, forms, (stem,))
    return Naming(division.code, division.name, (*forms, stem))


def answers(earlier: Report, laters: Sequence[Report]) -> Reconciliation:
    """What ``laters`` say of each commitment of ``earlier``; with no later report, the commitments alone.

    Raises LuoshiError where the reports do not follow one another or the earlier one commits to nothing.
    """
    return reconcile(_account(earlier), [_account(later) for later in laters], alike=alike)


def findings(reports: Sequence[Report]) -> tuple[Finding, ...]:
    """What needs explanation in ``reports``; exhibits count the reports in the order given."""
    return audit([Paper(report, entries(report), fold(report.document.source.text)) for report in reports])


def _account(report: Report) -> Account:
    text = report.document.source.text
    return Account(report.document, report.measures, report.projects, entries(report), fold(text))
