"""Amounts whose noun stands before them: levels, totals, outputs, absolute changes."""

import re

from luoshi.statements.actions import Act, framed, inner_act, is_light, opening_act, own_noun, verbs
from luoshi.statements.frames import frames
from luoshi.statements.indicators import base, clean, is_relative, related, subject_of
from luoshi.statements.model import Aspect
from luoshi.statements.reading import STAGES, Left, Reading, Scope, made
from luoshi.tokens.model import Quantity

_DOWN_ACTIONS = re.compile(r"(?:减少|压减|降低|削减|缩减|压缩|缩短)\Z")
_AREA_FLOW = re.compile(
    r"(?:种植|播种|销售|开工|竣工|施工|成交|造林|收获|受灾|交易|供地|流转|示范|灌溉|养殖)[^、]{0,4}面积\Z"
)
_WINDOW = re.compile(r"年累计|全年|五年|年来|期间|以来|年内|上半年")
GENERIC = frozenset({"项目", "工程", "路段", "学校", "企业"})
_BUDGET = re.compile(r"(?:支出|赤字|预算|投资)\Z")
_SPEND = re.compile(r"(?:每年)?(?:将)?(?:拟)?安排(?=支出|赤字|预算|转移支付)")
_HAVING = re.compile(r"(?:现有|拥有|共有|已有|有(?![效机线色轨关限序害毒]))(?P<noun>.*)")
_URGING = frozenset({"推动", "促进", "力促"})
_TAKING_PART = frozenset({"参加", "享受", "纳入", "覆盖"})
_PER = re.compile(r"每(?:千|万|百|户|人|亿|平方|公里|亩|台|吨)")
_LIGHT = re.compile(r"(?<=.)(?:完成|实现)(?=[^完实]{1,8}\Z)")
_FROM = re.compile(r"(?:从|由)[^从由]*\Z")
_OF_WORKS = re.compile(r"[^,、]{0,10}?(?:项目|工程)(?:完成|实现|(?:总|年度|计划)*投资\Z)")
_SUMS = re.compile(r"(?:合同|协议|成交|交易|销售|签约)(?:总)?(?:金额|额)\Z")
_URGED = frozenset({"引导", "推动", "支持", "组织", "带动", "促进", "帮助", "争取", "鼓励"})
_RESIDENTS = frozenset({"居民", "群众", "村民", "农户"})
_LENT = frozenset({"融资", "担保", "清洁", "绿化", "托管", "供热", "供暖", "灌溉", "养殖", "种植"})
_SCOPE = re.compile(r"(?:[镇村区县市乡城省州国校院园企民工]|财政|全年)\Z")
_SEATED = frozenset({"入驻", "集聚", "聚集"})
_SIZE = re.compile(r"(?:(?:超过?|过)[\d.]*[十百千万亿]*元|(?:[\d.]+[十百千万亿]*|[十百千万亿]+)元(?:以上|以下))的?")
_SIZED = re.compile(rf"{_SIZE.pattern}(?P<what>.+)")
_LEVEL_OF = re.compile(r"(?:[省市县区州]?本级|[市县区]级|地方|中央)")
_OWNER = re.compile(r"每|(?![为向对给在与]).*(?:园区?|开发区|高新区|新区|项目|行动计划|集团|公司|机场|景区)[”)]?\Z")
_LONGEST_OWNER = 14
_FOR_WHOM = re.compile(r"\A[为给向](?:企业|群众|市场主体|经营主体|农民|纳税人)(?=.)")
_SPENT = re.compile(r"(?:经费|研发|R&D)投入\Z")


def counts(figure: Quantity) -> bool:
    """Whether the unit is a classifier: the figure counts things or people."""
    return figure.kind == "classifier"


def read_change(figure: Quantity, left: Left, scope: Scope) -> Reading:
    """An absolute change: 较上年增加10平方公里, 增产74亿斤."""
    indicator, doubts = subject_of(left.subject, scope)
    return made(figure, indicator, "change", "change", doubts, sign=left.direction)


