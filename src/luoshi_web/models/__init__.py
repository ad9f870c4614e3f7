"""The tables of the platform."""

from luoshi_web.models.findings import Exhibit, Finding
from luoshi_web.models.log import Change, Correction
from luoshi_web.models.promises import Candidate, Commitment, Verdict
from luoshi_web.models.reports import Place, Report
from luoshi_web.models.rows import Measure, Project, Section, Sentence, Unread

__all__ = [
    "Candidate",
    "Change",
    "Commitment",
    "Correction",
    "Exhibit",
    "Finding",
    "Measure",
    "Place",
    "Project",
    "Report",
    "Section",
    "Sentence",
    "Unread",
    "Verdict",
]
