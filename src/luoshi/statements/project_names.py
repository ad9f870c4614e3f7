"""Single names of projects: where one begins and ends, what its last word says, what a list lends it."""

import re
from typing import NamedTuple

from luoshi.statements.project_words import EndKind, distinct, end_of, pattern, project_words

_FOOTNOTE = re.compile(r"(?:\[\d+\]|【\d+】)+$")
_BODY = re.compile(r"(?<=项目|工程)主体(?:工程|结构|建设)?$|(?<=[^设期])主体(?:工程|结构)(?:建设)?$")
_NUMBERED = re.compile(r"^(?:\(\d{1,2}\)|\(?[一二三四五六七八九十]\)|\d{1,2}\.(?!\d))")
_PHASE_ALONE = re.compile(r"^[一二三四五六七首]期(?:项目|工程)?$")
_PHASE_END = re.compile(r"[一二三四五六七首]期(?:项目|工程)?$")
_OWN_NUMBER = re.compile(r"[A-Za-zⅠ-Ⅻ]|第[一二三四五六七八九十\d]+|\d")
_DUE_SIGNS = ("前", "月", "份", "底", "初", "末", "旬", "内", "年", "庆", "节", "汛", "期")
_COUNTY = re.compile("[^的、]{1,2}[县镇乡]")
_LONGEST_ITEM = 160
_LONG_WORKS = 5
_OWN_PROJECT = 3
_SHORT_NAME = 8


