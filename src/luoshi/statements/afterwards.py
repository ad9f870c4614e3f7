"""What only the whole clause can tell: counts that share a later verb, figures that mean nothing."""

import re

from luoshi.statements.actions import verbs
from luoshi.statements.reading import Reading
from luoshi.tokens.model import Rank

_SPAN_OF_TIME = re.compile(r"(?:天数|日数|时间|时限|周期|寿命|年限|时长|时效|期限|提速)\Z")
_LISTABLE = frozenset({"count-first", "count-object", "level", "verb-behind"})
_CARRYING = frozenset({"完成", "实施", "启动", "推进", "加快", "开展", "全面完成"})
_GRADE = re.compile(r"(?:国家|自治区|省|市|县|区|世界|[百千万亿十三五]+元?)级")


def spread_back(found: list[Reading]) -> None:
    """Counts listed before a shared verb or noun take it: 8个国家级、4个省级中心; 647件、733件全部办复."""
    for reading, following in zip(found[-2::-1], found[:0:-1], strict=False):
        if (
            reading.action in verbs().light
            and "inherited-head" in reading.doubts
            and following.pattern == "verb-behind"
        ):
            reading.indicator, reading.action = following.indicator, following.action
        if reading.pattern not in _LISTABLE or following.aspect != "output":
            continue
        grade = _GRADE.fullmatch(reading.indicator)
        if grade and (tail := _GRADE.match(following.indicator)):
            reading.indicator += following.indicator[tail.end() :]
        _lend_works(reading, following)
        if reading.action is None and following.action and following.pattern in ("count-first", "verb-behind"):
            reading.action, reading.aspect = following.action, "output"


def _lend_works(reading: Reading, following: Reading) -> None:
    """完成52座水库、666座山塘整治: the works behind the last count are those of both."""
    is_list = reading.pattern == following.pattern == "count-object" and reading.action == following.action
    if not is_list or reading.figure.end > following.figure.start or reading.action not in _CARRYING:
        return
    works = verbs().works.search(following.indicator)
    if works and works.start() and not verbs().works.search(reading.indicator):
        reading.indicator += works[0]


def is_meant(reading: Reading) -> bool:
    """Whether the figure says how much of something: no capacity in a name, no bare 三天, no 一个 as an article."""
    figure = reading.figure
    if isinstance(figure, Rank):
        return True
    if reading.pattern == "capacity":
        return False
    if figure.dimension == "duration" and reading.pattern in ("inherited", "level", "relative", "count-first"):
        return reading.pattern != "inherited" and _SPAN_OF_TIME.search(reading.indicator) is not None
    if figure.written == "一" and figure.dimension != "doubling":
        is_done = reading.action is not None and reading.action not in verbs().starting
        return is_done and reading.pattern in ("count-object", "output")
    if not figure.written.isascii() and reading.pattern == "inherited":
        return False
    if not figure.unit and reading.pattern == "count-first":
        return reading.action is not None
    return figure.written.isascii() or reading.pattern != "count-first" or reading.action is not None
