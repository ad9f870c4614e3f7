"""Percentages, points and multiples: growth, shares, changes of shares, rates."""

import re

from luoshi.lexicon.load import phrase
from luoshi.statements.actions import is_light, opening_act, verbs
from luoshi.statements.frames import frames
from luoshi.statements.indicators import clean, subject_of
from luoshi.statements.reading import Left, Reading, Scope, made, newly
from luoshi.tokens.model import Quantity

_RATE = re.compile(r"(?:率|度|比|比例|指数|水平|覆盖|标准|浓度|强度|系数|成数|占有率|税率|利率|赤字|面)\Z")
_SPEED = phrase("phrases", "ratios-speed")
_SLOWDOWN = re.compile(r"(?:的)?(?:降幅|跌幅|下降幅度|降低率|下降率)\Z")
OF_PLAN = re.compile(
    r"(?P<part>.*?)(?:完成|达到|达|占到|占|为|是|相当于|不少于|不低于|超过)(?:了)?(?P<whole>[^占]{2,16})的\Z"
)
_PLANNED = re.compile(r"(?:超额)?完成(?P<whole>(?:年度|全年|年)[^,]{0,6}(?:计划|任务|目标))\Z")
_GROWING = re.compile(r"(?:的)?(?:增长|增速|增幅)(?![^,。;]*\d)")
_AMONG = re.compile(r"(?P<whole>(?:全[国省市区县州球]|世界)[^,。;\d]{0,4}?)的?")
_PRICE = re.compile(r"(?:消费价格|消费物价|物价|CPI|价格总水平|价格指数|零售物价|零售价格)(?:总水平|指数)?\Z")
_WITHIN = re.compile(r"(?P<whole>.{3,}[^集其])中(?![央国心小医等学部东西药高低级共介介年期产])(?P<part>.{2,})\Z")
_PART_FIRST = phrase("phrases", "ratios-part-first")
_USED_FOR = re.compile(r"(?:的)?(?P<use>用于[^,。;]+|投向[^,。;]+|用在[^,。;]+)")
_TIMES = phrase("phrases", "ratios-times")
_TURNING = re.compile(r"(?:(?P<down>压减|压缩|降低|减少|下调|削减|缩减|精简)|提高|增加|上调)(?P<noun>(?!率).{2,})")
_SPED = re.compile(r"增速|增长|增幅|涨幅|降幅|减幅|跌幅")


def read_ratio(figure: Quantity, left: Left, scope: Scope, right: str) -> Reading:
    """The reading of a percentage, a number of points or a multiple."""
    is_change = left.direction != 0 and not left.is_reached
    shared = _share(figure, left, scope, is_change=is_change)
    if shared:
        return shared
    if figure.unit == "pp":
        indicator, doubts = subject_of(left.subject, scope)
        return made(
            figure,
            indicator,
            "change",
            "points",
            [*doubts, *([] if left.direction else ["unusual-frame"])],
            sign=left.direction,
        )
    if figure.unit == "倍" and not is_change and _TIMES.search(left.subject + left.frame):
        indicator, doubts = subject_of(_TIMES.sub("", left.subject), scope)
        return made(figure, indicator, "growth", "times-as-much", [*doubts, "unusual-frame"])
    if not is_change and left.subject and _GROWING.match(right) and figure.unit in ("%", "倍"):
        return growth(figure, left, scope)
    if is_change or figure.dimension == "doubling" or (left.is_reached and _SPED.search(left.verb)):
        return growth(figure, left, scope)
    return _rate(figure, left, scope, right)


def growth(figure: Quantity, left: Left, scope: Scope) -> Reading:
    """``X增长5%``, ``下降3%``, ``翻一番``."""
    indicator, doubts = subject_of(left.subject, scope)
    if "inherited-head" in doubts and indicator == scope.head:
        indicator = newly(scope.last_action, indicator)
    return made(figure, _SPEED.sub("", indicator) or indicator, "growth", "growth", doubts, sign=left.direction)


