"""A report on the terminal: what an officer wants to see first, in columns that hold with Chinese characters."""

import sys
from collections.abc import Sequence
from typing import TypeVar

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from luoshi.cli.columns import wrap
from luoshi.pages.overview import PART_DEPTH, OutlineRow, Overview, SectionRows
from luoshi.pages.words import Words
from luoshi.statements.model import Project

_COMMITMENTS = 10
_CAREFUL = 5
_LINES_A_SECTION = 2
_LINES_AN_ENTRY = 3
_WIDEST = 120

Row = TypeVar("Row")


class _Console(Console):
    """Standard output; a closed pipe is left to the caller."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class ReportView:
    """Prints overviews to standard output, in colour only on a terminal, at most 120 columns wide."""

    def __init__(self, words: Words, *, everything: bool) -> None:
        self._words, self._everything = words, everything
        self._console = _Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
        self._console.width = min(self._console.width, _WIDEST)

    def print(self, page: Overview) -> None:
        """Print all of ``page``, or what fits a first look, with what was left out counted."""
        self._facts(page)
        self._goals(page)
        self._outline(page.outline)
        self._rows(page.sections if self._everything else page.parts)
        self._commitments(page)
        self._careful(page)

    def rule(self) -> None:
        """Print a line between two reports."""
        self._console.rule(style="dim")

    def _facts(self, page: Overview) -> None:
        words, front = self._words, page.front
        place = front.place.name if front.place else words("view.nowhere")
        year = words("breakdown.year", year=front.year) if front.year else words("view.no_year")
        self._line(f"{place}　{year}", "bold")
        if front.title:
            self._line(front.title)
        facts = [
            words(f"level.{front.place.level}") if front.place else "",
            words("view.delivered", date=front.date) if front.date else "",
            words("view.speaker", speaker=front.speaker) if front.speaker else "",
            words("view.size", characters=page.characters),
        ]
        self._line(" · ".join(filter(None, facts)), "dim")
        self._line(page.source, "dim")
        counts = {"sentences": page.sentences, "figures": page.figures, "projects": page.projects}
        self._line(words("view.summary", **counts, commitments=len(page.commitments)))
        self._line(words("view.care", unread=len(page.unread), doubtful=len(page.doubtful)))

    def _goals(self, page: Overview) -> None:
        if not page.headline:
            return
        words = self._words
        self._title(words("view.headline"))
        if not page.goals:
            self._line(page.headline)
            return
        table = self._table(words("view.indicator"), words("view.target"), words("view.last"))
        for goal in page.goals:
            table.add_row(goal.indicator, goal.expression, goal.last)
        self._console.print(table)

    def _outline(self, outline: Sequence[OutlineRow]) -> None:
        if not outline:
            return
        words = self._words
        self._title(words("view.outline"))
        shown = [row for row in outline if self._everything or row.section.depth <= PART_DEPTH]
        table = self._table(words("view.section"))
        for name in ("name.sentence", "name.measure", "name.project", "class.commitment"):
            table.add_column(words(name), justify="right", no_wrap=True)
        for row in shown:
            counts = (row.sentences, row.figures, row.projects, row.commitments)
            title = Padding(Text(row.title), (0, 0, 0, 2 * (row.section.depth - 1)))
            table.add_row(title, *(str(count or "·") for count in counts))
        self._console.print(table)
        self._more("view.more_sections", len(outline) - len(shown))

    def _rows(self, sections: Sequence[SectionRows]) -> None:
        if not sections:
            return
        words = self._words
        self._title(words("view.rows"))
        for section in sections:
            self._line(section.title or words("view.front_matter"), "cyan")
            if self._everything:
                self._all_rows(section)
            else:
                self._few("name.measure", [f"{figure.label} {figure.value}" for figure in section.figures])
                self._few("name.project", [self._project(project) for project in section.projects])

    def _few(self, name: str, said: Sequence[str]) -> None:
        """As many of ``said`` as go on two lines, and how many there are."""
        if not said:
            return
        lead = f"  {self._words(name)} {len(said)}  "
        columns = self._console.width - 2
        for shown in range(len(said), 0, -1):
            left = f" …（+{len(said) - shown}）" if shown < len(said) else ""
            lines = wrap(f"{lead.strip()}  {'；'.join(said[:shown])}{left}", columns - 2)
            if len(lines) <= _LINES_A_SECTION or shown == 1:
                break
        for line in lines:
            self._line(f"  {line}")

    def _all_rows(self, section: SectionRows) -> None:
        words = self._words
        if section.figures:
            table = self._table(
                words("view.indicator"), words("view.value"), words("view.aspect"), words("view.period")
            )
            table.add_column(words("column.mode"), no_wrap=True)
            for figure in section.figures:
                measure = figure.measure
                mode, aspect = words(f"mode.{measure.mode}"), words(f"aspect.{measure.aspect}")
                table.add_row(figure.label, figure.value, aspect, measure.period, mode)
            self._console.print(table)
        if section.projects:
            table = self._table(words("view.project"), words("view.stage"), words("view.period"))
            for project in section.projects:
                table.add_row(project.name, words(f"stage.{project.stage}"), project.period)
            self._console.print(table)

    def _commitments(self, page: Overview) -> None:
        words = self._words
        self._title(f"{words('view.commitments')} {len(page.commitments)}")
        if not page.commitments:
            self._line(words("view.no_commitments"))
        shown = page.commitments if self._everything else page.commitments[:_COMMITMENTS]
        indent = len(str(len(page.commitments))) + 2
        for commitment in shown:
            self._hanging(f"{commitment.number}.".ljust(indent), commitment.text)
        self._more("view.more_commitments", len(page.commitments) - len(shown))

    def _some(self, rows: Sequence[Row]) -> Sequence[Row]:
        return rows if self._everything else rows[:_CAREFUL]

    def _careful(self, page: Overview) -> None:
        words = self._words
        if page.unread:
            self._title(f"{words('view.unread')} {len(page.unread)}")
            for unread in self._some(page.unread):
                self._hanging("  ", f"{unread.text}（{unread.reason}）：{unread.sentence}")
        if page.doubtful:
            self._title(f"{words('view.doubtful')} {len(page.doubtful)}")
            for row in self._some(page.doubtful):
                self._hanging("  ", f"{row.doubt}  {row.row}（{'、'.join(row.reasons)}）：{row.sentence}")

    def _project(self, project: Project) -> str:
        return f"{project.name}（{self._words(f'stage.{project.stage}')}）"

    def _table(self, *labels: str) -> Table:
        table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
        for index, label in enumerate(labels):
            table.add_column(label, ratio=None, no_wrap=False, overflow="fold", min_width=4 if index else 12)
        return table

    def _more(self, key: str, count: int) -> None:
        if count:
            self._line(self._words(key, count=count), "dim")

    def _title(self, title: str) -> None:
        self._console.print()
        self._line(title, "bold")

    def _hanging(self, lead: str, text: str) -> None:
        lines = wrap(text, self._console.width - len(lead))
        if not self._everything and len(lines) > _LINES_AN_ENTRY:
            lines = lines[:_LINES_AN_ENTRY]
            lines[-1] = wrap(lines[-1], self._console.width - len(lead) - 1)[0] + "…"
        for index, line in enumerate(lines):
            self._line((" " * len(lead) if index else lead) + line)

    def _line(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style), soft_wrap=False)
