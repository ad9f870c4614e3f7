"""The sentences in which a report states the year's main expected targets."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from luoshi.document.model import Sentence
from luoshi.pages.report import Report

_NUMERAL = re.compile(r"\d|[０-９]|百分之")
_FULL_STOPS = "。！!？?"
_FEWEST_NUMERALS = 2


def headline(report: Report) -> Sequence[int]:
    """Indexes of the sentences that state the main expected targets of the plan half; empty where none does.

    They run from the sentence with the cue (主要预期目标是：…；…。) to the full stop that ends it; where the cue is a
    title, or stands alone, the sentences after it up to the next full stop count too.
    """
    sentences, text = report.document.sentences, report.document.source.text
    for index, sentence in enumerate(sentences):
        if sentence.half != "review" and _cue().search(text, sentence.start, sentence.end):
            run = _run(text, sentences, index)
            if _numerals(text, sentences, run) < _FEWEST_NUMERALS and run and run[-1] + 1 < len(sentences):
                run = range(index, _run(text, sentences, run[-1] + 1).stop)
            if _numerals(text, sentences, run) >= _FEWEST_NUMERALS:
                return run
    return ()


def _run(text: str, sentences: Sequence[Sentence], first: int) -> range:
    """The sentences from ``first`` to the first that ends with a full stop, within one paragraph."""
    for index, (sentence, following) in enumerate(pairwise(sentences[first:]), start=first):
        if text[sentence.end - 1] in _FULL_STOPS or following.paragraph != sentence.paragraph:
            return range(first, index + 1)
    return range(first, len(sentences))


def _numerals(text: str, sentences: Sequence[Sentence], run: range) -> int:
    return sum(len(_NUMERAL.findall(text, sentences[index].start, sentences[index].end)) for index in run)


@cache
def _cue() -> re.Pattern[str]:
    words = tomllib.loads(files("luoshi.lexicon").joinpath("headline.toml").read_text(encoding="utf-8"))
    return re.compile("|".join(map(re.escape, words["cues"])))
