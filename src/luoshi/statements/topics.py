"""What a clause without figures speaks of: 公共资源交易体制改革成效明显 → 公共资源交易."""

import re
from functools import lru_cache

from luoshi.lexicon.load import phrase
from luoshi.statements.actions import inner_act, opening_act, verbs
from luoshi.statements.indicators import clean

_LONGEST = 24
_PREDICATE = phrase("phrases", "topics-predicate")
_AMONG = re.compile(r"在(?:全国|全省|全市|全区|全县)?(?P<what>[^在]{4,24})中\Z")
_NO_TOPIC = re.compile(r"(?:到|至|截至)?\d{4}年(?:底|末)?\Z|[是据]|根据|按照")
_FRAME_TAIL = re.compile(r"(?:力度|步伐|进程|工作|体系|建设|发展|改造|项目|行动|工程)+\Z")


@lru_cache(maxsize=512)
def topic_of(clause: str) -> str:
    """The thing that the clause speaks of, without verbs; empty where it is too long to be one."""
    text = "" if _NO_TOPIC.match(clause) else clean(clause)
    among = _AMONG.match(text)
    if among:
        return among[1]
    act = opening_act(text)
    if act:
        noun = _FRAME_TAIL.sub("", act.noun) or act.noun
    else:
        match, inside = _PREDICATE.search(text, 2), inner_act(text)
        ends = [match.start()] if match else []
        ends += [len(inside.before)] if inside and inside.action not in verbs().nominal else []
        noun = text[: min(ends, default=len(text))]
    noun = noun.rpartition("等")[2] or noun if "等" in noun[:-1] else noun
    return noun if 2 <= len(noun) <= _LONGEST else ""
