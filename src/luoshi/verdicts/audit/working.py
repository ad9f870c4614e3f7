"""What findings are made of: exhibits, results with their range, and the causes that a text itself suggests."""

import re
from collections.abc import Sequence
from decimal import Decimal

from luoshi.verdicts.audit.evidence import Evidence
from luoshi.verdicts.audit.figure import Figure, tidy
from luoshi.verdicts.audit.interval import Interval
from luoshi.verdicts.audit.model import Cause, Claim, Exhibit

_PRELIMINARY = re.compile(r"预计|预期|快报|初步|统计快|初核")
_SCOPE = re.compile(r"口径|可比|剔除|扣除|不含|还原|调整|合并|并表")
REAL = re.compile(
    r"生产总值|增加值|GDP|经济总量|国民收入|工农业总产值|农业总产值|工业总产值|社会总产值|消费水平|劳动生产率|实际增长"
)
"""Indicators whose growth is stated in constant prices, so that levels in current prices need not follow it.

Source: 国家统计局《中国主要统计指标诠释》, 国内生产总值与工业增加值：增速按可比价格计算.
"""


def exhibit(figure: Figure) -> Exhibit:
    """Where ``figure`` stands."""
    return Exhibit(figure.report, figure.measure.sentence, figure.entry.start, figure.entry.end)


def claim(evidence: Evidence, working: str, figures: Sequence[Figure], *causes: Cause) -> Claim:
    """A claim that rests on ``figures``, with ``causes`` and those that their sentences suggest."""
    texts = [evidence.text(figure) for figure in figures]
    suggested: list[Cause] = list(causes)
    if any(map(_PRELIMINARY.search, texts)):
        suggested.append("preliminary")
    if any(map(_SCOPE.search, texts)):
        suggested.append("scope")
    return Claim(working, tuple(map(exhibit, figures)), tuple(dict.fromkeys(suggested)))


def is_real(figure: Figure) -> bool:
    """Whether growth of this indicator is commonly stated in constant prices."""
    return REAL.search(figure.entry.words) is not None or REAL.search(figure.entry.indicator) is not None


def percent(value: Interval) -> str:
    """A range of per cents: ``21.1%（20.3–22%）``."""
    return f"{tidy(value.middle, 2)}%（{tidy(value.low, 2)}–{tidy(value.high, 2)}%）"


def plain(value: Interval) -> str:
    """A range of bare numbers: ``1.8（1.77–1.84）``."""
    return f"{tidy(value.middle, 3)}（{tidy(value.low, 3)}–{tidy(value.high, 3)}）"


def result(value: Interval, like: Figure) -> str:
    """A range in the unit of ``like``: ``4.2亿元（4.1亿元–4.3亿元）``."""
    if not value.is_finite or value.low == value.high:
        return like.shown_between(value)
    return f"{like.shown(value.middle)}（{like.shown_between(value)}）"


def growth_between(first: Interval, last: Interval) -> Interval:
    """Growth from ``first`` to ``last`` in per cent."""
    return (last / first).shifted(Decimal(-1)).scaled(Decimal(100))


def factor(growth: Interval) -> Interval:
    """What growth in per cent multiplies by."""
    return growth.scaled(Decimal("0.01")).shifted(Decimal(1))
