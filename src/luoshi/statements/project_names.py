"""A list of names in a clause becomes single names: where each begins and ends, and what its neighbours share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from luoshi.statements.project_words import EndKind, distinct, end_of, project_words

_ITEM = re.compile(r"(?:\([^()]*\)|“[^“”]*”|[^、(“]|[(“]|、(?=绿化|亮化|美化|净化|硬化))+")
_COMPOUND = re.compile(r"(?:集|以)[^。;]*?(?:于一体|为一体|为核心|为主体|为代表|为主|为引领|为支撑)的")
_TIME = re.compile(
    r"^(?:到|在|于)?(?:今年|明年|去年|当年|年|\d{4}年|\d{1,2}月)(?:[^的、]{0,6}?(?:之前|以前|前(?!海|湾|门|进)|底|末|内)|初|上半年|下半年)?"
)
_JOINT = re.compile(r"以及|和|及|与")
_ET_CETERA = re.compile(r"(?<![高中初平同均优上下一二三])等(?!级|次|候|待|额|比例|距|同|职|离子)")
_COUNT = re.compile(
    r"(?:第?[\d,.]+(?:余|多)?|[一二两三四五六七八九十百]+|多|若干|数)\+?(?:个|条|座|所|家|大|处|项|段|片|批)?"
)
_CLASSIFIER = (
    "个|条|座|所|家|处|项|户|台|套|辆|件|公里|千米|平方公里|平方米|万平方米|亩|万亩|公顷|人|名|张|盏|部|次|批|亿元|万元|元|块|栋|幢|"
    "间|口|眼|处|只|头|株|吨|万吨|万户|万人|种|类|场|期次|米|里|天|年|月|%|万套|万个|支|门|艘|列|架|宗|艘次|村|镇|乡"
)
_COUNTED = re.compile(
    rf"^(?:新增|新|约|近|超|超过|全部|其余)?(?:\d[\d,.—~至-]*(?:万|亿|多|余)*|[一二两三四五六七八九十百千]+)(?:大(?!道)|大?(?:{_CLASSIFIER}))"
    r"(?!级|道|路|街)|^“?[一二两三四五六七八九十]+(?:中心(?!医院)|轴|基地|区|带|廊|城|园|核|极|环|圈|心|平台|校)"
)
_COUNTED_AFTER = re.compile(
    rf"(?:\d[\d,.]*(?:万|亿|多|余|\+)*|[两三四五六七八九十百千]+)(?:{_CLASSIFIER})(?:以上|以下|左右|次|多|余)?$"
)
_SHARED = re.compile(r"^(.{2,}?)(\d{1,3}|[两三四五六七八九十])(?:个|条|座|所|家|大|处|项)([^\d]{2,})$")
_DIGITS = re.compile(r"\d+$")
_FOOTNOTE = re.compile(r"(?:\[\d+\]|【\d+】)+$")
_BODY = re.compile(r"(?<=项目|工程)主体(?:工程|结构|建设)?$")
_NUMBERED = re.compile(r"^(?:\(\d{1,2}\)|\(?[一二三四五六七八九十]\)|\d{1,2}\.(?!\d))")
_PHASE_ALONE = re.compile(r"^([一二三四五六七]|首)期(?:项目|工程)?$")
_OWN_NUMBER = re.compile(r"[A-Za-zⅠ-Ⅻ]|第[一二三四五六七八九十\d]+|\d")
_OPEN_ENDS = ("城市", "体系", "网络", "机制", "示范区", "试验区", "企业")
_STATE = re.compile(r"^(?:国家|国际|中国|全国|全市域|城市级|市|区|县|省|粤港澳|京津冀|长三角|大湾区)")


@dataclass(frozen=True, slots=True)
class Name:
    """One name in a region of text, ``start:end`` within the view, with what it says of itself.

    ``head`` is the word that ends it, of kind ``end_kind``; ``modifier`` what stands before the head, ``distinct`` the
    number of characters in it that only this name has. ``is_project``: it ends in 项目 or 工程; ``is_described``: an
    attribute with 的 that says what it is like stood before it.
    """

    start: int
    end: int
    text: str
    head: str = ""
    end_kind: EndKind = "none"
    distinct: int = 0
    modifier: str = ""
    is_project: bool = False
    is_described: bool = False

    @property
    def is_headed(self) -> bool:
        """Whether it says what kind of place it is, and whose or for what."""
        least = 2 if self.end_kind == "strong" else 6 if self.end_kind == "weak" and _STATE.match(self.text) else 99
        return len(self.modifier) >= least


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of one list. ``frame`` is the noun that 等… puts over them; ``is_framed``: it says that all are projects.

    ``is_refused``: it says that they are something else.
    """

    names: tuple[Name, ...]
    frame: str = ""
    is_framed: bool = False
    is_refused: bool = False


