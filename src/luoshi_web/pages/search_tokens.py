"""What the index of commitments holds of a text, and what is looked up in it for a word.

SQLite's own tokenizers fail here: ``unicode61`` takes a sentence for one word, ``trigram`` finds no word of two
characters. So a text is cut into its pairs of characters: a word of two or more is the phrase of its pairs and is found
exactly. A word of one character is looked up among the characters of the text. Punctuation counts like any character.
"""

import unicodedata
from collections.abc import Iterable, Iterator

_EDGE = "\uf8ff"
"""Stands at the end of each run without blanks, so that no phrase reaches over it."""
_PRIVATE = 0xE000
_MOST_WORDS = 30


class _Folding(dict[int, str]):
    """Folds each character for itself: what contains a word before folding contains it after."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    if character.isspace():
        return " "
    wide = unicodedata.normalize("NFKC", character).casefold()
    if not wide or any(each.isspace() for each in wide):
        wide = character
    return "".join(map(_safe, wide))


def _safe(character: str) -> str:
    """A character that SQLite's ``ascii`` tokenizer takes for part of a word: signs move to a private range."""
    code = ord(character)
    if code < 0x80:
        return character if character.isalnum() else chr(_PRIVATE + code)
    return "\ufffd" if _PRIVATE <= code < _PRIVATE + 0x80 or character == _EDGE else character


_FOLDING = _Folding()


def fold(text: str) -> str:
    """``text`` without differences of width and case, signs moved to a private range; white space becomes blanks."""
    return text.translate(_FOLDING)


def word_tokens(texts: Iterable[str]) -> str:
    """Pairs of characters of ``texts`` in their order, then each character once; a text within another adds nothing."""
    kept: list[str] = []
    for text in sorted((fold(text) for text in texts), key=len, reverse=True):
        if not any(text in other for other in kept):
            kept.append(text)
    tokens = [token for text in kept for run in text.split() for token in _pairs(run)]
    return " ".join([*tokens, *dict.fromkeys("".join("".join(kept).split()))])


def initial_tokens(initials: str) -> str:
    """Triples of the letters ``initials`` in their order, then each pair once."""
    triples = [initials[at : at + 3] for at in range(len(initials) - 2)]
    return " ".join([*triples, *dict.fromkeys(initials[at : at + 2] for at in range(len(initials) - 1))])


def matching_expression(query: str) -> str:
    """The expression of FTS5 for all words of ``query``; empty where it has none. Nothing in it is taken as syntax.

    A word of small Latin letters may also be initials. Words beyond the thirtieth are left out.
    """
    words = [(part, _is_initials(word)) for word in query.split() for part in fold(word).split()]
    return " AND ".join(_any_sense(word, may_be_initials=initials) for word, initials in words[:_MOST_WORDS])


def _is_initials(word: str) -> bool:
    return len(word) > 1 and word.isascii() and word.isalpha() and word.islower()


def _any_sense(word: str, *, may_be_initials: bool) -> str:
    literal = f'words : "{" ".join(_parts(word))}"'
    if may_be_initials:
        size = min(3, len(word))
        phrase = " ".join(word[at : at + size] for at in range(len(word) - size + 1))
        return f'({literal} OR initials : "{phrase}")'
    return literal


def _parts(word: str) -> list[str]:
    return [word] if len(word) == 1 else [word[at : at + 2] for at in range(len(word) - 1)]


def _pairs(run: str) -> Iterator[str]:
    if len(run) > 1:
        yield from (run[at : at + 2] for at in range(len(run) - 1))
    yield _EDGE
