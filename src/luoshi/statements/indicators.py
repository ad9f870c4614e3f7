"""Indicator words: cleaned of filler, split where several share a head or tail, joined to what they are relative to."""

import re
from functools import lru_cache

from luoshi.lexicon.load import phrase
from luoshi.statements.frames import frames
from luoshi.statements.reading import Scope

_EDGE = " \t,;:。、的\"'"
_REMEMBERED = 2048
"""One figure asks for the same words several times; a report has fewer different ones than this."""

_JOINTS = ("和", "与", "及")
_JOINT = re.compile(r"^(?:和(?![美谐平睦顺田])|与(?!会)|及)|(?:和|与|(?<![惠涉普波触危])及)\Z")
_OPENING = phrase("phrases", "indicators-opening")
_PLAN = re.compile(r"^.*?[“\"][八九十一二三四五六七]{2,3}[”\"](?:规划)?(?:期间|时期|期末|末)(?=.)")
_AIMED = re.compile(r"[、并](?:力争|确保|努力实现)(?=.{2})")
_TIMED = re.compile(r"(?:\d{1,2}月份?|第?[一二三四]季度)")
_NOTE = re.compile(r"\[\d+\]|【\d+】|\(\d+\)|[①-⑳㉑-㉟㊱-㊿]")
_SPLIT = re.compile(r"、|以及|和(?![美谐平睦顺田])|(?<![普惠涉波触危])及|与(?!会)|,")
_BOTH = (
    ("牛羊", "牛", "羊"),
    ("存贷款", "存款", "贷款"),
    ("城乡低保", "城市低保", "农村低保"),
    ("城乡居民", "城镇居民", "农村居民"),
    ("城乡", "城镇", "农村"),
    ("进出口", "进口", "出口"),
)
_OPEN_QUOTE = {"“": "”", "《": "》", "(": ")"}


@lru_cache(maxsize=_REMEMBERED)
def clean(text: str) -> str:
    """The words of an indicator without scope, time, hedges and dangling punctuation."""
    plan = _PLAN.match(text)
    text = text[plan.end() :] if plan else text
    text = (text if text.isalpha() else _NOTE.sub("", text)).strip(_EDGE)
    opening = _OPENING.match(text)
    text = text[opening.end() :] if opening else text
    if text[:1] in _JOINTS or text[-1:] in _JOINTS:
        text = _JOINT.sub("", text)
    filler = frames().fill.match(text)
    if filler:
        text = text[filler.end() :]
    text = _AIMED.split(text)[-1] if "、" in text or "并" in text else text
    timed = _TIMED.match(text)
    text = _balanced((text[timed.end() :] if timed else text).strip(_EDGE))
    return "" if text == "是" else text.removesuffix("预计")


def _balanced(text: str) -> str:
    if text.isalnum():
        return text
    for opening, closing in _OPEN_QUOTE.items():
        if text.count(opening) < text.count(closing):
            text = text.replace(closing, "", 1) if not text.startswith(opening) else text
        elif text.count(opening) > text.count(closing):
            head, _, tail = text.rpartition(opening)
            text = head + tail
    return text


def spread(subject: str, count: int) -> list[str] | None:
    """The ``count`` indicators that a list names, each with the shared tail; None where it names another number."""
    parts = _ordinal(_parts(subject))
    if len(parts) > count and subject.count("、") + 1 == count:
        parts = subject.split("、")
    if len(parts) != count:
        for both, first, second in _BOTH:
            if count == 2 and both in subject and len(parts) == 1:
                return [subject.replace(both, first, 1), subject.replace(both, second, 1)]
        return None
    return _with_tail(parts)


def _ordinal(parts: list[str]) -> list[str]:
    """第一、二、三产业: the ordinal holds for each."""
    if len(parts) > 1 and _FIRST.fullmatch(parts[0]) and all(part[0] in _NUMERALS for part in parts[1:]):
        return [parts[0], *(f"第{part}" for part in parts[1:])]
    return parts


_NUMERALS = "二三四五"
_FIRST = re.compile(r"第[一二]")


