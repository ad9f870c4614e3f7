"""Words for the codes of rows, in the language in use: the library's own, so that command line and board agree."""

from django.utils.translation import get_language

from luoshi_web.library import Words


def label(table: str, code: str) -> str:
    """What people call ``code`` of ``table`` (``aspect``, ``stage``, ``verdict`` …); itself where it has no name."""
    return Words("en" if (get_language() or "").startswith("en") else "zh").label(table, code)
