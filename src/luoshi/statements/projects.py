"""The named projects of a sentence: verbs that give a stage, and the names that stand before or after them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from luoshi.document.model import Sentence
from luoshi.statements.model import Mode, Project, Stage
from luoshi.statements.project_names import NameList, Setting, doubt_of, name_lists, restored
from luoshi.statements.project_words import project_words
from luoshi.values.span import Span

_LIGHT = re.compile(r"(?:规划|开发)?(?:建设(?:运营|发展|使用|改造)?|实施|推进|改造|打造)")
_PROSPECTS = ("谋划", "规划", "争取", "争创", "筹", "策划", "论证", "储备", "包装", "前期", "申")
_HARD = re.compile(r"建设|新建|建成|开工|续建|在建|改建|扩建|改造")
_SITED = frozenset("设立 组建 成立 推动设立 筹建 争创 创建 落户 获批 获批建设 获批设立".split())
_SUPPORT = frozenset(("对接", "积极对接", "研究", "探索"))
_ARRIVED = re.compile(r"(?:成功|正式|先后|相继|陆续)?(?:签约)?(?:落户|落地|入驻)[^,;:。、]{1,5}(?=[,;。]|$)")
_EARLY_WORK = re.compile(r"前期(?:工作|研究|手续)?(?:建设)?$|申报(?:工作)?$")
_MAIN_BODY = re.compile(r"(?:项目|工程|期)主体(?:工程|结构|建设)?$")
_STAGE_ORDER: tuple[Stage, ...] = ("complete", "start", "plan", "build")


class Reading(Protocol):
    """A sentence to read: ``text`` without damage, and spans in it turned into spans of the source."""

    @property
    def text(self) -> str:
        """The characters to read."""

    def span(self, start: int, end: int) -> Span:
        """Span in the source of ``text[start:end]``."""


@dataclass(frozen=True, slots=True)
class _Verb:
    start: int
    end: int
    text: str
    stage: Stage
    force: int
    is_after: bool


def find_projects(view: Reading, sentence: Sentence, *, mode: Mode, period: str) -> list[Project]:
    """The projects that a result or commitment names, in text order.

    ``mode`` and ``period`` are those of the sentence; every row carries the ``pattern`` that made it (``verb-name`` or
    ``name-verb``, with ``-list`` where 等… closes the list) and its doubt.
    """
    rows: list[Project] = []
    for start, end, stage, force, pattern in _regions(view.text, mode):
        for names in name_lists(view.text, start, end):
            rows += _rows(view, names, stage, force, (mode, period, pattern))
    return rows


def _rows(view: Reading, names: NameList, stage: Stage, force: int, facts: tuple[Mode, str, str]) -> Iterator[Project]:
    if names.is_refused:
        return
    mode, period, pattern = facts
    full = restored(names)
    settings = _settings(names, full, force, is_subject=pattern == "name-verb")
    for name, text, setting in zip(names.names, full, settings, strict=True):
        judged = doubt_of(name, setting)
        if judged is None:
            continue
        doubt, reason = judged
        span = view.span(name.start, name.end)
        kind = f"{pattern}-list" if names.is_framed else pattern
        yield Project(span.start, span.end, text, mode, stage, period, kind, doubt, (reason,) if reason else ())


def _settings(names: NameList, full: list[str], force: int, *, is_subject: bool) -> Iterator[Setting]:
    """What each name has around it: the verb, 等项目, and neighbours that are surely projects."""
    count = len(names.names)
    sure = sum(name.distinct >= 2 or name.end_kind == "phase" for name in names.names)
    headed = sum(name.is_headed for name in names.names if name.distinct < 2)
    is_listed = names.is_framed and (sure > 0 or (headed > 0 and not names.frame.endswith("设施")))
    coherent = is_listed and count > 1 and (sure + headed) * 2 >= count
    is_lent = not names.is_framed and not names.frame and count > 1 and _stands(names, force, is_subject)
    lends = is_lent and any(text != name.text for name, text in zip(names.names, full, strict=True))
    coherent = coherent and not names.frame.endswith(("基础设施", "配套设施"))
    coherent = coherent or (count > 2 and not names.frame and sure * 1.5 >= count and force > 0)
    coherent = coherent and (names.is_framed or names.names[-1].end_kind != "other")
    for name, text in zip(names.names, full, strict=True):
        is_coherent = coherent or (lends and (name.distinct > 0 or name is names.names[-1]))
        yield Setting(force, is_subject, is_listed, is_lent and text != name.text, is_coherent)


def _stands(names: NameList, force: int, is_subject: bool) -> bool:
    """Whether the last name of the list, which may lend its head, has one and is a project by itself or may be."""
    last = names.names[-1]
    if last.end_kind in ("none", "other"):
        return False
    return doubt_of(last, Setting(force, is_subject)) is not None or (
        len(last.modifier) >= 2 and last.end_kind != "weak"
    )


def _regions(text: str, mode: Mode) -> Iterator[tuple[int, int, Stage, int, str]]:
    """Stretches that may hold names, with the stage of the verb that governs them and that verb's force."""
    verb: _Verb | None = None
    begin = 0
    subject: tuple[int, int] | None = None
    for token in project_words().token.finditer(text):
        kind = token.lastgroup
        start, end = token.span()
        if kind is None or (start and text[start - 1] == "的"):
            continue
        if kind == "stop":
            if verb is not None and start > begin:
                yield _governed(text, begin, start, verb)
            subject = (begin, start) if verb is None and token[0] == "," else None
            verb, begin = None, end
            continue
        found = _verb(token, text, mode)
        if subject is not None and found.is_after and (start == begin or (verb and start - begin <= 4)):
            stage = _joined(verb, found)
            if stage is not None:
                yield *subject, stage, 2, "name-verb"
        elif start > begin and (found.is_after or (verb and text[start - 1] in "、和并及")):
            stage = _joined(verb, found)
            if stage is not None:
                force = _pushed(verb) if verb and _LIGHT.fullmatch(found.text) else 2
                yield (
                    begin,
                    start,
                    _early(text, begin, start, stage),
                    force,
                    "name-verb" if found.is_after else "verb-name",
                )
        subject = (begin, start) if start > begin and not found.is_after and verb is None else None
        if not (found.is_after and verb and _LIGHT.fullmatch(found.text)):
            verb = None if found.is_after else found
        begin = end
    if verb is not None and begin < len(text):
        yield _governed(text, begin, len(text), verb)


