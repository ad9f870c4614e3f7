"""A reconciliation as one self-contained page. No script; nothing is fetched."""

from collections.abc import Iterator

from luoshi.pages.panels import escape
from luoshi.pages.reconciliation import Evidence, Kind, Line, ReconciliationPage
from luoshi.pages.words import Words

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

STYLE = """
:root { color-scheme: light dark; --page: #fbfaf7; --ink: #1d1f21; --soft: #5c6065; --line: #dcd8cf; --card: #fff;
  --met: #1e6b45; --missed: #b3261e; --other: #7a5a00; --silent: #5c6065; --link: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --page: #16181a; --ink: #e6e4df; --soft: #a0a4a8; --line: #33373b;
  --card: #1e2124; --met: #7bc79d; --missed: #ff8a7a; --other: #e0bf62; --silent: #a0a4a8; --link: #8ab8ee; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 84rem; padding: 1.5rem 1.25rem 3rem; background: var(--page); color: var(--ink);
  font: 1rem/1.65 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; }
h1 { margin: 0 0 .3rem; font-size: 1.5rem; line-height: 1.35; } h2 { margin: 2rem 0 .4rem; font-size: 1.15rem; }
.facts { margin: 0; color: var(--soft); font-size: .88rem; overflow-wrap: anywhere; }
nav a { color: var(--link); margin-right: 1.2em; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: .88rem; background: var(--card);
  border: 1px solid var(--line); }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { position: sticky; top: 0; background: var(--card); color: var(--soft); font-weight: 600; }
col.no { width: 3.2rem; } col.name { width: 13%; } col.value { width: 9%; } col.verdict { width: 6rem; }
td.no { color: var(--soft); } td small { display: block; color: var(--soft); }
.verdict { font-weight: 600; white-space: nowrap; }
.verdict::before { content: "● "; } .met { color: var(--met); } .missed { color: var(--missed); }
.not-comparable { color: var(--other); } .unreported { color: var(--silent); }
.missed::before { content: "▲ "; } .not-comparable::before { content: "◆ "; } .unreported::before { content: "○ "; }
ol.candidates { margin: 0; padding-left: 1.3em; } tr:target { outline: 2px solid var(--link); }
footer { margin-top: 2rem; padding-top: .8rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .82rem;
  overflow-wrap: anywhere; }
@media screen and (max-width: 48rem) { thead { display: none; } table, tbody, tr, td { display: block; width: auto; }
  col { display: none; } tr { border-bottom: 2px solid var(--line); padding: .4rem 0; }
  td { border: 0; padding: .15rem .6rem; } td[data-label]:not(:empty)::before { content: attr(data-label) "　";
  color: var(--soft); font-size: .82rem; } }
@media print { @page { size: A4 landscape; margin: 14mm; } body { background: #fff; color: #000; font-size: 9.5pt;
  max-width: none; padding: 0; } nav { display: none; } thead { display: table-header-group; }
  tr { break-inside: avoid; } th { position: static; } }
"""


def reconciliation_html(page: ReconciliationPage, words: Words) -> str:
    """``page`` as an HTML document; each line can be linked to by its kind and number (``#target-3``)."""
    language = "zh-CN" if words.language == "zh" else "en"
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n',
            f"<title>{escape(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            f"<header><h1>{escape(page.title)}</h1>\n{_facts(page, words)}{_contents(page, words)}</header>\n<main>\n",
            *(_part(kind, lines, words) for kind, lines in page.parts if lines),
            f"</main>\n{_footer(page, words)}</body>\n</html>\n",
        )
    )


def count_lines(page: ReconciliationPage, words: Words) -> Iterator[str]:
    """How many of each verdict, a sentence for targets, one for projects, one for the rest."""
    for name, counts in (("target", page.target_counts), ("project", page.project_counts)):
        yield words(
            "reconcile.counts",
            name=words(f"reconcile.{name}"),
            total=sum(counts.values()),
            met=counts["met"],
            missed=counts["missed"],
            other=counts["not comparable"],
            silent=counts["unreported"],
        )
    yield words("reconcile.open_count", total=len(page.open), found=sum(bool(line.candidates) for line in page.open))


