"""Figures whose noun stands behind them: 新增30个应用场景, 8家医院进入百强, 18条典型经验在全国推广."""

import re
from dataclasses import dataclass

from luoshi.statements.actions import Act, framed, inner_act, opening_act
from luoshi.statements.frames import Frames
from luoshi.statements.indicators import clean
from luoshi.statements.model import Aspect
from luoshi.statements.reading import Left, Reading, Scope
from luoshi.tokens.model import Quantity

_NO_NOUN = re.compile(r"\s*(?:[、,;:。)”』\"!?]|以上|以下|左右|和|及|与|并|且|以及|分别|同比|增长|下降|增加|减少|占|居|位居|排名|其中|达|比|较|为|是|水平|目标|大关|台阶|新台阶|任务|用于|的(?:目标|任务|水平|速度|增速)|\Z)")
_HONOURS = frozenset("获 荣获 入选 上榜 进入 入围 获批 获评 跻身 列入 新进入 获得 获批建设 荣登 夺得 摘得".split())
_COMPOUND = re.compile(r"(?:项目|工程|设施|中心|机构|企业|站|厂|区|率|量|面积|任务|计划|基地|平台|园|点|示范|技术|系统|试点|行动|人才|单位|公司|工作|数|能力|场|线|路|队|组织|用地|指标|室|部门|产业|体系|标准|方案|措施|政策|事项|服务|资金|贷款|住房|管网|小镇|村)")
_WORTHLESS = ("改革", "试点")
_LIST_END = re.compile(r"(?:、|和|及|与|以及)\Z")
_GENERIC = frozenset({"项目", "工程", "重点项目", "重大项目", "路段", "学校", "企业"})


@dataclass(frozen=True, slots=True)
class Behind:
    """The noun behind a figure, how many characters it takes, and verb and object after it."""

    noun: str
    length: int
    action: str = ""
    object: str = ""


def behind(right: str, frames: Frames, *, has_action: bool) -> Behind | None:
    """The noun that ``right`` opens with, or None where a new thought begins."""
    if _NO_NOUN.match(right):
        return None
    offset = 1 if right.startswith("的") else 0
    text = right[offset:]
    listed = _LIST_END.search(text)
    whole = text[: listed.start()] if listed else text
    if has_action:
        return Behind(_noun(whole, frames), offset + len(whole))
    verb = _verb(text, frames)
    if verb is None:
        return Behind(_noun(whole, frames), offset + len(whole))
    noun = text[: verb.start()]
    return Behind(_noun(noun, frames), offset + len(noun), verb["action"], text[verb.end() :].strip("了、,。; "))


def _verb(text: str, frames: Frames) -> re.Match[str] | None:
    """The first verb that is no part of a compound noun."""
    position = 1
    while match := frames.post.search(text, position):
        if len(match["action"]) > 1 and not _COMPOUND.match(text, match.end()):
            return match
        if match["action"] in ("获", "达", "占", "居") and match.start() > 1 and not _COMPOUND.match(text, match.end()):
            return match
        position = match.start() + 1
    return None


def _noun(text: str, frames: Frames) -> str:
    return clean(text.split("、")[0] if text.count("、") > 6 else text, frames)


def read_count(figure: Quantity, left: Left, found: Behind, scope: Scope, frames: Frames, window: str) -> Reading:
    """The reading of a count by the noun behind it and the verb on either side."""
    subject = clean(left.subject, frames)
    act = opening_act(subject) or (inner_act(subject) if subject else None)
    if act and not act.noun.endswith(_WORTHLESS):
        noun = _named(act.noun, found.noun, is_verb=True)
        return _acted(figure, Act(act.action, noun), window)
    noun = _named(subject, found.noun, is_verb=False)
    if scope.action and left.is_listed and not found.action:
        return _acted(figure, Act(scope.action, noun), window)
    if found.action in _HONOURS and found.object:
        noun = found.object + noun
    elif found.action == "实现" and len(found.object) >= 6:
        noun = noun + found.object
    action = found.action + (found.object if found.action == "实现" and len(found.object) < 6 else "")
    doubts = [] if found.action else ["no-verb"]
    aspect: Aspect = "cumulative" if left.is_total else "output"
    return Reading(
        figure, noun, aspect, "count-first", figure.value, figure.unit, figure.comparator, action=action or None, doubts=doubts
    )


def _named(lead: str, noun: str, *, is_verb: bool) -> str:
    """Noun behind the figure with what the text before it adds: examples of a bare 项目, the owner of a thing."""
    if lead.endswith("等"):
        return lead + noun if noun in _GENERIC else noun
    if lead and "等" in lead and noun in _GENERIC:
        return lead + noun
    return noun if is_verb or not lead or len(lead) > 12 else lead + noun


def _acted(figure: Quantity, act: Act, window: str) -> Reading:
    act = framed(act)
    is_total = act.action.startswith("累计") and not re.search(r"年累计|五年|期间|年来|以来", window)
    aspect: Aspect = "cumulative" if is_total else "output"
    return Reading(
        figure, act.noun, aspect, "count-object", figure.value, figure.unit, figure.comparator,
        action=None if is_total else act.action,
    )  # fmt: skip
