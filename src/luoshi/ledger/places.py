"""One key for a place through all its names and codes: 清苑县 and 清苑区 have one series."""

from functools import lru_cache

from luoshi.lexicon.divisions import Division, load_divisions

_MOST_HEIRS = 5
_NATION = ("全国", "国务院", "中国", "中华人民共和国")


@lru_cache(maxsize=2**14)
def place_key(name: str, code: str | None) -> str:
    """The code of the present unit, or the name of a place without code (``全国``); empty where there is neither."""
    if not code:
        return name
    divisions = load_divisions()
    for _ in range(_MOST_HEIRS):
        division = divisions.by_code.get(code)
        if division is None or not division.present or division.present == code:
            break
        code = division.present
    return code


def keys_named(name: str) -> dict[str, str]:
    """Keys of every place that ``name`` may mean (a name of today or earlier, or a code), with its present name."""
    if name in _NATION:
        return {_NATION[0]: _NATION[0]}
    divisions = load_divisions()
    found: dict[str, str] = {}
    for division in _divisions_named(name):
        if division.code:
            key = place_key(division.name, division.code)
            heir = divisions.by_code.get(key, division)
            found[key] = divisions.place(heir).name
    return found or {name: name}


def _divisions_named(name: str) -> list[Division]:
    divisions = load_divisions()
    if name in divisions.by_code:
        return [divisions.by_code[name]]
    if name in divisions.by_name:
        return divisions.by_name[name]
    return [
        division
        for start in range(2, len(name) - 1)
        for division in divisions.by_name.get(name[start:], [])
        if (parent := divisions.parent(division)) and name[:start] in parent.forms
    ]
