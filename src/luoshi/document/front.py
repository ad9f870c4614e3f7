"""What a report says of itself: title, place, year, day and speaker of delivery, each with its evidence."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from luoshi.document.jurisdiction import Found, cues, find_place, place_in_name
from luoshi.document.model import Front
from luoshi.text.source import Source

_HAN = "[\u4e00-\u9fff]"
_DIGITS = str.maketrans("一二三四五六七八九〇○零O", "1234567890000")
_YEAR_DIGITS = "(?:19|20)[0-9]{2}|[一二][九〇○零O][一二三四五六七八九〇○零O]{2}"
_YEAR = re.compile(rf"(?<![\d.])(?P<year>{_YEAR_DIGITS})年(?![代级])")
_WHOLE_YEAR = re.compile(rf"{_YEAR.pattern}(?![0-9一二三四五六七八九十]{{1,2}}月)")
_DATE = re.compile(
    rf"(?<![\d.])(?P<year>{_YEAR_DIGITS})年(?P<month>[01]?[0-9]|十[一二]?|[一二三四五六七八九])月"
    r"(?P<day>[0-3]?[0-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
_PUBLISHED = re.compile(r"(?:发布|发文|时间|日期|来源|更新)[^年]{0,6}$")
_HINT_YEAR = re.compile(r"(?<!\d)(?:19|20)[0-9]{2}(?!\d)")
_HEAD_LENGTH = 1500
_HEAD_LINES = 40
_LONGEST_TITLE = 60
_FURNITURE = 10_000
_ADDRESS = re.compile("(?:各 ?位|位) ?(?:代 ?表|委 ?员)[:!,]")
_DELIVERY = re.compile(rf"{_ADDRESS.pattern}(?=[^。]{{0,60}}?(?:代表|报告))")
_BODY = re.compile(r"。|[一二]、|\(一\)")
_OFFICE_OF_STATISTICS = re.compile(r"(?:统计局|调查队)$")
_JURISDICTION_LINE = re.compile(rf"{_HAN}{{1,14}}[省市县区州盟旗]")

_MARK = "(?:(?P<mark>[一二三四五六七八九])、|第(?P<part>[一二三四五六七八九])部分[:、]?)"
_HEADING = re.compile(
    rf"[^\S\n]*{_MARK}?(?P<lead>[^。,;!?\d\n]{{0,16}}?)(?P<year>{_YEAR_DIGITS})\s*年"
    r"(?!\s*(?:1?\d|[一二三四五六七八九十]{1,2})\s*月)(?P<rest>[^。,;!?\n]{2,30})"
)
_INLINE_HEADING = re.compile(
    rf"[。:!)]{_MARK}(?P<lead>[^。,;!?\d]{{0,16}}?)(?P<year>{_YEAR_DIGITS})年(?P<rest>[^。,;!?\d]{{2,24}})"
)
_JOINS = re.compile("[和及与、]$|[和及与、]关于$")
_CLAUSE = re.compile(r"[^。,;:!\d]{1,14}")
_OPENING = re.compile(rf"(?:[。!;:]|^)(?P<year>{_YEAR_DIGITS})年(?=是|,)")
_CONGRESS = re.compile(
    r"(?P<to>向|在)?第(?P<term>[一二三四五六七八九]|十[一二三四五六七八九]?|[二三]十[一二三四五六七八九]?)届"
    r"全国人民代表大会(?:第(?P<session>[一二三四五])次会议)?(?P<five>(?:以来|,到这次大会)[^。;]{0,12}五年|期间)?"
)
_ACCOUNT_SHARE = 0.3
_SURE = 3.0


@dataclass(frozen=True, slots=True)
class _Day:
    """A date that the head of a report gives; ``met`` where it says that the congress met that day."""

    iso: str
    met: bool


def find_front(source: Source, folded: str, *, hint: str | None = None) -> Front:
    """The front matter of a report.

    ``folded`` is the folded text of ``source``; ``hint`` a name that may say place and year (``深圳市-2023.txt``). The
    hint decides only what the text leaves open; ``evidence`` says of each fact what decided it.
    """
    start, end = _head_span(folded)
    head, lines = folded[start:end], _lines(folded[start:end])
    compact = "".join(folded.split())
    title, day, speaker = _title(lines), _day("".join(head.split())), _speaker(lines)
    after = "".join(folded[end : end + _HEAD_LENGTH].split())
    place = _decide_place(find_place("".join(head.split()), after, compact), hint)
    if _is_communique(title, lines, after):
        year, reason = _reported_year(title, day, compact)
    else:
        year, reason = _decide_year(_votes(title, day, folded, compact), hint)
    facts = (
        ("title", title, "title line"),
        ("place", place and place.place, place.evidence if place else ""),
        ("year", year, reason),
        ("date", day, "day of the meeting" if day and day.met else "dated line"),
        ("speaker", speaker, "speaker line"),
    )
    evidence = tuple(f"{name}: {reason}" for name, value, reason in facts if value is not None)
    if title is not None:
        title = _verbatim(title, source.text[start:end], head)
    return Front(title, place.place if place else None, year, day.iso if day else None, speaker, evidence)


def _head_span(folded: str) -> tuple[int, int]:
    """What stands before the address 各位代表; without one what stands before the first sentence or numbered title.

    An address far down, below the menus of a web page, counts where words of delivery follow it.
    """
    address = _ADDRESS.search(folded, 0, _HEAD_LENGTH) or _DELIVERY.search(folded, 0, _FURNITURE)
    if address:
        return max(0, address.start() - _HEAD_LENGTH), address.start()
    body = _BODY.search(folded, 0, _HEAD_LENGTH)
    return 0, body.start() if body else min(len(folded), _HEAD_LENGTH)


def _lines(head: str) -> list[str]:
    """The last lines of a head, without the blank ones."""
    return [line.strip() for line in head.splitlines() if line.strip()][-_HEAD_LINES:]


@lru_cache(maxsize=1)
def _title_pattern() -> re.Pattern[str]:
    """A title at the start of a line; after it nothing, a bracket, a dash, the meeting or the speaker."""
    words, heads = "|".join(cues()["titles"]["words"]), "|".join(cues()["offices"]["heads"])
    after = rf"$|[(\[〔*①②—–-]|[在一二12][^。]*会议|{_HAN}{{0,14}}(?:{heads})"
    return re.compile(rf"[^。;,!?:(《]{{0,40}}?(?:{words})(?={after})")


def _title(lines: list[str]) -> str | None:
    """The line that is a title, without white space, with the jurisdiction's name if it has a line of its own."""
    before = ""
    bare = ["".join(line.split()) for line in lines]
    for line in (*bare, "".join(bare)):
        match = _title_pattern().match(line)
        if match and len(match[0]) <= _LONGEST_TITLE:
            return before + match[0]
        before = line if _JURISDICTION_LINE.fullmatch(line) else ""
    return None


