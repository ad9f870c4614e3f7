"""The figures of one sentence: each clause is read left to right, and hands on what the next may leave out."""

import re
from dataclasses import dataclass, replace

from luoshi.lexicon.load import phrase
from luoshi.statements.actions import inner_act, opening_act
from luoshi.statements.amounts import read_amount, read_change
from luoshi.statements.clauses import Clause, Figure, clauses, without_silent
from luoshi.statements.counts import Behind, behind, framed_by, read_acted, read_count
from luoshi.statements.frames import Frames
from luoshi.statements.indicators import clean, spread
from luoshi.statements.lefts import take_apart
from luoshi.statements.ranks import read_rank
from luoshi.statements.ratios import read_ratio
from luoshi.statements.reading import Left, Reading, Scope, made
from luoshi.statements.topics import topic_of
from luoshi.tokens.model import Quantity, Rank, Silent, Token

_JOINED = re.compile(r"\s*(?:、|和|及|与|以及|或|,)?\s*")
_FROM = re.compile(r"(?:从|由)(?P<middle>[^从由]*)\Z")
_TO = re.compile(r"[^,。;]{0,6}?(?:到|至|为|成)(?:了)?(?:目前的)?(?:平均)?\s*\Z")
_COMPARED = re.compile(r"(?:比|较|与|同)[^,。;、]{0,8}\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """A figure with the text that is its own: from the figure or noun before it, to the next figure or the clause's end."""

    figure: Figure
    left: str
    right: str
    before: str


def read_sentence(text: str, tokens: list[Token], frames: Frames, scope: Scope) -> list[tuple[Reading, str]]:
    """The readings of a sentence, each with all words of the sentence before its figure."""
    silent = [token for token in tokens if isinstance(token, Silent)]
    readings: list[tuple[Reading, str]] = []
    scope.heads = []
    for clause in clauses(text, tokens):
        if clause.figures:
            readings += _read_clause(text, clause, silent, frames, scope)
        else:
            scope.topic = topic_of(text[clause.start : clause.end], frames) or scope.topic
    return readings


def _read_clause(
    text: str, clause: Clause, silent: list[Silent], frames: Frames, scope: Scope
) -> list[tuple[Reading, str]]:
    figures = _shared_units(text, list(clause.figures))
    found: list[tuple[Reading, str]] = []
    position, index = clause.start, 0
    if not text.startswith("其中", clause.start):
        scope.action = None
    scope.reached = ""
    while index < len(figures):
        figure = figures[index]
        following = figures[index + 1].start if index + 1 < len(figures) else clause.end
        origin = _origin(text, position, figures, index)
        if origin is not None:
            index += 1
            figure = figures[index]
            following = figures[index + 1].start if index + 1 < len(figures) else clause.end
        left_text = without_silent(text, position, figure.start, silent)
        if origin is not None:
            left_text = _joined_frame(text, position, origin, figure, silent)
        group = _group(text, figures, index)
        readings, position = _read(text, left_text, group, following, frames, scope, clause)
        for reading in readings:
            if origin is not None and isinstance(origin, Quantity):
                reading.origin = origin.value
            framed_by(text[reading.figure.end : clause.end], reading)
            _hand_on(reading, scope)
            found.append((reading, text[: reading.figure.start]))
        index += len(readings)
    _spread_back(found)
    return [(reading, before) for reading, before in found if _is_meant(reading)]


def _spread_back(found: list[tuple[Reading, str]]) -> None:
    """Counts listed before a shared verb or a shared noun take it: 8个国家级、4个省级中心; 647件、733件全部办复."""
    for (reading, _), (following, _) in zip(found[-2::-1], found[:0:-1], strict=False):
        if reading.pattern not in _LISTABLE or following.aspect != "output":
            continue
        grade = _GRADE.fullmatch(reading.indicator)
        if grade and (tail := _GRADE.match(following.indicator)):
            reading.indicator += following.indicator[tail.end() :]
        if reading.action is None and following.action and following.pattern in ("count-first", "verb-behind"):
            reading.action, reading.aspect = following.action, "output"


def _is_meant(reading: Reading) -> bool:
    """Whether the figure is one: 一个 counts only what is built or added."""
    if isinstance(reading.figure, Rank):
        return True
    if reading.figure.dimension == "duration" and reading.pattern in ("inherited", "level", "relative", "count-first"):
        return _SPAN_OF_TIME.search(reading.indicator) is not None and reading.pattern != "inherited"
    if reading.pattern == "capacity" or (
        reading.pattern == "count-first" and not reading.action and not reading.figure.written.isascii()
    ):
        return False
    return reading.figure.written != "一" or (
        reading.pattern in ("count-object", "output") and reading.action is not None
    )


_SPAN_OF_TIME = re.compile(r"(?:天数|日数|时间|时限|周期|寿命|年限|时长|时效|期限|提速)\Z")
_BASE = re.compile(r"(?:比|较)(?:上年|去年|前年|上年同期|去年同期|\d{4}年)(?:的)?\Z")
_AMONG = re.compile(r"[^,。;]{0,60}中\Z")
_LISTABLE = frozenset({"count-first", "count-object", "level", "verb-behind"})
_GRADE = re.compile(r"(?:国家|自治区|省|市|县|区|世界|[百千万亿十三五]+元?)级")


def _read(
    text: str, left_text: str, group: list[Figure], following: int, frames: Frames, scope: Scope, clause: Clause
) -> tuple[list[Reading], int]:
    """Readings of the figures of ``group`` (one, or several that share a frame) and where the text of the next begins."""
    figure = group[0]
    if isinstance(figure, Rank):
        return [read_rank(figure, left_text, scope, frames)], figure.end
    left = take_apart(left_text, frames)
    if _BASE.search(text, clause.start, figure.start) or (
        left.subject.startswith("在") and _AMONG.match(text[figure.end : clause.end])
    ):
        return [made(figure, "", "level", "capacity", [])], figure.end
    left = _with_noun(figure, left, frames)
    if len(group) > 1:
        shared = _read_group(group, left, frames, scope, text[: figure.start])
        if shared:
            return shared, group[-1].end
    right = text[figure.end : following]
    reading, length = _read_one(
        figure, left, right, frames, scope, text[: figure.start], runs_on=following < clause.end
    )
    return [reading], figure.end + length


def _with_noun(figure: Quantity, left: Left, frames: Frames) -> Left:
    """完成老旧小区改造提升29个: a change verb at the end of an output's noun changes nothing."""
    is_noun = left.verb in ("提升", "扩大", "提高") and not left.is_reached and figure.kind == "classifier"
    if is_noun and opening_act(clean(left.subject, frames)):
        return replace(left, subject=left.subject + left.verb, direction=0, verb="")
    return left


def _read_one(
    figure: Quantity, left: Left, right: str, frames: Frames, scope: Scope, window: str, *, runs_on: bool = False
) -> tuple[Reading, int]:
    if figure.kind == "ratio":
        return read_ratio(figure, left, scope, frames, right), 0
    if runs_on_investment := _INVESTED.search(left.subject):
        if whole := _INVESTED_IN.match(right):
            return _invested(figure, left, runs_on_investment, whole, frames, scope), 0
    found = behind(right, frames, has_action=_has_action(left, scope, frames), runs_on=runs_on)
    if _is_capacity(figure, left, right, frames):
        return made(figure, "", "level", "capacity", []), 0
    if found and found.noun and _noun_follows(figure, left, found, frames):
        return read_count(figure, left, found, scope, frames, window), found.length
    if found and found.action and not found.noun and _stands_alone(figure, left, found, frames):
        return read_acted(figure, left, found, scope, frames), 0
    if left.direction and not left.is_reached:
        return read_change(figure, left, scope, frames), 0
    return read_amount(figure, left, scope, frames, window), 0


def _stands_alone(figure: Quantity, left: Left, found: Behind, frames: Frames) -> bool:
    """Whether the verb behind the figure is the figure's own: no verb stands before it."""
    subject = clean(left.subject, frames)
    is_free = not left.direction and not left.is_reached and not (subject and opening_act(subject))
    return figure.kind == "classifier" and is_free and not (left.is_listed and not subject and found.object)


_INVESTED = re.compile(r"(?:总|计划|计划总|累计)?投资(?:额)?\Z")
_INVESTED_IN = phrase("phrases", "measures-invested-in")
_PROJECT = re.compile(
    r"[^,。;、]{0,16}(?:项目|工程|生产线|机组|电站|电厂|热电|技改|扩建|光伏|风电|泊位|码头|基地|装置)"
)


def _invested(
    figure: Quantity, left: Left, sum_: re.Match[str], whole: re.Match[str], frames: Frames, scope: Scope
) -> Reading:
    """总投资6.1亿元的农业项目: the sum belongs to the project named behind it."""
    act = opening_act(clean(left.subject[: sum_.start()], frames))
    if act:
        scope.action = act.action
    return made(
        figure, clean(whole["named"] or whole["what"], frames) + sum_[0].removeprefix("累计"), "level", "invested", []
    )


def _is_capacity(figure: Quantity, left: Left, right: str, frames: Frames) -> bool:
    """Whether the amount is part of a project's name: 中广核40兆瓦光伏发电项目, 年产5万吨技改."""
    if figure.dimension not in ("power", "mass", "apparent power") or left.is_reached or left.direction:
        return False
    subject = clean(left.subject, frames)
    act = opening_act(subject)
    return _PROJECT.match(right) is not None and (act is None or bool(act.noun))


def _has_action(left: Left, scope: Scope, frames: Frames) -> bool:
    subject = clean(left.subject, frames)
    if not subject or left.is_reached:
        return False
    return bool(opening_act(subject) or (not subject.endswith("等") and inner_act(subject)))


def _noun_follows(figure: Quantity, left: Left, found: Behind, frames: Frames) -> bool:
    """Whether the noun is behind the figure: it is, unless the text before the figure holds one already."""
    subject = clean(left.subject, frames)
    if not subject:
        return not left.direction
    if left.is_reached:
        return figure.kind == "classifier" and left.direction != 0 and len(found.noun) >= 2
    act = opening_act(subject)
    if act:
        return not act.noun or figure.kind == "classifier" or left.is_open or act.noun.endswith("等")
    if subject.endswith("等"):
        return True
    inside = inner_act(subject)
    if inside and not inside.noun:
        return True
    return figure.kind == "classifier" and not frames.level_tail.search(subject)


def _read_group(group: list[Figure], left: Left, frames: Frames, scope: Scope, window: str) -> list[Reading] | None:
    """Figures that share one frame (分别增长a、b、c): aligned with the indicators where the counts agree."""
    subject = clean(left.subject, frames)
    share = frames.share.match(left.subject) if "占" in left.subject else None
    part = clean(share["part"], frames) if share else subject
    names = _names(part, len(group), left, scope)
    if names is None or not (
        left.is_spread or left.direction or left.is_reached or (subject and not opening_act(subject))
    ):
        return None
    readings = []
    for name, figure in zip(names, group, strict=True):
        if not isinstance(figure, Quantity):
            return None
        own = (
            left.subject.replace(share["part"], name, 1)
            if share and share["part"]
            else name + left.subject
            if share
            else name
        )
        alone = replace(left, subject=own, is_spread=False)
        reading, _ = _read_one(figure, alone, "", frames, Scope(), window)
        reading.pattern += "-each"
        readings.append(reading)
    return readings


def _names(part: str, count: int, left: Left, scope: Scope) -> list[str] | None:
    """The indicators of ``count`` figures with one frame: listed before it, or those of the figures or clause before."""
    inner = _EACH.match(part)
    if inner and (names := spread(_KINDS.sub("", inner["list"]), count)):
        kind = _KINDS.search(inner["list"])
        return [name + (kind["kind"] or "" if kind else "") + inner["noun"] for name in names]
    if part:
        names = spread(part, count)
        return names or ([part] * count if left.direction and not left.is_reached else None)
    inherited = scope.topic if scope.topic and not scope.heads else scope.head
    if names := spread(inherited, count):
        return names
    if len(scope.heads) >= count:
        return scope.heads[-count:]
    return [inherited] * count if inherited and left.direction and not left.is_reached else None


_EACH = re.compile(r"(?P<list>.+?)(?:分别|各)(?:实现|完成|达到|达|为)?(?P<noun>[^分]*)\Z")
_KINDS = re.compile(r"(?:[两二三四五六七八九十]|\d)大(?:主导|支柱|重点|优势|特色)?(?P<kind>产业|行业|园区|企业)?\Z")


def _group(text: str, figures: list[Figure], index: int) -> list[Figure]:
    """The figures from ``index`` on that only joiners part."""
    group = [figures[index]]
    for following in figures[index + 1 :]:
        between = text[group[-1].end : following.start]
        if not between or not _JOINED.fullmatch(between) or isinstance(following, Rank):
            break
        group.append(following)
    return group


def _shared_units(text: str, figures: list[Figure]) -> list[Figure]:
    """Figures without a unit take it from the next of their list (2.2、0.7、1.8个百分点)."""
    for index in range(len(figures) - 2, -1, -1):
        figure, following = figures[index], figures[index + 1]
        if (
            isinstance(figure, Quantity) and isinstance(following, Quantity) and not figure.unit and following.unit
            and _JOINED.fullmatch(text[figure.end : following.start])
        ):  # fmt: skip
            value = figure.value * following.scale if figure.scale == 1 else figure.value
            figures[index] = replace(
                figure, unit=following.unit, kind=following.kind, dimension=following.dimension, value=value
            )
    return figures


def _origin(text: str, position: int, figures: list[Figure], index: int) -> Figure | None:
    """The figure at ``index`` if it is the starting value of 从…到…."""
    if index + 1 >= len(figures):
        return None
    figure, following = figures[index], figures[index + 1]
    between = text[figure.end : following.start]
    if _FROM.search(text, position, figure.start) and _TO.match(between):
        return figure
    return None


def _joined_frame(text: str, position: int, origin: Figure, figure: Figure, silent: list[Silent]) -> str:
    """Subject before 从 and frame after the starting value: 占比 | 提高到."""
    before = without_silent(text, position, origin.start, silent)
    start = max(before.rfind("从"), before.rfind("由"))
    return before[:start] + text[origin.end : figure.start]


def _hand_on(reading: Reading, scope: Scope) -> None:
    if reading.pattern == "capacity":
        return
    if reading.indicator:
        scope.head, scope.topic = reading.head or reading.indicator, ""
        if reading.aspect != "rank":
            scope.heads.append(reading.indicator)
    if reading.action:
        scope.action = reading.action
    scope.figure = reading.figure
