"""Figures whose noun stands behind them: 新增30个应用场景, 8家医院进入百强, 18条典型经验在全国推广."""

import re
from dataclasses import dataclass

from luoshi.lexicon.load import phrase
from luoshi.statements.actions import Act, framed, inner_act, is_paired, opening_act, own_noun, verbs
from luoshi.statements.amounts import GENERIC, urged
from luoshi.statements.frames import frames
from luoshi.statements.indicators import clean
from luoshi.statements.reading import Left, Reading, Scope, made
from luoshi.tokens.model import Quantity

_NO_NOUN = phrase("phrases", "counts-no-noun")
_HONOURS = re.compile(
    r"(?:获|荣获|入选|上榜|进入|入围|获批|获评|跻身|列入|获得|获批建设|荣登|夺得|摘得|设立|建立|配备|开设|通过|纳入|评为|创成|被评为|命名为|认定为|确定为)\Z"
)
_COMPOUND = phrase("phrases", "counts-compound")
_LISTED = re.compile(r"(?:、|和|及|与|以及)\Z")
_SPLIT = re.compile(r"和(?![美谐平睦顺田])|(?<![普惠涉波触危])及|与(?!会)|以及|、")
_ENDS = re.compile(r"(?:了|\Z|[,。;、])")
_PREDICATE = phrase("phrases", "counts-predicate")
_SERVED = re.compile(r"(?:服务|培训|管理|保障)(?=实现|完成|达到|通过)")
_PLACED = re.compile(
    r"(?<=..)(?:全部|均|都|已)?(?:(?<![正存现所潜实外内])在(?![建校线职岗册孵库场编营押产读研\d])|对外开放|成为|升格为|创建为)"
)
_AT = re.compile(r"(?:全部|均|都|已)?在[^在,]{2,8}\Z")
_STATES = frozenset({"在建", "续建", "拟建", "已建"})
_TOWARDS = re.compile(r"(?:向|为|给|对|使|让|帮助|组织|带动|帮扶|助力)\Z")
_WINDOW = re.compile(r"年累计|五年|期间|年来|以来")


@dataclass(frozen=True, slots=True)
class Behind:
    """The noun behind a figure, how many characters it takes, and verb and object after it.

    ``is_followed``: the object is counted by the next figure (为3万名农民工追回工资4亿元).
    """

    noun: str
    length: int
    action: str = ""
    object: str = ""
    is_done: bool = False
    is_followed: bool = False


def behind(right: str, *, has_action: bool, runs_on: bool) -> Behind | None:
    """The noun that ``right`` opens with, or None where a new thought begins.

    ``runs_on`` says that the next figure follows at once, so that the end of ``right`` may be its example.
    """
    if _NO_NOUN.match(right):
        return None
    offset = 1 if right.startswith("的") else 0
    text = right[offset:]
    if runs_on:
        text = _own_part(text)
    if text.startswith("提供") and not has_action:
        return Behind("", 0, "提供", text[2:].strip("了、,。; "))
    verb = _verb(text)
    if has_action and not (verb and verb.start() == 0 and verb.end() == len(text)):
        return Behind(clean(_before_predicate(text)), offset + len(text))
    if has_action and text in verbs().attributive:
        return Behind(text, offset + len(text))
    if verb is not None and verb.start() == 0:
        return Behind("", 0, verb["action"], text[verb.end() :].strip("了、,。; "))
    if verb is None:
        return Behind(clean(_PLACED.split(text)[0]), offset + len(text))
    noun = _AT.sub("", text[: verb.start()])
    action = ("加快" if "加快" in verb["adverbs"] else "") + verb["action"]
    rest = text[verb.end() :].strip("了、,。; ")
    return Behind(clean(noun), offset + len(noun), action, rest, "已" in verb["adverbs"], runs_on)


def _before_predicate(text: str) -> str:
    """The noun before a predicate of its own: 57个项目要加快建设."""
    text = _PLACED.split(text)[0]
    cut = _PREDICATE.search(text, 2)
    return (
        text[: cut.start()]
        if cut and (frames().post.match(text, cut.end()) or cut[0] in ("支持", "用于", "重点支持"))
        else text
    )


