"""The one place where the platform meets the library ``luoshi``."""

from collections.abc import Sequence

from luoshi import LuoshiError, Measure, Project, Report, Sentence, Source, SourceError, read_report
from luoshi.document.fold import fold
from luoshi.ledger.model import Entry
from luoshi.ledger.identity import alike
from luoshi.ledger.resolver import entries
from luoshi.pages.headline import headline
from luoshi.pages.marks import Cutter, Mark, Piece
from luoshi.pages.overview import DOUBTFUL
from luoshi.pages.words import Words
from luoshi.statements.model import Aspect, Comparator, Mode, Stage
from luoshi.text.extraction import LARGEST_FILE
from luoshi.text.reader import source_of_bytes
from luoshi.text.sniff import SUFFIXES, format_of
from luoshi.verdicts.audit.auditor import audit
from luoshi.verdicts.audit.evidence import Paper
from luoshi.verdicts.audit.model import Finding
from luoshi.verdicts.model import Account, Link, OpenCommitment, ProjectLink, Reconciliation
from luoshi.verdicts.reconcile.passes import reconcile

__all__ = [
    "DOUBTFUL",
    "LARGEST_FILE",
    "SUFFIXES",
    "Account",
    "Aspect",
    "Comparator",
    "Cutter",
    "Entry",
    "Finding",
    "Link",
    "LuoshiError",
    "Mark",
    "Measure",
    "Mode",
    "OpenCommitment",
    "Piece",
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
    "entries",
    "findings",
    "fold",
    "format_of",
    "headline",
    "read_report",
    "source_of_bytes",
]


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
