"""Lists of names: how a stretch of text falls into items, and what 等… says of those before it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from luoshi.statements.project_names import Name, analysed, name_between, without_brackets, without_time
from luoshi.statements.project_words import distinct, end_of, pattern, project_words

_ITEM = re.compile(r"(?:\([^()]*\)|“[^“”]*”|[^、(“]|[(“]|、(?=绿化|亮化|美化|净化|硬化))+")
_LISTED = re.compile(r"[、等和及与]")
_JOINT = re.compile(r"以及|(?<!共)和(?![谷谐])|及|(?<![参赋给])与")
_NEXT_QUOTE = re.compile("”(?=“)")
_ET_CETERA = re.compile(r"(?<![高中初平同均优上下一二三])等(?!级|次|候|待|额|比例|距|同|职|离子)")
_NEXT = re.compile(r"、|和|以及|及(?!其)|与")
_OPEN_ENDS = ("城市", "体系", "网络", "机制", "示范区", "试验区", "企业")
_LONGEST_FRAME = 14
_LONGEST_KIND = 5
_LONGEST_BARE = 5


class NameList(NamedTuple):
    """The names of one list, and what 等… says of them.

    ``frame`` is its noun (等学校), empty where that is only 项目; ``is_framed``: it says that all are projects;
    ``is_refused``: it says that they are something else (等企业); ``is_bare``: no noun follows 等.
    """

    names: tuple[Name, ...]
    frame: str = ""
    is_framed: bool = False
    is_refused: bool = False
    is_bare: bool = False


def may_hold_names(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is worth reading: a list, or one item that ends as the names of projects do."""
    if end - start < 2:
        return False
    if _LISTED.search(text, start, end):
        return True
    item = without_time(text[max(start, end - 24) : end])
    item = project_words().trail.sub("", item) or text[start:end]
    if item.endswith(("项目", "工程", ")", "”", "】", "]")) or end_of(item)[1] not in ("none", "other"):
        return True
    return bool(pattern("capacity").search(text, start, end))


def name_lists(text: str, start: int, end: int) -> Iterator[NameList]:
    """The lists of names in ``text[start:end]``, a stretch between two verbs: a list goes on to 等… or to the end."""
    compound = pattern("compound").match(text, start, end)
    start = compound.end() if compound else start
    while start < end:
        close = _et_cetera(text, start, end)
        if close is None:
            yield _closed_by_count(tuple(_names(text, start, end)))
            return
        after = next((match.start() for match in _NEXT.finditer(text, close + 3, end)), end)
        yield _framed(tuple(_names(text, start, close)), text[close + 1 : after])
        start = after


def _et_cetera(text: str, start: int, end: int) -> int | None:
    for match in _ET_CETERA.finditer(text, start + 1, end):
        if _is_whole(text[start : match.start()]):
            return match.start()
    return None


