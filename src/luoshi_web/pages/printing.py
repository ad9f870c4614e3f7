"""The overview as plain text, for a terminal."""

from luoshi_web.models import Place
from luoshi_web.pages.outcomes import SHOWN, Tally, outcome_name
from luoshi_web.pages.overview import overview, years_of


def printed() -> str:
    """Every place, year by year: counts by outcome, and the headline targets beside their results."""
    lines = [line for place in Place.objects.order_by("name") for line in _place_lines(place)]
    return "\n".join(lines) if lines else "库里还没有已发布的报告。 / No report is published yet."


def _place_lines(place: Place) -> list[str]:
    lines = []
    years = years_of(place)
    for year in sorted(years):
        page = overview(place, year, years)
        lines += [f"{place.name} {year}：{_counts(page.whole)}", *(f"  {_area(each)}" for each in page.areas)]
        lines += [
            f"  {each.title}：{each.target} → {each.result or '—'} {outcome_name(each.outcome)}"
            for each in page.headline
        ]
    return lines


def _area(tally: Tally) -> str:
    return f"{tally.name}：{_counts(tally)}"


def _counts(tally: Tally) -> str:
    return "，".join(f"{outcome_name(code)} {tally.counts[code]}" for code in SHOWN if tally.counts.get(code))
