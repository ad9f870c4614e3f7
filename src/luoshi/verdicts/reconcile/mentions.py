"""Where a later report names a project: the reader's project rows, and plain mentions in the text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

from luoshi.document.model import Sentence
from luoshi.lexicon.load import table
from luoshi.statements.model import Mode, Project, Stage
from luoshi.verdicts.model import Account, Mention

_CLAUSE = re.compile(r"[,，。;；:：!?\n]")
_LONG = 5
"""A name of this many characters tells itself apart; a shorter one must stand alone between separators or verbs."""

_SEPARATORS = "、,，。;；:：和及与的“(（《\n "
_COVERS = 2


def row_mention(project: Project, later: int) -> Mention:
    """The mention that a project row of later report number ``later`` is."""
    return Mention(
        project.start, project.end, project.name, later, project.sentence, project.mode, project.stage
    )  # fmt: skip


def text_mentions(account: Account, later: int, name: str) -> Iterator[Mention]:
    """Every place where ``name`` (a core) stands in the text of ``account`` in a sentence that tells or promises."""
    if len(name) < 3:
        return
    start = account.folded.find(name)
    while start >= 0:
        end = start + len(name)
        mention = _mention(account, later, name, start, end)
        if mention is not None:
            yield mention
        start = account.folded.find(name, end)


def _mention(account: Account, later: int, name: str, start: int, end: int) -> Mention | None:
    number = _sentence_at(account.document.sentences, start)
    if number is None:
        return None
    sentence = account.document.sentences[number]
    if sentence.sentence_class == "noise" or sentence.half == "other":
        return None
    if len(name) < _LONG and not _stands_alone(account.folded, start):
        return None
    over = next((each for each in account.projects if each.start <= start and end <= each.end), None)
    if over is not None:
        wide = over.end - over.start < _COVERS * (end - start)
        left, right = (over.start, over.end) if wide else (start, end)
        return Mention(left, right, name, later, number, over.mode, over.stage)
    mode: Mode = "target" if sentence.half == "plan" or sentence.sentence_class == "commitment" else "result"
    start -= account.folded[start - 1 : start] in ("市", "省", "县", "区")
    return Mention(start, end, name, later, number, mode, _stage(account.folded, sentence, start, end))


def _sentence_at(sentences: tuple[Sentence, ...], at: int) -> int | None:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    return low if low < len(sentences) and sentences[low].start <= at else None


def _stands_alone(text: str, start: int) -> bool:
    start -= text[start - 1 : start] in ("市", "省", "县", "区")
    before = text[max(0, start - 4) : start]
    return not before or before[-1] in _SEPARATORS or any(before.endswith(verb) for verb in _stages())


def _stage(text: str, sentence: Sentence, start: int, end: int) -> Stage | None:
    """The stage of the verb after ``text[start:end]`` in its clause, else of the verb nearest before it."""
    stop = _CLAUSE.search(text, end, sentence.end)
    after = text[end : stop.start() if stop else sentence.end]
    found = _verbs().findall(after)
    if found and found[-1] != "建设":
        return _stages()[found[-1]]
    breaks = [each.end() for each in _CLAUSE.finditer(text, sentence.start, start)]
    found = _verbs().findall(text[breaks[-1] if breaks else sentence.start : start]) or found
    return _stages()[found[-1]] if found else None


@cache
def _stages() -> dict[str, Stage]:
    content = table("projects")
    return {
        word: stage
        for group in ("verbs", "after")
        for stage in get_args(Stage)
        for word in content[group].get(stage, "").split()
    }


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_stages(), key=len, reverse=True))))