def name_lists(text: str, start: int, end: int) -> Iterator[NameList]:
    """The lists of names in ``text[start:end]``, a stretch between two verbs: a list goes on to 等… or to the end."""
    compound = _COMPOUND.match(text, start, end)
    start = compound.end() if compound else start
    while start < end:
        close = _et_cetera(text, start, end)
        if close is None:
            yield _shared_tail(NameList(tuple(_names(text, start, end))))
            return
        rest = _frame_end(text, close, end)
        frame, is_framed, is_refused = _frame(text[close + 1 : rest])
        yield NameList(tuple(_names(text, start, close)), frame, is_framed, is_refused)
        start = rest


def _et_cetera(text: str, start: int, end: int) -> int | None:
    for match in _ET_CETERA.finditer(text, start + 1, end):
        before = text[start : match.start()]
        if before.count("(") == before.count(")") and before.count("“") == before.count("”"):
            return match.start()
    return None


def _frame_end(text: str, close: int, end: int) -> int:
    for match in re.compile(r"、|和|以及|及(?!其)|与").finditer(text, close + 1, end):
        if match.start() - close > 2:
            return match.start()
    return end


def _frame(text: str) -> tuple[str, bool, bool]:
    """The noun of 等…, whether it says projects, whether it says something else (等企业)."""
    words = project_words()
    count = _COUNT.match(text)
    bare = _COUNTED_AFTER.sub("", text[count.end() :] if count else text)
    shorter = words.trail.sub("", bare)
    if bare and not shorter:
        return "", bare.startswith(("工程", "项目")), False
    match = words.qualifiers.match(shorter)
    noun = shorter[match.end() :] if match and match.end() < len(shorter) else shorter
    if not noun or noun in words.frames:
        return "", bool(noun), False
    if _NO_PLACES.search(noun):
        return "", False, True
    stem = noun.removesuffix("项目").removesuffix("工程")
    kind = end_of(stem)[1] if stem else "none"
    named = (
        stem != noun
        or kind in ("strong", "weak", "ambition", "works")
        or bool(kind == "reform" and _PLACE.search(noun))
    )
    is_plain = not stem or stem in words.topics or len(noun) > 14
    return ("" if is_plain else noun), named, not named and (kind == "other" or len(noun) > 6)


_PLACE = re.compile(r"河|江|淀|海|上游|沿线|段|湖|流域|水系|路|街|区|园|村|镇|港|站|厂|库|校|院|景|楼|馆|渠")
_NO_PLACES = re.compile(r"产业(?!园|基地|城|带|项目|化|集聚区|平台|工程)|企业|行业|领域|群体|人员|政策|措施|活动|行动")


def _names(text: str, start: int, end: int) -> Iterator[Name]:
    pieces = list(_pieces(text, start, end))
    for begin, stop in pieces:
        name = _trimmed(text, begin, stop)
        if name is not None:
            yield analysed(name)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _ITEM.finditer(text, start, end):
        begin = match.start()
        for joint in _JOINT.finditer(text, match.start() + 2, match.end() - 2):
            left = text[begin : joint.start()]
            if left.count("(") == left.count(")") and _is_joint(left, text[joint.end() : match.end()]):
                yield begin, joint.start()
                begin = joint.end()
        yield begin, match.end()


