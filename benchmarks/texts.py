"""Long reports made of the example, each copy with other figures and other names of places.

Repeating a text as it stands would flatter a program that remembers the words it has met, and would put all copies but
the first behind the first one's attachment.
"""

import re
from collections.abc import Iterator
from itertools import count, product

NAMES = ("云川", "石桥", "湖滨", "金桐", "梅岭", "南坪", "沙河", "临川", "临浦", "青石湾", "百岁湖")
OTHER_NAMES = tuple(map("".join, product("青望远清白长新明安永", "禾岭源溪塔屿浦泉岗洲")))
FIGURE = re.compile(r"\d[\d.]*(?![\d.]*年)")
SENTENCE = re.compile(r"[^。！？；\n]{15,}[。！？；]")
PROSE = 3
PLACE = re.compile("|".join(NAMES))


def copy(text: str, number: int) -> str:
    """``text`` with the digits 1 to 9 of figures turned by ``number``, and the ``number``-th set of other names."""
    digits = str.maketrans("123456789", "".join(str((number + digit) % 9 + 1) for digit in range(9)))
    first = number * len(NAMES)
    names = {name: OTHER_NAMES[(first + place) % len(OTHER_NAMES)] for place, name in enumerate(NAMES)}
    changed = FIGURE.sub(lambda figure: figure[0].translate(digits), text)
    return PLACE.sub(lambda place: names[place[0]], changed)


def reports(text: str, characters: int) -> Iterator[str]:
    """Endless reports of about ``characters``: the opening of ``text``, its account over and over, its plan as often.

    Sentences without figures come ``PROSE`` times more, which makes figures as frequent as in real reports. The
    attachment is left out, since what follows one is not read for figures.
    """
    account, plan = text.split("\n附件\n", maxsplit=1)[0].split("\n二、", 1)
    opening, account = account.split("\n一、", 1)
    account, plan = (with_prose(half) for half in (f"一、{account}", f"二、{plan}"))
    times = max(1, round((characters - len(opening)) / (len(account) + len(plan))))
    for number in count():
        numbers = range(number * times, (number + 1) * times)
        yield "\n".join([opening, *(copy(half, each) for half in (account, plan) for each in numbers)])


def with_prose(half: str) -> str:
    """``half`` with its sentences without figures ``PROSE`` times more, each time as one paragraph."""
    plain = [sentence for sentence in SENTENCE.findall(half) if not FIGURE.search(sentence)]
    return "\n".join([half, *["".join(plain)] * PROSE])
