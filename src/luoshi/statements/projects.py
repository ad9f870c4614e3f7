"""The named projects of a sentence: verbs that give a stage, and the names that stand before or after them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple, Protocol

from luoshi.statements.model import Mode, Project, Stage
from luoshi.statements.project_doubts import doubt_of, settings
from luoshi.statements.project_lists import NameList, may_hold_names, name_lists
from luoshi.statements.project_names import restored
from luoshi.statements.project_words import pattern, project_words
from luoshi.values.span import Span

_STAGE_ORDER: tuple[Stage, ...] = ("complete", "start", "plan", "build")
_NEW = ("新建", "扩建", "改扩建")
_YEAR = re.compile(r"(20\d\d)年")


class Reading(Protocol):
    """A sentence to read: ``text`` without damage, and spans in it turned into spans of the source."""

    @property
    def text(self) -> str:
        """The characters to read."""

    def span(self, start: int, end: int) -> Span:
        """Span in the source of ``text[start:end]``."""


@dataclass(frozen=True, slots=True)
class _Verb:
    """A chain of verbs; ``is_after``: nothing follows that it could govern; ``grants``: it asks others for a rank."""

    text: str
    stage: Stage
    force: int
    is_after: bool
    is_light: bool
    grants: bool


class _Stretch(NamedTuple):
    """A stretch of text that may hold names, and what the verb before or after it says of them."""

    start: int
    end: int
    stage: Stage
    force: int
    is_subject: bool
    is_granted: bool


class _Common(NamedTuple):
    """What all rows of a sentence share, and ``due``, which says when one of a stretch is due."""

    sentence: int
    mode: Mode
    due: Callable[[], str]


def find_projects(view: Reading, sentence: int, *, mode: Mode, period: Callable[[], str]) -> list[Project]:
    """The projects that a result or commitment names, in text order.

    ``sentence`` is the index of the sentence, ``mode`` what it is in general; ``period`` is asked for its period once
    it names a project, and a later year beside the name of a commitment (``2025年建成``) takes that one's place.
    ``pattern`` of a row is ``verb-name`` or ``name-verb``, with ``-list`` where 等… closes the list.
    """
    rows: list[Project] = []
    for stretch in _stretches(view.text, mode):
        if not may_hold_names(view.text, stretch.start, stretch.end):
            continue
        due = partial(_due, view.text, stretch, period) if mode == "target" else period
        for names in name_lists(view.text, stretch.start, stretch.end):
            if not names.is_refused:
                rows += _rows(view, names, stretch, _Common(sentence, mode, due))
    return rows


def _rows(view: Reading, names: NameList, stretch: _Stretch, common: _Common) -> Iterator[Project]:
    full = restored(names.names, names.frame, is_framed=names.is_framed)
    around = settings(names, full, stretch.force, is_subject=stretch.is_subject)
    kind = ("name-verb" if stretch.is_subject else "verb-name") + ("-list" if names.is_framed else "")
    for name, text, setting in zip(names.names, full, around, strict=True):
        judgement = doubt_of(name, setting)
        if judgement is not None and not (stretch.is_granted and not pattern("granted_seats").search(text)):
            doubt, reason = judgement
            span = view.span(name.start, name.end)
            yield Project(
                span.start,
                span.end,
                text,
                common.mode,
                stretch.stage,
                common.due(),
                kind,
                doubt,
                (reason,) if reason else (),
                common.sentence,
            )


def _due(text: str, stretch: _Stretch, general: Callable[[], str]) -> str:
    """The year that the clause of ``stretch`` names, where it is later than the ``general`` one."""
    period = general()
    start = max(text.rfind(",", 0, stretch.start), text.rfind(";", 0, stretch.start)) + 1
    years = [match[1] for match in _YEAR.finditer(text, start, stretch.end)]
    return max([period, *years]) if period.isdigit() else period


class _Clauses:
    """Walks the tokens of one sentence and keeps the verb that governs, and a subject that waits for its verb."""

    def __init__(self, text: str, mode: Mode, begin: int) -> None:
        self._text, self._mode = text, mode
        self._verb: _Verb | None = None
        self._subject: tuple[int, int] | None = None
        self._waiting: list[tuple[int, int]] = []
        self._begin = self._since = begin

    def stop(self, start: int, end: int) -> Iterator[_Stretch]:
        """A clause ends at ``start:end``: the verb has its object, or a subject waits beyond a comma."""
        if (
            self._verb is not None
            and start > self._begin
            and not pattern("relation").search(self._text, self._begin, start)
        ):
            yield self._governed(start, self._verb)
        is_open = self._verb is None and self._text[start:end] == ","
        self._subject = (self._begin, start) if is_open else None
        waits = is_open and self._text.endswith(("项目", "工程"), self._begin, start)
        waits = waits and bool(pattern("waiting").search(self._text, self._begin, start))
        self._waiting = [*self._waiting, (self._begin, start)] if waits else []
        self._verb, self._begin = None, end

    def verb(self, token: re.Match[str]) -> Iterator[_Stretch]:
        """A chain of verbs: it closes the stretch before it, and governs what follows."""
        start, end = token.span()
        found = _verb(token, self._text, self._mode)
        verb, subject, gap = self._verb, self._subject, start - self._begin
        if verb and gap > 0 and found.is_light and self._text[end : end + 1] in ("和", "及", "与"):
            found = replace(found, is_after=True)
        for waiting in self._waiting if found.is_after else ():
            if gap > 0 or waiting != subject:
                yield from self._between(*waiting, found, 2)
        self._waiting = []
        if subject and found.is_after and (gap == 0 or (verb and gap <= 4)):
            yield from self._between(*subject, found, 2)
        elif gap > 0 and (found.is_after or (verb and self._text[start - 1] in "、和并及")):
            yield from self._between(self._begin, start, found, _force(verb, found))
        elif verb and (cut := self._text.find("并", self._begin + 2, start)) > 0:
            yield self._governed(cut, verb)
        waits = gap > 0 and not found.is_after and verb is None
        self._subject = (self._begin, start) if waits else None
        if not (found.is_after and verb and found.is_light):
            self._verb, self._since = None if found.is_after else found, start
        self._begin = end

    def _between(self, start: int, end: int, found: _Verb, force: int) -> Iterator[_Stretch]:
        stage = _joined(self._verb, found)
        if stage is not None:
            granted = self._is_granted(start, end, found)
            yield _Stretch(start, end, _nearer(self._text, start, end, stage), force, found.is_after, granted)

    def _governed(self, end: int, verb: _Verb) -> _Stretch:
        stage = _nearer(self._text, self._begin, end, verb.stage)
        force = max(verb.force, 1) if stage != verb.stage else verb.force
        if force == 2 and self._since and self._text[self._since - 1] not in ",;:。":
            force = 1 if pattern("others_build").search(self._text, max(0, self._since - 24), self._since) else 2
        granted = self._is_granted(self._begin, end, verb)
        return _Stretch(self._begin, end, stage, force, is_subject=False, is_granted=granted)

    def _is_granted(self, start: int, end: int, *verbs: _Verb) -> bool:
        for verb in (*verbs, self._verb):
            if verb and verb.grants:
                return True
        return bool(pattern("granted").search(self._text, max(start, end - 4), end))


def _stretches(text: str, mode: Mode) -> Iterator[_Stretch]:
    head = pattern("numbered_head").search(text) if ":" in text else None
    if head is None:
        yield from _read(text, 0, len(text), mode)
        return
    yield from _read(text, 0, head.end(), mode)
    over = [_verb(token, text, mode) for token in project_words().token.finditer(text, 0, head.end()) if _says(token)]
    stage = over[-1].stage if over else "complete"
    ends = [match.span() for match in pattern("number").finditer(text, head.end())]
    last = len(text.rstrip("。;"))
    for (_, start), (end, _) in pairwise([*ends, (last, last)]):
        tokens = [token for token in project_words().token.finditer(text, start, end) if _says(token)]
        if any(not pattern("light").fullmatch(token[0]) for token in tokens):
            yield from _read(text, start, end, mode)
        else:
            yield _Stretch(start, end, stage, 2, is_subject=False, is_granted=False)


def _says(token: re.Match[str]) -> bool:
    return token.lastgroup in ("verb", "after")


def _read(text: str, begin: int, close: int, mode: Mode) -> Iterator[_Stretch]:
    clauses = _Clauses(text, mode, begin)
    for token in project_words().token.finditer(text, begin, close):
        start, end = token.span()
        if token.lastgroup == "stop":
            yield from clauses.stop(start, end)
        elif token.lastgroup is not None and not _is_noun(text, start, end):
            yield from clauses.verb(token)
    yield from clauses.stop(close, close)


def _is_noun(text: str, start: int, end: int) -> bool:
    """Whether a verb is part of a name: after 的, or before 等 (长虹路打通等工程), 建设 only where projects follow."""
    if text[end : end + 1] == "等":
        return not pattern("light").fullmatch(text, start, end) or bool(pattern("listed_on").match(text, end))
    return start > 0 and text[start - 1] == "的"


def _force(before: _Verb | None, found: _Verb) -> int:
    if before is None or not found.is_light:
        return 2
    if before.force == 0 and pattern("backed").search(before.text):
        return 1
    return 1 if before.text.endswith("推动") else before.force


def _nearer(text: str, start: int, end: int, stage: Stage) -> Stage:
    """``stage``, unless the stretch ends in 前期工作, or only the main body of a thing is complete."""
    if stage == "complete" and pattern("main_body").search(text, start, end):
        return "build"
    return "plan" if pattern("early_work").search(text, start, end) else stage


def _joined(before: _Verb | None, after: _Verb) -> Stage | None:
    """The stage that two verbs around a name give it: the later one's, unless that only says 建设."""
    if not after.is_after:
        return before.stage if before else None
    if not after.is_light:
        return after.stage
    if before is None:
        return None if after.text in ("建设", "改造") else after.stage
    if after.text == "规划建设" and "加快" not in before.text:
        return "plan"
    return before.stage


