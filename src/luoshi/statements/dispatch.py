"""Which family of patterns reads a figure: by its unit, and by whether its noun stands before it or behind it."""

import re
from typing import NamedTuple

from luoshi.lexicon.load import phrase
from luoshi.statements.actions import inner_act, opening_act, verbs
from luoshi.statements.amounts import after_example, read_amount, read_change
from luoshi.statements.clauses import Figure
from luoshi.statements.counts import Behind, behind, read_acted, read_count
from luoshi.statements.frames import frames
from luoshi.statements.indicators import clean
from luoshi.statements.ratios import read_ratio
from luoshi.statements.reading import Left, Reading, Scope, made
from luoshi.tokens.model import Quantity, Rank

_BASE = re.compile(r"(?:比|较)(?:上年|去年|前年|上年同期|去年同期|\d{4}年)(?:的)?\Z")
_PLACED = re.compile(r"(?:居|(?<![班系序])列|排名|排在|在)[^,。;\d]{0,8}\Z")
_FIELD = 14
_REACHING = re.compile(r"(?:率|比例|比重|占比|度)(?:提高到|提升到|提升至|提高至|达到?|降至|增至|保持在|稳定在|超过)\Z")
_GOAL = re.compile(r"的(?:预期|年度|全年|既定|预定|省定|市定)?(?:目标|任务)")
_AMONG = re.compile(r"[^,。;]{0,60}中\Z")
_INVESTED = re.compile(r"(?:(?:总|计划|计划总|累计)?投资(?:额)?|(?:总|首期)?规模|(?:总)?建筑面积|占地(?:面积)?)\Z")
_INVESTED_IN = phrase("phrases", "measures-invested-in")
_USED_TO = re.compile(
    r"(?:继续)?(?:实施|建设|建成|进行|用于|新建|改造|修建|支持|完成|新、改建)(?:了)?+(?:\d+(?:余|多)?[个项条座所家处])?+(?P<what>(?!年度|全年|当年|投资|计划|任务|全长|总|覆盖)[^,。;\d]{2,24}+)(?!\d+千伏)"
)
_NEXT_SUM = re.compile(r"、(?:(?:总|计划)*投资)?\d[\d.]*[万亿]*元")
_YEARLY = re.compile(r"^年\w{1,3}\d[\d.]*[万亿]?[\u4e00-\u9fff]")
_BUILDING = re.compile(r"(?<=..)建设\Z")
_RAISING = frozenset({"提升", "扩大", "增加", "减少", "压减", "精简", "降低", "提高"})
_MADE_THINGS = frozenset(["辆", "台", "只", "头", "羽", "套", "块", "片", "件", "张", "米"])
_PROJECT = phrase("phrases", "dispatch-project")


class Spot(NamedTuple):
    """A figure where it stands: the frame left of it, the text up to the next figure, the clause on either side.

    ``beyond`` is how the next clause begins.
    """

    figure: Quantity
    left: Left
    right: str = ""
    before: str = ""
    rest: str = ""
    following: Figure | None = None
    beyond: str = ""

    @property
    def runs_on(self) -> bool:
        """Whether another figure of the clause follows."""
        return len(self.right) < len(self.rest)


def read_spot(spot: Spot, scope: Scope) -> tuple[Reading, int]:
    """The reading of a figure, and how many characters behind it are its own noun."""
    figure, left = spot.figure, _with_noun(spot.figure, spot.left)
    if _is_base(spot) or _is_field(spot) or _GOAL.match(spot.right) or (figure.kind != "ratio" and _is_capacity(spot)):
        return made(figure, "", "level", "capacity", []), 0
    if figure.kind == "ratio":
        return read_ratio(figure, left, scope, spot.right), 0
    sum_ = _INVESTED.search(left.subject)
    what = _invested_in(spot) if sum_ else ""
    if sum_ and what:
        return _invested(spot, sum_, what, scope), 0
    return _read_by_noun(spot, left, scope)


def _read_by_noun(spot: Spot, left: Left, scope: Scope) -> tuple[Reading, int]:
    figure = spot.figure
    found = behind(spot.right, has_action=_has_action(left), runs_on=spot.runs_on)
    if found and found.noun and _noun_follows(figure, left, found):
        if not found.action and _leads_on(spot, left, scope):
            return made(figure, "", "level", "capacity", []), 0
        return read_count(figure, left, found, scope), found.length
    if found and found.action and not found.noun and _stands_alone(figure, left, found):
        return read_acted(figure, left, found, scope), 0
    if left.direction and not left.is_reached:
        return read_change(figure, left, scope), 0
    return read_amount(figure, left, scope), 0