def _is_joint(left: str, right: str) -> bool:
    if _COUNTED.match(left) or _COUNTED_AFTER.search(left) or _COUNTED.match(right):
        return True
    if len(left) >= 4 and left.endswith(("工程", "项目")):
        return True
    _, kind = end_of(_without_brackets(left.removesuffix("建设")))
    if kind in ("strong", "phase", "works") or (kind == "reform" and len(left) >= 5):
        return True
    if left.endswith(_OPEN_ENDS):
        return len(left) >= 4 and len(right) >= 5
    return kind in ("weak", "ambition") and len(left) >= 4


def _without_brackets(text: str) -> str:
    return text[: text.rfind("(")] if text.endswith(")") and "(" in text[1:] else text


def _trimmed(text: str, start: int, end: int) -> Name | None:
    words = project_words()
    item = text[start:end]
    described = False
    while True:
        size = len(item)
        lead = words.lead.match(item)
        if lead and lead.end() < len(item):
            item = item[lead.end() :]
        time = _TIME.match(item)
        if time and time.end() < len(item) - 2:
            item = item[time.end() :]
        attribute = _attribute(item)
        described = described or bool(attribute and not _SUM.search(item, 0, attribute))
        item = item[attribute:]
        item = _NUMBERED.sub("", item)
        item = _FOOTNOTE.sub("", item)
        item = _BODY.sub("", words.trail.sub("", item) or item)
        if len(item) == size:
            break
    start = text.rfind(item, start, end)
    if item.startswith("“") and item.endswith("”") and item.count("“") == 1:
        item, start = item[1:-1], start + 1
    return Name(start, start + len(item), item, is_described=described) if len(item) >= 2 else None


def _attribute(item: str) -> int:
    """Where a name begins after an attribute with 的; 0 where there is none."""
    at = item.rfind("的")
    if at < 0 or item.rfind(")") > at or item.rfind("”") > at or len(item) - at <= 3:
        return 0
    return at + 1


_SUM = re.compile(r"投资|总投|元|占地|面积|平方米|公顷|\d亩|位于|全长|援建|建设的|规模")


def analysed(name: Name) -> Name:
    """``name`` with its head, what kind of end that is, and how much of it tells it apart."""
    core = _without_brackets(name.text)
    is_project = core.endswith(("项目", "工程"))
    bare = _without_brackets(core[:-2]) if is_project and len(core) > 3 else core
    head, kind = end_of(bare)
    if kind in ("none", "other") and is_project:
        head, kind = end_of(core)
        whole = end_of(core)[1]
        kind = whole if whole in ("strong", "ambition", "works", "phase") else "none"
        head = head if kind != "none" else ""
        bare = core if kind != "none" else bare
    modifier = bare[: len(bare) - len(head)] if kind != "other" else bare
    own = _OWN_NUMBER.search(modifier.replace("5G", "").replace("AI", ""))
    count = distinct(modifier) + (2 if own else 0) + (2 if ")" in name.text else 0)
    end = name.end
    text = name.text
    if core == text and len(core) > 4 and core.endswith("项目") and kind in ("strong", "weak", "works", "phase"):
        end, text = end - 2, text[:-2]
    return replace(
        name, end=end, text=text, head=head, end_kind=kind, distinct=count, modifier=modifier, is_project=is_project
    )


def _shared_tail(names: NameList) -> NameList:
    """龙岗、坪山、光明3个高中园: the count before the last head closes the list as 等 would."""
    if len(names.names) < 2:
        return names
    last = names.names[-1]
    match = _SHARED.match(last.text)
    if match is None:
        return names
    name = analysed(Name(last.start, last.start + match.end(1), match[1]))
    frame, is_framed, is_refused = _frame(match[3])
    return NameList((*names.names[:-1], name), frame, is_framed, is_refused)


