"""Ranks: who stands where among whom."""

from luoshi.statements.frames import Frames
from luoshi.statements.indicators import clean
from luoshi.statements.reading import Reading, Scope
from luoshi.tokens.model import Rank


def read_rank(figure: Rank, text: str, scope: Scope, frames: Frames) -> Reading:
    """The reading of a rank by the text before it: 港口吞吐量 | 居 | 全球 | 第四."""
    text = text.strip("、,:;。 “\"")
    match = frames.rank.match(text)
    subject, field = (match["subject"], match["field"]) if match else (text, "")
    if not match:
        among = frames.field.match(text)
        if among:
            subject, field = among["subject"], among["field"]
    elif not field:
        among = frames.field.match(subject)
        if among:
            subject, field = among["subject"], among["field"]
    subject = _without_frame(subject, frames)
    indicator = clean(subject, frames)
    doubts = [] if match else ["unusual-frame"]
    if not indicator:
        indicator, doubts = scope.head, [*doubts, "inherited-head"]
    elif indicator in frames.relative and scope.head:
        indicator, doubts = scope.head if indicator.endswith(("排名", "位次")) else scope.head + indicator, [*doubts, "inherited-head"]
    return Reading(figure, indicator, "rank", "rank", figure.value, figure.unit, figure.comparator, of=clean(field, frames) or None, doubts=doubts)


def _without_frame(subject: str, frames: Frames) -> str:
    again = frames.rank.match(subject)
    return again["subject"] if again and again["subject"] and not again["field"] else subject
