"""Administrative divisions of China, from province to county, present and former, by code and by name.

The table is ``divisions.tsv`` beside this module; its head names the sources. It is read on first use.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from luoshi.lexicon.load import FOLDER
from luoshi.values.place import Level, Place

_MUNICIPALITIES = ("11", "12", "31", "50")
_RANKS = "特别行政区|地区|林区|矿区|特区|新区|联合旗|[省市县区州盟旗]"  # longest first; 自治 ranks follow the peoples
_PEOPLES = (
    "维吾尔族?|蒙古族?|哈萨克族?|柯尔克孜族?|塔吉克|锡伯|回族|藏族|苗族|布依族|侗族|瑶族|土家族|壮族|彝族|白族|哈尼族|傣族"
    "|景颇族|傈僳族|羌族|朝鲜族|满族|黎族|畲族|达斡尔族|鄂温克族|仡佬族|水族|仫佬族|毛南族|东乡族|保安族|撒拉族|土族|裕固族"
    "|纳西族|拉祜族|佤族|布朗族|独龙族|怒族|普米族|各族"
)
_STEM = re.compile(f"(.{{2,}}?)族?(?:(?:{_PEOPLES})*自治[区州县旗]|(?:回族|达斡尔族)区|{_RANKS})")


class Division(NamedTuple):
    """One row: ``former`` is the ``first–last`` year of a name no longer in use, ``present`` the code of its heir."""

    code: str
    name: str
    former: str
    present: str

    @property
    def level(self) -> Level:
        """By code; a city that answers to its province directly (``xx90xx``) ranks with cities."""
        if self.code.endswith("0000"):
            return "province"
        directly = self.code[2:4] == "90" and self.name.endswith("市")
        return "city" if self.code[4:] in ("00", "") or directly else "county"

    @property
    def stem(self) -> str:
        """The name without rank and peoples: ``保定`` of 保定市, ``黔东南`` of 黔东南苗族侗族自治州, ``易`` of 易县."""
        match = _STEM.fullmatch(self.name)
        if match:
            return match[1]
        return self.name[:-1] if self.name[-1] in "市县区" else self.name

    @property
    def forms(self) -> tuple[str, ...]:
        """Names that say its rank: the full one, and of an autonomous unit the everyday one (``黔东南州``)."""
        for suffix in ("自治州", "自治县", "自治旗"):
            if self.name.endswith(suffix):
                return (self.name, self.stem + suffix[-1])
        return (self.name,)


@dataclass(frozen=True)
class Divisions:
    """All rows, with the look-ups that a reader of names needs."""

    rows: tuple[Division, ...] = field(repr=False)

    @cached_property
    def by_code(self) -> dict[str, Division]:
        """The unit that bears a code today, else the last one that did."""
        latest_last = sorted(self.rows, key=lambda row: (not row.former, row.former[-4:]))
        return {row.code: row for row in latest_last if row.code}

    @cached_property
    def by_name(self) -> dict[str, list[Division]]:
        """Units by each name that says their rank, those of today first. Many names have several units (``朝阳区``)."""
        found: dict[str, list[Division]] = {}
        for row in sorted(self.rows, key=lambda row: bool(row.former)):
            for form in row.forms:
                found.setdefault(form, []).append(row)
        return found

    def parent(self, division: Division) -> Division | None:
        """The city above a county, the province above a city; None above a province."""
        code = division.code
        if not code or code.endswith("0000"):
            return None
        city = self.by_code.get(code[:4] + "00") if division.level == "county" else None
        return city or self.by_code.get(code[:2] + "0000")

    def place(self, division: Division) -> Place:
        """The jurisdiction by its full name: a county carries its city if it has one (``保定市易县``)."""
        parent = self.parent(division) if division.level == "county" else None
        is_city = parent is not None and (parent.level == "city" or parent.code[:2] in _MUNICIPALITIES)
        prefix = parent.name if parent is not None and is_city else ""
        return Place(prefix + division.name, division.level, division.code or None)


@lru_cache(maxsize=1)
def load_divisions() -> Divisions:
    """The table of divisions, read on first use and kept."""
    lines = (FOLDER / "divisions.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return Divisions(tuple(map(Division._make, rows[1:])))
