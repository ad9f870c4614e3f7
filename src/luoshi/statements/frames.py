"""The frames around a figure, compiled once from lexicon/frames.toml."""

import re
from dataclasses import dataclass
from functools import cache

from luoshi.lexicon.load import table


@dataclass(frozen=True, slots=True)
class Frames:
    """Patterns over the text left (``tail`` …) and right (``post``) of a figure; each names its parts by group."""

    tail: re.Pattern[str]
    share: re.Pattern[str]
    ratio: re.Pattern[str]
    action: re.Pattern[str]
    action_inside: re.Pattern[str]
    post: re.Pattern[str]
    fill: re.Pattern[str]
    rank: re.Pattern[str]
    field: re.Pattern[str]
    relative: frozenset[str]
    light: frozenset[str]
    frames: frozenset[str]
    frame_tail: re.Pattern[str]
    level_tail: re.Pattern[str]
    stock: re.Pattern[str]
    total: re.Pattern[str]
    down: frozenset[str]
    adverb: re.Pattern[str]


@cache
def frames() -> Frames:
    """The frames, made at first use."""
    words = table("frames")
    change, output, link, rank = words["change"], words["output"], words["link"], words["rank"]
    hedge = f"(?:{_any(change['hedges'])})"
    adverb = f"(?:{_any(output['adverbs'])})"
    verb = f"(?:{_any(output['strong'] + output['light'])})"
    to = f"(?:{_any(link['to'])})"
    act = rf"{adverb}*{verb}(?:(?:[、和及并]|并且|以及)?{adverb}?{verb}){{0,3}}"
    frame = _any(output["frames"])
    return Frames(
        tail=re.compile(
            rf"(?P<hedges>{hedge}*)(?:(?P<up>{_any(change['up'])})(?:幅度|速度|率|幅)?|(?P<down>{_any(change['down'])})(?:幅度|速度|率|幅)?)?"
            rf"(?P<to>{to}|了)?(?P<late>{hedge}*)(?P<link>(?:{_any(link['words'])})*)了?\Z"
        ),
        share=re.compile(rf"(?P<part>.*?)(?:的)?(?:{hedge})*占(?:到)?(?P<whole>[^占]*?)(?:的)?(?P<ratio>{_any(words['share']['ratios'])})?\Z"),
        ratio=re.compile(rf"(?P<part>.+?)(?:的)?(?P<ratio>占比|比重|所占比重|所占比例|比例)\Z"),
        action=re.compile(rf"(?P<action>{act}|(?:{frame}))(?P<noun>.*)\Z", re.DOTALL),
        action_inside=re.compile(rf"(?P<action>{act})(?P<noun>.*)\Z", re.DOTALL),
        post=re.compile(rf"(?P<adverbs>{adverb}*)(?P<action>(?:{verb}|{_any(change['up'])}|{_any(change['down'])}|实现|达到|达|占|居|位居|受)(?:[、和]?{verb})?)"),
        fill=re.compile(rf"(?:\s|[,;:。、]|\d{{4}}年(?:底|末|初)?|(?:{_any(words['fill']['leading'])})(?!率|额|值|力|业|化|型|度|性))+"),
        rank=re.compile(rf"(?P<subject>.*?)(?P<frame>(?:{hedge}|{adverb})*(?:{_any(rank['frames'])})+(?:了|在|于)?)(?P<field>[^居列]*?)(?:的)?\Z"),
        field=re.compile(rf"(?P<subject>.*?)(?:在)?(?P<field>(?:{_any(rank['fields'])})[^,。;]{{0,8}})\Z"),
        relative=frozenset(words["relative"]["nouns"]),
        light=frozenset(output["light"]),
        frames=frozenset(output["frames"]),
        frame_tail=re.compile(rf"(?P<noun>.*?)(?P<tail>{_any(output['frame_tails'])})\Z"),
        level_tail=re.compile(rf"(?:{_any(words['level']['tails'])})\Z"),
        stock=re.compile(rf"(?:{_any(words['cumulative']['stocks'])})\Z"),
        total=re.compile(rf"(?P<noun>.*?)(?:{_any(words['cumulative']['words'])})\Z"),
        down=frozenset(change["down"]),
        adverb=re.compile(rf"{adverb}+"),
    )


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