def _own_part(text: str) -> str:
    listed = _LISTED.search(text)
    if listed:
        return text[: listed.start()]
    joints = list(_SPLIT.finditer(text))
    if text.endswith("等") and joints:
        spoken = [joint for joint in joints if joint[0] != "、"]
        return text[: (spoken or joints)[0].start()]
    return text[: joints[-1].start()] if joints else text


def _verb(text: str) -> re.Match[str] | None:
    """The first verb that is no part of a compound noun."""
    position = 0
    while match := frames().post.search(text, position):
        is_short = len(match["action"]) == 1 and match["action"] not in ("获", "达", "占", "居")
        is_nominal = match["action"] in verbs().nominal and not _ENDS.match(text, match.end())
        is_nominal = is_nominal or (
            match["action"].startswith("构") and text[match.start() - 1 : match.start()] == "机"
        )
        is_state = match["action"] in _STATES and match.start() == 0 and match.end() < len(text)
        is_state = is_state or is_paired(match["action"], text, match.end())
        is_nominal = is_nominal or text.startswith("的", match.end()) or _SERVED.match(match["action"]) is not None
        if not is_short and not is_nominal and not is_state and not _COMPOUND.match(text, match.end()):
            return match
        served = _SERVED.match(match["action"])
        position = match.start("action") + (served.end() if served else 1)
    return None


def read_count(figure: Quantity, left: Left, found: Behind, scope: Scope) -> Reading:
    """The reading of a count by the noun behind it and the verb on either side."""
    if found.noun.endswith("之一") or found.noun.startswith("方面"):
        return made(figure, "", "level", "capacity", [])
    subject = clean(left.subject)
    without = _without_verb(figure, left, found, scope)
    if without:
        return without
    act = opening_act(subject) or (inner_act(subject) if subject and not subject.endswith("等") else None)
    if subject.endswith("等") and found.action and (not opening_act(subject) or _HONOURS.search(found.action)):
        act = None
    act = urged(act) if act else None
    if act:
        noun = _named(act.noun, found.noun, left, is_verb=True)
        if act.before and found.noun.endswith(tuple(GENERIC)):
            noun = act.before + found.noun
        return _acted(figure, Act(act.action, scope.named(noun)), scope)
    is_given = _TOWARDS.search(subject) is not None
    if is_given and found.object and not found.is_followed:
        return made(figure, found.noun + found.object, "output", "count-given", ["unusual-frame"], action=found.action)
    noun = found.noun if is_given else _named(subject, found.noun, left, is_verb=False)
    if not subject and left.is_listed and scope.action and (not found.action or found.action in verbs().nominal):
        noun += found.action
        return _acted(figure, Act(scope.action, noun), scope)
    if scope.action and left.is_listed and not found.action:
        return _acted(figure, Act(scope.action, noun), scope)
    is_unknown = len(subject) == 2 and subject not in _VAGUE_LEADS and not found.action
    if is_unknown and figure.written.isascii() and not left.is_reached:
        reading = _acted(figure, Act(subject, found.noun), scope)
        reading.doubts.append("unknown-verb")
        return reading
    return _first(figure, scope.staged(noun, found.action, figure.unit), found, left)


def _without_verb(figure: Quantity, left: Left, found: Behind, scope: Scope) -> Reading | None:
    """A count that a verb of change brings: 扩大到19种药品、11种器械; 提升15家景区."""
    subject = clean(left.subject)
    if left.direction and left.is_reached:
        scope.reached = subject
        return made(figure, subject + found.noun, "cumulative" if left.direction > 0 else "level", "count-reached", [])
    if left.is_listed and not subject and scope.reached:
        return made(figure, scope.reached + found.noun, "cumulative", "count-reached", ["inherited-head"])
    if not subject and left.verb and not left.is_reached:
        return _acted(figure, Act(left.verb, found.noun), scope)
    return None


