"""Identities that a text states, by regular expressions and simple arithmetic alone: the checker of planted changes.

Written apart from the audit and importing nothing of it, so that neither can agree with the other by construction. An
identity is a few numbers of one or two texts and a test whether they fit within half a unit of their last digits.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

N = r"(\d+(?:\.\d+)?)"
U = (
    r"(万亿元|亿元|万元|元|万人|人|万亩|亩|万吨|吨|亿斤|万家|家|万户|户|个|项|公里|平方公里|万平方米|平方米|所|套|座|天"
    r"|亿美元|万美元|万辆|%)"
)
UP = r"(?:提高|增加|上升|增长|提升|扩大|增至|增|降低|下降|减少|降|缩小|压减)"
RISE = r"(?:同比|较上年|比上年|比去年|较去年)?(?:提高|增加|上升|增长|提升|扩大|增收|净增|多增)了?"
BOUND_BEFORE = re.compile(r"(?:超过?|突破|约|近|逾|不低于|不少于|高于|低于|不足|至少|达到近)$")
BOUND_AFTER = re.compile(r"^[^\d,;。、)]{0,7}?(?:以上|左右|以内|以下|上下)|^[多余几]")
SCALE = {"万亿": Decimal(10**12), "亿": Decimal(10**8), "万": Decimal(10**4)}
REAL = re.compile(r"生产总值|增加值|GDP|总产值|国民收入|消费水平|经济总量|实际增长")
WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x2236: 0x3A}


@dataclass(frozen=True)
class Number:
    """A numeral as it stands in text number ``text``."""

    text: int
    start: int
    end: int


@dataclass(frozen=True)
class Identity:
    """Numbers that must fit; ``fits`` is given what each may stand for, in the order of ``numbers``."""

    kind: str
    numbers: tuple[Number, ...]
    fits: Callable[[list[tuple[Decimal, Decimal]]], bool]
    scales: tuple[Decimal, ...]

    def holds(self, texts: list[str]) -> bool:
        """Whether the numbers as they stand in ``texts`` fit within rounding."""
        ranges = []
        for number, scale in zip(self.numbers, self.scales, strict=True):
            written = texts[number.text][number.start : number.end]
            half = Decimal("0.5").scaleb(-len(written.partition(".")[2]))
            if scale == 0:
                half = Decimal(0)
            ranges.append(((Decimal(written) - half) * (scale or 1), (Decimal(written) + half) * (scale or 1)))
        return self.fits(ranges)


def plain(text: str) -> str:
    """Full-width characters as ASCII, at equal length."""
    return text.translate(WIDE)


def scale_of(unit: str) -> Decimal:
    """What a unit's magnitude multiplies by; 0 for whole counts, which are exact."""
    scale = next((SCALE[word] for word in SCALE if unit.startswith(word)), None)
    return scale or Decimal(0 if unit in ("个", "家", "户", "项", "所", "套", "座", "人", "天") else 1)


def is_bounded(text: str, number: Number) -> bool:
    """Whether 超, 约, 以上 and the like make the numeral only a bound, from which no equation follows."""
    before, after = text[max(0, number.start - 4) : number.start], text[number.end : number.end + 12]
    return BOUND_BEFORE.search(before) is not None or BOUND_AFTER.search(after) is not None


def meet(first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal]) -> bool:
    """Whether two ranges overlap."""
    return first[0] <= second[1] and second[0] <= first[1]


Ranges = list[tuple[Decimal, Decimal]]


def _difference(r: Ranges) -> bool:
    low, high = r[1][0] - r[0][1], r[1][1] - r[0][0]
    return meet((low, high), r[2]) or meet((-high, -low), r[2])


def _growth(r: Ranges) -> bool:
    if r[0][0] <= 0:
        return True
    low, high = (r[1][0] / r[0][1] - 1) * 100, (r[1][1] / r[0][0] - 1) * 100
    return meet((low, high), r[2]) or meet((-high, -low), r[2])


def _level_change_growth(r: Ranges) -> bool:
    bases = [r[0][0] - r[1][1], r[0][1] - r[1][0]]
    if bases[0] <= 0:
        return True
    return meet((r[1][0] / bases[1] * 100, r[1][1] / bases[0] * 100), r[2])


def _share(r: Ranges) -> bool:
    return r[1][0] <= 0 or meet((r[0][0] / r[1][1] * 100, r[0][1] / r[1][0] * 100), r[2])