def _leads_on(spot: Spot, left: Left, scope: Scope) -> bool:
    """Whether the count only names what the next figure measures: 三条产业链产值突破1800亿元."""
    following = spot.following
    measures_it = isinstance(following, Quantity) and following.kind != "classifier"
    act = opening_act(clean(left.subject))
    is_urged = act is not None and act.action in verbs().frames and not act.noun
    is_rate = isinstance(following, Quantity) and following.kind == "ratio" and _REACHING.search(spot.right)
    is_free = is_rate or is_urged or (not _has_action(left) and not (left.is_listed and scope.action))
    return measures_it and is_free and not left.verb


def _is_base(spot: Spot) -> bool:
    """Whether the figure is what others are compared with or drawn from: 比上年190天, 在全省32个县中."""
    is_means = spot.left.subject.startswith("依托") and not spot.left.is_listed
    is_among = spot.left.subject.startswith("在") and _AMONG.match(spot.rest) is not None
    return is_means or is_among or _BASE.search(spot.before) is not None


def _is_field(spot: Spot) -> bool:
    """Whether the count says among how many something has its rank: 居全国204个参评城市第一."""
    is_count = spot.figure.kind == "classifier" and isinstance(spot.following, Rank)
    return is_count and _PLACED.search(spot.before) is not None and len(spot.right) <= _FIELD


def _with_noun(figure: Quantity, left: Left) -> Left:
    """完成老旧小区改造提升29个: a change verb at the end of an output's noun changes nothing."""
    is_noun = left.verb in ("提升", "扩大", "提高") and not left.is_reached and figure.kind == "classifier"
    if is_noun and opening_act(clean(left.subject)):
        return left._replace(subject=left.subject + left.verb, direction=0, verb="")
    return left


def _invested_in(spot: Spot) -> str:
    """What a sum is invested in: 投资5亿元的甲项目; 投资1.5亿元实施乙工程."""
    whole, use = _INVESTED_IN.match(spot.rest), _USED_TO.match(spot.rest or spot.beyond)
    if use and (spot.rest or _INVESTED.fullmatch(clean(spot.left.subject))):
        return use["what"]
    if not whole:
        return ""
    what = _YEARLY.sub("", after_example(_NEXT_SUM.split(whole["named"] or whole["what"])[0]))
    return _BUILDING.sub("", what)


def _invested(spot: Spot, sum_: re.Match[str], what: str, scope: Scope) -> Reading:
    """总投资6.1亿元的农业项目: the sum belongs to the project named behind it."""
    act = opening_act(clean(spot.left.subject[: sum_.start()]))
    if act:
        scope.action = act.action
    return made(spot.figure, clean(what) + sum_[0].removeprefix("累计"), "level", "invested", [])


def _is_capacity(spot: Spot) -> bool:
    """Whether the amount is part of a project's name: 云川40兆瓦光伏发电项目, 年产5万吨技改."""
    left, figure = spot.left, spot.figure
    is_made = figure.unit in _MADE_THINGS and figure.scale > 1 and bool(clean(left.subject))
    if not (is_made or figure.dimension in ("power", "mass", "apparent power")) or left.is_reached or left.direction:
        return False
    act = opening_act(clean(left.subject))
    return _PROJECT.match(spot.right) is not None and (act is None or bool(act.noun))


def _has_action(left: Left) -> bool:
    subject = clean(left.subject)
    if not subject or left.is_reached:
        return False
    return bool(opening_act(subject) or (not subject.endswith("等") and inner_act(subject)))


def _stands_alone(figure: Quantity, left: Left, found: Behind) -> bool:
    """Whether the verb behind the figure is the figure's own: no verb stands before it."""
    subject = clean(left.subject)
    is_led = bool(subject) and subject != "实现" and opening_act(subject) is not None
    is_free = not left.direction and not left.is_reached and not is_led
    return figure.kind == "classifier" and is_free and not (left.is_listed and not subject and found.object)


def _noun_follows(figure: Quantity, left: Left, found: Behind) -> bool:
    """Whether the noun is behind the figure: it is, unless the text before the figure holds one already."""
    subject = clean(left.subject)
    counts = figure.kind == "classifier"
    if not subject:
        return not left.direction or (counts and left.verb in _RAISING and not left.is_reached)
    if left.is_reached:
        return counts and left.direction != 0 and len(found.noun) >= 2
    act = opening_act(subject)
    if act:
        return not act.noun or counts or left.is_open or act.noun.endswith("等")
    inside = inner_act(subject)
    if subject.endswith("等") or (inside and not inside.noun):
        return True
    counts = counts or (bool(found.action) and figure.kind == "measure" and not left.is_reached)
    return counts and not frames().level_tail.search(subject)
