"""For each project of the earlier plan, where a later report names it, and whether it got there."""

from collections.abc import Sequence
from decimal import Decimal

from luoshi.statements.model import Project, Stage
from luoshi.verdicts.model import Account, Mention, ProjectLink, Verdict
from luoshi.verdicts.reconcile.likeness import Weights, Wording, likeness
from luoshi.verdicts.reconcile.mentions import row_mention, text_mentions
from luoshi.verdicts.reconcile.names import abbreviates, agree, core, tells_apart

_ALIKE = 0.6
"""At least this alike, and two names are one project's (set on the development pairs)."""

_ABBREVIATED, _SAME_OPENING, _SURE = 0.8, 0.08, 0.75

_ORDER: dict[Stage, int] = {"plan": 0, "start": 1, "build": 2, "complete": 3}
_ENOUGH: dict[Stage, int] = {"plan": 0, "start": 1, "build": 1, "complete": 3}
"""What has at least this place in the order of stages fulfils the promise: to go on building asks for a start."""


def answer_projects(earlier: Account, laters: Sequence[Account]) -> tuple[ProjectLink, ...]:
    """A link for each project that ``earlier`` promises, in text order."""
    targets = [project for project in earlier.projects if project.mode == "target"]
    place = earlier.document.front.place.name if earlier.document.front.place else ""
    names = [core(each.name, place) for account in (earlier, *laters) for each in account.projects]
    weights = Weights(names)
    rows = [
        (row_mention(project, index), weights.wording(core(project.name, place)))
        for index, later in enumerate(laters)
        for project in later.projects
    ]
    return tuple(_link(target, core(target.name, place), weights, rows, laters) for target in targets)


def _link(
    target: Project, name: str, weights: Weights, rows: Sequence[tuple[Mention, Wording]], laters: Sequence[Account]
) -> ProjectLink:
    wording = weights.wording(name)
    found: list[tuple[float, Mention]] = []
    for mention, other in rows:
        alike = _name_likeness(wording, other)
        if alike < _ALIKE and _share_rare_opening(wording, other, weights):
            alike = _ALIKE
        if alike >= _ALIKE and agree(target.name, mention.name):
            found.append((alike, mention))
    for index, later in enumerate(laters):
        found += [(1.0, mention) for mention in text_mentions(later, index, name) if agree(target.name, mention.name)]
    if not found:
        return ProjectLink(target, "unreported", "not-named")
    alike, best = max(found, key=_rank)
    verdict, rule = _verdict(target.stage, best)
    return ProjectLink(target, verdict, rule, best, Decimal(f"{min(alike, 1):.3f}"))


def _name_likeness(left: Wording, right: Wording) -> float:
    """How likely two cores name one project; a name is told by its beginning more than by its end."""
    if abbreviates(left.text, right.text):
        return max(_ABBREVIATED, likeness(left, right))
    value = likeness(left, right)
    if left.text[:2] == right.text[:2]:
        return value + _SAME_OPENING
    is_inside = left.text[:2] in right.text or right.text[:2] in left.text
    return value if is_inside or value >= _SURE else 0.0


def _share_rare_opening(left: Wording, right: Wording, weights: Weights) -> bool:
    """Whether both open with the same three characters, and no other project of the reports does."""
    opening = left.text[:3]
    is_shared = len(opening) == 3 and right.text.startswith(opening)
    return is_shared and tells_apart(opening) and weights.texts_with(opening[:2]) == 2


def _rank(each: tuple[float, Mention]) -> tuple[bool, bool, int, int, int]:
    alike, mention = each
    stage = _ORDER[mention.stage] if mention.stage else -1
    return (mention.mode == "result", stage >= 0, round(alike * 5), stage, -mention.start)


def _verdict(promised: Stage, mention: Mention) -> tuple[Verdict, str]:
    if mention.stage is None:
        return "not comparable", "named-without-stage"
    reached = _ORDER[mention.stage]
    if mention.mode == "result":
        return ("met", "stage-reached") if reached >= _ENOUGH[promised] else ("missed", "stage-not-reached")
    if promised == "complete" or (promised in ("start", "build") and reached <= _ORDER["start"]):
        return "missed", "promised-again"
    return "not comparable", "promised-further"
