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

    The attachment is left out, since what follows an attachment is not read for figures.
    """
    account, plan = text.split("\n附件\n", maxsplit=1)[0].split("\n二、", 1)
    opening, account = account.split("\n一、", 1)
    times = max(1, round((characters - len(opening)) / (len(account) + len(plan))))
    for number in count():
        numbers = range(number * times, (number + 1) * times)
        accounts = (copy(f"一、{account}", each) for each in numbers)
        yield "\n".join([opening, *accounts, *(copy(f"二、{plan}", each) for each in numbers)])
