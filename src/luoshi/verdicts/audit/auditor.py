"""The audit: every rule over all the reports laid before it."""

from collections.abc import Sequence

from luoshi.verdicts.audit.evidence import Evidence, Paper
from luoshi.verdicts.audit.model import Finding, Rule
from luoshi.verdicts.audit.rules.change_differs import CHANGE_DIFFERS
from luoshi.verdicts.audit.rules.growth_differs import GROWTH_DIFFERS
from luoshi.verdicts.audit.rules.increment_differs import INCREMENT_DIFFERS
from luoshi.verdicts.audit.rules.list_count_differs import LIST_COUNT_DIFFERS
from luoshi.verdicts.audit.rules.magnitude_slip import MAGNITUDE_SLIP
from luoshi.verdicts.audit.rules.parts_exceed_whole import PARTS_EXCEED_WHOLE
from luoshi.verdicts.audit.rules.percentages_off_hundred import PERCENTAGES_OFF_HUNDRED
from luoshi.verdicts.audit.rules.ratio_differs import RATIO_DIFFERS
from luoshi.verdicts.audit.rules.share_differs import SHARE_DIFFERS
from luoshi.verdicts.audit.rules.stated_twice import STATED_TWICE
from luoshi.verdicts.audit.rules.stock_differs import STOCK_DIFFERS
from luoshi.verdicts.audit.rules.streak_differs import STREAK_DIFFERS
from luoshi.verdicts.audit.rules.target_below_reached import TARGET_BELOW_REACHED
from luoshi.verdicts.audit.rules.target_growth_differs import TARGET_GROWTH_DIFFERS
from luoshi.verdicts.audit.rules.total_differs import TOTAL_DIFFERS

RULES: tuple[Rule, ...] = (
    CHANGE_DIFFERS,
    INCREMENT_DIFFERS,
    GROWTH_DIFFERS,
    STOCK_DIFFERS,
    SHARE_DIFFERS,
    RATIO_DIFFERS,
    PARTS_EXCEED_WHOLE,
    TOTAL_DIFFERS,
    LIST_COUNT_DIFFERS,
    PERCENTAGES_OFF_HUNDRED,
    STATED_TWICE,
    STREAK_DIFFERS,
    TARGET_BELOW_REACHED,
    TARGET_GROWTH_DIFFERS,
    MAGNITUDE_SLIP,
)
"""All rules, in the order in which findings are shown."""


def audit(papers: Sequence[Paper]) -> tuple[Finding, ...]:
    """What needs explanation in ``papers``, by rule and then in text order of the papers as given."""
    evidence = Evidence(papers)
    return tuple(
        finding
        for rule in RULES
        for finding in sorted(rule.findings(evidence), key=lambda each: [(at.report, at.start) for at in each.exhibits])
    )
