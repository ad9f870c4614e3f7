"""The vocabulary of named projects, compiled: verbs with their stages, ends of names, words that tell nothing apart."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from luoshi.lexicon.load import table
from luoshi.statements.model import Stage

EndKind = Literal["strong", "weak", "ambition", "works", "reform", "phase", "other", "none"]

_STAGES: tuple[Stage, ...] = ("plan", "start", "build", "complete")
_ENDS: dict[str, EndKind] = {
    "others": "other", "weak": "weak", "strong": "strong", "ambitions": "ambition",
    "works": "works", "reforms": "reform", "phases": "phase",
}  # fmt: skip
_LONGEST_END = 10
_TELLS_NOTHING = "新大小老旧全市区县省镇村乡级类型化性业及其以之好高中了的和与等"
_JOINTS = frozenset("、“”()·-—~《》第 ")


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """What the grammar of projects asks of the vocabulary.

    ``token`` finds phrases that stand after a name (group ``after``), chains of verbs (``verb``) and the ends of
    clauses (``stop``); what it finds without a group (brackets, names with a verb inside) is to be passed over.
    ``atoms`` splits a chain into verbs, ``stages`` gives theirs, ``found`` are verbs of founding, ``soft`` those of
    support. ``lead`` and ``trail`` match what stands around a name, ``classes`` the words that make a name one of many,
    ``aims`` those that say what a place wants to be, ``plural`` those that do so even where a place has only one of
    its kind (``unique``); ``kinds`` are ends of names that the grammar asks for by kind (streets, waters).
    """

    token: re.Pattern[str]
    atoms: re.Pattern[str]
    stages: Mapping[str, Stage]
    found: frozenset[str]
    soft: frozenset[str]
    ends: Mapping[str, EndKind]
    lead: re.Pattern[str]
    trail: re.Pattern[str]
    classes: re.Pattern[str]
    aims: frozenset[str]
    plural: re.Pattern[str]
    unique: frozenset[str]
    qualifiers: re.Pattern[str]
    topics: frozenset[str]
    frames: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    common: frozenset[str]


@cache
def project_words() -> ProjectWords:
    """The compiled vocabulary, made on first use; raises LexiconError for bad data."""
    content = table("projects")
    adverbs, found = _words(content["adverbs"]["words"]), _words(content["verbs"]["found"])
    stages = {
        word: stage
        for group in ("after", "leading", "verbs")
        for stage in _STAGES
        for word in _words(content[group].get(stage, ""))
    }
    lead = [*_words(content["lead"]["words"]), *(word for word in adverbs if len(word) > 1)]
    return ProjectWords(
        token=_token(content, adverbs),
        atoms=re.compile(_any([*stages, *found])),
        stages=stages,
        found=frozenset(found),
        soft=frozenset(_words(content["leading"]["build"])),
        ends={word: kind for name, kind in _ENDS.items() for word in _words(content[name]["words"])},
        lead=re.compile(f"(?:{_any(lead)}|[、及与,]|和(?![平谐]))+"),
        trail=re.compile(f"(?:{_any(_words(content['trail']['words']))})+$"),
        classes=re.compile(_any(_words(content["classes"]["words"]))),
        aims=frozenset(_words(content["classes"]["aims"])),
        plural=re.compile(_any(_words(content["classes"]["plural"]))),
        unique=frozenset(_words(content["unique"]["words"])),
        qualifiers=re.compile(f"(?:{_any(_words(content['frames']['qualifiers']))}|[、的“”])*"),
        topics=frozenset(_words(content["frames"]["topics"])),
        frames=frozenset(_words(content["frames"]["plain"])),
        kinds={name: frozenset(_words(words)) for name, words in content["kinds"].items()},
        common=frozenset(_words(table("project_common")["words"])),
    )


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The regular expression ``name`` of the vocabulary's table of patterns."""
    patterns = table("projects")["patterns"]
    return re.compile(patterns[name].replace("COUNTER", patterns["counters"]))


@lru_cache(maxsize=1 << 14)
def end_of(name: str) -> tuple[str, EndKind]:
    """The longest known word that ends ``name``, and its kind; ("", "none") where there is none."""
    ends = project_words().ends
    for length in range(min(_LONGEST_END, len(name)), 0, -1):
        word = name[-length:]
        kind = ends.get(word)
        if kind is not None:
            return word, kind
    return "", "none"


@lru_cache(maxsize=1 << 14)
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


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(text.split()))


def _token(content: Mapping[str, Any], adverbs: list[str]) -> re.Pattern[str]:
    definite, leading, after = (
        [word for words in content[group].values() for word in words.split()] for group in ("verbs", "leading", "after")
    )
    guards = _words(content["guards"]["words"])
    guard, adverb, verb, any_verb = (f"(?:{_any(words)})" for words in (guards, adverbs, definite, definite + leading))
    chain = f"(?:了|(?:{adverb}|[并且和、]){{0,5}}(?!{guard}){any_verb})*"
    openers = _openers([*adverbs, *definite, *leading, *after, *guards, *_words(content["patterns"]["progress_opens"])])
    return re.compile(
        rf"(?={openers}|[(“《【,;:。!?])(?:"
        rf"\([^()]{{0,40}}\)|“[^“”]{{0,30}}”|《[^《》]{{0,60}}》|【[^】]{{0,10}}】|{guard}"
        rf"|(?P<after>{adverb}{{0,5}}(?:{_any(after)}|{content['patterns']['progress']})(?=[,;:。!?、并且和]|$))"
        rf"|(?P<verb>(?<![^,;:。]){adverb}{{0,5}}(?!{guard}){any_verb}{chain}|{adverb}{{0,5}}(?!{guard}){verb}{chain})"
        rf"|(?P<stop>[,;:。!?]+))"
    )


def _openers(words: Iterable[str]) -> str:
    """A pattern for what any of ``words`` may begin with: cheap, and wrong only where it lets others pass."""
    firsts, alone = {word[0] for word in words}, {word for word in words if len(word) == 1}
    seconds = {word[1] for word in words if len(word) > 1}
    return f"[{''.join(sorted(alone))}]|[{''.join(sorted(firsts))}][{''.join(sorted(seconds))}]"


def _any(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, longest first, sharing first characters so that most places fail at once."""
    by_first: dict[str, set[str]] = {}
    for word in words:
        by_first.setdefault(word[0], set()).add(word[1:])
    parts = []
    for first, rests in sorted(by_first.items()):
        tails = _any(rest for rest in rests if rest)
        optional = "?" if "" in rests and tails else ""
        parts.append(re.escape(first) + (f"(?:{tails}){optional}" if tails else ""))
    return "|".join(parts)
