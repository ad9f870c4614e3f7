"""How sure it is that a name is a project: its own words, the verb, and the list it stands in."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from luoshi.statements.project_lists import NameList
from luoshi.statements.project_names import Name, analysed, worked_place
from luoshi.statements.project_words import distinct, pattern, project_words

Judgement = tuple[Decimal, str]

_FIGURE = re.compile(r"[\d.,]+[万亿]*元?")
_LONGEST_NAME = 40
_OWN_ENOUGH = 3
_LONG_OWN = 8


class Setting(NamedTuple):
    """What stands around a name.

    ``force`` is 2 where the verb speaks of works at a place (开工, 建成, 建设), 1 of pushing on (推进, 加快), 0 of
    support; ``is_subject``: the name stands before its verb; ``is_listed``: its list ends in 等项目 or the like;
    ``is_lent``: the list lends it a head; ``is_coherent``: most of the list are surely projects;
    ``is_plural``: its first name stands for many (县级文化馆、图书馆).
    """

    force: int
    is_subject: bool = False
    is_listed: bool = False
    is_lent: bool = False
    is_coherent: bool = False
    is_plural: bool = False


def settings(names: NameList, full: list[str], force: int, *, is_subject: bool) -> Iterator[Setting]:
    """The setting of each name of a list; ``full`` are the names with what the list lends them."""
    members, count = names.names, len(names.names)
    sure = sum(name.distinct >= 2 or name.end_kind == "phase" for name in members)
    headed = sum(name.is_headed for name in members if name.distinct < 2)
    is_chaired = names.is_framed and bool(names.frame and pattern("chairs").search(names.frame))
    if is_chaired:
        headed = sum(len(name.text) >= 4 for name in members if name.distinct < 2)
    is_bare = names.is_bare and force == 2 and all(name.distinct >= 2 for name in members)
    is_listed = (names.is_framed or is_bare) and (sure > 0 or (headed > 0 and not names.frame.endswith("设施")))
    is_listed = is_listed and (force > 0 or not names.frame.endswith("设施"))
    is_open = not names.is_framed and not names.frame
    is_plural = count > 0 and bool(project_words().plural.match(members[0].text))
    is_plural = is_plural or (count > 1 and bool(pattern("counted_after").search(members[-1].text)))
    is_lent = is_open and count > 1 and force > 0 and _stands(members[-1], force, is_subject)
    lends = is_lent and any(text != name.text for name, text in zip(members, full, strict=True))
    coherent = is_listed and (count > 1 or is_chaired) and (sure + headed) * 2 >= count
    coherent = coherent and not names.frame.endswith(("基础设施", "配套设施"))
    peers = [each for each in members if each.end_kind in ("strong", "weak") and len(each.modifier) >= 2]
    coherent = coherent or (is_open and count > 2 and len(peers) == count and force > 0)
    coherent = coherent or (is_open and count > 2 and sure * 3 >= count * 2 and force > 0 and members[-1].has_head)
    for name, text in zip(members, full, strict=True):
        is_coherent = coherent or (lends and (name.distinct > 0 or name is members[-1]))
        borrows = text != name.text and (is_lent or name.end_kind == "phase")
        yield Setting(force, is_subject, is_listed, borrows, is_coherent, is_plural)


def _stands(last: Name, force: int, is_subject: bool) -> bool:
    """Whether the last name of a list, which may lend its head, is a project by itself or may be one."""
    if not last.has_head:
        return last.is_project and last.distinct >= 3 and force > 0
    if len(last.modifier) >= 2 and last.end_kind != "weak":
        return True
    return doubt_of(last, Setting(force, is_subject)) is not None


def doubt_of(name: Name, setting: Setting) -> Judgement | None:
    """How doubtful it is that ``name`` is a project (0..1, with a reason), or None where it is none."""
    if _is_no_name(name, setting):
        return None
    if name.is_measured and not setting.force:
        setting = setting._replace(force=1)
    if name.end_kind == "phase" and pattern("no_phases").search(name.modifier):
        return None
    if name.end_kind == "phase":
        return (
            (Decimal("0.1"), "")
            if name.distinct or len(name.modifier) >= 2 or setting.is_lent or setting.is_listed
            else None
        )
    if _is_single(name, setting):
        return Decimal("0.45"), "名称为通用词"
    is_sure_list = setting.is_coherent and setting.is_listed
    if name.distinct < 2 and not is_sure_list and _is_class(name, setting):
        return None
    if name.end_kind == "strong":
        return _strong(name, setting)
    if name.end_kind in ("works", "reform"):
        return _works(name, setting)
    return _weak(name, setting) if name.has_head else _headless(name, setting)


def _is_no_name(name: Name, setting: Setting) -> bool:
    """A count of things, a clause, a rank that others grant, or what a place is to be like."""
    text = name.text
    if len(text) > _LONGEST_NAME or pattern("counted").match(text) or pattern("counted_after").search(text):
        return True
    if pattern("counted_inside").search(text):
        return True
    if pattern("designation").search(text) or pattern("clause").search(text):
        return True
    return name.is_described and name.distinct < 4 and not setting.is_subject and not setting.is_listed


def _is_class(name: Name, setting: Setting) -> bool:
    """Whether the name's first word makes it a class of things: not in a long one, nor where it opens or is begun."""
    match = project_words().classes.match(name.text)
    if match is None or match[0] in project_words().aims:
        return match is not None
    is_long = len(name.modifier) >= 7 or (setting.is_subject and setting.force == 2 and len(name.modifier) >= 4)
    return name.end_kind != "strong" or not is_long or bool(project_words().plural.match(name.text))


