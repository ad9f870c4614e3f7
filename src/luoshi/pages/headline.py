"""The sentences in which a report states the year's main expected targets."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from luoshi.document.model import Sentence
from luoshi.lexicon.load import table
from luoshi.pages.report import Report

_NUMERAL = re.compile(r"(?<![\d.])\d+(?:[.．]\d+)?(?![\d.．年月日])|百分之")
_FULL_STOPS = "。！!？?"
_GOES_ON = "：:；;，,、"
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
    """The sentences from ``first`` to the first that ends with a full stop, or its paragraph without going on."""
    for index, (sentence, following) in enumerate(pairwise(sentences[first:]), start=first):
        ending = text[sentence.end - 1]
        if ending in _FULL_STOPS or (following.paragraph != sentence.paragraph and ending not in _GOES_ON):
            return range(first, index + 1)
    return range(first, len(sentences))


def _numerals(text: str, sentences: Sequence[Sentence], run: range) -> int:
    return sum(len(_NUMERAL.findall(text, sentences[index].start, sentences[index].end)) for index in run)


@cache
def _cue() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, table("headline")["cues"])))