def _pushed(verb: _Verb) -> int:
    return 1 if verb.text.endswith("推动") else verb.force


def _governed(text: str, start: int, end: int, verb: _Verb) -> tuple[int, int, Stage, int, str]:
    stage = _early(text, start, end, verb.stage)
    return start, end, stage, max(verb.force, 1) if stage != verb.stage else verb.force, "verb-name"


def _early(text: str, start: int, end: int, stage: Stage) -> Stage:
    if stage == "complete" and _MAIN_BODY.search(text, start, end):
        return "build"
    return "plan" if _EARLY_WORK.search(text, start, end) else stage


def _joined(before: _Verb | None, after: _Verb) -> Stage | None:
    """The stage that two verbs around a name give it: the later one's, unless that only says 建设."""
    if not after.is_after:
        return before.stage if before else None
    if not _LIGHT.fullmatch(after.text):
        return after.stage
    if before is None:
        return after.stage if len(after.text) > 2 else None
    if after.text == "规划建设" and "加快" not in before.text:
        return "plan"
    return before.stage


def _verb(token: re.Match[str], text: str, mode: Mode) -> _Verb:
    start, end = token.span()
    words = project_words()
    atoms = words.atoms.findall(token[0])
    is_after = token.lastgroup == "after" or end == len(text) or text[end] in ",;:。!?、并且”"
    is_after = is_after or bool(_ARRIVED.match(text, start))
    stage = _stage(atoms, token[0], mode)
    if _HARD.search(token[0]) or stage in ("complete", "start") or any(atom in _SITED for atom in atoms):
        force = 2
    else:
        force = 0 if not is_after and all(atom in words.soft or atom in _SUPPORT for atom in atoms) else 1
    return _Verb(start, end, token[0], stage, force, is_after)


def _stage(atoms: list[str], chain: str, mode: Mode) -> Stage:
    words = project_words()
    if any(atom.startswith(_PROSPECTS) for atom in atoms):
        return "build" if "加快" in chain and "建设" in chain else "plan"
    if atoms and atoms[0].startswith(("获批", "立项")):
        return "plan"
    if any(atom in words.found for atom in atoms):
        return "complete" if mode == "result" and not chain.startswith(("推动", "争取")) else "plan"
    if mode == "result" and atoms and atoms[-1] in ("新建", "扩建", "改扩建") and len(atoms) == 1:
        return "complete"
    stages = {words.stages[atom] for atom in atoms if atom in words.stages}
    return next((stage for stage in _STAGE_ORDER if stage in stages), "build")