def read_amount(figure: Quantity, left: Left, scope: Scope) -> Reading:
    """An amount whose noun stands before it, with a verb or without."""
    subject = _last_act(clean(left.subject))
    if left.direction and left.is_reached:
        return _reached(figure, subject, left, scope)
    act = opening_act(subject)
    is_whole = left.is_reached or (act is not None and act.action in verbs().states)
    if left.is_total and is_whole and act and act.noun and not scope.has_window:
        return made(figure, subject if act.action in verbs().states else act.noun, "cumulative", "total", [])
    if left.is_total and not act:
        return _total(figure, subject, scope, is_flow="累计" in left.frame)
    if not subject:
        return _bare(figure, left, scope)
    return _worded(figure, subject, act, left, scope)


def _last_act(subject: str) -> str:
    """The last of several acts, where each has a verb: 发放消费券、开展促销活动、拉动消费 → 拉动消费."""
    before, joint, last = subject.rpartition("、")
    act = opening_act(last) if joint else None
    if not act or not act.noun or "的" in act.noun or (act.action not in verbs().solo and not is_light(act.action)):
        return subject
    return last if opening_act(before) or inner_act(before) else subject


def _worded(figure: Quantity, subject: str, act: Act | None, left: Left, scope: Scope) -> Reading:
    read = _by_scope(figure, subject, left, scope) or _by_state(figure, subject, act, left, scope)
    if read:
        return read
    is_part = scope.is_part and not left.is_reached
    action = scope.action or (scope.acts.get(figure.unit) if is_part else None)
    goes_on = left.is_listed and bool(action) and _continues(figure, subject, scope)
    if act and not (goes_on and _is_named(subject, act)):
        return _output(figure, act, scope)
    if goes_on:
        return _output(figure, Act(action or "", scope.graded(subject)), scope)
    total = frames().total.match(subject)
    if total and (total["noun"] or scope.head):
        return _total(figure, total["noun"], scope, keep=subject)
    return _by_inner_verb(figure, subject, left, scope)


def _by_scope(figure: Quantity, subject: str, left: Left, scope: Scope) -> Reading | None:
    """The reading of a noun that means something only beside what was read before it: 总投资, 50亿元以上, 市本级."""
    if is_relative(subject, scope) or (subject.startswith("总") and len(subject) > 2 and subject[1:] in scope.head):
        return _relative(figure, subject, left, scope)
    if _SIZE.fullmatch(subject) and (sized := _SIZED.match(scope.head)):
        return _output(figure, Act(scope.action or "", subject + sized["what"]), scope)
    if scope.is_part and _LEVEL_OF.fullmatch(subject) and figure.unit in scope.units:
        whole = subject + scope.units[figure.unit]
        return made(figure, whole, "level", "relative", ["inherited-head"])
    if scope.is_part and (whole := _part_of(figure, subject, scope)):
        return made(figure, whole, scope.aspect or "level", "relative", ["inherited-head"])
    return None


def _part_of(figure: Quantity, subject: str, scope: Scope) -> str:
    """What a part is measured by, where only the whole says it: 种植面积9万亩，其中大棚西瓜1万亩; 其中市本级2亿元."""
    last = scope.figure
    is_alike = isinstance(last, Quantity) and last.unit == figure.unit and scope.head and not counts(figure)
    is_alike = is_alike and scope.aspect != "output" and subject[-2:] != scope.head[-2:]
    if not is_alike or frames().level_tail.search(subject) or opening_act(subject) or inner_act(subject):
        return ""
    tail = scope.head[len(base(scope.head)) :]
    return subject + (tail if tail and set(subject) & set(base(scope.head)) else scope.head)


def _by_state(figure: Quantity, subject: str, act: Act | None, left: Left, scope: Scope) -> Reading | None:
    """The reading of what a place has, or of things by the state they are in: 拥有, 参保人数, 入驻企业达到."""
    having = _HAVING.match(subject)
    if having and counts(figure):
        return made(figure, clean(having["noun"]) or scope.head, "cumulative", "stock", [])
    if act and act.action in _TAKING_PART and frames().count_total.search(subject):
        return made(figure, subject, "cumulative", "stock", [])
    return _level(figure, _flow_noun(subject), left) if act and _is_state(figure, act, left) else None


