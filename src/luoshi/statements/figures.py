"""One figure and the text around it become a reading: the frames, tried in a fixed order, each with a name."""

import re
from decimal import Decimal

from luoshi.statements.actions import Act, framed, inner_act, is_light, opening_act
from luoshi.statements.frames import Frames
from luoshi.statements.indicators import clean, related
from luoshi.statements.model import Aspect
from luoshi.statements.reading import Left, Reading, Scope
from luoshi.tokens.model import Quantity

_FLOW_WINDOW = re.compile(r"年累计|全年|五年|年来|期间|以来")
_RATE = re.compile(r"(?:率|度|比|比例|指数|水平|覆盖|标准|浓度|强度|系数|成数|占有率|税率|利率|赤字|面)\Z")
_SPEED = re.compile(r"(?:同比|年均|名义|实际|平均|的)*(?:增速|增幅|涨幅|增长率|增长速度|升幅|涨幅度|上涨幅度)(?:预期|预计)?\Z")
_SLOWDOWN = re.compile(r"(?:的)?(?:降幅|跌幅|下降幅度|降低率|下降率)\Z")
_OF_PLAN = re.compile(r"(?P<part>.*?)(?:完成|达到|达|占|为|是|相当于)(?:了)?(?P<whole>[^占]{2,16})的\Z")
_DOWN_ACTIONS = re.compile(r"(?:减少|压减|降低|削减|缩减|压缩|减|少|缩短)\Z")
_PRICE_NOUN = re.compile(r"(?:居民消费价格|消费价格|物价|CPI|价格总水平|价格指数)\Z")
_AREA_FLOW = re.compile(r"(?:种植|播种|销售|开工|竣工|施工|成交|造林|收获|受灾|交易|供地|流转|示范|灌溉|养殖)[^、]{0,4}面积\Z")


def read_ratio(figure: Quantity, left: Left, scope: Scope, frames: Frames, right: str) -> Reading:
    """A percentage, a number of points or a multiple."""
    if left.direction and not left.is_reached and figure.unit != "pp":
        return growth(figure, left, scope, frames)
    shared = _share(figure, left, scope, frames)
    if shared:
        return shared
    if figure.unit == "pp":
        return _points(figure, left, scope, frames)
    return _rate(figure, left, scope, frames, right)


def growth(figure: Quantity, left: Left, scope: Scope, frames: Frames) -> Reading:
    """``X增长5%``, ``下降3%``, ``翻一番``."""
    indicator, doubts = subject_of(left.subject, scope, frames)
    indicator = _SPEED.sub("", indicator) or indicator
    sign = -1 if left.direction < 0 else 1
    return Reading(figure, indicator, "growth", "growth", figure.value * sign, figure.unit, figure.comparator, doubts=doubts)


def _share(figure: Quantity, left: Left, scope: Scope, frames: Frames) -> Reading | None:
    plan = _OF_PLAN.search(left.subject) if figure.unit == "%" else None
    if plan and not left.direction:
        part, doubts = subject_of(plan["part"], scope, frames)
        return _made(figure, part, "share", "share-of-plan", doubts, of=clean(plan["whole"], frames))
    match = frames.share.match(left.subject) if "占" in left.subject else None
    if match:
        part, doubts = subject_of(match["part"], scope, frames)
        whole = match["whole"].strip("的")
        if left.direction and not left.is_reached:
            indicator = f"{part}占{whole}{(match['ratio'] or '比重').removeprefix('的')}"
            return _changed(figure, left, indicator, "share-change", doubts)
        return Reading(figure, part, "share", "share-of-whole", figure.value, figure.unit, figure.comparator, of=whole or None, doubts=doubts)
    ratio = frames.ratio.match(left.subject)
    if ratio and figure.unit == "%" and not (left.direction and not left.is_reached):
        name = ratio["part"]
        if ratio["ratio"] == "比例" and not name.endswith(("占", "中")):
            return None
        part, doubts = subject_of(name, scope, frames)
        whole = None
        if "中" in part[:-2]:
            before, _, after = part.partition("中")
            whole, part = (before, after) if len(before) > 3 and len(after) > 1 else (None, part)
        return Reading(figure, part, "share", "share", figure.value, figure.unit, figure.comparator, of=whole, doubts=doubts)
    return None


