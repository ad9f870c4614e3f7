"""What an audit yields: findings, each with the figures it rests on, and the rules that make them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from luoshi.verdicts.audit.evidence import Evidence

Cause = Literal["real", "preliminary", "scope", "overlap", "exits", "inflow", "period", "open_list", "revised", "floor"]
"""Innocent causes of a finding; what each says stands in lexicon/messages.toml, table ``audit_cause``."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A stretch of text that a finding rests on: ``start``/``end`` in the text of report number ``report``."""

    report: int
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Figures that do not agree and need explanation (需要说明); never a verdict that one of them is wrong.

    ``working`` is the arithmetic with its result and the tolerance, ``exhibits`` the figures in the order in which the
    working uses them, ``causes`` innocent explanations that apply.
    """

    code: str
    name: str
    working: str
    exhibits: tuple[Exhibit, ...]
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What a rule's check found: a finding without the rule's name."""

    working: str
    exhibits: tuple[Exhibit, ...]
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A named check. ``code`` is short and stable (``SUM01``), ``name`` names the fault (``parts-exceed-whole``)."""

    code: str
    name: str
    check: Callable[[Evidence], Iterator[Claim]]

    def findings(self, evidence: Evidence) -> Iterator[Finding]:
        """What the check finds in ``evidence``, under the rule's name."""
        for claim in self.check(evidence):
            yield Finding(self.code, self.name, claim.working, claim.exhibits, claim.causes)