def _share(figure: Quantity, left: Left, scope: Scope, *, is_change: bool) -> Reading | None:
    part_of_plan = _PLANNED.match(left.subject + left.frame) if figure.unit == "%" and not left.direction else None
    if part_of_plan and scope.heads:
        return made(figure, scope.head, "share", "share-of-plan", ["inherited-head"], of=part_of_plan["whole"])
    plan = OF_PLAN.search(left.subject) if figure.unit == "%" and not left.direction else None
    if plan:
        part, doubts = subject_of(plan["part"], scope)
        return made(figure, part, "share", "share-of-plan", doubts, of=plan["whole"])
    if left.subject.endswith("占比") and not is_change and (bare := _bare_share(figure, left, scope)):
        return bare
    if scope.aspect == "share" and not is_change and (among := _AMONG.fullmatch(left.subject)):
        return made(figure, scope.heads[-1], "share", "share-of-whole", ["inherited-head"], of=among["whole"])
    match = frames().share.match(left.subject) if "占" in left.subject and not left.subject.endswith("占比") else None
    if match:
        part, doubts = subject_of(match["part"], scope)
        whole = match["whole"].strip("的")
        if is_change:
            name = f"{part}占{whole}{(match['ratio'] or '比重').removeprefix('的')}"
            return made(figure, name, "change", "share-change", doubts, sign=left.direction)
        whole = whole or scope.whole_of(part)
        ratio = f"占{match['whole'].strip('的')}比重" if match["whole"] else "占比"
        return made(figure, part, "share", "share-of-whole", doubts, of=whole, head=part + ratio)
    return None if is_change or figure.unit != "%" else _bare_share(figure, left, scope)


def _bare_share(figure: Quantity, left: Left, scope: Scope) -> Reading | None:
    ratio = frames().ratio.match(left.subject)
    if not ratio or (ratio["ratio"] == "比例" and not ratio["part"].endswith(("占", "中"))):
        return None
    part, doubts = subject_of(ratio["part"], scope)
    within = _WITHIN.match(part)
    if within:
        return made(
            figure, within["part"], "share", "share", doubts, of=within["whole"], head=within["part"] + ratio["ratio"]
        )
    return made(figure, part, "share", "share", doubts, of=scope.whole_of(part), head=part + ratio["ratio"])


def _rate(figure: Quantity, left: Left, scope: Scope, right: str) -> Reading:
    speed, slow = _SPEED.search(left.subject), _SLOWDOWN.search(left.subject)
    if speed or slow:
        head = left.subject[: (speed or slow).start()]  # type: ignore[union-attr]
        indicator, doubts = subject_of(head, scope)
        return made(figure, indicator, "growth", "growth-noun", doubts, sign=-1 if slow else 1)
    subject = clean(left.subject)
    part = _PART_FIRST.match(right)
    if part and not subject:
        noun = (part["noun"] or part["plain"]).rstrip("和及与、")
        return made(figure, part["rest"] + noun, "share", "share-first", ["unusual-frame"], of=noun)
    use = _USED_FOR.match(right)
    if use and subject:
        return made(figure, subject + use["use"], "share", "share-used", ["unusual-frame"], of=subject)
    if not subject and not left.is_reached and scope.aspect == "growth":
        return growth(figure, left, scope)
    turned = _TURNING.match(subject)
    if turned and not left.is_reached:
        return made(figure, clean(turned["noun"]), "growth", "growth-verb", [], sign=-1 if turned["down"] else 1)
    indicator, doubts = subject_of(left.subject, scope)
    if "均" in left.frame and "inherited-head" in doubts and len(scope.heads) > 1:
        indicator = "、".join(scope.heads[:-1]) + "、" + indicator
    act = opening_act(indicator)
    if act and _RATE.search(act.noun) and (is_light(act.action) or act.action in verbs().frames or len(act.noun) > 3):
        indicator = clean(act.noun)
    if _PRICE.search(indicator):
        return made(figure, indicator, "growth", "growth-noun", doubts)
    return made(figure, indicator, "level", "rate", doubts if _RATE.search(indicator) else [*doubts, "unusual-frame"])