def _verbatim(title: str, text: str, folded: str) -> str:
    """A title of the folded head in the characters of the source, without white space."""
    offsets = [offset for offset, character in enumerate(folded) if not character.isspace()]
    start = "".join(folded[offset] for offset in offsets).find(title)
    return "".join(text[offset] for offset in offsets[start : start + len(title)])


def _day(head: str) -> _Day | None:
    """The day of the meeting; else the first day that the head of a report names and that is not one of publication."""
    other = None
    for match in _DATE.finditer(head):
        month, day = _small_number(match["month"]), _small_number(match["day"])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        iso = f"{_year_of(match)}-{month:02}-{day:02}"
        if head.startswith(("在", ",在"), match.end()):
            return _Day(iso, True)
        if other is None and not _PUBLISHED.search(head, 0, match.start()):
            other = _Day(iso, False)
    return other


def _small_number(written: str) -> int:
    """A number below 100 in digits or Chinese numerals (``二十一``)."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return (10 * int(tens.translate(_DIGITS) or 1) if ten else 0) + int(ones.translate(_DIGITS) or 0)


def _year_of(match: re.Match[str]) -> int:
    return int(match["year"].translate(_DIGITS))


@lru_cache(maxsize=1)
def _speaker_pattern() -> re.Pattern[str]:
    """A name after the office of the head of a government, or in brackets after a date."""
    heads = "|".join(cues()["offices"]["heads"])
    name = rf"(?P<name>{_HAN}{{1,8}}(?:[·•]{_HAN}{{1,8}})+|{_HAN}(?: ?{_HAN}){{1,3}})"
    return re.compile(rf"(?:(?:{heads})[ \n:]{{0,3}}|\([^()\n]{{8,14}}日 ?){name}(?=[ )]?(?:\n|\(|$))")


def _speaker(lines: list[str]) -> str | None:
    """The name of who delivers the report."""
    head = "\n".join(re.sub(r"[\s?]+", " ", line).strip() for line in lines)
    match = _speaker_pattern().search(head)
    return match["name"].replace(" ", "") if match else None


def _decide_place(found: Found | None, hint: str | None) -> Found | None:
    """The place by the text; by the hint where the text does not settle it."""
    if hint is None or (found is not None and found.settled):
        return found
    hinted = place_in_name(hint)
    if hinted is None or (found is not None and found.place == hinted):
        return found
    return Found(hinted, "hint", True)


def _is_communique(title: str | None, lines: list[str], after: str) -> bool:
    """Whether a text is a statistical communiqué: by its title, else by the office that signs its head."""
    word: str = cues()["titles"]["communique"]
    if title is not None:
        return word in title
    return not _ADDRESS.match(after) and any(_OFFICE_OF_STATISTICS.search(line) for line in lines)


def _reported_year(title: str | None, day: _Day | None, compact: str) -> tuple[int | None, str]:
    """The year a communiqué reports on: that of its title, else of its first sentence, else the one before its date."""
    if match := _YEAR.search(title or ""):
        return _year_of(match), "title"
    if match := _WHOLE_YEAR.search(compact, 0, _HEAD_LENGTH):
        return _year_of(match), "year of the account"
    return (int(day.iso[:4]) - 1, "dated line") if day else (None, "")


def _decide_year(votes: Iterator[tuple[str, float, Counter[int]]], hint: str | None) -> tuple[int | None, str]:
    """The year of delivery and what says it; the hint decides where the text names none, or says it weakly."""
    score: dict[int, float] = {}
    reasons: dict[int, list[str]] = {}
    for reason, weight, years in votes:
        for year, count in years.items():
            score[year] = score.get(year, 0.0) + weight * count / years.total()
            reasons.setdefault(year, []).append(reason)
    hinted = _HINT_YEAR.search(hint) if hint else None
    ranked = sorted(score, key=lambda year: score[year], reverse=True)
    if not ranked or (hinted and int(hinted[0]) != ranked[0] and not _is_sure([score[year] for year in ranked])):
        return (int(hinted[0]), "hint") if hinted else (None, "")
    return ranked[0], ", ".join(reasons[ranked[0]])


def _is_sure(scores: list[float]) -> bool:
    """Whether the first of some scores is high, and well above the next."""
    return scores[0] >= _SURE and (len(scores) == 1 or scores[0] >= 2 * scores[1])


def _votes(title: str | None, day: _Day | None, folded: str, compact: str) -> Iterator[tuple[str, float, Counter[int]]]:
    """Kinds of evidence for the year of delivery, each with its weight and the years it speaks for."""
    mentions = list(_YEAR.finditer(compact))
    if day is not None:
        yield "dated line", 10.0 if day.met else 3.0, Counter([int(day.iso[:4])])
    yield "title", 4.0, Counter(_year_of(match) for match in _YEAR.finditer(title or ""))
    yield "headings", 4.0, _by_headings(folded, compact, title)
    yield "set phrases", 2.0, _by_phrases(compact, mentions)
    yield "opening of sentences", 2.0, _by_openings(compact)
    yield "congress", 8.0, _by_congress(compact)
    yield "last year named in the account", 1.0, _by_mentions(compact, mentions)


@lru_cache(maxsize=1)
def _half_words() -> re.Pattern[str]:
    """The words of a heading that tell review and plan."""
    year = cues()["year"]
    return re.compile(f"(?P<review>{'|'.join(year['review'])})|(?P<plan>{'|'.join(year['plan'])})")


def _by_headings(folded: str, compact: str, title: str | None) -> Counter[int]:
    """Headings that name a year: ``一、2023年工作回顾``; of those that leave the half open the first is the account."""
    lines = (line for line in folded.splitlines() if len(line) <= _LONGEST_TITLE)
    found = [match for line in lines if (match := _HEADING.fullmatch(line))] or list(_INLINE_HEADING.finditer(compact))
    votes: Counter[int] = Counter()
    for index, match in enumerate(found):
        is_title = title is not None and "".join(match[0].split()) in title
        if is_title or (_half_words().search(match["lead"]) and not _JOINS.search(match["lead"])):
            continue
        half = _half_words().search("".join(match["rest"].split()))
        is_first = (match["mark"] or match["part"] or "一") == "一" and index == 0
        votes[_year_of(match) + (half["review"] is not None if half else is_first)] += 1
    return votes


def _by_phrases(compact: str, mentions: list[re.Match[str]]) -> Counter[int]:
    """Set phrases around a year: ``刚刚过去的2023年``, ``做好2024年工作``, ``2023年工作回顾``.

    A plan for a year counts where the year before it is named too; one for 2035 alone is a distant goal.
    """
    year = cues()["year"]
    present, past, later = tuple(year["present"]), tuple(year["past"]), tuple(year["later"])
    named = {_year_of(match) for match in mentions}
    votes: Counter[int] = Counter()
    for match in mentions:
        start, value = match.start(), _year_of(match)
        if compact.endswith(present, 0, start):
            votes[value] += 1
        elif compact.endswith(past, 0, start):
            votes[value + 1] += 1
        elif not compact.endswith(later, 0, start) and (clause := _CLAUSE.match(compact, match.end())):
            half = _half_words().search(clause[0])
            if half and (half["review"] or value - 1 in named):
                votes[value + (half["review"] is not None)] += 1
    return votes


def _by_openings(compact: str) -> Counter[int]:
    """Sentences that open with a year: that of the account, then that of the plan."""
    opened = [(match.start(), _year_of(match)) for match in _OPENING.finditer(compact)]
    if not opened:
        return Counter()
    first, last = opened[0][1], max(year for _, year in opened)
    if last == first + 1:
        return Counter([last])
    return Counter([first + (opened[0][0] < len(compact) * _ACCOUNT_SHARE)])


def _by_congress(compact: str) -> Counter[int]:
    """The session of the National People's Congress that a report is made to, or the session or term before it."""
    rule = cues()["congress"]
    votes: Counter[int] = Counter()
    for match in _CONGRESS.finditer(compact, 0, _HEAD_LENGTH):
        term, session = _small_number(match["term"]), _small_number(match["session"] or "一")
        first = rule["first_year"] + rule["years"] * (term - rule["first_term"])
        if term >= rule["first_term"]:
            votes[first + (rule["years"] if match["five"] else session - bool(match["to"]))] += 1
    return votes


def _by_mentions(compact: str, mentions: list[re.Match[str]]) -> Counter[int]:
    """The year after the last that the account names more than once; a year far from all others is a goal."""
    later = tuple(cues()["year"]["later"])
    edge = len(compact) * _ACCOUNT_SHARE
    everywhere = {_year_of(match) for match in mentions}
    named = Counter(
        _year_of(match) for match in mentions if match.start() < edge and not compact.endswith(later, 0, match.start())
    )
    near = [year for year in named if {year - 1, year + 1} & everywhere] or list(named)
    repeated = [year for year in near if named[year] > 1] or near
    return Counter([max(repeated) + 1]) if repeated else Counter()
