"""What later published reports of a place say of the commitments of earlier ones, and what its audit finds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from luoshi.hosting import Finding as Found
from luoshi.hosting import (
    Link,
    LuoshiError,
    Measure,
    Mention,
    ProjectLink,
    Reconciliation,
    Sentence,
    answers,
    findings,
)
from luoshi.hosting import Report as Reading
from luoshi_web.actions.promising import key_of, one_line
from luoshi_web.actions.reading import folded
from luoshi_web.actions.storing import sentence_at
from luoshi_web.models import Candidate, Change, Commitment, Exhibit, Finding, Place, Report, Verdict
from luoshi_web.pages.words import as_said

_COMPARED = ("outcome", "later_id", "rule", "version", "result", "start", "end", "derived", "working")


@dataclass(frozen=True, slots=True)
class Paper:
    """A published report with its reading, corrections applied."""

    report: Report
    reading: Reading


def answer_place(place: Place) -> None:
    """Reconcile and audit all published reports of ``place`` anew; to be called within a transaction.

    A commitment is answered from the report after its own, and from all later ones where it falls due after that.
    """
    reports = place.reports.filter(state=Report.State.PUBLISHED).order_by("year")
    papers = [Paper(report, folded(report).report) for report in reports]
    for index, paper in enumerate(papers):
        _answer(paper, papers[index + 1 :])
    _audit(place, papers)


def _answer(paper: Paper, laters: Sequence[Paper]) -> None:
    promises = {promise.key: promise for promise in paper.report.commitments.all()}
    verdicts = {verdict.commitment_id: verdict for verdict in _verdicts(paper, laters, promises)}
    latest: dict[int, Verdict] = {}
    for verdict in Verdict.objects.filter(commitment__report=paper.report).order_by("pk"):
        latest[verdict.commitment_id] = verdict
    fresh = [verdict for key, verdict in verdicts.items() if key not in latest or _differs(verdict, latest[key])]
    Verdict.objects.bulk_create(fresh)
    _settle(paper, promises, verdicts)


def _differs(one: Verdict, other: Verdict) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in _COMPARED)


def _verdicts(paper: Paper, laters: Sequence[Paper], promises: dict[str, Commitment]) -> Iterator[Verdict]:
    Candidate.objects.filter(commitment__report=paper.report).delete()
    if not laters:
        return
    first_year = laters[0].report.year or 0
    for span in (laters[:1], laters) if len(laters) > 1 else (laters[:1],):
        reconciliation = _reconciled(paper, span)
        if reconciliation is None:
            return
        links: tuple[Link | ProjectLink, ...] = (*reconciliation.links, *reconciliation.projects)
        for link in links:
            promise = promises.get(key_of(paper.report, link.target))
            if promise and (span is not laters or promise.due >= first_year or len(laters) == 1):
                yield _verdict(promise, link, span, reconciliation.version)
        if span is not laters or len(laters) == 1:
            _keep_candidates(paper, span, promises, reconciliation)


def _reconciled(paper: Paper, laters: Sequence[Paper]) -> Reconciliation | None:
    try:
        return answers(paper.reading, [later.reading for later in laters])
    except LuoshiError:
        return None


def _verdict(promise: Commitment, link: Link | ProjectLink, laters: Sequence[Paper], rules: str) -> Verdict:
    verdict = Verdict(
        commitment=promise, outcome=link.verdict, rule=link.rule, version=rules, reader_version=version("luoshi"),
        later=laters[-1].report,
    )  # fmt: skip
    answer: Measure | Sentence | Mention | None
    if isinstance(link, Link):
        answer, number = link.result or link.sentence, link.later
    else:
        answer, number = link.result, link.result.later if link.result else None
    if answer is not None and number is not None:
        later = laters[number]
        sentence = sentence_at(later.reading, answer.start)
        verdict.later, verdict.start, verdict.end = later.report, answer.start, answer.end
        words = one_line(later.report.text[answer.start : answer.end])
        verdict.result = _short(answer, words)[:200]
        verdict.sentence = one_line(later.report.text[sentence.start : sentence.end])
    if isinstance(link, Link):
        _add_working(verdict, link)
    return verdict


def _short(answer: Measure | Sentence | Mention, words: str) -> str:
    """The answer for a table: the figure, the code of the stage that a project is at, else the ``words`` themselves."""
    match answer:
        case Measure():
            return as_said(words, answer.value, answer.aspect)
        case Mention():
            return answer.stage or words
        case _:
            return words


def _add_working(verdict: Verdict, link: Link) -> None:
    if link.distance is not None:
        gap = link.distance
        unit = "个百分点" if gap.unit == "%" else gap.unit
        verdict.gap = f"{gap.result:f} − {gap.target:f} = {gap.gap:f} {unit}".replace("-", "−")
    if link.derivation is not None:
        derivation = link.derivation
        verdict.derived, verdict.method = derivation.verdict, derivation.method
        verdict.working, verdict.caution = derivation.working[:300], derivation.caution or ""


def _keep_candidates(
    paper: Paper, laters: Sequence[Paper], promises: dict[str, Commitment], reconciliation: Reconciliation
) -> None:
    Candidate.objects.bulk_create(
        Candidate(
            commitment=promises[key],
            later=laters[candidate.later].report,
            start=candidate.sentence.start,
            end=candidate.sentence.end,
            sentence=one_line(laters[candidate.later].report.text[candidate.sentence.start : candidate.sentence.end]),
            likeness=f"{candidate.likeness:.3f}",
        )
        for open_commitment in reconciliation.open
        if (key := key_of(paper.report, open_commitment.sentence)) in promises
        for candidate in open_commitment.candidates
    )


def _settle(paper: Paper, promises: dict[str, Commitment], verdicts: dict[int, Verdict]) -> None:
    changes = []
    for promise in promises.values():
        verdict, before = verdicts.get(promise.pk), promise.outcome
        if promise.kind == Commitment.Kind.WORDS:
            promise.outcome = Commitment.Outcome.UNJUDGED
        else:
            promise.outcome = verdict.outcome if verdict else Commitment.Outcome.AWAITING
        promise.result = verdict.result if verdict else ""
        promise.result_report = verdict.later if verdict and verdict.start is not None else None
        promise.result_at = verdict.start if verdict else None
        if promise.outcome != before and Commitment.Outcome.UNJUDGED not in (promise.outcome, before):
            changes.append(_change(paper.report, promise, before))
    Commitment.objects.bulk_update(
        promises.values(), ["outcome", "result", "result_report", "result_at"], batch_size=100
    )
    Change.objects.bulk_create(changes)


def _change(report: Report, promise: Commitment, before: str) -> Change:
    return Change(
        kind=Change.Kind.VERDICT,
        place_name=report.place.name if report.place else "",
        year=report.year or 0,
        subject=promise.key,
        title=promise.title,
        before=before,
        after=promise.outcome,
    )


def _audit(place: Place, papers: Sequence[Paper]) -> None:
    place.findings.all().delete()
    for found in findings([paper.reading for paper in papers]):
        latest = max(papers[exhibit.report].report.year or 0 for exhibit in found.exhibits)
        finding = Finding.objects.create(
            place=place, year=latest, code=found.code, name=found.name, working=found.working,
            causes=" ".join(found.causes),
        )  # fmt: skip
        Exhibit.objects.bulk_create(_exhibits(finding, found, papers))


def _exhibits(finding: Finding, found: Found, papers: Sequence[Paper]) -> Iterator[Exhibit]:
    for exhibit in found.exhibits:
        paper = papers[exhibit.report]
        sentence = paper.reading.document.sentences[exhibit.sentence]
        yield Exhibit(
            finding=finding,
            report=paper.report,
            start=exhibit.start,
            end=exhibit.end,
            sentence_start=sentence.start,
            sentence=one_line(paper.report.text[sentence.start : sentence.end]),
        )
