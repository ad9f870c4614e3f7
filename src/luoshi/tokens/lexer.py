"""Finds every numeral of a sentence and says what it is: quantity, rank, label, time, streak, vague count or stray.

Names come first: a numeral that a label rule claims is never tried as a quantity. One pass, left to right; nothing looks
further than a dozen characters to the left.
"""

import re
from decimal import Decimal

from luoshi.tokens.model import Quantity, Rank, Silent, Token
from luoshi.tokens.numerals import DIGITS, HAN, of_digits, of_han
from luoshi.tokens.quantities import scan_quantity
from luoshi.tokens.ranks import RANK, scan_rank
from luoshi.tokens.vocabulary import LONGEST_LEFT, Vocabulary, vocabulary

_NUMERAL = re.compile(
    rf"(?P<fraction>(?:百分之|千分之)(?:{DIGITS}|[{HAN}点]+)|[二三四五六七八九十]{{1,2}}分之[一二三四五六七八九十]{{1,2}})"
    rf"|(?P<digits>{DIGITS})"
    r"|翻(?:了)?(?P<doubled>[一两三])?番"
    rf"|(?P<rank>{RANK})"
    rf"|(?P<han>[{HAN}]+(?:点[零〇一二三四五六七八九]+)?)"
)
_QUOTED = re.compile(r"[“\"「『《〈]([^“”\"「」『』《》〈〉]{0,40})[”\"」』》〉]")
_LONGEST_QUOTE = 24


def lex(text: str) -> list[Token]:
    """The tokens of ``text`` (folded, without damage), in order and without overlap."""
    words = vocabulary()
    quoted = _quotes(text)
    tokens: list[Token] = []
    position = 0
    while match := _NUMERAL.search(text, position):
        token = _token(text, match, words, quoted)
        position = match.end()
        if token is not None:
            tokens.append(token)
            position = max(position, token.end)
    return tokens


def _quotes(text: str) -> list[tuple[int, int]]:
    """Spans of short quotations and titles: numbers in them belong to names."""
    if "“" not in text and "《" not in text and '"' not in text:
        return []
    return [match.span() for match in _QUOTED.finditer(text) if match[0][0] in "《〈" or len(match[1]) <= _LONGEST_QUOTE]


def _token(text: str, match: re.Match[str], words: Vocabulary, quoted: list[tuple[int, int]]) -> Token | None:
    start, end = match.span()
    for opening, closing in quoted:
        if opening < start < closing:
            return Silent(start, end, "label", "quoted")
    group = match.lastgroup
    if group == "rank":
        return scan_rank(text, match)
    if group == "doubled" or text[start] == "翻":
        return Quantity(start, start, end, Decimal({"一": 1, "两": 3, "三": 7}.get(match["doubled"] or "一", 1)), "倍", kind="ratio", dimension="doubling", written=match[0])
    if group == "fraction":
        return scan_quantity(text, start, end, *_fraction(match[0]), words)
    if group == "han" and (silent := words.vague.match(text, start) or _lexical(text, start, end)):
        return Silent(start, max(end, silent if isinstance(silent, int) else silent.end()), "vague", "set-phrase")
    return _label(text, start, end, words) or _number(text, start, end, match, words)


def _lexical(text: str, start: int, end: int) -> int | None:
    """End of a word in which a Chinese numeral is no number (一般, 统一, 万一); None where it may be one."""
    if text[start:end] in {"亿", "万", "千", "百"} and not text[start - 1 : start].isdigit():
        return end + 1
    return end if _WORD.match(text, start) or _WORD_BEFORE.search(text[max(0, start - 2) : end]) else None


_WORD = re.compile(
    r"一(?:般|定|体|批|系列|直|起(?!案)|些|样|致|贯|律|旦|并|道|度|下|心|流|切|向|同|如|揽|手|带|共|经|面|方|步|线|路|级|时|味|举|概|大批|大|网|站|窗|码|键|张网|把手|盘棋|体化|刻|点|整|再|朝|次性|份子|环|对一|村|县|镇|乡|户|企|品|业|厂|策|园|园区|区|河|湖|街|事|人|图|屏|卡|票|门|企一|户一|家人|辈|代代)"
    r"|[二三四五六七八九十百千万]{1,2}(?:农|面|中|方|分明|位一体|者|角洲|元|宝|保|险|峡|门峡|五规划|明|亚|星|江|原|水|沙|通一平|老|公|资|乱|废|类|线|级|次创业|次|手|胎|孩|孩|胡|审|无|化|好|严|实|早|清|到位|改|化|包|防|有|新|优|链|清|带|圈|轴|核|区|门|路|达|台|泉|台山|里|龙|仙|国)"
    r"|两(?:会|岸|江|湖|广|翼|手|级|类|侧|权|端|不愁|个(?:毫不|确立|维护|务必|结合|率先|健康|先行|转变|大局|文明|清单|责任|市场|百年|一百|转型|根本)|学一做|山|型|地|院|法|非|新|重|高|癌|馆|化|业|税|金|费|增|减|降|个|确保|基|纲|委|论)"
)
_WORD_BEFORE = re.compile(r"(?:统|唯|第|之|同|单|万|逐|进|专|划|归|合|如|纳|不|每|其|任|非|无|某|某|哪|这|那|各|另|独|为|首|定|挂)[一二三两]\Z")


def _label(text: str, start: int, end: int, words: Vocabulary) -> Silent | None:
    """The silent token that a label rule makes of the numeral; None where none does."""
    left = text[max(0, start - LONGEST_LEFT) : start]
    if words.label_after.match(text, end) or words.label_before.search(left):
        for rule in words.labels:
            after = rule.after.match(text, end) if rule.after else None
            if (rule.after is None or after) and (rule.before is None or rule.before.search(left)):
                return Silent(start, after.end() if after else end, rule.kind, rule.name)
    return None


def _number(text: str, start: int, end: int, match: re.Match[str], words: Vocabulary) -> Token | None:
    written = match[0]
    date = words.dates.match(text, end)
    if date:
        return Silent(start, date.end(), "time", "date")
    is_han = match.lastgroup == "han"
    return scan_quantity(text, start, end, of_han(written) if is_han else of_digits(written), "", words)


def _fraction(written: str) -> tuple[Decimal, str]:
    """Value and unit of 百分之六 or 三分之二."""
    whole, _, part = written.partition("分之")
    value = of_digits(part) if part[0].isdigit() else of_han(part)
    if whole in ("百", "千"):
        return value, "%" if whole == "百" else "‰"
    return (value / of_han(whole)).quantize(Decimal("0.0001")), ""
