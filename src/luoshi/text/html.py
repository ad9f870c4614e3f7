"""Reads .html: the lines of the main text, without the menus, lists of links and share furniture around it."""

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from luoshi.text.decode import decode
from luoshi.text.extraction import LARGEST_MARKUP, MOST_ELEMENTS, Extraction
from luoshi.text.flow import Block, Flow, Line, flow_of
from luoshi.values.troubles import SourceError

if TYPE_CHECKING:
    from lxml import etree

_CHARSET = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,200}?\b(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*>")
_FURNITURE_TAGS = frozenset({"nav", "aside", "footer"})
_FURNITURE = re.compile(
    r"(?<![a-z])(?:hidden\b|running\b|(?:bd|b|jia)?share|jiathis|social|recommend|related|breadcrumbs?|crumbs?|nav(?!y)"
    r"|menu|side-?bar|footer|copyright|pagination|pager\b|toolbar|qr-?code|comments?\b|log-?in|search|advert|banner"
    r"|complementary|contentinfo|hot-?news|print|font-?size)",
    re.IGNORECASE,
)
"""What sites and ARIA roles call the parts of a page that are not its text."""

_SENTENCE = re.compile(r"[，。；！？,;]")
_BLANK = re.compile(r"\s+")
_LINK_LIST = 3
_LARGEST_FOR_LIBRARY = 2 * 2**20
_LEAST_BODY_LINE = 15
_TOP_LINES = 20


def read_html(content: bytes) -> Extraction:
    """The main text of a page, one paragraph a line, its title first; SourceError where it is too large or too deep."""
    if len(content) > LARGEST_MARKUP:
        raise SourceError("too_large", limit=LARGEST_MARKUP // 2**20)
    label = _CHARSET.search(content[:4096])
    decoded = decode(content, label=label[1].decode("ascii", "replace") if label else None)
    markup = _DECLARATION.sub("", decoded.text.replace("\0", ""), count=1)
    root = _parsed(markup)
    if root is None:
        return Extraction("", decoded.encoding)
    flow = flow_of(root)
    start, end, kept = _main_text(flow, markup)
    lines = [line.text for line, keep in zip(flow.lines[start:end], kept[start:end], strict=True) if keep]
    title = _title(root, flow, kept[:start])
    if title and _squeezed(title) not in _squeezed("".join(lines[:_TOP_LINES])):
        lines.insert(0, title)
    return Extraction("\n".join(lines), decoded.encoding)


def _parsed(markup: str) -> "etree._Element | None":
    from lxml import etree  # noqa: PLC0415 - keeps `import luoshi` fast

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root: etree._Element | None = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return None
    is_cut = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    if is_cut or (root is not None and root.xpath("count(//*)") > MOST_ELEMENTS):
        raise SourceError("too_complex", part="html", limit=MOST_ELEMENTS)
    return root


def _main_text(flow: Flow, markup: str) -> tuple[int, int, list[bool]]:
    """The range of lines that holds the main text, and for every line of the page whether it is text at all.

    The range is the larger of two: the smallest block with all that a library takes for main text, and the smallest
    block with nine tenths of the body lines. So what the library misses inside the block, or all of it, still counts.
    """
    weights = [_weight(line) for line in flow.lines]
    kept = _without_furniture(flow, weights)
    weights = [weight if keep else 0 for weight, keep in zip(weights, kept, strict=True)]
    if not any(weights):
        return 0, len(weights), kept
    confirmed = _confirmed(flow, markup)
    agreed = [weight if is_in else 0 for weight, is_in in zip(weights, confirmed, strict=True)]
    ranges = (_smallest_range(flow, agreed, 1.0), _smallest_range(flow, weights, 0.9))
    start, end = max(ranges, key=lambda its: sum(weights[its[0] : its[1]]))
    return start, end, kept


def _weight(line: Line) -> int:
    """Characters of a body line; 0 for short lines without a sentence mark and for lines of links."""
    is_body = len(line.text) >= _LEAST_BODY_LINE and _SENTENCE.search(line.text) and line.links * 2 < len(line.text)
    return len(line.text) if is_body else 0


def _without_furniture(flow: Flow, weights: list[int]) -> list[bool]:
    """Mark the lines of blocks that the markup tells are furniture; a block with half of the body is never that."""
    before = list(accumulate(weights, initial=0))
    sizes = list(accumulate((len(line.text) for line in flow.lines), initial=0))
    links = list(accumulate((line.links for line in flow.lines), initial=0))
    kept = [True] * len(flow.lines)
    for block in reversed(flow.blocks):
        if (before[block.end] - before[block.start]) * 2 >= max(before[-1], 1) or not kept[block.start]:
            continue
        link_share = (links[block.end] - links[block.start]) / (sizes[block.end] - sizes[block.start])
        is_link_list = block.end - block.start >= _LINK_LIST and link_share >= 0.8
        if is_link_list or _is_furniture(block):
            kept[block.start : block.end] = [False] * (block.end - block.start)
    return kept


def _is_furniture(block: Block) -> bool:
    return block.tag != "body" and (block.tag in _FURNITURE_TAGS or _FURNITURE.search(block.label) is not None)


def _confirmed(flow: Flow, markup: str) -> list[bool]:
    """For each line whether trafilatura takes it for main text."""
    if len(markup) > _LARGEST_FOR_LIBRARY:
        return [False] * len(flow.lines)
    from trafilatura import extract  # noqa: PLC0415 - keeps `import luoshi` fast

    try:
        text = extract(markup, include_comments=False, include_tables=True, include_formatting=False) or ""
    except Exception:  # a library fed with any markup there is: without its opinion the dense block decides
        text = ""
    lines = {_squeezed(line) for line in text.splitlines()}
    return [_squeezed(line.text) in lines for line in flow.lines]


def _smallest_range(flow: Flow, weights: list[int], share: float) -> tuple[int, int]:
    """The lines of the innermost block that holds ``share`` of the weight; none where there is no weight."""
    before = list(accumulate(weights, initial=0))
    if not before[-1]:
        return 0, 0
    enough = share * before[-1]
    for block in flow.blocks:
        if before[block.end] - before[block.start] >= enough:
            return block.start, block.end
    return 0, len(flow.lines)


def _title(root: "etree._Element", flow: Flow, kept: list[bool]) -> str:
    """The title before the main text: its ``h1``, else the ``ArticleTitle`` that government sites name; or nothing."""
    headings = [block.start for block in flow.blocks if block.tag == "h1" and block.start < len(kept)]
    titles = [flow.lines[index].text for index in headings if kept[index]]
    if titles:
        return max(titles, key=len)
    named = [meta.get("content", "") for meta in root.iter("meta") if meta.get("name", "").lower() == "articletitle"]
    return " ".join(named[0].split()) if named else ""


def _squeezed(text: str) -> str:
    return _BLANK.sub("", text)
