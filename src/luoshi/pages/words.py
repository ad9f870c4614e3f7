"""The words that people read, in their language."""

from typing import Any, Literal

from luoshi.lexicon.load import table

Language = Literal["zh", "en"]


class Words:
    """Looks up a sentence or label by its dotted key in ``lexicon/messages.toml`` and fills its slots.

    ``words("class.result")`` is ``成效`` for ``zh`` and ``result`` for ``en``. An unknown key raises KeyError.
    """

    def __init__(self, language: Language = "zh") -> None:
        self.language = language

    def __call__(self, key: str, /, **slots: object) -> str:
        """The text of ``key`` with its slots filled."""
        text: str = self._entry(key)[self.language]
        return text.format(**slots) if slots else text

    def label(self, table: str, code: str) -> str:
        """What people call ``code``: its entry in ``table``, or itself where it has none."""
        return self(f"{table}.{code}") if f"{table}.{code}" in self else code

    def __contains__(self, key: object) -> bool:
        try:
            return isinstance(key, str) and self.language in self._entry(key)
        except KeyError:
            return False

    def _entry(self, key: str) -> Any:
        entry: Any = table("messages")
        for part in key.split("."):
            if not isinstance(entry, dict):
                raise KeyError(key)
            entry = entry[part]
        return entry
