"""What a frame makes of one figure, and what a clause hands on to the next."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, TypedDict, Unpack

from luoshi.statements.model import Aspect, Comparator
from luoshi.tokens.model import Quantity, Rank


@dataclass(slots=True)
class Reading:
    """The meaning of one figure: everything of a Measure but its place in the source and its period."""

    figure: Quantity | Rank
    indicator: str
    aspect: Aspect
    pattern: str
    value: Decimal
    action: str | None = None
    of: str | None = None
    origin: Decimal | None = None
    per: str | None = None
    head: str | None = None
    comparator: Comparator | None = None
    doubts: list[str] = field(default_factory=list)


class More(TypedDict, total=False):
    """What a reading may say beyond the least: the sign of a change, action, whole, and the head for what follows."""

    sign: int
    action: str | None
    of: str | None
    head: str | None


def made(
    figure: Quantity | Rank, indicator: str, aspect: Aspect, pattern: str, doubts: list[str], **more: Unpack[More]
) -> Reading:
    """A reading with the figure's own value, negative where ``sign`` is."""
    value = -figure.value if more.get("sign", 1) < 0 else figure.value
    return Reading(
        figure,
        indicator,
        aspect,
        pattern,
        value,
        action=more.get("action") or None,
        of=more.get("of") or None,
        head=more.get("head"),
        doubts=doubts,
    )


_SHORT = 6
_LONGEST_TOPIC = 12
STAGES = frozenset(
    {
        "竣工",
        "投产",
        "开工",
        "新开工",
        "完工",
        "竣工投产",
        "建成投产",
        "开工建设",
        "新竣工",
        "新投产",
        "签约",
        "洽谈",
        "在建",
        "续建",
        "落地",
        "前期",
    }
)
_GRADE = re.compile(r"(?:国家|自治区|省|市|县|区)级(?:以上|及以上)?")
_GRADED = re.compile(r"国家|自治区|[省市县区州]级|全[国省市]|[省市]|“")
_QUOTED = re.compile(r"“[^”]*”")
_BARE = frozenset({"项目", "治理", "改造", "修复", "整治", "交易", "整改"})


_NEWLY = ("新增", "新登记", "新注册", "新设", "新开工", "新竣工", "新签约", "接待")


def newly(action: str | None, indicator: str) -> str:
    """What grows when an output does: 新增经营主体3000户，增长12% speaks of the new ones, not of all."""
    return f"{action}{indicator}" if action and action.startswith(_NEWLY) else indicator


@dataclass(slots=True)
class Scope:
    """What later figures inherit: the last indicator, the last action, all indicators of the sentence in order.

    ``topic`` is what a clause without figures spoke of, after the last indicator; ``reached`` the subject of a list of
    new totals; ``window`` the sentence before the figure; ``has_window`` says that the text counts over named years,
    ``is_acted`` that the topic is what a verb was done to, ``is_part`` that the clause speaks of a part (其中);
    ``is_open`` that the sentence before ended in a semicolon; ``acts`` are the last actions by the unit they counted
    in; ``theme`` is what a sentence begins with (建材产业方面).
    """

    head: str = ""
    topic: str = ""
    window: str = ""
    has_window: bool = False
    action: str | None = None
    last_action: str | None = None
    aspect: Aspect | None = None
    reached: str = ""
    figure: Quantity | Rank | None = None
    heads: list[str] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    acts: dict[str, str] = field(default_factory=dict)
    is_doubtful: bool = False
    theme: str = ""
    is_acted: bool = False
    is_part: bool = False
    is_open: bool = False

    def take(self, reading: Reading) -> None:
        """Remember what later figures may inherit from ``reading``; a doubt about its indicator goes with it."""
        if reading.pattern == "capacity":
            return
        if self.topic and self.topic not in reading.indicator and len(reading.indicator) <= _SHORT:
            reading.doubts.append("perhaps-relative")
        if "inherited-head" in reading.doubts and self.is_doubtful:
            reading.doubts.append("doubtful-head")
        self.is_doubtful = bool(reading.doubts)
        if reading.indicator:
            self.head, self.topic = reading.head or reading.indicator, ""
            if reading.aspect != "rank":
                self.heads.append(newly(reading.action, reading.indicator))
                if not (self.is_part and reading.figure.unit in self.units):
                    self.units[reading.figure.unit] = reading.indicator
        self.action = reading.action or self.action
        if reading.action and reading.aspect == "output":
            self.acts[reading.figure.unit] = reading.action
        self.last_action, self.aspect = reading.action, reading.aspect
        self.figure = reading.figure

    def whole_of(self, part: str) -> str:
        """The revenue that the sentence measured, where ``part`` is the taxes in it (预算收入8亿元，税收占比63%)."""
        revenue = next((head for head in self.heads if head.endswith(("预算收入", "财政收入", "财政总收入"))), "")
        return revenue if part.removesuffix("收入").endswith("税收") else ""

    def goes_on(self, unit: str, noun: str) -> bool:
        """Whether a bare count or length goes on with the last action: 谋划亿元项目15个，5亿元项目5个."""
        last = self.figure
        if self.last_action is None or not isinstance(last, Quantity) or last.unit != unit:
            return False
        return self.head[-2:] == noun[-2:] or last.dimension == "length"

    def counted(self, unit: str) -> str:
        """What was last counted in ``unit`` in this sentence (the whole, not a part of it), else its last indicator."""
        return self.units.get(unit) or (self.head if self.heads else self.topic)

    def staged(self, noun: str, action: str, unit: str) -> str:
        """``noun``, or the things counted before it of which so many have come further (重点项目30个，竣工项目12个)."""
        counted = self.units.get(unit, "")
        return counted if noun == "项目" and action in STAGES and counted.endswith(noun) else noun

    def graded(self, noun: str) -> str:
        """``noun`` of a list with the grade that its first item has (省级示范园8个、示范村3个)."""
        grade = _GRADE.match(self.heads[-1]) if self.heads else None
        return grade[0] + noun if grade and not _GRADED.match(noun) else noun

    def named(self, noun: str) -> str:
        """``noun``, with the one short thing that the sentence spoke of where it says too little (项目, 治理)."""
        is_one = 0 < len(self.topic) <= _LONGEST_TOPIC and "、" not in _QUOTED.sub("", self.topic) and not self.is_acted
        return self.topic + noun if noun in _BARE and is_one and not self.topic.endswith(noun) else noun

    @property
    def stem(self) -> str:
        """What a relative noun is relative to."""
        return self.topic or (self.theme if not self.heads else "") or self.head


class Left(NamedTuple):
    """The text before a figure, taken apart: subject, direction of change, whether a value is reached, how it joins.

    ``is_listed``: it opens with 、 or 和; ``is_open``: it ends with one, so that the figure's noun comes after.
    """

    subject: str
    direction: int = 0
    is_reached: bool = False
    is_total: bool = False
    frame: str = ""
    is_spread: bool = False
    is_listed: bool = False
    is_open: bool = False
    verb: str = ""