def _within(r: Ranges) -> bool:
    return r[1][0] <= r[0][1]


def _sum_within(r: Ranges) -> bool:
    return sum((x[0] for x in r[1:]), Decimal(0)) <= r[0][1]


def _sum(r: Ranges) -> bool:
    return meet((sum((x[0] for x in r[:-1]), Decimal(0)), sum((x[1] for x in r[:-1]), Decimal(0))), r[-1])


def _hundred(r: Ranges) -> bool:
    return sum(x[0] for x in r) <= 100 <= sum(x[1] for x in r)


def _same(r: Ranges) -> bool:
    return meet(r[0], r[1])


def _ratio(r: Ranges) -> bool:
    return r[1][0] <= 0 or meet((r[0][0] / r[1][1], r[0][1] / r[1][0]), r[2])


def _stock(r: Ranges) -> bool:
    return meet((r[0][0] + r[1][0], r[0][1] + r[1][1]), r[2])


def _at_least(r: Ranges) -> bool:
    return r[1][1] >= r[0][0]


MOVED = RISE.replace("增收", "增收|下降|降低|减少")
FROM_TO = re.compile(
    rf"(?:由|从)[^,;。\d]{{0,8}}(?:\d{{4}}年的?)?{N}{U}?[^,;。\d]{{0,4}}{UP}(?:\d{{4}}年的?)?[^,;。\d]{{0,3}}"
    rf"{N}{U}[,、]{MOVED}{N}(个百分点|{U[1:]}"
)
LEVEL_CHANGE = re.compile(rf"{N}{U}[,、]{RISE}{N}{U}[,、](?:同比)?(?:增长|增幅|增速)(?:为|达)?{N}%")
AMONG = re.compile(rf"{N}{U}(?:[,、](?:同比|比上年)?增长[\d.]+%)?[,(](?:其中)[:,]?[^,;。\d]{{1,16}}{N}{U}")
AMONG_LIST = re.compile(rf"{N}{U},其中[:,]?((?:[^,;。、\d]{{1,14}}\d+(?:\.\d+)?{U}[、,;。]){{2,5}})")
TOTAL = re.compile(rf"((?:[^,;。、\d]{{1,14}}\d+(?:\.\d+)?{U}[、,]){{2,6}})(?:合计|总计|共计|共){N}{U}")
PROPORTION = re.compile(rf"产业[^,;。]{{0,24}}?(?<![\d.:]){N}:{N}:{N}(?![\d:])")
INDUSTRIES = re.compile(
    rf"生产总值[^;。\d]{{0,10}}{N}\s*亿元[^\n]{{0,60}}?第一产业增加值\s*{N}\s*亿元[^\n]{{0,30}}?第二产业增加值\s*{N}\s*亿元"
    rf"[^\n]{{0,30}}?第三产业增加值\s*{N}\s*亿元"
)
SHARE = re.compile(
    rf"([\u4e00-\u9fff]{{2,12}}?)(?:达到?|完成|为)?{N}{U}[,、]占([\u4e00-\u9fff]{{3,14}}?)(?:的)?(?:比重|比例)?(?:为|达到?)?{N}%"
)
LEVEL = re.compile(
    rf"([\u4e00-\u9fffA-Z]{{4,16}}?)(?:预计)?(?:完成|达到|达|实现|为)?{N}{U}(?![以左余多])"
    rf"(?:[,、](?:比上年|较上年|同比)?(增长|下降|提高|增加){N}(%|个百分点))?"
)
STREAK = re.compile(r"连续(\d{1,2})年([\u4e00-\u9fff]{5,14})")
STOCK = re.compile(rf"新增([\u4e00-\u9fff“”]{{3,14}}?){N}(家|个|所|公里)[,、](?:累计|总数|总量)?(?:达到?|增至){N}\3")
RATIO = re.compile(r"收入(?:之)?(?:比|差距|倍差)[^,;。\d]{0,14}(\d\.\d{1,3}):1(?![\d.])")
INCOMES = re.compile(rf"城(?:镇|乡)居民人均可支配收入分别(?:达到?|完成|为)?{N}(万元|元)[和、,]{N}(万元|元)")


def _numbers(text: int, match: re.Match[str], *groups: int) -> tuple[Number, ...]:
    return tuple(Number(text, match.start(group), match.end(group)) for group in groups)


