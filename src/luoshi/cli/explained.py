"""An explanation as lines of text, spans underlined in place even where characters take two columns."""

from collections.abc import Iterator, Sequence

from luoshi.cli.columns import pad, width, wrap
from luoshi.pages.explanation import Explanation, TriedPattern
from luoshi.pages.numbers import exact_value
from luoshi.pages.report import plain
from luoshi.pages.words import Words
from luoshi.statements.model import Measure, Project

_COLUMNS = 80
_INDENT = "  "

Span = tuple[int, int]


def explained_lines(explanation: Explanation, words: Words) -> Iterator[str]:
    """Sentences with class, rule and reason; tokens and rows, each underlined in the text; patterns that were tried."""
    text = explanation.text
    yield words("explain.sentences")
    for sentence in explanation.sentences:
        named = f"{words(f'class.{sentence.sentence_class}')} · {words('explain.rule', rule=sentence.rule)}"
        yield from _indented(named + (f" · {sentence.reason}" if sentence.reason else ""))
        yield from _indented(plain(text[sentence.start : sentence.end]), 2)
    if explanation.tokens:
        yield from ["", words("explain.tokens")]
        yield from _picture(text, [(token.start, token.end) for token in explanation.tokens])
        cells = [(token.kind, plain(token.text), token.note) for token in explanation.tokens]
        yield from _columns(cells)
    if explanation.patterns:
        yield from ["", words("explain.patterns")]
        yield from _columns([_tried(pattern, text, words) for pattern in explanation.patterns])
    yield from ["", words("explain.rows")]
    yield from _rows(explanation, words)


def underlined(text: str, spans: Sequence[Span], *, columns: int = _COLUMNS) -> list[str]:
    """``text`` on lines of at most ``columns``, each with a line below it that marks ``spans``: ``^`` where one starts.

    A line without a span has no line below it. Characters that cannot be printed show as a space.
    """
    lines, shown, marks = [], "", ""
    starts = {start for start, _ in spans}
    for index, character in enumerate(text):
        visible = character if character.isprintable() else " "
        taken = width(visible)
        if width(shown) + taken > columns:
            lines += [shown, marks]
            shown, marks = "", ""
        inside = any(start <= index < end for start, end in spans)
        mark = "^" if index in starts else "~" if inside else " "
        shown += visible
        marks += (mark + ("~" if inside else " ") * (taken - 1))[:taken]
    return [line.rstrip() for line in (*lines, shown, marks) if line.strip()]


def _picture(text: str, spans: Sequence[Span]) -> Iterator[str]:
    return (_INDENT + line for line in underlined(text, spans, columns=_COLUMNS - len(_INDENT)))


def _rows(explanation: Explanation, words: Words) -> Iterator[str]:
    statements: tuple[Measure | Project, ...] = (*explanation.measures, *explanation.projects)
    rows = sorted(statements, key=lambda row: row.start)
    if not rows and not explanation.unread:
        yield _INDENT + words("explain.nothing")
        return
    yield from _picture(explanation.text, [(row.start, row.end) for row in (*rows, *explanation.unread)])
    for row in rows:
        yield from _indented(_measured(row, words) if isinstance(row, Measure) else _named(row, words))
    for unread in explanation.unread:
        written = plain(explanation.text[unread.start : unread.end])
        yield from _indented(f"{words('kind.unread')} · {written} · {words.label('unread_reason', unread.reason)}")


def _measured(measure: Measure, words: Words) -> str:
    facts = [
        words("kind.measure"),
        *filter(None, (plain(measure.action or ""), plain(measure.indicator))),
        words(f"aspect.{measure.aspect}"),
        exact_value(measure, words),
        f"{words('column.of')} {measure.of}" if measure.of else "",
        f"{words('column.from')} {measure.origin}" if measure.origin is not None else "",
        measure.period,
        words(f"mode.{measure.mode}"),
    ]
    return " · ".join([*filter(None, facts), *_made_by(measure, words)])


def _named(project: Project, words: Words) -> str:
    facts = (
        words("kind.project"),
        project.name,
        words(f"stage.{project.stage}"),
        project.period,
        words(f"mode.{project.mode}"),
    )
    return " · ".join([*filter(None, facts), *_made_by(project, words)])


def _made_by(statement: Measure | Project, words: Words) -> Iterator[str]:
    if statement.pattern:
        yield words("explain.rule", rule=statement.pattern)
    if statement.doubt:
        reasons = "、".join(words.label("doubt", reason) for reason in statement.doubts)
        yield f"{words('column.doubt')} {statement.doubt} {reasons}".rstrip()


def _tried(pattern: TriedPattern, text: str, words: Words) -> tuple[str, str, str]:
    verdict = words("explain.matched" if pattern.matched else "explain.refused")
    span = plain(text[slice(*pattern.span)]) if pattern.span else ""
    return verdict, pattern.name, " ".join(filter(None, (f"“{span}”" if span else "", pattern.why)))


def _columns(rows: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """``rows`` in three columns as wide as they must be; the last is wrapped."""
    first, second = (min(max(width(row[index]) for row in rows), _COLUMNS // 3) for index in (0, 1))
    for row in rows:
        lead = f"{_INDENT}{pad(row[0], first)}  {pad(row[1], second)}  "
        for line in wrap(row[2], max(_COLUMNS - width(lead), _COLUMNS // 4)):
            yield (lead + line).rstrip()
            lead = " " * width(lead)


def _indented(text: str, depth: int = 1) -> Iterator[str]:
    return (_INDENT * depth + line for line in wrap(text, _COLUMNS - len(_INDENT) * depth))
