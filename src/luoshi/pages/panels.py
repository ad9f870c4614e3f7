"""The parts of a report's page around its text: facts, outline, main targets, figures, projects, commitments."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape as escape_markup

from luoshi.pages.breakdown import Goal
from luoshi.pages.overview import Doubtful, NotRead, OutlineRow, Overview, SectionRows
from luoshi.pages.report import plain
from luoshi.pages.words import Words

_NUMBER = ' class="number"'


def escape(text: str) -> str:
    """``text`` as markup that shows it and nothing else, line breaks and control characters made harmless."""
    return escape_markup("\n".join(map(plain, text.split("\n"))) if "\n" in text else plain(text))


def facts(page: Overview, words: Words) -> str:
    """Title as written, level, date, speaker and size, then how many rows of each kind there are."""
    front = page.front
    said = [
        front.title or "",
        words(f"level.{front.place.level}") if front.place else "",
        words("view.delivered", date=front.date) if front.date else "",
        words("view.speaker", speaker=front.speaker) if front.speaker else "",
        words("view.size", characters=page.characters),
    ]
    counts = {"sentences": page.sentences, "figures": page.figures, "projects": page.projects}
    summary = words("view.summary", **counts, commitments=len(page.commitments))
    care = words("view.care", unread=len(page.unread), doubtful=len(page.doubtful))
    lines = (" · ".join(filter(None, said)), f"{summary} · {care}")
    return "".join(f'<p class="facts">{escape(line)}</p>\n' for line in lines)


def outline_panel(page: Overview, words: Words) -> str:
    """The sections as links with their number of figures, projects and commitments; folded away on a narrow screen."""
    if not page.outline:
        return ""
    rows = "".join(_outline_row(row, words) for row in page.outline)
    return f"<nav><details><summary>{escape(words('view.outline'))}</summary>\n<ol>{rows}</ol>\n</details></nav>\n"


def row_panels(page: Overview, words: Words) -> str:
    """The main targets, then what unfolds: figures and projects, commitments, doubtful rows, numerals not read."""
    panels = [
        _panel(words("view.headline"), None, _goals(page.goals, words), is_open=True) if page.goals else "",
        _panel(words("view.rows"), page.figures + page.projects, "".join(_section_rows(page.sections, words))),
        _panel(
            words("view.commitments"),
            len(page.commitments),
            _list((commitment.start, commitment.text) for commitment in page.commitments),
        ),
        _panel(words("view.doubtful"), len(page.doubtful), _doubtful(page.doubtful)),
        _panel(words("view.unread"), len(page.unread), _unread(page.unread)),
    ]
    shown = "".join(panels)
    return f'<div class="tables">{shown}</div>\n' if shown else ""


def _outline_row(row: OutlineRow, words: Words) -> str:
    counts = [
        f"{words(key)} {count}"
        for key, count in (
            ("name.measure", row.figures),
            ("name.project", row.projects),
            ("class.commitment", row.commitments),
        )
        if count
    ]
    note = f" <small>{escape(' · '.join(counts))}</small>" if counts else ""
    link = f'<a href="#c{row.section.start}">{escape(row.title)}</a>'
    return f'<li class="d{min(row.section.depth, 5)}">{link}{note}</li>\n'


def _panel(title: str, count: int | None, body: str, *, is_open: bool = False) -> str:
    if count == 0:
        return ""
    number = f" {count}" if count else ""
    return f"<details{' open' if is_open else ''}><summary>{escape(title)}{number}</summary>\n{body}</details>\n"


def _goals(goals: Sequence[Goal], words: Words) -> str:
    labels = (words("view.indicator"), words("view.target"), words("view.last"))
    rows = (
        (f'<a href="#c{goal.at}">{escape(goal.indicator)}</a>', escape(goal.expression), escape(goal.last))
        for goal in goals
    )
    return _table(labels, rows)


def _section_rows(sections: Iterable[SectionRows], words: Words) -> Iterator[str]:
    for section in sections:
        yield f"<h4>{escape(section.title or words('view.front_matter'))}</h4>\n"
        if section.figures:
            labels = tuple(words(f"view.{key}") for key in ("indicator", "value", "period", "mode"))
            yield _table(
                labels,
                (
                    (
                        f'<a href="#c{figure.measure.at}">{escape(figure.label)}</a>',
                        escape(figure.value),
                        escape(figure.measure.period),
                        escape(words(f"mode.{figure.measure.mode}")),
                    )
                    for figure in section.figures
                ),
            )
        if section.projects:
            labels = tuple(words(f"view.{key}") for key in ("project", "stage", "period"))
            yield _table(
                labels,
                (
                    (
                        f'<a href="#c{project.start}">{escape(project.name)}</a>',
                        escape(words(f"stage.{project.stage}")),
                        escape(project.period),
                    )
                    for project in section.projects
                ),
            )


def _table(labels: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(label)}</th>" for label in labels)
    body = "".join(f"<tr>{_cells(row)}</tr>\n" for row in rows)
    return f'<div class="scroll"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>\n'


def _cells(row: Sequence[str]) -> str:
    return "".join(f"<td{_NUMBER if index else ''}>{cell}</td>" for index, cell in enumerate(row))


def _doubtful(rows: Iterable[Doubtful]) -> str:
    return _list((row.start, f"{row.doubt} {row.row}（{'、'.join(row.reasons)}）：{row.sentence}") for row in rows)


def _unread(rows: Iterable[NotRead]) -> str:
    return _list((row.start, f"{row.text}（{row.reason}）：{row.sentence}") for row in rows)


def _list(entries: Iterable[tuple[int, str]]) -> str:
    links = (f'<li><a href="#c{at}">{escape(said)}</a></li>\n' for at, said in entries)
    return f"<ol>{''.join(links)}</ol>\n"
