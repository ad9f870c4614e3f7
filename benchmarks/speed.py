"""Characters a second on one core: structure, whole reading, and what others take for less, in the same run."""

import re
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from luoshi.document.structure import structure
from luoshi.pipeline import read_report
from luoshi.text.source import Source

BARE = re.compile(
    r"(?P<indicator>[^，。；、：！？\s\d]{0,24}?)"
    r"(?P<verb>增长|增加|提高|下降|降低|减少|达到|达|突破|新增|完成|建成|改造|升至|降至|占比?)?"
    r"(?P<bound>约|近|超过?|不低于|不少于|不超过)?"
    r"(?P<number>[0-9０-９]+(?:[.．,，][0-9０-９]+)*)"
    r"(?P<magnitude>[十百千万亿]+)?"
    r"(?P<unit>个百分点|%|％|倍|[\u4e00-\u9fff]{0,3})"
    r"(?P<after>以上|以下|以内|左右)?"
)
"""What a short script takes for a figure: some words, a verb, digits with magnitude and unit, a bound."""

DIGITS = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")


def characters_per_second(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """Characters that ``work`` gets through in a second of processor time: the fastest of ``texts``, each read once."""
    return max(len(text) / _seconds(work, text) for text in texts)


def _seconds(work: Callable[[str], object], text: str) -> float:
    before = time.process_time()
    work(text)
    return max(time.process_time() - before, 1e-9)


def read_structure(text: str) -> object:
    """Sections and classified sentences."""
    return structure(Source(text), hint=None)


def read_whole(text: str) -> object:
    """All that ``luoshi.read`` does once the characters are there."""
    return read_report(Source(text))


def read_bare(text: str) -> int:
    """One pass of ``BARE``, groups taken out."""
    return sum(len(match.groupdict()) for match in BARE.finditer(text))


def read_digits(text: str) -> int:
    """One pass that finds runs of digits and nothing else."""
    return len(DIGITS.findall(text))


def recognizers() -> Callable[[str], object] | None:
    """All that Recognizers-Text has for numbers, units and times; None where it cannot be imported.

    It is no dependency of ours. ``pip install recognizers-text-suite 'emoji<2'`` installs what was tried (1.0.2a2).
    """
    try:
        number: Any = import_module("recognizers_number")
        unit: Any = import_module("recognizers_number_with_unit")
        time_of: Any = import_module("recognizers_date_time")
        chinese = import_module("recognizers_text").Culture.Chinese
    except ImportError:
        return None
    passes = (
        *(number.recognize_number, number.recognize_ordinal, number.recognize_percentage),
        *(unit.recognize_currency, unit.recognize_dimension, unit.recognize_age, unit.recognize_temperature),
        time_of.recognize_datetime,
    )

    def recognise(text: str) -> object:
        return [found for recognise_one in passes for found in recognise_one(text, chinese)]

    recognise("一、2024年新增养老床位1500张，投资3亿元，增长5%，居全省第二。")
    return recognise