def _is_single(name: Name, setting: Setting) -> bool:
    """Whether what is said of a plain name makes it one thing: what it costs, or that a place has only one."""
    if name.distinct >= 2 or setting.is_plural:
        return False
    if not setting.force:
        return setting.is_subject and name.is_unique and name.text[0] in "省市县区州"
    if name.is_measured and (name.has_head or name.is_project) and len(name.modifier) >= 2:
        return True
    base = analysed(Name(0, 0, name.modifier)) if name.end_kind == "works" else name
    if not (base.is_unique or worked_place(name).is_unique):
        return False
    is_moved = bool(pattern("moved").fullmatch(name.head))
    return setting.force == 2 or setting.is_subject or is_moved or name.text[0] in "省市县区州"


def _strong(name: Name, setting: Setting) -> Judgement | None:
    is_sited = setting.force == 2 or setting.is_listed or (setting.force == 1 and name.is_project)
    is_sited = is_sited or (setting.force == 1 and setting.is_subject and len(name.modifier) >= _OWN_ENOUGH)
    if name.distinct and (setting.force or setting.is_listed):
        return (Decimal("0.05"), "") if name.distinct >= 2 else (Decimal("0.3"), "名称特征少")
    is_long = setting.is_subject and setting.force == 2 and len(name.head) >= 4
    if (is_sited and len(name.modifier) >= 2) or is_long or (setting.is_coherent and name.modifier):
        return Decimal("0.5"), "名称为通用词"
    return None