def _parts(subject: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for index, character in enumerate(subject):
        depth += (character in "(“《") - (character in ")”》")
        match = _SPLIT.match(subject, index) if depth == 0 and index >= start else None
        if match:
            parts.append(subject[start:index])
            start = match.end()
    parts.append(subject[start:])
    return [part for part in parts if part]


_TAILS = phrase("phrases", "indicators-tails")


def _with_tail(parts: list[str]) -> list[str]:
    """Spread the tail of the last part over those that have none of their own (汽车、通讯器材销售额)."""
    grade = _GRADE.match(parts[-1])
    if grade and all(_GRADE.fullmatch(part) for part in parts[:-1]):
        return [*(part + parts[-1][grade.end() :] for part in parts[:-1]), parts[-1]]
    contrast = _CONTRAST.match(parts[-1])
    if contrast and all(_CONTRAST.fullmatch(part) for part in parts[:-1]):
        return [*(part + parts[-1][contrast.end() :] for part in parts[:-1]), parts[-1]]
    last = parts[-1]
    if all(len(part) < len(last) and part[-1] == last[len(part) - 1] for part in parts[:-1]):
        return [*(part + last[len(part) :] for part in parts[:-1]), last]
    if "事故" in parts[0] and all(part in _HARMED for part in parts[1:]):
        return [parts[0], *(parts[0].partition("事故")[0] + "事故" + part for part in parts[1:])]
    if base(parts[0]) != parts[0] and all(part in frames().relative for part in parts[1:]):
        return [parts[0], *(related(parts[0], part) for part in parts[1:])]
    tail = _TAILS.search(parts[-1])
    if tail is None:
        return parts
    lends = _SECTOR_FLOW.fullmatch(parts[-1]) is not None
    return [part if part is parts[-1] or _has_own_tail(part, lends) else part + tail[0] for part in parts]


def _has_own_tail(part: str, lends: bool) -> bool:
    if part.endswith(("游客", "旅客")):
        return True
    return _TAILS.search(part) is not None and not (lends and _SECTOR.fullmatch(part))


_HARMED = frozenset({"死亡人数", "受伤人数", "伤亡人数", "直接经济损失", "经济损失"})
_SECTOR = re.compile(r"(?:工|农|服务|制造|建筑|商|林|牧|渔|旅游|采矿|高新技术产|第[一二三]产|战略性新兴产)业")
_SECTOR_FLOW = re.compile(
    rf"(?:{_SECTOR.pattern}|基础设施|房地产|房地产开发|民间|技改)(?:投资|增加值|用电量|贷款|产值|总产值|税收)"
)


_CONTRAST = re.compile(r"城镇|农村|城市|乡村|国有|民营|男性?|女性?|进口|出口|公办|民办|中央|地方|小学|初中|高中")
_GRADE = re.compile(r"(?:国家|自治区|全国|乡镇|国|省|市|县|区|乡|村|镇)级?(?=[\u4e00-\u9fff“]{2}|\Z)")


def base(head: str) -> str:
    """What an indicator speaks of, without its measuring tail: 商品房销售面积 → 商品房."""
    tail = _RELATIVE_TAIL.search(head)
    return head[: tail.start()] if tail and tail.start() >= 2 else head


_RELATIVE_TAIL = phrase("phrases", "indicators-relative-tail")


_PAIRS = (("收入", "支出"), ("存栏", "出栏"), ("出栏", "存栏"))
_THRESHOLD = re.compile(r"^(?:总|计划)?投资(?:\d|[千百亿十]+元).*?(?:以上|以下)(?:的)?")


def related(head: str, noun: str) -> str:
    """The indicator that a relative noun forms with the head before it: 项目 + 签约金额."""
    for first, second in _PAIRS:
        if noun == second and head.endswith(first):
            return head.removesuffix(first) + second
    stem = _THRESHOLD.sub("", base(head))
    if len(noun) > len("参保") and stem.endswith(noun[:2]):
        return stem + noun[2:]
    if noun.startswith("总") and len(noun) > 2 and noun[1:] in _THRESHOLD.sub("", head):
        return head.replace(noun[1:], noun, 1)
    return stem if stem.endswith(noun) else noun if noun.startswith(stem) else stem + noun


def is_relative(noun: str, scope: Scope) -> bool:
    """Whether the noun speaks of the indicator before it."""
    if not scope.stem or (noun.endswith("投资") and not scope.heads and not scope.topic):
        return False
    if all(part in frames().relative for part in _SPLIT.split(noun)):
        return True
    return any(noun == second and scope.stem.endswith(first) for first, second in _PAIRS)


_SIZES = ("规模", "总量")
_CAUSING = re.compile(r"^(?:带动|拉动|促进|推动|帮助|使得|使(?!用)|让)(?=.{3})")
_ABOVE = re.compile(
    r"(?:增速|增幅)?(?:高于|低于|快于|优于|好于|超)(?:全[国省市区县球]|[国省市]定|上年|去年|同期|年度|预期|计划|调控|平均)[^,、]{0,10}\Z"
)
_BASIS = re.compile(r"(?<![占同对环])(?:比|较)(?![重例率较大好])[^,、]{1,14}\Z")


def subject_of(text: str, scope: Scope) -> tuple[str, list[str]]:
    """The indicator that ``text`` names, related to the head where it is a relative noun, or the head itself."""
    indicator = clean(_CAUSING.sub("", clean(_ABOVE.sub("", _BASIS.sub("", text)))))
    if not indicator:
        head = scope.topic if scope.topic and not scope.heads else scope.head
        return head, ["inherited-head"] if head else ["no-head"]
    if indicator in _SIZES and scope.heads:
        return scope.head, ["inherited-head"]
    if is_relative(indicator, scope):
        return related(scope.stem, indicator), ["inherited-head"]
    return indicator, []
