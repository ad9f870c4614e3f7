"""Figures that share one frame or one unit: 分别增长a、b、c; 2.2、0.7、1.8个百分点."""

import re
from collections.abc import Sequence

from luoshi.statements.actions import opening_act
from luoshi.statements.clauses import Figure
from luoshi.statements.dispatch import Spot, read_spot
from luoshi.statements.frames import frames
from luoshi.statements.indicators import clean, spread
from luoshi.statements.ratios import OF_PLAN
from luoshi.statements.reading import Left, Reading, Scope, made
from luoshi.tokens.model import Comparator, Quantity

_JOINED = re.compile(r"\s*(?:、|和|及|与|以及|或|,)?\s*")
_EACH = re.compile(r"(?P<list>.+?)(?:分别|各)(?:实现|完成|达到|达|为)?(?P<noun>[^分]*)\Z")
_SPREAD = re.compile(r"分别|各自")
_STAGE = "新?(?:签约|开工|竣工|投产|落地|入库|备案)"
_STAGED = re.compile(rf"(?P<stages>(?:{_STAGE}、)+{_STAGE})(?P<noun>.*项目)\Z")
_KINDS = re.compile(r"(?:[两二三四五六七八九十]|\d)大(?:主导|支柱|重点|优势|特色)?(?P<kind>产业|行业|园区|企业)?\Z")


def joined_group(text: str, figures: Sequence[Figure], index: int) -> list[Quantity]:
    """The amounts from ``index`` on that only joiners part."""
    group: list[Quantity] = []
    for figure in figures[index:]:
        between = text[group[-1].end : figure.start] if group else "、"
        if not between or not _JOINED.fullmatch(between) or not isinstance(figure, Quantity):
            break
        group.append(figure)
    return group


def shared_units(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures, each without a unit given that of the next in its list, with its magnitude."""
    for index in range(len(figures) - 2, -1, -1):
        figure, following = figures[index], figures[index + 1]
        if not isinstance(figure, Quantity) or not isinstance(following, Quantity) or not following.unit:
            continue
        is_bare = not figure.unit or (figure.unit == "个" and following.unit == "pp")
        if is_bare and _JOINED.fullmatch(text[figure.end : following.start]):
            value = figure.value * following.scale if figure.scale == 1 else figure.value
            figures[index] = figure._replace(
                unit=following.unit, kind=following.kind, dimension=following.dimension, value=value
            )
    return figures


def read_group(group: Sequence[Quantity], spot: Spot, scope: Scope) -> list[Reading] | None:
    """The readings of figures that share a frame, aligned with indicators; None where the counts do not agree."""
    left = spot.left
    subject = _SPREAD.sub("", left.subject)
    share = frames().share.match(subject) if "占" in subject else OF_PLAN.search(subject)
    part = clean(share["part"] if share else left.subject)
    bound = _shared_bound(group) if left.is_spread else None
    if staged := _by_stage(group, part, bound):
        return staged
    act = opening_act(part) if not share else None
    listed = spread(clean(act.noun), len(group)) if act else None
    if act and listed and act.action == "接待":
        listed, act = (
            [act.action + listed[0], *(name.removeprefix("实现") for name in listed[1:])],
            act._replace(action=""),
        )
    names = [act.action + name for name in listed] if act and listed else _names(part, len(group), left, scope)
    is_shared = (
        share or left.is_spread or left.direction or left.is_reached or (part and (listed or not opening_act(part)))
    )
    if names is None or not is_shared:
        return None
    if share and names and not part:
        names = spread("、".join(names), len(group)) or names
    wholes = (spread(share["whole"].strip("的"), len(group)) if share else None) or [""] * len(group)
    readings = []
    for name, whole, figure in zip(names, wholes, group, strict=True):
        own = _own_subject(subject, share["part"], name) if share else name
        own = own.replace(share["whole"], whole) if share and whole else own
        reading, _ = read_spot(Spot(figure, left._replace(subject=own, is_spread=False)), Scope())
        reading.pattern += "-each"
        reading.comparator = reading.comparator or (bound if figure.comparator == "=" else None)
        readings.append(reading)
    return readings


def _by_stage(group: Sequence[Quantity], part: str, bound: Comparator | None) -> list[Reading] | None:
    """One noun at several stages, a count for each: 新签约、新开工、新竣工项目20个、15个和8个."""
    found = _STAGED.search(part)
    stages = found["stages"].split("、") if found else []
    if not found or len(stages) != len(group):
        return None
    noun = clean(part[: found.start()]) + found["noun"]
    readings = []
    for stage, figure in zip(stages, group, strict=True):
        readings.append(made(figure, noun, "output", "output-each", [], action=stage))
        readings[-1].comparator = bound if figure.comparator == "=" else None
    return readings


def _shared_bound(group: Sequence[Quantity]) -> Comparator | None:
    """The bound that 分别 spreads: one before the first figure (突破8500家和6万家) or behind the last (5%、6%以上)."""
    first, last = group[0], group[-1]
    if first.comparator != "=" and first.start < first.at:
        return first.comparator
    return last.comparator if last.comparator != "=" and last.start == last.at else None


def _own_subject(subject: str, part: str, name: str) -> str:
    return subject.replace(part, name, 1) if part else name + subject


def _names(part: str, count: int, left: Left, scope: Scope) -> list[str] | None:
    """The indicators of ``count`` figures: listed before them, or those of the figures or the clause before."""
    repeats = left.direction != 0 and not left.is_reached
    inner = _EACH.match(part)
    if inner and (names := spread(_KINDS.sub("", inner["list"]), count)):
        kind = _KINDS.search(inner["list"])
        return [name + (kind["kind"] or "" if kind else "") + inner["noun"] for name in names]
    if part:
        owners = spread(_KINDS.sub("", scope.topic), count) if part in frames().relative else None
        if owners and len(owners) > 1:
            return [owner + part for owner in owners]
        return spread(part, count) or ([part] * count if repeats else None)
    inherited = scope.topic if scope.topic and not scope.heads else scope.head
    if names := spread(inherited, count):
        return names
    if len(scope.heads) >= count:
        return scope.heads[-count:]
    return [inherited] * count if inherited and repeats else None
