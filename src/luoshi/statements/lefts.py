"""The text before a figure, taken apart into subject and frame."""

import re

from luoshi.statements.frames import frames
from luoshi.statements.indicators import clean
from luoshi.statements.reading import Left

_JOINERS = re.compile(r"(?:\s|[、,;:。]|以及|和(?![美谐平睦顺田])|及|与(?!会)|或|并|且|而|同时|其中)+")
_ENUMERATED = re.compile(r"\A[一二三四五六七八九十]{1,3}是")
_STEP = re.compile(r"的?新?(?:台阶|大关|关口|门槛)(?=[、,;:])")
LONGEST_FRAME = 36
"""Characters before a figure in which a frame may begin: more than verb, hedges and link have together."""

_COMPARED = re.compile(r"(?:收入|之|存贷|产销|性别)\Z")
_TOTAL = re.compile(r"累计|总数|总量|总计|合计|累积|总数量")
_OPEN = re.compile(r"(?:、|和|与|以及|(?<![惠涉普波触危])及)\Z")
_DONE = re.compile(r"(?:完成|实现|达成|取得|进入)了?\Z")
_SPREAD = re.compile(r"分别|各为|依次|双双")


def take_apart(text: str) -> Left:
    """Split ``text`` at its last frame: 工业增加值占地区生产总值比重 | 提高到."""
    step = _STEP.match(text)
    text = text[step.end() if step else 0 :]
    joiner = _JOINERS.match(text)
    text = text[joiner.end() if joiner else 0 :]
    text = _ENUMERATED.sub("", text) if "是" in text[1:4] else text
    is_open = _OPEN.search(text) is not None
    text = text.rstrip('、,:( "“')
    tail = frames().tail.search(text, max(0, len(text) - LONGEST_FRAME))
    if tail is None:
        return Left(text, is_listed=_is_listed(joiner), is_open=is_open)
    frame = tail[0]
    up, down = tail["up"], tail["down"]
    subject = text[: tail.start()]
    if frame == "为" and not clean(subject):
        return Left(text, is_listed=_is_listed(joiner), is_open=is_open)
    if frame.startswith("比") and _COMPARED.search(subject):
        subject += "比"
    is_bare = not clean(subject) or frames().hedged.fullmatch(subject)
    if is_bare and not up and not down and (done := _DONE.search(frame)):
        return Left(done[0].removesuffix("了"), frame=frame, is_listed=_is_listed(joiner), is_open=is_open)
    return Left(
        subject=subject,
        direction=1 if up else -1 if down else 0,
        is_reached=bool(tail["to"] and tail["to"] != "了") or bool(tail["link"]),
        is_total=bool(_TOTAL.search(frame)),
        frame=frame,
        is_spread=bool(_SPREAD.search(frame)),
        verb=up or down or "",
        is_listed=_is_listed(joiner),
        is_open=is_open,
    )


def _is_listed(joiner: re.Match[str] | None) -> bool:
    return joiner is not None and (
        joiner[0].strip()[:1] in ("、", "和", "及", "与", "以", "并") or joiner[0].endswith("其中")
    )