def restored(names: NameList) -> list[str]:
    """The full name of each, with the tail of the list or of its last member and the first one's number or phase."""
    texts = [name.text for name in names.names]
    tail = names.frame if names.frame else _tail(names.names)
    full: list[str] = []
    for index, name in enumerate(names.names):
        text = texts[index]
        phase = _PHASE_ALONE.match(text)
        if phase and full:
            text = _PHASE_END.sub("", full[-1]) + text
        elif text.isdigit() and full:
            text = (
                _stem(texts[0]) + text + _after_digits(next((each for each in texts[index:] if not each.isdigit()), ""))
            )
        elif index and text[0].isdigit() and texts[index - 1].isdigit():
            text = _stem(texts[0]) + text
        elif _DIGITS.search(text) and index + 1 < len(texts) and texts[index + 1][0].isdigit():
            text += _after_digits(next((each for each in texts[index + 1 :] if not each.isdigit()), ""))
        elif tail and _lacks(name, tail) and not text.endswith(tail):
            text += tail
        full.append(text)
    return full


def _lacks(name: Name, tail: str) -> bool:
    if name.end_kind == "phase":
        return len(tail) >= 4 and end_of(name.text[: len(name.text) - len(name.head)])[1] in ("none", "other")
    if name.end_kind in ("none", "other") or name.head in _WATERS:
        return True
    return name.end_kind in ("weak", "ambition") and len(tail) >= 4 and not tail.endswith("设施")


_WATERS = ("湖", "河", "江", "湾", "岛")


_PHASE_END = re.compile(r"[一二三四五六七首]期(?:项目|工程)?$")


def _stem(text: str) -> str:
    return re.split(r"\d", text, maxsplit=1)[0]


def _after_digits(text: str) -> str:
    match = re.match(r"\D*\d+(.*)", text)
    return match[1] if match else ""


def _tail(names: tuple[Name, ...]) -> str:
    """What the last name of a list has after its own part, where those before it have no head."""
    if len(names) < 2 or names[-1].end_kind not in ("strong", "weak", "works", "reform", "ambition"):
        return ""
    if names[-1].end_kind == "reform" and not _PLACE.search(names[-1].modifier):
        return ""
    last, before = names[-1].text, names[-2]
    if before.end_kind not in ("none", "other") or len(before.text) > 8:
        return ""
    body = len(last) - len(names[-1].head)
    cuts = [cut for cut in range(2, body + 1) if distinct(last[cut:body]) == 0] or [body]
    return last[min(cuts, key=lambda cut: (abs(cut - len(before.text)), cut)) :]