def _works(name: Name, setting: Setting) -> Judgement | None:
    base = analysed(Name(0, 0, name.modifier))
    has_base = base.has_head and base.end_kind != "ambition"
    is_works = name.end_kind == "works"
    if setting.is_listed and (name.distinct >= 2 or setting.is_coherent):
        return Decimal("0.2"), "改造类名称"
    if name.distinct >= 2 and has_base and (setting.force or is_works):
        return Decimal("0.2"), "改造类名称"
    is_named_base = name.distinct > 0 and (has_base or bool(pattern("places").search(name.modifier)))
    is_coherent = setting.is_coherent and (len(name.modifier) >= 2 if is_works else is_named_base)
    is_named = setting.force and is_works and (name.distinct >= 3 or _is_extended(name))
    is_pushed = setting.force == 2 or (setting.force == 1 and name.is_project and name.distinct >= _OWN_ENOUGH)
    is_started = name.distinct >= 2 and is_pushed and (name.is_project or distinct(name.modifier[:2]) == 2)
    is_sited = bool(pattern("places").search(name.modifier))
    is_sited = is_sited or (name.is_project and setting.force == 2 and distinct(name.modifier[:2]) == 2)
    if is_coherent or is_named or (is_started and is_sited):
        return Decimal("0.4"), "改造类名称"
    if setting.is_subject and setting.force and base.end_kind == "strong":
        return Decimal("0.5"), "名称为通用词"
    return None


def _is_extended(name: Name) -> bool:
    return len(name.modifier) >= 2 and bool(pattern("extension").search(name.head))


def _weak(name: Name, setting: Setting) -> Judgement | None:
    is_ambition = name.end_kind == "ambition"
    if not setting.is_listed and (pattern("slogan").search(name.text) or _is_policy(name, setting)):
        return None
    if name.distinct >= (3 if is_ambition else 2) and (setting.force or setting.is_listed):
        return Decimal("0.3"), "中心词含义宽"
    if is_ambition and name.head.endswith("设施"):
        return None
    if is_ambition:
        is_built = bool(setting.is_subject and setting.force and name.distinct and len(name.modifier) >= 3)
        is_long = len(name.modifier) >= _LONG_OWN and not name.head.endswith(("工程", "市场"))
        is_built = is_built or (setting.is_subject and setting.force == 2 and is_long)
        return (Decimal("0.5"), "中心词含义宽") if is_built or setting.is_coherent else None
    if len(name.head) > 1 or setting.is_subject or setting.is_listed:
        is_long = len(name.modifier) >= (2 if setting.is_subject and name.head in project_words().kinds["sites"] else 5)
        if setting.force == 2 and (pattern("owner").match(name.text) or is_long):
            return Decimal("0.6"), "中心词含义宽"
        if setting.is_listed and len(name.modifier) >= 3:
            return Decimal("0.5"), "中心词含义宽"
    if name.is_headed and setting.is_subject and setting.force and name.head.endswith("中心"):
        return Decimal("0.6"), "中心词含义宽"
    is_sure = setting.is_coherent and (setting.is_listed or setting.is_lent or setting.is_subject)
    return (Decimal("0.5"), "中心词含义宽") if is_sure else None


def _is_policy(name: Name, setting: Setting) -> bool:
    return name.head.endswith("工程") and setting.force < 2


def _headless(name: Name, setting: Setting) -> Judgement | None:
    if name.end_kind == "other" or pattern("abstract").search(name.text):
        return None
    if _FIGURE.fullmatch(name.text) and not setting.is_lent:
        return None
    if setting.is_listed:
        return _listed(name, setting)
    if name.is_project and name.text.startswith("“"):
        return None
    is_pushed = setting.force == 2 or (setting.force == 1 and name.text.endswith("项目"))
    if setting.force == 2 and name.distinct >= 4 and pattern("capacity").search(name.text):
        return Decimal("0.4"), "名称无中心词"
    is_lent = bool(setting.is_lent and setting.force and name.distinct >= 2)
    if is_lent or (name.is_project and name.distinct >= 3 and is_pushed):
        return Decimal("0.35"), "名称无中心词"
    if name.is_project and name.distinct >= 2 and (setting.is_subject or setting.force == 2):
        return Decimal("0.4"), "名称无中心词"
    return None


def _listed(name: Name, setting: Setting) -> Judgement | None:
    if name.distinct:
        return Decimal("0.35" if name.distinct >= 2 else "0.45"), "名称无中心词"
    if setting.is_coherent and len(name.text) >= 3:
        return Decimal("0.5"), "名称无中心词"
    return None
