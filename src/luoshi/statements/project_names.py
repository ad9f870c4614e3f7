"""Single names of projects: where one begins and ends, what its last word says, what a list lends it."""

import re
from dataclasses import dataclass

from luoshi.statements.project_words import EndKind, distinct, end_of, pattern, project_words

_FOOTNOTE = re.compile(r"(?:\[\d+\]|【\d+】)+$")
_BODY = re.compile(r"(?<=项目|工程)主体(?:工程|结构|建设)?$")
_NUMBERED = re.compile(r"^(?:\(\d{1,2}\)|\(?[一二三四五六七八九十]\)|\d{1,2}\.(?!\d))")
_PHASE_ALONE = re.compile(r"^[一二三四五六七首]期(?:项目|工程)?$")
_PHASE_END = re.compile(r"[一二三四五六七首]期(?:项目|工程)?$")
_OWN_NUMBER = re.compile(r"[A-Za-zⅠ-Ⅻ]|第[一二三四五六七八九十\d]+|\d")
_WATERS = ("湖", "河", "江", "湾", "岛")
_PLACE_ENDS = ("桥", "港", "城", "口", "区")
_LONGEST_ITEM = 160


@dataclass(frozen=True, slots=True)
class Name:
    """One name, ``start:end`` within the view, with what it says of itself.

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
    def has_head(self) -> bool:
        """Whether its last word says what kind of thing it is."""
        return self.end_kind not in ("none", "other")

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
    is_described, size = False, 0
    while len(item) != size:
        size = len(item)
        item = _without_lead(item)
        attribute = _attribute(item)
        is_described = is_described or bool(attribute and not pattern("measured").search(item, 0, attribute))
        item = _FOOTNOTE.sub("", _NUMBERED.sub("", item[attribute:]))
        item = _BODY.sub("", project_words().trail.sub("", item) or item)
    if "的" in item:
        return None
    start = text.rfind(item, start, end)
    if item.startswith("“") and item.endswith("”") and item.count("“") == 1:
        item, start = item[1:-1], start + 1
    return analysed(Name(start, start + len(item), item, is_described=is_described)) if len(item) >= 2 else None


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
    count = distinct(modifier) + (2 if own else 0) + (2 if ")" in name.text else 0)
    cut = 2 if core == name.text and len(core) > 4 and core.endswith("项目") and kind in _PLACE_KINDS else 0
    text = name.text[: len(name.text) - cut]
    return Name(name.start, name.end - cut, text, head, kind, count, modifier, is_project, name.is_described)


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
    tail = frame if is_framed else _tail(names)
    full: list[str] = []
    for index, name in enumerate(names):
        numbered = _numbered(texts, index)
        if full and _PHASE_ALONE.match(name.text):
            full.append(_PHASE_END.sub("", full[-1]) + name.text)
        elif numbered is not None:
            full.append(numbered)
        else:
            is_lent = tail and _lacks(name, tail) and not name.text.endswith(tail)
            full.append(name.text + tail if is_lent else name.text)
    return full


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
    if name.is_project:
        return False
    if name.end_kind == "phase":
        return len(tail) >= 4 and not analysed(Name(0, 0, name.modifier)).has_head
    if not name.has_head or name.head in _WATERS or (name.head in _PLACE_ENDS and _is_place(name.text)):
        return True
    return name.end_kind in ("weak", "ambition") and len(tail) >= 4 and not tail.endswith("设施")


def _is_place(text: str) -> bool:
    return len(text) <= 3 or "至" in text


def _tail(names: tuple[Name, ...]) -> str:
    """What the last name of a list has after its own part, where those before it have no head."""
    if len(names) < 2 or names[-1].end_kind == "phase" or names[-1].is_described or not names[-1].has_head:
        return ""
    last, before = names[-1], names[-2]
    if last.head == "段" or (last.end_kind == "reform" and not pattern("places").search(last.modifier)):
        return ""
    if not _lacks(before, last.head) or len(before.text) > 8:
        return ""
    body = len(last.text) - len(last.head)
    cuts = [cut for cut in range(2, body + 1) if distinct(last.text[cut:body]) == 0] or [body]
    return last.text[min(cuts, key=lambda cut: (abs(cut - len(before.text)), cut)) :]
