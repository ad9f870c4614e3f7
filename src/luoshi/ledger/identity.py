"""Which indicator words mean, and whether two of them mean the same. It is decided here and nowhere else."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from luoshi.ledger.model import Identity
from luoshi.lexicon.divisions import load_divisions
from luoshi.lexicon.load import lexicon, table
from luoshi.lexicon.model import Indicator
from luoshi.values.place import Place

_DROPPED = re.compile(r"[\s“”\"'‘’「」《》〈〉的]|[(（][^()（）]*[)）]")
_EDGE = "、，,;；:：。"
_JOINTS = "和与及"
_LONGEST_DIVISION = 12
_NEAR = 0.9
_APART = 0.5
_PART_OF_PLACE = 0.6


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    short: re.Pattern[str]
    full: dict[str, str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    loose_before: re.Pattern[str]
    loose_behind: re.Pattern[str]
    part: re.Pattern[str]
    larger: re.Pattern[str]
    whole: dict[str | None, re.Pattern[str]]
    generic: frozenset[str]
    group_of: dict[str, str]
    contrast: re.Pattern[str]
    near: dict[str, int]
    indicators: dict[str, Indicator]


def identity(words: str, *, place: Place | None = None) -> Identity:
    """Which indicator ``words`` name. ``place`` tells what is its own whole (全省 of a province) from a larger scope.

    What the lexicon does not know keeps its own name, tidied of quotes, fillers and scope.
    """
    return _identity(words, place)


def alike(one: Identity, other: Identity) -> float:
    """How likely two indicators are the same thing, from 0 to 1.

    1 for the same name, 0.9 for names that took over from one another (``near`` of identity.toml), 0 where words or
    scopes exclude one another (城镇/农村, 收入/支出 …); otherwise the share of bigrams they have in common (Dice),
    halved for two different indicators of the lexicon.
    """
    factor = _scopes_alike(one.scope, other.scope)
    if factor == 0:
        return 0.0
    if one.name == other.name:
        return factor
    groups = _vocabulary().near
    if one.name in groups and groups[one.name] == groups.get(other.name):
        return factor * _NEAR
    if _exclude(one.qualifiers, other.qualifiers):
        return 0.0
    if one.is_known and other.is_known:
        factor *= _APART
    return factor * _overlap(one.name, other.name)


@lru_cache(maxsize=2**16)
def _identity(words: str, place: Place | None) -> Identity:
    text = _tidy(words)
    whole = _of_the_whole(text, place)
    scope = _scope_of(whole)
    part = _of_the_whole(whole[len(scope) :].lstrip(_EDGE + _JOINTS), place) if scope else ""
    for form, within in ((text, None), (whole, None), (part, scope)):
        name = _canonical(form)
        if name:
            return Identity(name, within, _qualifiers(name), is_known=True, is_generic=name in _vocabulary().generic)
    name = _vocabulary().behind.sub("", whole) or text
    return Identity(name, None, _qualifiers(name), is_generic=name in _vocabulary().generic)


def _canonical(text: str) -> str | None:
    """The indicator of the lexicon that ``text`` is a form of, with or without what may stand around it."""
    vocabulary = _vocabulary()
    bare = vocabulary.behind.sub("", text)
    ending = vocabulary.loose_behind.sub("", bare)
    forms = (text, bare, ending, vocabulary.loose_before.sub("", bare), vocabulary.loose_before.sub("", ending))
    return next((vocabulary.indicators[form].name for form in forms if form in vocabulary.indicators), None)


def _tidy(words: str) -> str:
    vocabulary = _vocabulary()
    text = _DROPPED.sub("", words).strip(_EDGE).rstrip(_JOINTS) or words.strip()
    return vocabulary.short.sub(lambda match: vocabulary.full[match[0]], text)


def _of_the_whole(text: str, place: Place | None) -> str:
    """``text`` without fillers and without words for the place as a whole in front."""
    vocabulary = _vocabulary()
    whole = vocabulary.whole[place.level if place else None]
    while True:
        shorter = whole.sub("", vocabulary.before.sub("", text))
        if place:
            shorter = _without_own_name(shorter, place)
        if shorter == text:
            return text
        text = shorter


def _without_own_name(text: str, place: Place) -> str:
    for name in _own_names(place):
        if text.startswith(name) and len(text) - len(name) >= 2:
            return text[len(name) :]
    return text


@lru_cache(maxsize=2**12)
def _own_names(place: Place) -> tuple[str, ...]:
    divisions = load_divisions()
    own = divisions.by_code.get(place.code or "")
    names = {place.name, *(own.forms if own else ())}
    return tuple(sorted(names, key=len, reverse=True))


def _scope_of(text: str) -> str | None:
    vocabulary = _vocabulary()
    match = vocabulary.larger.match(text) or vocabulary.part.match(text)
    if match:
        return match[0]
    names = load_divisions().by_name
    for length in range(min(_LONGEST_DIVISION, len(text) - 2), 2, -1):
        if text[length - 1] in "省市区县州盟旗" and text[:length] in names:
            return text[:length]
    return None


def _qualifiers(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_vocabulary().contrast.findall(name)))


def _exclude(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or not other:
        return False
    group_of = _vocabulary().group_of
    groups: dict[str, set[str]] = {}
    for word in one:
        groups.setdefault(group_of[word], set()).add(word)
    others: dict[str, set[str]] = {}
    for word in other:
        others.setdefault(group_of[word], set()).add(word)
    return any(group in others and not words & others[group] for group, words in groups.items())


def _scopes_alike(one: str | None, other: str | None) -> float:
    if one == other:
        return 1.0
    if one is None or other is None:
        return _PART_OF_PLACE
    return _PART_OF_PLACE if one in other or other in one else 0.0


def _overlap(one: str, other: str) -> float:
    first, second = _bigrams(one), _bigrams(other)
    shared = (first & second).total()
    return 2 * shared / (first.total() + second.total())


@lru_cache(maxsize=2**14)
def _bigrams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1)) if len(text) > 1 else Counter([text])


@cache
def _vocabulary() -> _Vocabulary:
    tables = table("identity")
    full = tables["short"]["words"]
    contrast = {name: group for name, group in tables["contrast"].items() if name != "source"}
    vocabulary = _Vocabulary(
        short=re.compile(_either(full)),
        full=full,
        before=_opening(tables["empty"]["before"]),
        behind=_ending(tables["empty"]["behind"]),
        loose_before=_opening(tables["loose"]["before"]),
        loose_behind=_ending(tables["loose"]["behind"]),
        part=re.compile(rf"^[\u4e00-\u9fff]{{0,4}}?(?:{_either(tables['part']['tails'])})(?=.{{2}})"),
        larger=_opening(tables["larger"]["words"]),
        whole=_wholes(tables["whole"]),
        generic=frozenset(tables["generic"]["names"]),
        group_of={word: group for group, words in contrast.items() for word in words},
        contrast=re.compile(_either(word for words in contrast.values() for word in words)),
        near={name: number for number, names in enumerate(tables["near"]["groups"]) for name in names},
        indicators={},
    )
    vocabulary.indicators.update(_indicators(vocabulary))
    return vocabulary


def _wholes(tables: dict[str, list[str]]) -> dict[str | None, re.Pattern[str]]:
    words: dict[str | None, list[str]] = {level: forms for level, forms in tables.items() if level != "source"}
    words[None] = [form for level, forms in words.items() if level in ("city", "county", "town") for form in forms]
    return {level: _opening(set(forms)) for level, forms in words.items()}


def _indicators(vocabulary: _Vocabulary) -> dict[str, Indicator]:
    found: dict[str, Indicator] = {}
    for form, indicator in sorted(lexicon().indicators.items(), key=lambda pair: pair[0] != pair[1].name):
        text = _DROPPED.sub("", form)
        found.setdefault(text, indicator)
        found.setdefault(vocabulary.short.sub(lambda match: vocabulary.full[match[0]], text), indicator)
    return found


def _opening(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"^(?:{_either(words)})(?=.{{2}})")


def _ending(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<=..)(?:{_either(words)})\Z")


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
