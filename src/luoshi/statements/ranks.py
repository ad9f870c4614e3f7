"""Ranks: who stands where among whom."""

import re
from collections.abc import Sequence
from itertools import pairwise

from luoshi.statements.clauses import Figure
from luoshi.statements.frames import frames
from luoshi.statements.indicators import clean, is_relative, spread
from luoshi.statements.reading import Reading, Scope, made
from luoshi.tokens.model import Rank

_WHERE = re.compile(r"在(?P<where>[^在]{4,}?)(?:中|上|里)?\Z")
_INSIDE = re.compile(
    r"在(?P<field>[^,。;在]{2,20}?(?:市|县|区|省|州|园区|开发区|高新区))(?:中)?(?:位居|位列|排名|排在|排|居|列)"
)
_NAMED = 4
_STRONG = re.compile(r"(?P<subject>.+)(?P<field>(?:全[国省市区县球州]|世界)[^,。;]{0,8})\Z")
_BEST = re.compile(r"(?P<among>全国|全省|全球|中国|世界)(?P<list>.{2,}[百十千\d]强.*)")
_PLACE = re.compile(r"(?:省|市|县|区|州|我们|,.*)\Z")
_NEXT = re.compile(r"(?:、|和)[^,。;\d第]{0,6}")
_PLAIN = re.compile(r"[、和]第?")
_COUNT = re.compile(r"\d+(?:多|余)?个")
_AMONG = re.compile(r"(?:全国|全省|全市|全区|全球|世界|国家|省|市)(?![级])")


def joined_ranks(text: str, figures: Sequence[Figure], index: int) -> list[Rank]:
    """The ranks from ``index`` on that stand in one list: 全省第4、皖北第1."""
    group: list[Rank] = []
    for figure in figures[index:]:
        between = text[group[-1].end : figure.at] if group else "、"
        if not isinstance(figure, Rank) or not _NEXT.fullmatch(between):
            break
        group.append(figure)
    return group


def read_ranks(text: str, group: Sequence[Rank], left: str, scope: Scope) -> list[Reading]:
    """The readings of ranks in one list: those of several indicators (分居第2、第4), or of one in several fields."""
    first = read_rank(group[0], left, scope)
    names = spread(first.indicator, len(group)) if len(group) > 1 else None
    is_bare = "inherited-head" in first.doubts and all(_PLAIN.fullmatch(text[a.end : b.at]) for a, b in pairwise(group))
    if names is None and ("分" in left or is_bare) and len(scope.heads) >= len(group) > 1:
        names = scope.heads[-len(group) :]
    readings = [first]
    for before, figure in pairwise(group):
        field = text[before.end : figure.at].lstrip("、和的好成绩").rstrip("排居列位")
        readings.append(made(figure, first.indicator, "rank", "rank", list(first.doubts), of=field or first.of))
    for reading, name in zip(readings, names or (), strict=False):
        reading.indicator = name
    return readings


def read_rank(figure: Rank, text: str, scope: Scope) -> Reading:
    """The reading of a rank by the text before it: 港口吞吐量 | 居 | 全球 | 第四."""
    text = text.strip('、,:;。 “"')
    match = frames().rank.match(text)
    subject, field = _of_what(*_parted(text, match))
    indicator = clean(subject)
    doubts = [] if match else ["unusual-frame"]
    if not indicator:
        indicator, doubts = scope.stem, [*doubts, "inherited-head"]
    elif scope.head and is_relative(indicator, scope) and not ("、" in indicator and "、" in scope.stem):
        is_place = indicator.endswith(("排名", "位次"))
        indicator, doubts = scope.head if is_place else scope.stem + indicator, [*doubts, "inherited-head"]
    return made(figure, indicator, "rank", "rank", doubts, of=_COUNT.sub("", field).strip("的"))


def _parted(text: str, match: re.Match[str] | None) -> tuple[str, str]:
    """What has the rank, and among whom: by the verb between them, or by the words of the field."""
    inside = _INSIDE.fullmatch(text)
    if inside:
        return "", inside["field"]
    if match and match["field"]:
        return match["subject"], match["field"]
    whole = match["subject"] if match else text
    among = (None if match else _STRONG.match(text)) or frames().field.match(whole)
    return (among["subject"], among["field"]) if among else (whole, "")


def _of_what(subject: str, field: str) -> tuple[str, str]:
    """Subject and field, where the subject is put as a place (在…评比中), a short name, or left out before a list."""
    subject = _without_frame(subject)
    where = _WHERE.search(subject)
    if where:
        among = _AMONG.match(where["where"])
        scope, owner = among[0] if among else "", clean(subject[: where.start()])
        is_owned = len(owner) >= _NAMED and not _PLACE.search(owner)
        subject, field = owner if is_owned else where["where"].removeprefix(scope), field or scope
    elif subject.endswith("综合"):
        subject += "排名"
    best = _BEST.fullmatch(field) if len(clean(subject)) <= len("云川市") else None
    return (best["list"], best["among"]) if best else (subject, field)


def _without_frame(subject: str) -> str:
    again = frames().rank.match(subject)
    return again["subject"] if again and again["subject"] and not again["field"] else subject
