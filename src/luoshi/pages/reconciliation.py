"""What a reconciliation shows: one line for each commitment, with what became of it. Every format shows this page."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from luoshi.document.model import Sentence
from luoshi.pages.numbers import expression, number_text
from luoshi.pages.report import plain
from luoshi.pages.words import Words
from luoshi.statements.model import Measure
from luoshi.verdicts.model import Account, Derivation, Link, OpenCommitment, ProjectLink, Reconciliation, Verdict

VERDICTS: tuple[Verdict, ...] = ("met", "missed", "not comparable", "unreported")
"""The verdicts in the order in which tables count them."""

_RATIOS = ("%", "pp", "位", "‰", "倍")

Kind = Literal["target", "project", "open"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of one of the reports, on one line, with the report's year and its span there."""

    text: str
    year: int | None
    start: int
    end: int
    likeness: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment: what was promised, what is said of it, the verdict, and why.

    ``promised`` and ``reached`` are short (``6%以上``, ``建成``), ``distance`` says how far they are apart, ``derived``
    is the sum that gives an answer no sentence gives. ``verdict`` is None for commitments that get candidates only.
    """

    number: int
    kind: Kind
    name: str
    promised: str
    promise: Evidence
    verdict: Verdict | None
    reached: str = ""
    answer: Evidence | None = None
    distance: str = ""
    derived: str = ""
    reason: str = ""
    candidates: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """A report that takes part: its file, year of delivery and sha256."""

    source: str
    year: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class ReconciliationPage:
    """The whole: title, reports, counts of verdicts for targets and for projects, the lines, and notes."""

    title: str
    place: str
    earlier: Party
    laters: tuple[Party, ...]
    version: str
    targets: tuple[Line, ...]
    projects: tuple[Line, ...]
    open: tuple[Line, ...]
    target_counts: Mapping[Verdict, int]
    project_counts: Mapping[Verdict, int]
    notes: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[tuple[Kind, tuple[Line, ...]], ...]:
        """The lines by kind, in the order in which they are shown."""
        return ("target", self.targets), ("project", self.projects), ("open", self.open)


def reconciliation_page(found: Reconciliation, words: Words) -> ReconciliationPage:
    """The page of ``found`` in the language of ``words``."""
    front = found.earlier.document.front
    place = front.place.name if front.place else words("view.nowhere")
    targets = tuple(_target_line(number, link, found, words) for number, link in enumerate(found.links, 1))
    projects = tuple(_project_line(number, link, found, words) for number, link in enumerate(found.projects, 1))
    others = tuple(_open_line(number, each, found) for number, each in enumerate(found.open, 1))
    return ReconciliationPage(
        title=words("reconcile.title", place=place, year=front.year),
        place=place,
        earlier=_party(found.earlier),
        laters=tuple(map(_party, found.laters)),
        version=found.version,
        targets=targets,
        projects=projects,
        open=others,
        target_counts=_counts(found.links),
        project_counts=_counts(found.projects),
        notes=tuple(_notes(found, words)),
    )


def evidence(account: Account, sentence: Sentence, likeness: Decimal | None = None) -> Evidence:
    """``sentence`` of ``account`` as evidence."""
    text = plain(account.document.source.text[sentence.start : sentence.end])
    return Evidence(text, account.document.front.year, sentence.start, sentence.end, likeness)


def distance_text(link: Link, found: Reconciliation, words: Words) -> str:
    """How far the result of ``link`` is from its target: ``6.0% against 6%``, ``8 short of 40``; empty without one."""
    if link.distance is None or link.result is None or link.later is None:
        return ""
    target = _said(link.target, found.earlier, words)
    result = _said(link.result, found.laters[link.later], words)
    far = link.distance
    if far.unit in _RATIOS or link.target.to is not None:
        return words("reconcile.against", result=result, target=target)
    gap = _amount(link.target, abs(far.gap), words)
    if link.verdict == "missed":
        key = "short" if far.direction == "floor" else "over"
        return words(f"reconcile.{key}", gap=gap, target=_amount(link.target, far.target, words))
    return words("reconcile.against", result=result, target=target)


def rule_text(rule: str, words: Words) -> str:
    """What the rule that gave a verdict says."""
    return words.label("reconcile_rule", rule)


def _target_line(number: int, link: Link, found: Reconciliation, words: Words) -> Line:
    target, later = link.target, found.laters[link.later] if link.later is not None else None
    answer = None
    if later is not None and link.result is not None:
        answer = evidence(later, later.document.sentences[link.result.sentence], link.likeness)
    elif later is not None and link.sentence is not None:
        answer = evidence(later, link.sentence, link.likeness)
    return Line(
        number=number,
        kind="target",
        name=_name(target, words),
        promised=_said(target, found.earlier, words),
        promise=evidence(found.earlier, found.earlier.document.sentences[target.sentence]),
        verdict=link.verdict,
        reached=_said(link.result, later, words) if link.result is not None and later is not None else "",
        answer=answer,
        distance=distance_text(link, found, words),
        derived=_derived(link.derivation, words),
        reason=rule_text(link.rule, words),
    )


def _name(target: Measure, words: Words) -> str:
    """What a target is of: with its verb where something is counted, with its aspect where a change is."""
    if target.aspect == "output":
        return f"{target.action or ''}{target.indicator}"
    if target.aspect in ("growth", "change", "share"):
        return words("reconcile.of_aspect", name=target.indicator, aspect=words(f"aspect.{target.aspect}"))
    return target.indicator


def _project_line(number: int, link: ProjectLink, found: Reconciliation, words: Words) -> Line:
    mention, target = link.result, link.target
    answer, reached = None, ""
    if mention is not None:
        later = found.laters[mention.later]
        answer = evidence(later, later.document.sentences[mention.sentence], link.likeness)
        stage = words(f"stage.{mention.stage}") if mention.stage else words("reconcile.no_stage")
        reached = stage if mention.mode == "result" else words("reconcile.promised_again", stage=stage)
    return Line(
        number=number,
        kind="project",
        name=target.name,
        promised=words(f"stage.{target.stage}"),
        promise=evidence(found.earlier, found.earlier.document.sentences[target.sentence]),
        verdict=link.verdict,
        reached=reached,
        answer=answer,
        reason=rule_text(link.rule, words),
    )


def _open_line(number: int, each: OpenCommitment, found: Reconciliation) -> Line:
    promise = evidence(found.earlier, each.sentence)
    candidates = tuple(
        evidence(found.laters[candidate.later], candidate.sentence, candidate.likeness) for candidate in each.candidates
    )
    return Line(number, "open", "", "", promise, None, candidates=candidates)


def _derived(derivation: Derivation | None, words: Words) -> str:
    if derivation is None:
        return ""
    verdict = words(f"verdict.{derivation.verdict}")
    method = words(f"reconcile_method.{derivation.method}")
    caution = words(f"reconcile_caution.{derivation.caution}") if derivation.caution else ""
    said = words("reconcile.derived", verdict=verdict, method=method, working=derivation.working)
    return words("reconcile.cautioned", said=said, caution=caution) if caution else said


def _said(measure: Measure, account: Account, words: Words) -> str:
    return str(expression(measure, account.document.source.text, words))


def _amount(measure: Measure, value: Decimal, words: Words) -> str:
    """``value`` in the unit of ``measure``, with a magnitude word where that leaves few digits."""
    bare = replace(measure, value=value, to=None, comparator="=", written="")
    return str(expression(bare, "", words))


def _party(account: Account) -> Party:
    source = account.document.source
    return Party(source.name, account.document.front.year, source.sha256)


def _counts(links: Sequence[Link] | Sequence[ProjectLink]) -> dict[Verdict, int]:
    counts = Counter(link.verdict for link in links)
    return {verdict: counts[verdict] for verdict in VERDICTS}


def _notes(found: Reconciliation, words: Words) -> Iterator[str]:
    first = found.earlier.document.front.year
    years = [later.document.front.year for later in found.laters]
    if first and first + 1 not in years:
        yield words("reconcile.gap", year=first, next=first + 1)
    if not found.links:
        yield words("reconcile.no_targets")


def reconciliation_rows(found: Reconciliation) -> Iterator[dict[str, Any]]:
    """The rows of ``found`` as JSON Lines have them: a head, then link, project_link and candidate rows."""
    yield {
        "type": "reconciliation",
        "version": found.version,
        "earlier": _party_row(found.earlier),
        "laters": [_party_row(later) for later in found.laters],
    }
    yield from (_link_row(link, found) for link in found.links)
    yield from (_project_row(link, found) for link in found.projects)
    yield from (_candidate_row(each, found) for each in found.open)


def _party_row(account: Account) -> dict[str, Any]:
    front, source = account.document.front, account.document.source
    place = front.place.name if front.place else None
    return {"source": source.name, "place": place, "year": front.year, "sha256": source.sha256}


def _link_row(link: Link, found: Reconciliation) -> dict[str, Any]:
    english = Words("en")
    line = _target_line(0, link, found, english)
    row: dict[str, Any] = {
        "type": "link",
        "target_at": link.target.at,
        "result_at": link.result.at if link.result else None,
        "verdict": link.verdict,
        "rule": link.rule,
        "version": found.version,
        "indicator": link.target.indicator,
        "period": link.target.period,
        "target": line.promised,
        "result": line.reached or None,
        "distance": line.distance or None,
        **_sentences(line, link.later),
    }
    if link.derivation is not None:
        row["derived"] = _derived_row(link.derivation)
    return row


def _derived_row(derivation: Derivation) -> dict[str, Any]:
    return {
        "verdict": derivation.verdict,
        "value": number_text(derivation.value),
        "method": derivation.method,
        "working": derivation.working,
        "caution": derivation.caution,
        "figures": [{"later": figure.later, "at": figure.measure.at} for figure in derivation.figures],
    }


def _project_row(link: ProjectLink, found: Reconciliation) -> dict[str, Any]:
    line, mention = _project_line(0, link, found, Words("en")), link.result
    return {
        "type": "project_link",
        "target_start": link.target.start,
        "target_end": link.target.end,
        "result_start": mention.start if mention else None,
        "result_end": mention.end if mention else None,
        "verdict": link.verdict,
        "rule": link.rule,
        "version": found.version,
        "name": link.target.name,
        "target": link.target.stage,
        "result": mention.stage if mention else None,
        "result_mode": mention.mode if mention else None,
        **_sentences(line, mention.later if mention else None),
    }


def _sentences(line: Line, later: int | None) -> dict[str, Any]:
    return {
        "sentence": line.promise.text,
        "result_sentence": line.answer.text if line.answer else None,
        "later": later,
        "likeness": number_text(line.answer.likeness) if line.answer and line.answer.likeness is not None else None,
    }


def _candidate_row(each: OpenCommitment, found: Reconciliation) -> dict[str, Any]:
    line = _open_line(0, each, found)
    return {
        "type": "candidate",
        "target_start": each.sentence.start,
        "target_end": each.sentence.end,
        "sentence": line.promise.text,
        "candidates": [
            {
                "later": candidate.later,
                "start": candidate.sentence.start,
                "end": candidate.sentence.end,
                "likeness": number_text(candidate.likeness),
                "sentence": shown.text,
            }
            for candidate, shown in zip(each.candidates, line.candidates, strict=True)
        ],
    }
