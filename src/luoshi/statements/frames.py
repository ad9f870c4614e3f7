"""The frames around a figure, compiled once from lexicon/frames.toml."""

import re
from dataclasses import dataclass
from functools import cache

from luoshi.lexicon.load import table
from luoshi.statements.wording import any_of


@dataclass(frozen=True, slots=True)
class Frames:
    """Patterns over the text left of a figure (``tail``, ``share``, ``rank`` …) and right of it (``post``)."""

    tail: re.Pattern[str]
    share: re.Pattern[str]
    ratio: re.Pattern[str]
    post: re.Pattern[str]
    fill: re.Pattern[str]
    rank: re.Pattern[str]
    field: re.Pattern[str]
    relative: frozenset[str]
    level_tail: re.Pattern[str]
    stock: re.Pattern[str]
    total: re.Pattern[str]
    hedged: re.Pattern[str]
    count_total: re.Pattern[str]
    count_level: re.Pattern[str]


@cache
def frames() -> Frames:
    """The frames, made at first use."""
    words = table("frames")
    change, output, link, rank = words["change"], words["output"], words["link"], words["rank"]
    hedge, adverb, verb = (
        any_of(change["hedges"]),
        any_of(output["adverbs"] + output["manner"]),
        any_of(output["strong"] + output["light"]),
    )
    up, down, ratios = any_of(change["up"]), any_of(change["down"]), any_of(words["share"]["ratios"])
    width = "(?:幅度|速度|率|幅)?"
    return Frames(
        tail=re.compile(
            rf"(?:{hedge})*(?:(?P<up>(?<!新)(?<!自然){up}){width}|(?P<down>{down}){width})?(?P<to>{any_of(link['to'])}|了)?(?:{hedge})*"
            rf"(?P<link>{any_of(link['words'])}*)了?\Z"
        ),
        share=re.compile(rf"(?P<part>.*?)(?:的)?{hedge}*占(?:到)?(?P<whole>[^占]*?)(?:的)?(?P<ratio>{ratios})?\Z"),
        ratio=re.compile(r"(?P<part>.+?)(?:的)?(?P<ratio>占比|比重|所占比重|所占比例|比例)\Z"),
        post=re.compile(
            rf"(?P<adverbs>{adverb}*)(?P<action>(?:{verb}|(?!增速|增幅|涨幅|降幅|减幅){up}|(?!降幅|减幅){down}|实现|达到|达|占|居(?![民住家委])|位居|受)(?:[、和]?{verb})?)"
        ),
        fill=re.compile(
            rf"(?:\s|[,;:。、]|把(?![关握控脉])|\d{{4}}年(?:底|末|初)?|{any_of(words['fill']['leading'])}(?!率|额|值|力|业|化|型|度|性|(?<=使)用))+"
        ),
        rank=re.compile(
            rf"(?P<subject>.*?)(?:{hedge}|{adverb})*(?!(?<=[班系序])列|居[民住家]){any_of(rank['frames'])}+(?:了|在|于)?(?P<field>[^居列]*?)(?:的)?\Z"
        ),
        field=re.compile(rf"(?P<subject>.*?)(?:在)?(?P<field>{any_of(rank['fields'])}[^,。;]{{0,8}})\Z"),
        relative=frozenset(words["relative"]["nouns"]),
        level_tail=re.compile(rf"{any_of(words['level']['tails'])}\Z"),
        stock=re.compile(rf"{any_of(words['cumulative']['stocks'])}\Z"),
        hedged=re.compile(rf"{adverb}+"),
        count_total=re.compile(rf"{any_of(words['cumulative']['count_totals'])}\Z"),
        count_level=re.compile(rf"{any_of(words['cumulative']['count_levels'])}\Z"),
        total=re.compile(rf"(?P<noun>.*?){any_of(words['cumulative']['words'])}\Z"),
    )