def _is_state(figure: Quantity, act: Act, left: Left) -> bool:
    """Whether the verb only says in what state the things are: 入驻企业达到, 续建项目完成投资, 融资公司资产规模达."""
    if counts(figure):
        is_stock = left.is_reached or frames().count_total.search(act.noun) is not None
        return is_stock and act.action in verbs().states and bool(act.noun)
    if left.is_reached and act.noun.startswith("总"):
        return True
    if not act.noun or not frames().level_tail.search(act.noun):
        return False
    return _OF_WORKS.match(act.noun) is not None or (act.action in _LENT and left.is_reached)


def _is_named(subject: str, act: Act) -> bool:
    """Whether what a list goes on with is a noun, though it begins like an act: 创业担保贷款, 再就业."""
    return own_noun(subject) == subject or act.action in verbs().attributive


def _by_inner_verb(figure: Quantity, subject: str, left: Left, scope: Scope) -> Reading:
    inside = inner_act(subject)
    if "累计" in subject and not _is_over_years(subject, scope) and (so_far := _so_far(figure, subject, inside)):
        return so_far
    if not counts(figure) and (own := own_noun(subject)) and len(subject) <= len(own) + 6:
        return made(figure, _FOR_WHOM.sub("", subject), "output", "own-noun", [], action=own)
    if inside and inside.action in verbs().funding and inside.noun and not _BUDGET.search(inside.noun):
        return _output(figure, inside, scope)
    if _is_measured(figure, subject, inside, left):
        return _level(figure, _flow_noun(subject), left)
    if inside and not inside.noun and left.is_reached and counts(figure):
        return made(figure, subject, "cumulative", "stock", ["inner-verb"])
    is_level = frames().count_total.search(subject) or frames().count_level.search(subject)
    if inside and (not is_level or _is_flowing(inside.action)):
        return _output(figure, inside, scope)
    is_flow = not left.is_reached and figure.comparator not in (">", "<")
    is_works = counts(figure) or figure.dimension == "length"
    if is_works and is_flow and not is_level and scope.goes_on(figure.unit, subject):
        return _output(figure, Act(scope.last_action or "", subject), scope)
    return _level(figure, subject, left)


def _so_far(figure: Quantity, subject: str, inside: Act | None) -> Reading | None:
    """A total that 累计 before or inside the words tells: 园区累计投资, 累计向商户发放贷款."""
    owner, _, flow = subject.partition("累计")
    if not owner:
        is_done = inside is not None and inside.noun != ""
        return made(figure, inside.noun, "cumulative", "total", ["inner-verb"]) if inside and is_done else None
    is_plain = flow and not (opening_act(flow) or Act("", "")).noun
    return made(figure, owner + flow, "cumulative", "total", []) if is_plain else None


def _is_over_years(subject: str, scope: Scope) -> bool:
    return scope.has_window or bool(_WINDOW.search(subject) or _WINDOW.search(scope.window))


def _is_measured(figure: Quantity, subject: str, inside: Act | None, left: Left) -> bool:
    """Whether the verb inside belongs to the noun that is measured: 研发经费投入, 入驻企业达到."""
    if inside and inside.noun in frames().relative:
        return True
    if inside and inside.noun and subject.startswith(("为", "向", "给")) and inside.action in verbs().solo:
        return False
    if not counts(figure):
        return bool(_SPENT.search(subject) or frames().level_tail.search(subject))
    if inside is None or not inside.noun:
        return False
    is_seated = inside.action in _SEATED and _OWNER.match(inside.before) is not None
    return is_seated or (left.is_reached and not _is_flowing(inside.action))


def _is_flowing(action: str) -> bool:
    return action.startswith(("新", "净", "累计", "完成", "实现"))


def _continues(figure: Quantity, subject: str, scope: Scope) -> bool:
    """Whether a listed noun goes on with the action before it: a sum of money after a count of visitors does not."""
    if (scope.action or "").startswith(("新增", "净增")):
        return True
    same = isinstance(scope.figure, Quantity) and (scope.figure.dimension == "money") == (figure.dimension == "money")
    return same or not (own_noun(subject) == subject or frames().level_tail.search(subject))