def within(number: int, text: str) -> Iterator[Identity]:
    """Identities that one text states by itself."""
    yield from _changes(number, text)
    for m in AMONG.finditer(text):
        if m[2][-1] == m[4][-1] and m[2] != "%":
            yield Identity("part-of-whole", _numbers(number, m, 1, 3), _within, (scale_of(m[2]), scale_of(m[4])))
    for m in AMONG_LIST.finditer(text):
        items = list(re.finditer(rf"{N}{U}", m[3]))
        if m[2] != "%" and all(each[2] == m[2] for each in items):
            at = tuple(Number(number, m.start(3) + each.start(1), m.start(3) + each.end(1)) for each in items)
            yield Identity(
                "parts-of-whole", (*_numbers(number, m, 1), *at), _sum_within, (scale_of(m[2]),) * (len(at) + 1)
            )
    for m in TOTAL.finditer(text):
        items = list(re.finditer(rf"{N}{U}", m[1]))
        if all(each[2] == m[4] for each in items):
            at = tuple(Number(number, m.start(1) + each.start(1), m.start(1) + each.end(1)) for each in items)
            yield Identity("sum", (*at, *_numbers(number, m, 3)), _sum, (scale_of(m[4]),) * (len(items) + 1))
    for m in PROPORTION.finditer(text):
        yield Identity("hundred", _numbers(number, m, 1, 2, 3), _hundred, (Decimal(1),) * 3)
    for m in INDUSTRIES.finditer(text):
        yield Identity("industries", _numbers(number, m, 2, 3, 4, 1), _sum, (SCALE["亿"],) * 4)
    yield from _shares(number, text)
    yield from _incomes(number, text)


def _changes(number: int, text: str) -> Iterator[Identity]:
    for m in FROM_TO.finditer(text):
        first, last, change = scale_of(m[2] or m[4]), scale_of(m[4]), m[6]
        if REAL.search(text[max(0, m.start() - 16) : m.end()]) or "年均" in m[0]:
            continue
        if change == "%" and m[4] != "%":
            yield Identity("from-to-growth", _numbers(number, m, 1, 3, 5), _growth, (first, last, Decimal(1)))
        elif change == m[4] and change != "%":
            yield Identity("from-to-change", _numbers(number, m, 1, 3, 5), _difference, (first, last, last))
        elif m[4] == "%" and change == "个百分点":
            yield Identity("from-to-change", _numbers(number, m, 1, 3, 5), _difference, (Decimal(1),) * 3)
    for m in LEVEL_CHANGE.finditer(text):
        if not REAL.search(text[max(0, m.start() - 16) : m.end()]) and m[2][-1] == m[4][-1] != "%":
            scales = (scale_of(m[2]), scale_of(m[4]), Decimal(1))
            yield Identity("level-change-growth", _numbers(number, m, 1, 3, 5), _level_change_growth, scales)


def _shares(number: int, text: str) -> Iterator[Identity]:
    for m in SHARE.finditer(text):
        whole = re.sub(r"^(?:全市|全县|全省|全区|同期)", "", m[4])
        for w in re.finditer(rf"{re.escape(whole)}(?:达到?|完成|为)?{N}{U}", text):
            if w[2][-1] == m[3][-1] != "%" and w.start(1) not in (m.start(2), m.start(5)):
                numbers = (*_numbers(number, m, 2), *_numbers(number, w, 1), *_numbers(number, m, 5))
                yield Identity("share", numbers, _share, (scale_of(m[3]), scale_of(w[2]), Decimal(1)))


def _incomes(number: int, text: str) -> Iterator[Identity]:
    for r in RATIO.finditer(text):
        for m in INCOMES.finditer(text):
            numbers = (*_numbers(number, m, 1, 3), *_numbers(number, r, 1))
            yield Identity("ratio", numbers, _ratio, (scale_of(m[2]), scale_of(m[4]), Decimal(1)))


PLAN = re.compile(
    r"\n[^\n]{0,30}(?:\d{4}年|今年|今后|下一步)[^\n]{0,12}(?:工作|重点|任务|安排|打算|目标|思路|总体要求)[^\n]{0,20}\n"
)


def halves(text: str) -> int:
    """Where the plan begins, by its heading; the end where there is none."""
    found = [m.start() for m in PLAN.finditer(text) if len(text) * 0.2 < m.start() < len(text) * 0.85]
    return found[-1] if len(found) == 1 else (found[0] if found else len(text))