def _first(figure: Quantity, noun: str, found: Behind, left: Left) -> Reading:
    action, noun = found.action, noun.removesuffix("被")
    if _REACHES.match(action) or (not action and not figure.written.isascii()):
        return made(figure, "", "level", "capacity", [])
    if _HONOURS.search(action) and found.object:
        noun = (
            noun + found.object
            if action in ("设立", "建立", "配备", "开设")
            else noun
            if action == "通过"
            else _honoured(noun.rpartition("等")[2], found.object)
        )
        action += found.object if action == "通过" else ""
    elif action == "实现" and len(found.object) >= 6 and "“" not in found.object:
        noun += found.object
    elif action == "实现":
        action = (
            "实现" + found.object if "“" in found.object or found.object.endswith("脱贫") else found.object or action
        )
    elif action in _COMPLETING and found.object and _DIVISION.search(noun):
        noun += found.object
    aspect = "cumulative" if left.is_total or found.is_done or "已" in left.frame else "output"
    return made(figure, noun, aspect, "count-first", [] if found.action else ["no-verb"], action=action)  # type: ignore[arg-type]


def _honoured(noun: str, honour: str) -> str:
    """What things that got an honour are called: 企业 + 专精特新 → 专精特新企业, 典型案例 + 优秀案例 → 优秀案例."""
    return honour if honour.rstrip("”").endswith(noun[-2:]) else honour.removesuffix(noun) + noun


def read_acted(figure: Quantity, left: Left, found: Behind, scope: Scope) -> Reading:
    """A figure with a verb right behind it: 提案733件全部办复, 7家上榜民营企业百强."""
    subject = clean(left.subject)
    if subject == "实现":
        return made(figure, found.action, "output", "verb-behind", [], action=subject + found.action)
    if _TOWARDS.search(subject):
        return made(figure, found.object, "output", "count-given", ["unusual-frame"], action=found.action)
    stem = "" if scope.stem in verbs().light else scope.stem
    noun = subject or found.object or own_noun(found.action) or stem or found.action
    return made(figure, noun, "output", "verb-behind", [] if subject else ["inherited-head"], action=found.action)


def _named(lead: str, noun: str, left: Left, *, is_verb: bool) -> str:
    """Noun behind the figure with what the text before it adds: examples of a bare 项目, the owner of a thing."""
    if "等" in lead[-1:] or ("等" in lead and noun in GENERIC):
        return lead + noun if noun in GENERIC else noun
    if left.is_open or not lead or left.subject.endswith(("的", "方面")):
        return noun
    if is_verb:
        is_whole = len(lead) >= 3 and len(lead + noun) <= 16 and not re.search("[、和及等的]", lead)
        return lead + noun if (len(lead) <= 2 and lead not in _VAGUE_LEADS) or _OWNER.search(lead) or is_whole else noun
    return noun if len(lead) > 12 or "、" in lead else lead + noun


_REACHES = re.compile(r"(?:达|占|增长|下降|增加|减少|提高|降低|上升|提升|实现营)")
_COMPLETING = frozenset({"完成", "实现", "建立", "开展", "启动", "推行"})
_DIVISION = re.compile(r"(?:省|市|县|区|乡|镇|村|村庄|片区|街道|社区|省份|省\(区、市\)|县\(市\)|乡镇|县区)\Z")
_REACHING = frozenset({"通达", "覆盖", "辐射", "直达", "通航", "连通", "连接"})
_FAR = re.compile(r"(?:国家|地区|城市|港口|省份|省\(区、市\)|省市|航点)\Z")
_VAGUE_LEADS = frozenset({"原先", "原有", "全部", "各类", "首批", "其他", "各种", "约", "近", "共"})
_OWNER = re.compile(r"(?:农村|城镇|城区|中心城区|赛|大赛|特别赛)\Z")


def _acted(figure: Quantity, act: Act, scope: Scope) -> Reading:
    act = framed(act)
    if act.action.removeprefix("累计") in _REACHING and _FAR.search(act.noun):
        return made(figure, act.action.removeprefix("累计") + act.noun, "cumulative", "count-object", [])
    if act.action.startswith("累计") and not scope.has_window and not _WINDOW.search(scope.window):
        return made(figure, act.noun, "cumulative", "count-object", [])
    return made(figure, act.noun, "output", "count-object", [], action=act.action)


def framed_by(clause: str, reading: Reading) -> None:
    """Give an action such as 加快 the tail that ends its clause: 加快…建设."""
    if reading.action in verbs().frames and (tail := verbs().frame_tail.match(clause)):
        is_sped = tail["noun"].endswith("加快")
        reading.action = "加快" + tail["tail"] if is_sped else reading.action + tail["tail"]