def _reached(figure: Quantity, subject: str, left: Left, scope: Scope) -> Reading:
    """增至, 提高到, 压缩到: the new value of the subject."""
    subject = clean(_FROM.sub("", subject))
    indicator, doubts = (subject, []) if subject and subject not in frames().relative else subject_of(subject, scope)
    aspect: Aspect = "level"
    is_number = frames().count_total.search(indicator) or not frames().count_level.search(indicator)
    if (counts(figure) and left.direction > 0 and is_number) or frames().stock.search(indicator):
        aspect = "cumulative"
    return made(figure, indicator, aspect, "reached", doubts)


def _flow_noun(subject: str) -> str:
    """Subject and flow without the light verb between them: 园区完成投资 → 园区投资."""
    return _LIGHT.sub("", _SPEND.sub("", subject))


def _bare(figure: Quantity, left: Left, scope: Scope) -> Reading:
    aspect: Aspect = "cumulative" if left.is_reached and counts(figure) else "level"
    if scope.action and counts(figure) and not left.is_reached:
        noun = scope.counted(figure.unit)
        return made(figure, noun, "output", "inherited", ["inherited-head"], action=scope.action)
    if scope.last_action and scope.heads and figure.dimension in ("length", "area") and not left.frame:
        return made(figure, scope.head, "output", "inherited", ["inherited-head"], action=scope.last_action)
    return made(figure, scope.stem, aspect, "inherited", ["inherited-head" if scope.stem else "no-head"])


def _total(figure: Quantity, noun: str, scope: Scope, *, keep: str = "", is_flow: bool = False) -> Reading:
    if noun and noun in frames().relative:
        return made(figure, related(scope.stem, noun), "cumulative", "total", ["inherited-head"])
    act = inner_act(noun) if noun else None
    if act and act.noun and not act.noun.startswith("总") and (scope.has_window or _WINDOW.search(scope.window)):
        return made(figure, act.before + act.noun, "output", "total", [], action=act.action)
    aspect: Aspect = "cumulative"
    if figure.dimension == "money" or (is_flow and (scope.has_window or _WINDOW.search(scope.window))):
        aspect = "level"
    return made(figure, keep or noun or scope.head, aspect, "total", [] if noun else ["inherited-head"])


def _relative(figure: Quantity, noun: str, left: Left, scope: Scope) -> Reading:
    indicator = related(scope.stem, noun) if scope.stem else noun
    doubts = ["inherited-head" if scope.stem else "no-head"]
    if noun.endswith("面积") and scope.action and not left.is_reached:
        return made(figure, indicator, "output", "relative", doubts, action=scope.action)
    if left.is_listed and noun.endswith("资金") and scope.last_action in verbs().funding:
        return made(figure, indicator, "output", "relative", doubts, action=scope.last_action)
    if counts(figure) and noun in ("总量", "总数", "数量") and scope.head:
        return made(figure, scope.head, "cumulative", "relative", doubts)
    is_sum = (
        len(noun) > 2
        and noun.startswith("总")
        and figure.dimension != "money"
        and scope.head
        and noun[1:] in scope.head
    )
    is_number = counts(figure) and (noun.endswith(("总数", "数量", "总量", "人数", "户数")) or left.is_total)
    return made(figure, indicator, "cumulative" if is_sum or is_number else "level", "relative", doubts)


def _output(figure: Quantity, act: Act, scope: Scope) -> Reading:
    act = framed(act)
    inside = inner_act(act.noun) if is_light(act.action) else None
    act = inside if inside and inside.action.startswith("新增") and inside.noun else urged(act)
    noun, prefix = after_example(clean(act.noun)), clean(act.before)
    if is_light(act.action) and not noun and not prefix and not counts(figure) and scope.head:
        return made(figure, scope.head, "level", "inherited", ["inherited-head"])
    doubts = ["inner-verb"] if prefix else []
    if is_light(act.action) and not counts(figure) and frames().level_tail.search(noun or prefix):
        return _flow(figure, noun, prefix, scope)
    other = _no_output(figure, act, noun, prefix)
    if other:
        other.doubts = doubts
        return other
    indicator = scope.named(scope.staged(_acted_noun(act, noun, prefix), act.action, figure.unit))
    if act.action == "惠及" and indicator in _RESIDENTS and scope.heads and verbs().works.search(scope.heads[-1]):
        indicator = scope.heads[-1] + indicator
    if not indicator:
        indicator, doubts = scope.counted(figure.unit) or act.action, ["inherited-head"]
    return _made_output(figure, act, indicator, doubts, scope)


