"""The verb phrase of an output, cut from its noun: 新建改造 | 公园, but 完成 | 工业用地整备."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from luoshi.lexicon.load import table
from luoshi.statements.wording import any_of

_REMEMBERED = 2048


class Act(NamedTuple):
    """An action and the noun behind it; ``before`` is what stood before the action."""

    action: str
    noun: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class _Verbs:
    opening: re.Pattern[str]
    inside: re.Pattern[str]
    chain: re.Pattern[str]
    starting: frozenset[str]
    solo: frozenset[str]
    light: tuple[str, ...]
    frames: frozenset[str]
    nominal: frozenset[str]
    funding: frozenset[str]
    states: frozenset[str]
    attributive: frozenset[str]
    works: re.Pattern[str]
    frame_tail: re.Pattern[str]
    noun_tail: re.Pattern[str]
    noun_pairs: dict[str, tuple[str, ...]]
    own: re.Pattern[str]
    kept: re.Pattern[str]


@cache
def verbs() -> _Verbs:
    """The verbs of outputs, compiled at first use."""
    words = table("frames")["output"]
    listed = words["strong"] + words["light"]
    plain = listed + ["新" + word for word in listed if word[0] not in "新增"]
    verb = any_of(plain)
    first = any_of([*plain, *words["opening"]])
    plain_adverb, adverb = any_of(words["adverbs"]), any_of(words["adverbs"] + words["manner"])
    frame = any_of(words["frames"])
    return _Verbs(
        opening=re.compile(rf"(?P<adverbs>(?:{adverb})*)(?:(?P<verb>{first})|(?P<frame>{frame})(?!{verb}))"),
        inside=re.compile(rf"(?P<adverbs>(?:{adverb})*)(?P<verb>{verb})"),
        chain=re.compile(
            rf"(?P<joint>[、和及并]|并且|以及)(?:{plain_adverb})?新?{any_of(words['second'] + words['joined'])}"
            rf"|(?:{plain_adverb})?{any_of(words['second'])}"
        ),
        starting=frozenset(words["opening"]),
        solo=frozenset(words["solo"]),
        light=tuple(words["light"]),
        frames=frozenset(words["frames"]),
        noun_tail=re.compile(rf"{any_of(words['noun_tails'])}(?!以上|化|企业|养殖|种植|工业)"),
        noun_pairs=_by_verb(words["noun_pairs"]),
        own=re.compile(rf"{any_of(words['self'])}\Z"),
        kept=re.compile(rf"{any_of(words['kept'])}\Z"),
        nominal=frozenset(words["nominal"]),
        funding=frozenset(words["funding"]),
        states=frozenset(words["states"]),
        attributive=frozenset(words["attributive"]),
        works=re.compile(rf"{any_of(words['works'])}\Z"),
        frame_tail=re.compile(rf"(?P<noun>.*?)(?P<tail>{any_of(words['frame_tails'])})\Z"),
    )


def _by_verb(pairs: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """For each verb the tails with which it makes a noun."""
    found: dict[str, tuple[str, ...]] = {}
    for tail, listed in pairs.items():
        for verb in listed:
            found[verb] = (*found.get(verb, ()), tail)
    return found


@lru_cache(maxsize=_REMEMBERED)
def opening_act(text: str) -> Act | None:
    """The action that ``text`` opens with, after adverbs; None where it opens with another word."""
    match = verbs().opening.match(text)
    if not match:
        return None
    if _is_noun(text, match):
        return Act("争取", text[match.end("adverbs") :]) if match["adverbs"].endswith("争取") else None
    return _act(text, match, match["verb"] or match["frame"])


@lru_cache(maxsize=_REMEMBERED)
def inner_act(text: str) -> Act | None:
    """The first action inside ``text``, past its first character."""
    position = 1
    first: Act | None = None
    while match := verbs().inside.search(text, position):
        if not _is_noun(text, match):
            act = _later(_staged(_act(text, match, match["verb"])))
            first = first or act
            if act.action in verbs().nominal and act.noun:
                position = match.start("verb") + 1
                continue
            return Act(act.noun, "", act.before + act.action) if act.noun in _LATER else act
        position = match.start("verb") + 1
    return first


def _staged(act: Act) -> Act:
    """The stage of works apart from the works: 棚户区 | 改造开工 becomes 棚户区改造 | 开工."""
    match = _STAGE.fullmatch(act.action)
    return Act(match["stage"], act.noun, act.before + match["works"]) if match and act.before else act


_STAGE = re.compile(r"(?P<works>改造|治理|建设|整治|修复)(?P<stage>开工|竣工|启动|新开工|建成)")


def _later(act: Act) -> Act:
    """The act inside the noun of a nominal verb: 基础设施建设 | 累计投入."""
    while act.action in verbs().nominal and (inside := opening_act(act.noun)):
        act = Act(inside.action, inside.noun, act.before + act.action)
    return act


_LATER = frozenset({"新增", "净增", "完成"})


def _is_noun(text: str, match: re.Match[str]) -> bool:
    """Whether the verb is part of a noun (销售额, 建成区); verbs that always take a noun are not."""
    verb = match["verb"]
    if verb is None:
        return False
    if "“" in text and _is_quoted(text, match.start()):
        return True
    if is_paired(verb, text, match.end()) or text[match.end() :] in _MEASURING:
        return True
    if text[match.end() : match.end() + 1] in _CLASSING:
        return True
    if verb in verbs().solo or verb.startswith("新"):
        return False
    return verbs().noun_tail.match(text, match.end()) is not None


def _is_quoted(text: str, at: int) -> bool:
    """Whether ``at`` lies in a quoted name that more words follow: “健康直通车”服务."""
    is_inside = text.count("“", 0, at) > text.count("”", 0, at)
    end = text.find("”", at)
    return is_inside and end > at and (text[0], end) != ("“", len(text) - 1)


_MEASURING = ("率", "额", "面", "数")
_CLASSING = ("性", "型", "者", "(")


def is_paired(verb: str, text: str, end: int) -> bool:
    """Whether ``verb``, which ends at ``end``, makes a noun with what follows: 服务业, 脱贫群众."""
    return text.startswith(verbs().noun_pairs.get(verb, ()), end)


def own_noun(text: str) -> str | None:
    """The action at the end of ``text`` that is its own noun (减税, 再就业); None where there is none."""
    match = verbs().own.search(text)
    return match[0] if match else None


def _act(text: str, match: re.Match[str], verb: str) -> Act:
    end = match.end()
    is_solo = verb in verbs().solo
    if not match.groupdict().get("frame"):
        while (link := verbs().chain.match(text, end)) and (link["joint"] or not is_solo):
            if text[link.end() :] in _MEASURING or is_paired(link[0].lstrip("、和及并"), text, link.end()):
                break
            end = link.end()
    start = match.end("adverbs")
    kept = verbs().kept.search(match["adverbs"])
    action = (kept[0] if kept else "") + text[start:end].strip("、")
    return Act(action, text[end:].removeprefix("了"), text[: match.start()])


def is_light(action: str) -> bool:
    """Whether the action carries a flow (完成投资) as easily as an output."""
    return action.endswith(verbs().light)


def framed(act: Act) -> Act:
    """``加快`` + ``A建设`` becomes ``加快建设`` + ``A``; other actions stay."""
    if act.action in verbs().frames and (tail := verbs().frame_tail.match(act.noun)) and tail["noun"]:
        return Act(act.action + tail["tail"], tail["noun"], act.before)
    return act