def _points(figure: Quantity, left: Left, scope: Scope, frames: Frames) -> Reading:
    indicator, doubts = subject_of(left.subject, scope, frames)
    if not left.direction:
        doubts = [*doubts, "unusual-frame"]
    return _changed(figure, left, indicator, "points", doubts)


def _changed(figure: Quantity, left: Left, indicator: str, pattern: str, doubts: list[str]) -> Reading:
    sign = -1 if left.direction < 0 else 1
    return Reading(figure, indicator, "change", pattern, figure.value * sign, figure.unit, figure.comparator, doubts=doubts)


def _rate(figure: Quantity, left: Left, scope: Scope, frames: Frames, right: str) -> Reading:
    subject = left.subject
    speed, slow = _SPEED.search(subject), _SLOWDOWN.search(subject)
    if speed or slow:
        head = subject[: (speed or slow).start()]  # type: ignore[union-attr]
        indicator, doubts = subject_of(head, scope, frames)
        return Reading(figure, indicator, "growth", "growth-noun", -figure.value if slow else figure.value, figure.unit, figure.comparator, doubts=doubts)
    part = re.match(r"的(?P<noun>[^,。;]+?)(?P<verb>实现|达到|为|是|完成|纳入|享受|用上|通|已|得到|进入|\Z)", right)
    if part and not clean(subject, frames):
        return Reading(figure, part["noun"], "share", "share-first", figure.value, figure.unit, figure.comparator, of=part["noun"], doubts=["unusual-frame"])
    if left.verb and left.is_reached and re.search(r"(?:增速|增长|增幅|涨幅)", left.verb):
        return growth(figure, left, scope, frames)
    indicator, doubts = subject_of(subject, scope, frames)
    act = opening_act(indicator)
    if act and _RATE.search(act.noun):
        indicator = act.noun
    if _PRICE_NOUN.search(indicator):
        return _made(figure, indicator, "growth", "growth-noun", doubts)
    if not _RATE.search(indicator):
        doubts = [*doubts, "unusual-frame"]
    return _made(figure, indicator, "level", "rate", doubts)


def read_change(figure: Quantity, left: Left, scope: Scope, frames: Frames) -> Reading:
    """An absolute change: 较上年增加10平方公里, 增产74亿斤."""
    indicator, doubts = subject_of(left.subject, scope, frames)
    return _changed(figure, left, indicator, "change", doubts)


def read_amount(figure: Quantity, left: Left, scope: Scope, frames: Frames, window: str) -> Reading:
    """An amount whose noun stands before it, with a verb or without."""
    subject = clean(left.subject, frames)
    act = opening_act(subject)
    if left.is_total and not act:
        return _total(figure, subject, scope, window)
    if not subject:
        return _bare(figure, left, scope)
    if act and (act.noun or not scope.head or act.action not in frames.relative):
        return _output(figure, act, scope, frames, window)
    if left.is_listed and scope.action and (_counts(figure) or not frames.level_tail.search(subject)):
        return _output(figure, Act(scope.action, subject), scope, frames, window)
    if subject in frames.relative or subject.startswith("总"):
        return _relative(figure, subject, left, scope)
    total = frames.total.match(subject)
    if total and (total["noun"] or scope.head):
        return _total(figure, total["noun"], scope, window, keep=subject)
    if frames.level_tail.search(subject) and not _counts(figure):
        return _level(figure, _flow_noun(subject), left, frames)
    inside = inner_act(subject)
    if inside and not (left.is_reached and frames.stock.search(subject)):
        return _output(figure, inside, scope, frames, window)
    return _level(figure, subject, left, frames)


def _flow_noun(subject: str) -> str:
    """Subject and flow without the light verb between them: 园区完成投资 → 园区投资."""
    inside = inner_act(subject)
    return inside.before + inside.noun if inside and inside.noun and is_light(inside.action) else subject


def _bare(figure: Quantity, left: Left, scope: Scope) -> Reading:
    aspect: Aspect = "cumulative" if left.is_reached and figure.kind == "classifier" else "level"
    return _made(figure, scope.head, aspect, "inherited", ["inherited-head"])


