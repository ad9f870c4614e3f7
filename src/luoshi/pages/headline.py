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

    They run from the sentence with the cue (主要预期目标是：…；…。) to the full stop that ends it; where no such run
    has figures, since the cue is a title or stands alone, the sentences after it up to the next full stop count too.
    """
    sentences, text = report.document.sentences, report.document.source.text
    runs = [
        _run(text, sentences, index)
        for index, sentence in enumerate(sentences)
        if sentence.half != "review" and _cue().search(text, sentence.start, sentence.end)
    ]
    longer = (range(run.start, _run(text, sentences, run.stop).stop) for run in runs if run.stop < len(sentences))
    return next((run for run in (*runs, *longer) if _numerals(text, sentences, run) >= _FEWEST_NUMERALS), ())


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