class Name(NamedTuple):
    """One name, ``start:end`` within the view, with what it says of itself.

    ``head`` is the word that ends it, of kind ``end_kind``; ``modifier`` what stands before the head, ``distinct`` the
    number of characters in it that only this name has. ``is_project``: it ends in 项目 or 工程; ``is_described``: an
    attribute with 的 that says what it is like stood before it; ``is_measured``: one that gives its cost (投资2亿元的).
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
    is_measured: bool = False

    @property
    def has_head(self) -> bool:
        """Whether its last word says what kind of thing it is."""
        return self.end_kind not in ("none", "other")

    @property
    def is_unique(self) -> bool:
        """Whether a place has only one of its kind (文化馆), and nothing makes it one of many."""
        core, words = without_brackets(self.text).removesuffix("项目"), project_words()
        head = next(
            (core[cut:] for cut in range(max(0, len(core) - 8), len(core) - 1) if core[cut:] in words.unique), ""
        )
        return bool(head) and len(core) - len(head) <= 8 and not words.plural.match(core)

    @property
    def is_headed(self) -> bool:
        """Whether it says what kind of place it is, and whose or what for."""
        if self.end_kind == "strong":
            return len(self.modifier) >= 2
        return self.end_kind == "weak" and len(self.modifier) >= 6 and bool(pattern("owner").match(self.text))


def name_between(text: str, start: int, end: int) -> Name | None:
    """The name in one item of a list, ``text[start:end]``, without the words around it; None where nothing is left."""
    if end - start > _LONGEST_ITEM:
        return None
    item = text[start:end]
    is_described, is_measured, size = False, False, 0
    while len(item) != size:
        size = len(item)
        item = _without_lead(item)
        attribute = _attribute(item)
        is_described = is_described or bool(attribute and not pattern("measured").search(item, 0, attribute))
        is_measured = is_measured or bool(attribute and pattern("cost").search(item, 0, attribute))
        is_measured = is_measured and not pattern("counted").match(item)
        item = _NUMBERED.sub("", item[attribute:])
        item = without_time(_FOOTNOTE.sub("", item) if item.endswith(("]", "】")) else item)
        item = _without_body(project_words().trail.sub("", item) or item)
    if "的" in item:
        return None
    start = text.rfind(item, start, end)
    if item.startswith("“") and item.endswith("”") and item.count("“") == 1:
        item, start = item[1:-1], start + 1
    name = Name(start, start + len(item), item, is_described=is_described, is_measured=is_measured)
    return analysed(name) if len(item) >= 2 else None


def without_time(item: str) -> str:
    """``item`` without what says when it is due (6月底前) or into which plan it goes (纳入国家规划)."""
    if "入" in item or "列" in item or "跻身" in item:
        item = pattern("listed_in").sub("", item)
    return (pattern("due").sub("", item) or item) if item.endswith(_DUE_SIGNS) else item


def _without_body(item: str) -> str:
    rest = _BODY.sub("", item)
    return rest if end_of(without_brackets(rest))[1] not in ("none", "other") or rest.endswith("项目") else item


def _without_lead(item: str) -> str:
    for before in (pattern("time").match(item), project_words().lead.match(item)):
        if before and before.end() < len(item) - 1:
            return item[before.end() :]
    return item


def _attribute(item: str) -> int:
    """Where a name begins after an attribute with 的; 0 where there is none."""
    at = item.rfind("的")
    if at < 0 or item.rfind(")") > at or item.rfind("”") > at or len(item) - at <= 3:
        return 0
    return at + 1


def analysed(name: Name) -> Name:
    """``name`` with its head, what kind of end that is, and how much of it tells it apart; 项目 goes after a head."""
    core = without_brackets(name.text)
    is_project = core.endswith(("项目", "工程"))
    bare, head, kind = _head(core, is_project=is_project)
    modifier = bare[: len(bare) - len(head)] if kind != "other" else bare
    own = _OWN_NUMBER.search(modifier.replace("5G", "").replace("AI", ""))
    county = _COUNTY.match(modifier)
    count = (
        distinct(modifier) + bool(county and distinct(county[0])) + (2 if own else 0) + (2 if ")" in name.text else 0)
    )
    cut = 2 if core == name.text and len(core) > 4 and core.endswith("项目") and kind in _PLACE_KINDS else 0
    text = name.text[: len(name.text) - cut]
    return Name(
        name.start,
        name.end - cut,
        text,
        head,
        kind,
        count,
        modifier,
        is_project,
        name.is_described,
        name.is_measured,
    )


_PLACE_KINDS = ("strong", "weak", "works", "phase")


def _head(core: str, *, is_project: bool) -> tuple[str, str, EndKind]:
    """What of ``core`` the head was looked for in (it may end in 项目, which is no head), the head and its kind."""
    bare = without_brackets(core[:-2]) if is_project and len(core) > 3 else core
    head, kind = end_of(bare)
    if kind not in ("none", "other") or not is_project:
        return bare, head, kind
    head, kind = end_of(core)
    return (core, head, kind) if kind in ("strong", "ambition", "works", "phase") else (bare, "", "none")


def without_brackets(text: str) -> str:
    """``text`` without the bracket that ends it: 长宁路(云桥至北关)."""
    return text[: text.rfind("(")] if text.endswith(")") and "(" in text[1:] else text


def restored(names: tuple[Name, ...], frame: str, *, is_framed: bool) -> list[str]:
    """The full name of each of a list.

    What they share is the noun ``frame`` that 等… puts over them or the tail of the last (北桥、南山能源生态园), the
    stem of numbers (轻轨3、5号线) or of phases (甲园一期、二期).
    """
    texts = [name.text for name in names]
    shared = frame if is_framed else _tail(names)
    works = _works_tail(names[-1]) if names and not shared else ""
    done = pattern("frame_works").search(shared) if is_framed else None
    full: list[str] = []
    for index, name in enumerate(names):
        numbered = _numbered(texts, index)
        if full and _PHASE_ALONE.match(name.text):
            full.append(_PHASE_END.sub("", full[-1]) + name.text)
        elif numbered is not None:
            full.append(numbered)
        else:
            tail = _next_tail(names[index:]) if is_framed and not frame else shared
            if done and name.end_kind in ("strong", "weak", "phase") and not name.is_project:
                full.append(_joined(name.text, "" if name.text.endswith(done[0]) else done[0]))
                continue
            is_lent = tail and _lacks(name, tail) and not name.text.endswith(tail)
            is_worked = bool(works) and name is not names[-1] and _shares(name, names[-1], works, is_framed=is_framed)
            full.append(_joined(name.text, tail if is_lent else works if is_worked else ""))
    return full


def _next_tail(names: tuple[Name, ...]) -> str:
    """What a bare name takes from the next line or stretch that has a head: 甲云 from 甲望高铁."""
    following = next((name for name in names[1:] if name.has_head), None)
    if following is None or names[0].has_head or not pattern("linear").fullmatch(following.head):
        return ""
    return _tail((names[0], following))


def _numbered(texts: list[str], index: int) -> str | None:
    """The name whose number is one of several on one stem; None where it is not."""
    text = texts[index]
    rest = next((each for each in texts[index:] if not each.isdigit() and each[0].isdigit()), "")
    if index and text.isdigit():
        return _stem(texts[0]) + text + _after_digits(rest)
    if index and text[0].isdigit() and texts[index - 1].isdigit():
        return _stem(texts[0]) + text
    if text[-1].isdigit() and index + 1 < len(texts) and texts[index + 1][0].isdigit():
        return text + _after_digits(rest)
    return None


def _stem(text: str) -> str:
    return re.split(r"\d", text, maxsplit=1)[0]


def _after_digits(text: str) -> str:
    match = re.match(r"\D*\d+(.*)", text)
    return match[1] if match else ""


def _lacks(name: Name, tail: str) -> bool:
    if name.is_project or (tail.endswith("项目") and name.has_head):
        return False
    if name.end_kind == "phase":
        return len(tail) >= 4 and not analysed(Name(0, 0, name.modifier)).has_head
    kinds = project_words().kinds
    if not name.has_head or name.head in kinds["waters"] or (name.head in kinds["places"] and _is_place(name.text)):
        return True
    if name.head[-1] in kinds["roads"] and name.distinct >= 2 and pattern("roads").search(tail):
        return False
    is_whole = name.distinct >= 2 and name.head in kinds["towns"] and not pattern("shared_works").search(tail)
    is_vague = name.end_kind in ("weak", "ambition") and not is_whole
    return is_vague and len(tail) >= 4 and not tail.endswith("设施")


def _is_place(text: str) -> bool:
    return len(text) <= 3 or "至" in text


def _tail(names: tuple[Name, ...]) -> str:
    """What the last name of a list has after its own part, where those before it have no head."""
    if len(names) < 2 or names[-1].end_kind == "phase" or names[-1].is_described:
        return ""
    last, before = names[-1], names[-2]
    if not last.has_head:
        return _project_tail(last, before)
    if last.head == "段" or (last.end_kind == "reform" and not pattern("places").search(last.modifier)):
        return ""
    if not _lacks(before, last.head) or len(before.text) > _SHORT_NAME:
        return ""
    return _cut(last.text, len(last.text) - len(last.head), len(before.text))


def _joined(name: str, tail: str) -> str:
    """``name`` and what it is lent, a character that both have only once: 甲村 and 村片区改造."""
    return name + tail[1:] if tail and name[-1] == tail[0] and tail[0] in "村区" else name + tail


def _project_tail(last: Name, before: Name) -> str:
    """The tail of 甲、乙生活垃圾焚烧发电项目, whose last name has no head but 项目."""
    if not last.text.endswith("项目") or last.distinct < _OWN_PROJECT or before.end_kind != "none":
        return ""
    return _cut(last.text, len(last.text) - 2, len(before.text)) if len(before.text) <= _SHORT_NAME else "项目"


def _cut(text: str, body: int, length: int) -> str:
    """What follows a part of its own about as long as ``length``; ``text[body:]`` is the head."""
    cuts = [cut for cut in range(2, body + 1) if distinct(text[cut:body]) == 0] or [body]
    return text[min(cuts, key=lambda cut: (abs(cut - length), cut)) :]


def _works_tail(last: Name) -> str:
    """What the last name of a list says is done at a place: 乙公园绿地改造提升 lends 绿地改造提升 to 甲公园."""
    place = worked_place(last).text if pattern("shared_works").search(last.text) else ""
    works = last.text[len(place) :] if place else ""
    return "" if "(" in works else works


def worked_place(name: Name) -> Name:
    """The place that a name of works begins with: 甲公园 of 甲公园绿地改造提升; an empty name where there is none."""
    text = name.text if name.end_kind in ("works", "reform") else ""
    cuts = (cut for cut in range(3, len(text) - 1) if end_of(text[:cut])[1] in ("strong", "weak"))
    cut = next(cuts, 0)
    while cut and end_of(text[: cut + 1])[1] in ("strong", "weak"):
        cut += 1
    return analysed(Name(name.start, name.start + cut, text[:cut])) if cut else Name(0, 0, text)


def _shares(name: Name, last: Name, works: str, *, is_framed: bool) -> bool:
    """Whether ``name`` is a place like the one that ``last`` says is worked on."""
    if name.end_kind not in ("strong", "weak") or name.is_project or last.is_measured:
        return False
    ends = without_brackets(name.text)[-1], without_brackets(last.text[: -len(works)])[-1]
    streets = project_words().kinds["streets"]
    is_alike = ends[0] == ends[1] or all(end in streets for end in ends)
    return is_alike or (not is_framed and len(works) >= _LONG_WORKS)
