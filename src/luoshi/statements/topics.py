"""What a clause without figures speaks of: 公共资源交易体制改革成效明显 → 公共资源交易."""

import re

from luoshi.statements.actions import opening_act
from luoshi.statements.frames import Frames
from luoshi.statements.indicators import clean

_LONGEST = 24
_PREDICATE = re.compile(
    r"(?:体制|机制)?(?:改革|建设|发展|生产|工作|规模)?(?:在(?![建校岗册职线])|再获|成效|取得|实现|持续|不断|稳步|扎实|全面|正式|顺利|深入|加快|快速|有序|有效|明显|进一步|更加|日益|逐步|积极|稳定|较快|蓬勃|健康|建成|开工|竣工|投产|投用|运营|通车|开通|落户|落地|启动|完成|获批|获评|形成|突破|提升|增强|改善|向好|活跃|繁荣|壮大|提高|扩大|推进|建设取得|得到|保持|迈上|呈现|继续|更)"
)
_FRAME_TAIL = re.compile(r"(?:力度|步伐|进程|工作|体系|建设|发展|改造|项目|行动|工程)+\Z")


def topic_of(clause: str, frames: Frames) -> str:
    """The thing that the clause speaks of, without verbs; empty where it is too long to be one."""
    text = clean(clause, frames)
    act = opening_act(text)
    if act:
        noun = _FRAME_TAIL.sub("", act.noun) or act.noun
    else:
        match = _PREDICATE.search(text, 2)
        noun = text[: match.start()] if match else text
    noun = noun.rpartition("等")[2] or noun if "等" in noun[:-1] else noun
    return noun if 2 <= len(noun) <= _LONGEST else ""