_DESIGNATION = re.compile(r"[345]A|国家级|省级|世界级旅游|最大|最长")
_SENTENCE = re.compile(
    r"成为|培育|留足|巩固|更(?!新|衣)|守好|牢牢|拟定|编制|用好|用活|链接|通达|立足|加强|开展|以上|不断|进一步|出台|放宽|进校园|走出去|转变|转型|迈向|打造|促进|推动|推进(?!中心)|提高|增强|实现|形成|覆盖|全覆盖|在全|[^方]向(?!阳)|走向|一批"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a name: ``force`` is 2 where the verb speaks of works at a place (开工, 建成, 建设), 1 of
    pushing on (推进, 加快), 0 of support; ``is_subject``: the name stands before its verb; ``is_listed``: the list ends in
    等项目 or the like; ``is_lent``: the list lends the name a head; ``is_coherent``: most of the list are surely projects.
    """

    force: int
    is_subject: bool = False
    is_listed: bool = False
    is_lent: bool = False
    is_coherent: bool = False


def doubt_of(name: Name, setting: Setting) -> tuple[Decimal, str] | None:
    """How doubtful it is that ``name`` is a project (0..1, with a reason), or None where it is none."""
    if _COUNTED.match(name.text) or _COUNTED_AFTER.search(name.text) or len(name.text) > 40:
        return None
    if _DESIGNATION.search(name.text) or _SENTENCE.search(name.text):
        return None
    if name.is_described and not setting.is_subject and not setting.is_listed and name.distinct < 4:
        return None
    if name.end_kind == "phase":
        return (Decimal("0.1"), "") if name.distinct or len(name.modifier) >= 2 else None
    if (
        project_words().classes.match(name.text)
        and name.distinct < 2
        and not (setting.is_coherent and setting.is_listed)
    ):
        return None
    if name.end_kind == "strong":
        return _strong(name, setting)
    if name.end_kind in ("works", "reform"):
        return _works(name, setting)
    if name.end_kind in ("weak", "ambition"):
        return _weak(name, setting)
    return _headless(name, setting)


def _strong(name: Name, setting: Setting) -> tuple[Decimal, str] | None:
    if name.distinct >= 2 and (setting.force or setting.is_listed):
        return Decimal("0.05"), ""
    if name.distinct and (setting.force or setting.is_listed):
        return Decimal("0.3"), "名称特征少"
    if len(name.modifier) >= 2 and (setting.force == 2 or setting.is_listed):
        return Decimal("0.5"), "名称为通用词"
    if setting.is_subject and setting.force == 2 and len(name.head) >= 4:
        return Decimal("0.5"), "名称为通用词"
    return (Decimal("0.5"), "名称为通用词") if setting.is_coherent else None


def _works(name: Name, setting: Setting) -> tuple[Decimal, str] | None:
    base = analysed(Name(0, 0, name.modifier))
    has_base = base.end_kind in ("strong", "weak", "phase", "works", "reform")
    if setting.is_listed and (name.distinct >= 2 or setting.is_coherent):
        return Decimal("0.2"), "改造类名称"
    if setting.is_coherent and has_base:
        return Decimal("0.4"), "改造类名称"
    if name.distinct >= 2 and has_base and (setting.force or name.end_kind == "works"):
        return Decimal("0.2"), "改造类名称"
    if name.distinct >= 3 and name.end_kind == "works" and setting.force:
        return Decimal("0.4"), "改造类名称"
    if name.is_project and setting.force == 2 and name.distinct >= 3 and _PLACE.search(name.modifier):
        return Decimal("0.4"), "改造类名称"
    if setting.is_subject and has_base and base.end_kind == "strong" and setting.force:
        return Decimal("0.5"), "名称为通用词"
    return None


def _weak(name: Name, setting: Setting) -> tuple[Decimal, str] | None:
    least = 3 if name.end_kind == "ambition" else 2
    if name.head.endswith("工程") and setting.force < 2 and not setting.is_listed:
        return None
    if name.distinct >= least and (setting.force or setting.is_listed):
        return Decimal("0.3"), "中心词含义宽"
    if (
        name.end_kind == "ambition"
        and setting.is_subject
        and setting.force
        and name.distinct
        and len(name.modifier) >= 3
    ):
        return Decimal("0.5"), "中心词含义宽"
    if name.end_kind == "weak" and (len(name.head) > 1 or setting.is_subject or setting.is_listed):
        if setting.force == 2 and (_STATE.match(name.text) or len(name.modifier) >= 5):
            return Decimal("0.6"), "中心词含义宽"
        if setting.is_listed and len(name.modifier) >= 3:
            return Decimal("0.5"), "中心词含义宽"
    return (Decimal("0.5"), "中心词含义宽") if setting.is_coherent else None


_FIGURE = re.compile(r"[\d.,]+[万亿]*元?")
_ABSTRACT = re.compile(r"人才|普惠|均衡|素质|能力|行动|计划|可持续|消除|机制|“[一二两三四五六七八九十\d]")


def _headless(name: Name, setting: Setting) -> tuple[Decimal, str] | None:
    if name.end_kind == "other" or (name.is_project and name.text.startswith("“") and not setting.is_listed):
        return None
    if _ABSTRACT.search(name.text) or (_FIGURE.fullmatch(name.text) and not setting.is_lent):
        return None
    if setting.is_listed and name.distinct:
        return Decimal("0.35" if name.distinct >= 2 else "0.45"), "名称无中心词"
    if setting.is_listed and setting.is_coherent and len(name.text) >= 3:
        return Decimal("0.5"), "名称无中心词"
    if setting.is_lent and name.distinct >= 2 and setting.force:
        return Decimal("0.35"), "名称无中心词"
    if name.is_project and name.distinct >= 3 and setting.force and (setting.force == 2 or name.text.endswith("项目")):
        return Decimal("0.35"), "名称无中心词"
    if name.is_project and setting.is_subject and name.distinct >= 2:
        return Decimal("0.4"), "名称无中心词"
    return None
