"""How a sentence was read: what ``luoshi explain`` prints. Every span points into ``text``."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from luoshi.document.model import SentenceClass, View
from luoshi.lexicon.load import table
from luoshi.pages.report import Report
from luoshi.statements.model import Measure, Project, Unread
from luoshi.tokens.model import Lexed, Quantity, Rank, Silent, Token


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """A sentence with its class, the rule that gave it and why that rule fired (words found, place in the report)."""

    start: int
    end: int
    sentence_class: SentenceClass
    rule: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ExplainedToken:
    """A token of kind number, unit, label, time, cue …; ``note`` says what it stands for (``= 3240000000000``)."""

    start: int
    end: int
    kind: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TriedPattern:
    """A pattern that was tried: whether it matched, the span it used (None where it found none) and why."""

    name: str
    matched: bool
    span: tuple[int, int] | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that reading ``text`` decided, in text order."""

    text: str
    sentences: tuple[ExplainedSentence, ...]
    tokens: tuple[ExplainedToken, ...] = ()
    patterns: tuple[TriedPattern, ...] = ()
    measures: tuple[Measure, ...] = field(default=())
    projects: tuple[Project, ...] = ()
    unread: tuple[Unread, ...] = ()


def explanation(report: Report, sentences: Sequence[Lexed], describe: Callable[[str], str]) -> Explanation:
    """What reading a report decided; ``describe`` says what a rule of sentence classes looks for."""
    text = report.document.source.text
    return Explanation(
        text=text,
        sentences=tuple(
            ExplainedSentence(each.start, each.end, each.sentence_class, each.rule, describe(each.rule))
            for each in report.document.sentences
        ),
        tokens=tuple(_token(token, each.view, text) for each in sentences for token in each.tokens),
        patterns=tuple(pattern for measure in report.measures for pattern in _tried(measure)),
        measures=report.measures,
        projects=report.projects,
        unread=report.unread,
    )


def _token(token: Token, view: View, text: str) -> ExplainedToken:
    start, end = view.span(token.start, token.end)
    match token:
        case Quantity():
            kind, note = "number", _amount(token)
        case Rank():
            kind, note = "rank", f"{token.comparator} {token.value}{token.unit}"
        case Silent():
            kind, note = token.kind, _label_whys().get(token.rule, token.rule)
        case _:
            kind, note = "unread", token.reason
    return ExplainedToken(start, end, kind, text[start:end], note)


def _amount(quantity: Quantity) -> str:
    upper = f" … {_plain(quantity.to)}" if quantity.to is not None else ""
    return f"{quantity.comparator} {_plain(quantity.value)}{upper} {quantity.unit}".rstrip()


def _plain(value: Decimal) -> str:
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _tried(measure: Measure) -> Iterator[TriedPattern]:
    """The patterns of the measure's family in the order in which they are tried, up to the one that matched."""
    patterns = table("patterns")
    name = measure.pattern.removesuffix("-each")
    family = next((names for names in patterns["family"].values() if name in names), [name])
    for tried in family[: family.index(name) + 1]:
        matched = tried == name
        span = (measure.start, measure.end) if matched else None
        yield TriedPattern(measure.pattern if matched else tried, matched, span, patterns["why"].get(tried, ""))


@cache
def _label_whys() -> dict[str, str]:
    whys: dict[str, str] = {rule["name"]: rule["why"] for rule in table("labels")["rule"]}
    others: dict[str, str] = table("labels")["other"]
    return whys | others