def levels(text: str, until: int) -> dict[tuple[str, str], list[re.Match[str]]]:
    """Amounts stated in the account, by the words directly before them and their unit."""
    found: dict[tuple[str, str], list[re.Match[str]]] = defaultdict(list)
    for m in LEVEL.finditer(text, 0, until):
        words = re.sub(r"^(?:全市|全县|全省|全年|年末|其中|预计)+", "", m[1])
        if len(words) >= 4:
            found[words, m[3][-1]].append(m)
    return found


def twice(number: int, text: str) -> Iterator[Identity]:
    """The same words and number in two sentences of the account."""
    for same in levels(text, halves(text)).values():
        for first in same:
            for second in same:
                gap = text[first.end() : second.start()]
                if (
                    first.start() < second.start()
                    and first[2] == second[2]
                    and first[3] == second[3]
                    and re.search(r"[。\n]", gap)
                    and _is_specific(first)
                ):
                    numbers = (*_numbers(number, first, 2), *_numbers(number, second, 2))
                    yield Identity("twice", numbers, _same, (scale_of(first[3]), scale_of(second[3])))


def _is_specific(match: re.Match[str]) -> bool:
    """Whether words and number are too particular to be the same by chance: six characters and three digits."""
    digits = match[2].replace(".", "")
    return len(match[1]) >= 6 and len(digits) >= 3 and not re.search(r"增长|年均|计划|同比|占", match[1])


def between(texts: list[str]) -> Iterator[Identity]:
    """Identities between the reports of two years running: levels and growth, stocks, streaks."""
    old, new = (levels(text, halves(text)) for text in texts)
    for key, now in new.items():
        for m in now:
            if m[4] and len(now) == 1 and len(old.get(key, ())) == 1 and not REAL.search(m[1]):
                base = old[key][0]
                yield _followed(base, m)
    streaks = {m[2]: m for m in STREAK.finditer(texts[0])}
    for m in STREAK.finditer(texts[1]):
        if m[2] in streaks:
            yield Identity("streak", (*_numbers(0, streaks[m[2]], 1), *_numbers(1, m, 1)), _next, (Decimal(0),) * 2)
    for m in STOCK.finditer(texts[1]):
        for b in re.finditer(rf"{re.escape(m[1])}(?:累计|总数|总量)?(?:达到?|增至){N}{m[3]}", texts[0]):
            scale = scale_of(m[3])
            yield Identity("stock", (*_numbers(0, b, 1), *_numbers(1, m, 2, 4)), _stock, (scale,) * 3)


def _followed(base: re.Match[str], m: re.Match[str]) -> Identity:
    numbers = (*_numbers(0, base, 2), *_numbers(1, m, 2, 5))
    falls = m[4] == "下降"
    if m[6] == "%" and m[3] != "%":
        scales = (scale_of(base[3]), scale_of(m[3]), Decimal(-1 if falls else 1))
        return Identity("growth-on-last-year", numbers, _signed_growth, scales)
    scales = (Decimal(1), Decimal(1), Decimal(-1 if falls else 1))
    return Identity("change-on-last-year", numbers, _signed_difference, scales)


def _signed_growth(r: Ranges) -> bool:
    stated = (min(r[2]), max(r[2]))
    return r[0][0] <= 0 or meet(((r[1][0] / r[0][1] - 1) * 100, (r[1][1] / r[0][0] - 1) * 100), stated)


def _signed_difference(r: Ranges) -> bool:
    return meet((r[1][0] - r[0][1], r[1][1] - r[0][0]), (min(r[2]), max(r[2])))


def _next(r: Ranges) -> bool:
    return r[1][0] == r[0][0] + 1


def targets(number: int, text: str) -> Iterator[Identity]:
    """Levels that the plan wants reached and that the account says were passed: the target must not lie below."""
    cut = halves(text)
    reached = levels(text, cut)
    pattern = re.compile(rf"([\u4e00-\u9fff]{{4,12}}?)(?:达到|提高到|提升到|达){N}(%|亿元|家|个)(?:以上)?")
    for m in pattern.finditer(text, cut):
        results = reached.get((m[1], m[3][-1]), [])
        if len(results) == 1 and "率" in m[1] and not re.search(r"失业|死亡|能耗|贫困|债", m[1]):
            numbers = (*_numbers(number, results[0], 2), *_numbers(number, m, 2))
            yield Identity("target-not-below", numbers, _at_least, (scale_of(results[0][3]), scale_of(m[3])))