def urged(act: Act) -> Act:
    """What others are urged to do: 引导 | 银行投放贷款 becomes 投放 | 贷款."""
    inside = inner_act(act.noun) if act.action in _URGED else None
    return inside if inside and inside.noun and inside.action not in verbs().nominal else act


def _no_output(figure: Quantity, act: Act, noun: str, prefix: str) -> Reading | None:
    """Verbs that only look like an output: 争取规模超28万亿元, 安排支出, 增加支出."""
    if act.action == "争取" and frames().count_level.search(noun):
        return made(figure, noun, "level", "level", [])
    if figure.dimension == "money" and _SUMS.search(noun):
        return made(figure, noun, "level", "level", [])
    if act.action in _URGING and frames().level_tail.search(noun) and not counts(figure):
        return made(figure, noun, "level", "level", [])
    if act.action in verbs().funding and _BUDGET.search(noun) and not noun.endswith("投资"):
        return made(figure, prefix + noun, "level", "level", [])
    if act.action.endswith(("增加", "减少")) and figure.dimension == "money" and noun:
        return made(figure, noun, "change", "change", [], sign=-1 if act.action.endswith("减少") else 1)
    if _DOWN_ACTIONS.search(act.action) and noun and not counts(figure):
        return made(figure, noun, "change", "reduction", [], sign=-1)
    return None


def _acted_noun(act: Act, noun: str, prefix: str) -> str:
    """What an output counts: the noun behind the verb, the one before it, or the verb where it is its own noun."""
    own = own_noun(act.action)
    if not noun and (own or (prefix and act.action in verbs().nominal)):
        return prefix + (own or act.action)
    if not noun and prefix and act.action.endswith("投入"):
        return prefix + "投入"
    is_owner = len(prefix) <= 2 and (not noun or _SCOPE.search(prefix))
    is_owner = is_owner or (len(prefix) <= _LONGEST_OWNER and bool(_OWNER.match(prefix)))
    return prefix + noun if is_light(act.action) or is_owner else noun or prefix


def _made_output(figure: Quantity, act: Act, indicator: str, doubts: list[str], scope: Scope) -> Reading:
    if act.action.startswith("累计") and not scope.has_window and not _WINDOW.search(scope.window):
        return made(figure, indicator, "cumulative", "total", doubts, action=act.action)
    is_stage = act.action in STAGES and (scope.is_part or scope.last_action in STAGES)
    is_stage = is_stage and scope.aspect == "cumulative"
    return made(figure, indicator, "cumulative" if is_stage else "output", "output", doubts, action=act.action)


def _flow(figure: Quantity, noun: str, prefix: str, scope: Scope) -> Reading:
    if not prefix and noun in frames().relative and scope.stem:
        return made(figure, related(scope.stem, noun), "level", "flow", ["inherited-head"])
    return made(figure, prefix + noun, "level", "flow", [])


def _level(figure: Quantity, subject: str, left: Left) -> Reading:
    is_flow = figure.kind == "currency" or _AREA_FLOW.search(subject) or _PER.match(subject)
    is_things = (
        counts(figure)
        and not frames().count_level.search(subject)
        and (left.is_reached or frames().count_total.search(subject))
    )
    if not is_flow and (frames().stock.search(subject) or frames().count_total.search(subject) or is_things):
        return made(figure, subject, "cumulative", "stock", [])
    return made(figure, subject, "level", "level", [] if frames().level_tail.search(subject) else ["guessed-aspect"])


def after_example(noun: str) -> str:
    """The class after its examples: 招商金控等持牌金融机构 → 持牌金融机构."""
    before, _, after = noun.rpartition("等")
    return (
        after
        if before
        and len(after) >= 3
        and after not in GENERIC
        and not before.endswith(("优", "中", "高", "初", "同", "平"))
        else noun
    )