def _verb(token: re.Match[str], text: str, mode: Mode) -> _Verb:
    start, end = token.span()
    is_last = end == len(text) or text[end] in ",;:。!?、并且”" or bool(pattern("number").match(text, end))
    is_after = token.lastgroup == "after" or is_last
    return _chain(token[0], mode, is_after=is_after or bool(pattern("arrived").match(text, start)))


@lru_cache(maxsize=1 << 12)
def _chain(text: str, mode: Mode, *, is_after: bool) -> _Verb:
    atoms = project_words().atoms.findall(text)
    stage = _stage(atoms, text, mode)
    force = _own_force(atoms, text, stage, is_after=is_after)
    is_light, grants = bool(pattern("light").fullmatch(text)), bool(pattern("granted").search(text))
    return _Verb(text, stage, force, is_after, is_light, grants)


def _own_force(atoms: list[str], chain: str, stage: Stage, *, is_after: bool) -> int:
    if stage in ("complete", "start") or pattern("building").search(chain) or pattern("seated").search(chain):
        return 2
    soft = project_words().soft
    return 1 if is_after or not all(atom in soft or pattern("support").fullmatch(atom) for atom in atoms) else 0


def _stage(atoms: list[str], chain: str, mode: Mode) -> Stage:
    words = project_words()
    if pattern("progress").search(chain) and chain not in words.stages:
        return "build"
    ahead = [atom for atom in atoms if pattern("prospect").match(atom)]
    if ahead == ["争取"] and len(atoms) > 1:
        return _stage(atoms[1:], chain.removeprefix("争取"), mode)
    if ahead:
        return "build" if "加快" in chain and "建设" in chain else "plan"
    if atoms and atoms[0].startswith(("获批", "立项")):
        return "plan"
    if any(atom in words.found for atom in atoms):
        return "complete" if mode == "result" and not chain.startswith(("推动", "争取")) else "plan"
    if mode == "result" and atoms and atoms[0] in _NEW and all(atom in (*_NEW, "改建") for atom in atoms):
        return "complete"
    stages = {words.stages[atom] for atom in atoms if atom in words.stages}
    return next((stage for stage in _STAGE_ORDER if stage in stages), "build")
