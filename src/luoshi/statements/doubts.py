"""How sure a row is: a weight for each reason, measured on annotated reports."""

from decimal import Decimal

_WEIGHTS = {
    "no-head": "0.9", "no-verb": "0.4", "guessed-aspect": "0.35", "inherited-head": "0.25", "unusual-frame": "0.35", "inner-verb": "0.3",
    "long-indicator": "0.4", "unknown-unit": "0.4",
}  # fmt: skip
_LONG = 22


def doubt_of(pattern: str, doubts: tuple[str, ...], indicator: str) -> Decimal:
    """The doubt between 0 and 1 of a row made by ``pattern`` for the reasons ``doubts``."""
    sure = Decimal("0.95")
    for reason in (*doubts, *(("long-indicator",) if len(indicator) > _LONG else ())):
        sure *= 1 - Decimal(_WEIGHTS.get(reason, "0.2"))
    return (1 - sure).quantize(Decimal("0.01"))