def _total(figure: Quantity, noun: str, scope: Scope, window: str, keep: str = "") -> Reading:
    doubts = [] if noun else ["inherited-head"]
    aspect: Aspect = "cumulative"
    if figure.dimension == "money" or _FLOW_WINDOW.search(window):
        aspect = "level"
    return _made(figure, keep or noun or scope.head, aspect, "total", doubts)


def _relative(figure: Quantity, noun: str, left: Left, scope: Scope) -> Reading:
    indicator = related(scope.head, noun) if scope.head else noun
    aspect: Aspect = "level"
    if noun.startswith("总") and figure.dimension != "money" and scope.head and noun[1:] in scope.head:
        aspect = "cumulative"
    elif _counts(figure) and (noun.endswith(("总数", "数量", "总量", "人数", "户数")) or left.is_total):
        aspect = "cumulative"
    elif noun.endswith("面积") and scope.action:
        return Reading(figure, indicator, "output", "relative", figure.value, figure.unit, figure.comparator, action=scope.action, doubts=["inherited-head"])
    return _made(figure, indicator, aspect, "relative", ["inherited-head"])


def _output(figure: Quantity, act: Act, scope: Scope, frames: Frames, window: str) -> Reading:
    act = framed(act)
    noun, prefix = _after_example(clean(act.noun, frames)), clean(act.before, frames)
    indicator, doubts = noun or prefix, []
    if not indicator:
        indicator, doubts = scope.head or act.action, ["inherited-head"]
    light = is_light(act.action)
    if light and not _counts(figure) and frames.level_tail.search(indicator):
        return _made(figure, prefix + noun, "level", "flow", doubts)
    if prefix and noun:
        indicator = prefix + noun if light or len(prefix) <= 2 else noun
        doubts = [*doubts, "inner-verb"]
    if _DOWN_ACTIONS.search(act.action) and noun and not _counts(figure):
        return _made(figure, noun, "change", "reduction", doubts, value=-figure.value)
    if act.action.startswith("累计") and not _FLOW_WINDOW.search(window):
        return _made(figure, indicator, "cumulative", "total", doubts, action=act.action)
    return _made(figure, indicator, "output", "output", doubts, action=act.action)


def _made(
    figure: Quantity, indicator: str, aspect: Aspect, pattern: str, doubts: list[str], *,
    value: Decimal | None = None, action: str | None = None, of: str | None = None,
) -> Reading:  # fmt: skip
    return Reading(
        figure, indicator, aspect, pattern, figure.value if value is None else value, figure.unit, figure.comparator,
        action=action, of=of, doubts=doubts,
    )  # fmt: skip


def _level(figure: Quantity, subject: str, left: Left, frames: Frames) -> Reading:
    aspect: Aspect = "level"
    if figure.kind != "currency" and not _AREA_FLOW.search(subject) and frames.stock.search(subject):
        aspect = "cumulative"
    doubts = [] if frames.level_tail.search(subject) or aspect == "cumulative" else ["guessed-aspect"]
    if _counts(figure) and left.is_reached and not frames.level_tail.search(subject):
        aspect = "cumulative"
    return _made(figure, subject, aspect, "level", doubts)


def _after_example(noun: str) -> str:
    """The class after its examples: 招商金控等持牌金融机构 → 持牌金融机构."""
    before, _, after = noun.rpartition("等")
    return after if before and len(after) >= 2 and not before.endswith(("优", "中", "高", "初", "同", "平")) else noun


def _counts(figure: Quantity) -> bool:
    return figure.kind == "classifier"


def subject_of(text: str, scope: Scope, frames: Frames) -> tuple[str, list[str]]:
    """The indicator that ``text`` names, related to the head where it is a relative noun, or the head itself."""
    indicator = clean(text, frames)
    if not indicator:
        return scope.head, ["inherited-head"] if scope.head else ["no-head"]
    if scope.head and indicator in frames.relative:
        return related(scope.head, indicator), ["inherited-head"]
    return indicator, []


def signed(value: Decimal, direction: int) -> Decimal:
    """``value`` with the sign of the change."""
    return -value if direction < 0 else value