def _facts(page: ReconciliationPage, words: Words) -> str:
    later = "、".join(party.source for party in page.laters)
    lines = [
        words("reconcile.reports", earlier=page.earlier.source, later=later),
        *count_lines(page, words),
        *page.notes,
    ]
    return "".join(f'<p class="facts">{escape(line)}</p>\n' for line in lines)


def _contents(page: ReconciliationPage, words: Words) -> str:
    links = (f'<a href="#{kind}">{escape(words(f"reconcile.{kind}"))}</a>' for kind, lines in page.parts if lines)
    return f"<nav>{''.join(links)}</nav>\n"


def _part(kind: Kind, lines: tuple[Line, ...], words: Words) -> str:
    heads, columns = _heads(kind)
    names = "".join(f'<th scope="col">{escape(words(f"reconcile.{head}"))}</th>' for head in heads)
    widths = "".join(f'<col class="{column}">' for column in columns)
    rows = "".join(_row(line, [words(f"reconcile.{head}") for head in heads], words) for line in lines)
    title = escape(words(f"reconcile.{kind}"))
    return (
        f'<section><h2 id="{kind}">{title}</h2>\n<table><colgroup>{widths}</colgroup>\n'
        f"<thead><tr>{names}</tr></thead>\n<tbody>\n{rows}</tbody></table></section>\n"
    )


def _heads(kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if kind == "open":
        return ("number", "promise", "candidates"), ("no", "text", "text")
    name, promised = ("name", "promised") if kind == "target" else ("project_name", "promised_stage")
    return (
        ("number", name, promised, "reached", "verdict", "promise", "answer"),
        ("no", "name", "value", "value", "verdict", "text", "text"),
    )


def _row(line: Line, heads: list[str], words: Words) -> str:
    if line.kind == "open":
        cells = [str(line.number), escape(line.promise.text), _candidates(line, words)]
    else:
        remarks = "".join(
            f"<small>{escape(each)}</small>" for each in (line.reason, line.distance, line.derived) if each
        )
        cells = [
            str(line.number),
            escape(line.name),
            escape(line.promised),
            escape(line.reached),
            f"{_verdict(line, words)}",
            escape(line.promise.text),
            (_evidence(line.answer) if line.answer else "") + remarks,
        ]
    shown = "".join(
        f'<td{" class=no" if not index else ""} data-label="{escape(head)}">{cell}</td>'
        for index, (head, cell) in enumerate(zip(heads, cells, strict=True))
    )
    return f'<tr id="{line.kind}-{line.number}">{shown}</tr>\n'


def _verdict(line: Line, words: Words) -> str:
    verdict = line.verdict or "unreported"
    return f'<span class="verdict {verdict.replace(" ", "-")}">{escape(words(f"verdict.{verdict}"))}</span>'


def _evidence(evidence: Evidence) -> str:
    year = f"[{evidence.year}] " if evidence.year else ""
    return escape(f"{year}{evidence.text}")


def _candidates(line: Line, words: Words) -> str:
    if not line.candidates:
        return f"<small>{escape(words('reconcile.no_candidate'))}</small>"
    items = "".join(
        f"<li>{_evidence(each)} <small>{escape(words('reconcile.candidate'))} {each.likeness}</small></li>"
        for each in line.candidates
    )
    return f'<ol class="candidates">{items}</ol>'


def _footer(page: ReconciliationPage, words: Words) -> str:
    hashes = "<br>".join(escape(f"{party.source} sha256 {party.sha256}") for party in (page.earlier, *page.laters))
    version = escape(words("reconcile.rules", version=page.version))
    return f"<footer>{escape(words('reconcile.footnote'))}<br>{version}<br>{hashes}</footer>\n"