def _is_whole(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("“") == text.count("”")


def _framed(names: tuple[Name, ...], text: str) -> NameList:
    """The list that ``text``, what follows 等, closes: 12个重点项目, 学校, 企业."""
    words = project_words()
    names = _but_many(names)
    count = pattern("frame_count").match(text)
    bare = pattern("size").sub("", text[count.end() :] if count else text)
    bare = pattern("counted_after").sub("", bare)
    shorter = words.trail.sub("", bare)
    if bare and not shorter:
        is_framed = bare.startswith(("工程", "项目", "前期"))
        return NameList(names, is_framed=is_framed, is_refused=not is_framed and "建设" not in bare)
    qualifier = words.qualifiers.match(shorter)
    noun = (shorter[qualifier.end() :] if qualifier and qualifier.end() < len(shorter) else shorter).strip("“”")
    if not noun or noun in words.frames:
        return NameList(names, is_framed=bool(noun), is_bare=not noun)
    if noun.startswith(("项目", "工程")) or re.search("的(?:.{0,4})(?:项目|工程)(?:建设)?$", noun):
        return NameList(names, is_framed=True)
    if pattern("no_places").search(noun) or pattern("clause").search(noun) or "的" in noun[:-2]:
        return NameList(names, is_refused=True)
    return _under(names, noun)


def _under(names: tuple[Name, ...], noun: str) -> NameList:
    stem = noun.removesuffix("项目").removesuffix("工程")
    kind = end_of(stem)[1] if stem else "none"
    is_place = kind in ("strong", "weak", "ambition", "works")
    is_framed = stem != noun or is_place or bool(kind == "reform" and pattern("places").search(noun))
    longest = _LONGEST_KIND if noun.endswith("项目") and not is_place else _LONGEST_FRAME
    is_plain = not stem or len(noun) > longest or (stem in project_words().topics and not is_place)
    is_refused = not is_framed
    frame = noun.removesuffix("项目") if is_place else noun
    return NameList(names, "" if is_plain else frame, is_framed, is_refused)


def _but_many(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Only the sure ones of ``names`` where a count before the first makes kinds of them (3项节水、绿化工程)."""
    if len(names) < 2 or not (pattern("counted").match(names[0].text) or "一批" in names[0].text):
        return names
    return tuple(name for name in names if name.end_kind == "strong" and name.distinct >= 2)


def _closed_by_count(names: tuple[Name, ...]) -> NameList:
    """The list as it stands, unless a count before the last noun closes it as 等 would: 甲、乙、丙3个产业园."""
    names = _but_many(names)
    match = pattern("count_before_noun").match(names[-1].text) if len(names) > 1 else None
    if match is None:
        return NameList(names)
    last = analysed(Name(names[-1].start, names[-1].start + match.end(1), match[1]))
    return _framed((*names[:-1], last), match[3])


def _names(text: str, start: int, end: int) -> Iterator[Name]:
    for begin, stop in _items(text, start, end):
        name = name_between(text, begin, stop)
        if name is not None:
            yield name


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    is_quoted = bool(pattern("quoted_list").match(text, end - 1))
    for match in _ITEM.finditer(text, start, end):
        begin = match.start()
        for quote in _NEXT_QUOTE.finditer(text, begin, match.end()) if is_quoted else ():
            yield begin, quote.end()
            begin = quote.end()
        for joint in _JOINT.finditer(text, begin + 2, match.end() - 2):
            left = text[begin : joint.start()]
            if _is_whole(left) and _parts(left, text[joint.end() : match.end()]):
                yield begin, joint.start()
                begin = joint.end()
        yield begin, match.end()


def _parts(left: str, right: str) -> bool:
    """Whether 和 between ``left`` and ``right`` parts two names, and is not inside one (成果和产权交易中心)."""
    kind = end_of(without_brackets(pattern("undertaken").sub("", left) or left))[1]
    if kind in ("strong", "weak", "none") and not left.endswith(("工程", "项目")) and pattern("between").search(right):
        return bool(pattern("between").search(left))
    if distinct(left) >= 2 and _is_further_works(right):
        return False
    counted = pattern("counted")
    if counted.match(left) or pattern("counted_after").search(left[-12:]) or counted.match(right):
        return True
    if len(left) >= 4 and left.endswith(("工程", "项目")):
        return True
    if kind == "none" and _are_both_own(left, right):
        return True
    if kind in ("strong", "phase", "works") or (kind == "reform" and len(left) >= 5):
        return True
    if left.endswith(_OPEN_ENDS):
        return len(left) >= 4 and len(right) >= 5
    return kind in ("weak", "ambition") and len(left) >= 4


def _is_further_works(right: str) -> bool:
    """Whether ``right`` only says more of what is done at the place before 和: …码头及航道整治, …整治及生态修复工程."""
    name = analysed(Name(0, len(right), project_words().trail.sub("", right) or right))
    if name.distinct or name.end_kind not in ("works", "reform"):
        return False
    base = analysed(Name(0, 0, name.modifier))
    return not base.has_head or not base.modifier


def _are_both_own(left: str, right: str) -> bool:
    """Whether 和 stands between two bare names that only the tail after them makes whole: 甲荆和甲沙铁路."""
    name = analysed(Name(0, len(right), project_words().trail.sub("", right) or right))
    is_short = 2 <= len(left) <= _LONGEST_BARE and distinct(left) == len(left)
    is_place = name.has_head and not pattern("institutions").search(name.head)
    return is_short and is_place and distinct(name.modifier[: len(left)]) >= 2
