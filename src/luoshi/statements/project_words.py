"""The vocabulary of named projects, compiled: patterns that find verbs, ends of names, words that tell nothing apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from luoshi.lexicon.load import table
from luoshi.statements.model import Stage

EndKind = Literal["strong", "weak", "ambition", "works", "reform", "phase", "other", "none"]

_STAGES: tuple[Stage, ...] = ("plan", "start", "build", "complete")
_LONGEST_END = 10


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """What the grammar of projects asks of the vocabulary.

    ``token`` finds brackets and guarded words (no group), phrases after a name (``after``), chains of verbs
    (``verb``) and the ends of clauses (``stop``). ``stages`` gives the stages of single verbs, ``found`` the verbs of
    founding, ``soft`` the verbs that promise support rather than works. ``atoms`` splits a chain into its verbs.
    """

    token: re.Pattern[str]
    atoms: re.Pattern[str]
    lead: re.Pattern[str]
    trail: re.Pattern[str]
    qualifiers: re.Pattern[str]
    topics: frozenset[str]
    adverbs: re.Pattern[str]
    stages: dict[str, Stage]
    found: frozenset[str]
    soft: frozenset[str]
    ends: dict[str, EndKind]
    frames: frozenset[str]
    classes: re.Pattern[str]
    common: frozenset[str]


@cache
def project_words() -> ProjectWords:
    """The compiled vocabulary, made on first use; raises LexiconError for bad data."""
    content = table("projects")
    stages: dict[str, Stage] = {}
    for group in ("after", "leading", "verbs"):
        for stage in _STAGES:
            stages.update(dict.fromkeys(content[group].get(stage, "").split(), stage))
    found = content["verbs"]["found"].split()
    soft = set(content["leading"]["build"].split())
    adverbs = _words(content["adverbs"])
    return ProjectWords(
        token=_token(content, adverbs),
        atoms=re.compile(_any([*stages, *found])),
        lead=re.compile(
            f"(?:{_any([*_words(content['lead']), *(word for word in adverbs if len(word) > 1)])}|[、和及与,])+"
        ),
        trail=re.compile(f"(?:{_any(_words(content['trail']))})+$"),
        qualifiers=re.compile(f"(?:{_any(_words({'words': content['frames']['qualifiers']}))}|[、的“”])*"),
        topics=frozenset(content["frames"]["topics"].split()),
        adverbs=re.compile(f"(?:{_any([*adverbs, *stages])}|[并且])+$"),
        stages=stages,
        found=frozenset(found),
        soft=frozenset(soft),
        ends=_ends(content),
        frames=frozenset(content["frames"]["plain"].split()),
        classes=re.compile(_any(_words(content["classes"]))),
        common=frozenset(_words(table("project_common"))),
    )


def end_of(name: str) -> tuple[str, EndKind]:
    """The longest known word that ends ``name``, and its kind; ("", "none") where there is none."""
    ends = project_words().ends
    for length in range(min(_LONGEST_END, len(name)), 0, -1):
        word = name[-length:]
        kind = ends.get(word)
        if kind is not None:
            return word, kind
    return "", "none"


@cache
def distinct(text: str) -> int:
    """How many characters of ``text`` no word that many places use covers (longest word first, from the left).

    Characters that tell nothing (新, 市, 级) count only beside others that are not covered.
    """
    common = project_words().common
    text = text.replace("5G", "")
    index = 0
    runs = [""]
    while index < len(text):
        step = next((size for size in (4, 3, 2) if text[index : index + size] in common), 0)
        if step or text[index] in _JOINTS:
            runs.append("")
        else:
            runs[-1] += text[index]
        index += step or 1
    return sum(len(run) for run in runs if run.strip(_TELLS_NOTHING))


_TELLS_NOTHING = "新大小老旧全市区县省镇村乡级类型化性业及其以之好高中了的和与等"
_JOINTS = frozenset("、“”()·-—~《》第 ")


def _words(group: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(group["words"].split()))


def _ends(content: dict[str, dict[str, str]]) -> dict[str, EndKind]:
    kinds: tuple[tuple[str, EndKind], ...] = (
        ("others", "other"), ("weak", "weak"), ("strong", "strong"),
        ("ambitions", "ambition"), ("works", "works"), ("reforms", "reform"), ("phases", "phase"),
    )  # fmt: skip
    return {word: kind for name, kind in kinds for word in _words(content[name])}


def _token(content: dict[str, dict[str, str]], adverbs: list[str]) -> re.Pattern[str]:
    definite = [word for words in content["verbs"].values() for word in words.split()]
    leading = [word for words in content["leading"].values() for word in words.split()]
    after = [word for words in content["after"].values() for word in words.split()]
    adverb, verb, any_verb = f"(?:{_any(adverbs)})", f"(?:{_any(definite)})", f"(?:{_any(definite + leading)})"
    guards = _words(content["guards"])
    guard = f"(?:{_any(guards)})"
    first = f"(?!{guard})"
    chain = f"(?:了|(?:{adverb}|[并且、])*(?!{guard}){any_verb})*"
    phrases = "进入[^,;、]{1,6}?阶段|取得[^,;、]{0,8}?(?:进展|突破|成效)|(?:超额)?完成[^,;、]{0,6}?(?:主体|调试|投资计划|年度任务|建设任务)|(?:达到|具备)[^,;、]{2,6}?条件"
    openers = re.escape("".join(sorted({word[0] for word in (*adverbs, *definite, *leading, *after, *guards)})))
    return re.compile(
        rf"(?=[{openers}(“《【\[进取完超达具,;:。!?])(?:"
        rf"\([^()]{{0,40}}\)|“[^“”]{{0,30}}”|《[^《》]*》|【[^】]*】|{guard}"
        rf"|(?P<after>{adverb}*(?:{_any(after)}|{phrases})(?=[,;:。!?、并且和]|$))"
        rf"|(?P<verb>(?<![^,;:。]){adverb}*{first}{any_verb}{chain}|{adverb}*{first}{verb}{chain})"
        rf"|(?P<stop>[,;:。!?]+))"
    )


def _any(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, longest first, sharing first characters so that most places fail at once."""
    by_first: dict[str, set[str]] = {}
    for word in words:
        by_first.setdefault(word[0], set()).add(word[1:])
    parts = []
    for first, rests in sorted(by_first.items()):
        tails = _any(rest for rest in rests if rest) if rests != {""} else ""
        optional = "?" if "" in rests and tails else ""
        parts.append(re.escape(first) + (f"(?:{tails}){optional}" if tails else ""))
    return "|".join(parts)
