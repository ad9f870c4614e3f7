"""The board in a real browser: what it looks like at two widths, in light and dark, in two languages, and by keyboard.

Needs Playwright for Python, axe-core (it comes with axe-playwright-python) and a Chromium on the machine with a Chinese
font; skips with the reason where one is missing. Nothing is fetched: every request must go to the server of this test.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from luoshi.hosting import read_report, source_of_bytes

sync = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")

DEMONSTRATION = sorted((Path(__file__).parents[2] / "src" / "luoshi_web" / "demonstration").glob("*.txt"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
]
START = """import sys; from luoshi_web.command import run
run(host='127.0.0.1', port=int(sys.argv[1]), data=sys.argv[2], demo=True, once=False)"""
AXE_OPTIONS = {"resultTypes": ["violations"]}
HAN = re.compile(r"[\u4e00-\u9fff]")
ROWS = 1200
PHONE, DESK = 390, 1440
LOOKS = {"phone-dark": (PHONE, "dark"), "desk-light": (DESK, "light")}
PAGES = {
    "home": "/",
    "place": "/places/云川市/2025/",
    "commitments": "/commitments/?year=2025",
    "commitment": "",
    "report": "",
    "projects": "/projects/?year=2025",
    "series": "/series/?place=云川市&indicator=地区生产总值",
    "findings": "/findings/",
    "compare": "/compare/",
    "reports": "/reports/",
    "about": "/about/",
    "method": "/method/",
    "data": "/data/",
    "login": "/accounts/login/",
    "checking": "",
    "desk": "/desk/",
}
DRAWN = ("place", "series", "compare", "projects")
STAFF = ("checking", "desk")
EMPTY_CHARACTERS = """() => {
  const drawn = [...'承诺'].map((character) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 40 });
    const pen = canvas.getContext('2d');
    pen.font = '32px ' + getComputedStyle(document.body).fontFamily;
    pen.fillText(character, 2, 34);
    return canvas.toDataURL();
  });
  return drawn[0] === drawn[1];
}"""
DRAWINGS = """() => [...document.querySelectorAll('figure.chart')].map((chart) =>
  [...chart.querySelectorAll('svg')].filter((each) => each.getBoundingClientRect().width > 150).length)"""
FOREIGN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (/[\\u4e00-\\u9fff]/.test(walker.currentNode.data) && !parent.closest('script, template, svg, figcaption b')
        && !parent.closest('[lang]').lang.startsWith('zh')) found.push(walker.currentNode.data.trim());
  }
  for (const each of document.querySelectorAll('[aria-label], [placeholder], [title]'))
    for (const name of ['aria-label', 'placeholder', 'title'])
      if (/[\\u4e00-\\u9fff]/.test(each.getAttribute(name) ?? '') && !each.closest('[lang]').lang.startsWith('zh'))
        found.push(each.getAttribute(name));
  return found;
}"""
COLOUR = "(each) => getComputedStyle(each).backgroundColor"
MISPLACED = """(rows) => rows.filter(({ at, start, end, text }) => {
  const element = document.getElementById('c' + at);
  if (element?.tagName !== 'MARK') return true;
  const around = element.parentElement, range = document.createRange();
  range.setStart(around, 0);
  range.setEndBefore(element);
  const before = [...range.toString()].length, from = before - (at - start), to = before + (end - at);
  let offset = 0;
  for (const node of around.childNodes) {
    const next = offset + [...node.textContent].length;
    if (offset < to && next > from && node.nodeName !== 'MARK') return true;
    offset = next;
  }
  return [...around.textContent].slice(from, to).join('') !== text;
})"""


@dataclass(frozen=True)
class Board:
    """A running platform with the demonstration, and who may check there."""

    address: str
    password: str


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for the whole file."""
    with sync.sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        path = next(filter(None, map(shutil.which, BROWSERS)), own if Path(own).exists() else None)
        if path is None:
            pytest.skip("no Chromium on this machine")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    """The platform as ``luoshi serve`` starts it, on a free port, in a process of its own."""
    folder = tmp_path_factory.mktemp("board")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    said = folder / "said.txt"
    settings = {**os.environ, "PYTHONIOENCODING": "utf-8", "LUOSHI_DATA": str(folder / "site")}
    with said.open("w", encoding="utf-8") as stream:
        command = [sys.executable, "-c", START, str(port), str(folder / "site")]
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, env=settings, start_new_session=True
        )
    address = f"http://127.0.0.1:{port}"
    try:
        await_answer(address, server, said)
        password = re.search(r"password (\S+) \(", said.read_text(encoding="utf-8"))
        assert password
        yield Board(address, password[1])
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)


def await_answer(address: str, server: "subprocess.Popen[bytes]", said: Path) -> None:
    for _ in range(300):
        assert server.poll() is None, said.read_text(encoding="utf-8")
        try:
            with urllib.request.urlopen(f"{address}/about/", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not start: {said.read_text(encoding='utf-8')}")


@pytest.fixture(scope="module")
def editor(board: Board, chromium: Any) -> Any:
    """The cookies of somebody who is logged in."""
    context = chromium.new_context(base_url=board.address)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("[name=username]", "admin")
    page.fill("[name=password]", board.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/desk/")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(scope="module")
def addresses(board: Board, chromium: Any, editor: Any) -> dict[str, str]:
    """Where each page is; those of a single thing are found as a reader finds them."""
    context = chromium.new_context(base_url=board.address, storage_state=editor)
    page = context.new_page()
    page.set_default_timeout(5_000)
    found = {}
    for name, listed, link in (
        ("commitment", "/places/云川市/2025/", "tbody th a"),
        ("report", "/reports/", "main h3 a, main tbody a"),
        ("checking", "/desk/", "td.acts a"),
    ):
        page.goto(listed)
        found[name] = page.locator(link).first.get_attribute("href")
    context.close()
    return PAGES | found


@dataclass
class Visit:
    """A page in a browser of its own, with what went wrong in it."""

    page: Any
    host: str
    troubles: list[str]

    def go(self, address: str, status: int = 200) -> Any:
        answer = self.page.goto(address)
        assert answer.status == status
        return self.page


@pytest.fixture
def visit(board: Board, chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Makes a visit: width, light or dark, language, whether logged in."""
    contexts = []

    def make(width: int, scheme: str = "light", locale: str = "zh-CN", *, state: Any = None) -> Visit:
        size = {"width": width, "height": 844 if width == PHONE else 900}
        context = chromium.new_context(
            base_url=board.address, viewport=size, color_scheme=scheme, locale=locale, storage_state=state
        )
        contexts.append(context)
        made = Visit(context.new_page(), urlsplit(board.address).netloc, [])
        made.page.set_default_timeout(5_000)
        made.page.on("console", lambda said: said.type == "error" and made.troubles.append(said.text))
        made.page.on("pageerror", lambda error: made.troubles.append(str(error)))
        made.page.on("request", lambda asked: asked.url.startswith("data:") or note(made, asked.url))
        return made

    yield make
    for context in contexts:
        context.close()


def note(visit: Visit, address: str) -> None:
    if urlsplit(address).netloc != visit.host:
        visit.troubles.append(f"request to elsewhere: {address}")


def serious(page: Any) -> list[str]:
    """What axe finds, of the two gravest kinds, with the elements."""
    page.evaluate(axe.Axe().axe_script)
    found = page.evaluate("(options) => axe.run(document, options)", AXE_OPTIONS)["violations"]
    grave = [each for each in found if each["impact"] in ("serious", "critical")]
    return [f"{each['id']}: {[node['html'][:160] for node in each['nodes'][:4]]}" for each in grave]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", LOOKS)
def test_a_page_is_whole_and_accessible(
    name: str, look: str, visit: Any, addresses: dict[str, str], editor: Any
) -> None:
    width, scheme = LOOKS[look]
    seen = visit(width, scheme, state=editor if name in STAFF else None)
    page = seen.go(addresses[name])
    assert page.locator("h1").is_visible()
    assert HAN.search(page.locator("h1").inner_text())
    assert not page.evaluate(EMPTY_CHARACTERS), "this machine has no Chinese font"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    drawn = page.evaluate(DRAWINGS)
    assert drawn or name not in DRAWN
    assert [each for each in drawn if each != 1] == []
    assert serious(page) == []
    assert seen.troubles == []


@pytest.mark.parametrize("name", PAGES)
def test_the_interface_is_english_where_english_is_asked_for(
    name: str, visit: Any, addresses: dict[str, str], editor: Any
) -> None:
    seen = visit(PHONE, locale="en-GB", state=editor if name in STAFF else None)
    page = seen.go(addresses[name])
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.evaluate(FOREIGN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert seen.troubles == []


def test_an_unknown_address_says_so(visit: Any) -> None:
    page = visit(PHONE).go("/places/无此地/", status=404)
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    assert serious(page) == []


@pytest.mark.parametrize("file", DEMONSTRATION, ids=lambda file: file.stem[-10:-6])
def test_the_anchor_of_every_row_is_its_own_characters(file: Path, visit: Any) -> None:
    source = source_of_bytes(file.read_bytes(), file.name)
    report = read_report(source)
    spans = [(row.at, row.start, row.end) for row in (*report.measures, *report.unread)]
    spans += [(row.start, row.start, row.end) for row in report.projects]
    rows = [{"at": at, "start": a, "end": b, "text": source.text[a:b]} for at, a, b in spans]
    page = visit(DESK).go(f"/reports/{source.sha256[:12]}/")
    assert len(rows) > 100
    assert page.evaluate(MISPLACED, rows) == []


def test_a_link_to_a_row_shows_it_highlighted(visit: Any) -> None:
    page = visit(PHONE).go("/places/云川市/2025/")
    links = page.locator("tbody a.quote")
    for number in range(0, links.count(), 5):
        words, address = links.nth(number).inner_text(), links.nth(number).get_attribute("href")
        links.nth(number).click()
        target = page.locator(":target")
        assert page.url.endswith(address.partition("#")[2])
        assert target.inner_text() in words
        assert 0 < target.bounding_box()["y"] < page.viewport_size["height"]
        assert target.evaluate(COLOUR) != page.locator(".text mark.figure:not(:target)").first.evaluate(COLOUR)
        page.go_back()


def test_focus_is_seen_on_every_stop(visit: Any) -> None:
    page = visit(DESK).go("/commitments/?year=2025")
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "() => { const style = getComputedStyle(document.activeElement);"
            " return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; }"
        )


@pytest.fixture(scope="module")
def long_report(board: Board, chromium: Any, editor: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The checking page of a report of some 1,200 rows, made of the demonstration's own paragraphs."""
    texts = [file.read_text(encoding="utf-8").splitlines() for file in DEMONSTRATION]
    kept, count = texts[-1][:9], 0
    for line in cycle([line for text in texts for line in text if "%" in line or "；" in line]):
        kept.append(line)
        count = len(kept)
        if count >= 110:
            break
    file = tmp_path_factory.mktemp("long") / "长报告.txt"
    file.write_text("\n".join(kept), encoding="utf-8")
    context = chromium.new_context(base_url=board.address, storage_state=editor)
    page = context.new_page()
    page.goto("/desk/")
    page.set_input_files("input[type=file]", file)
    page.locator("form.upload button").click()
    page.locator("tr[data-state=read], tr[data-state=failed]").first.wait_for(timeout=60_000)
    address: str = page.locator("tr[data-state=read] .acts a").first.get_attribute("href")
    context.close()
    return address


def test_a_row_is_corrected_rejected_and_added_by_keyboard(long_report: str, visit: Any, editor: Any) -> None:
    seen = visit(DESK, state=editor)
    page = seen.go(long_report)
    current = page.locator("#rows > li.current")
    rejected, corrected = (page.locator("#rows > li").nth(each).get_attribute("id") for each in (0, 1))
    page.keyboard.press("x")
    page.keyboard.press("e")
    page.locator("form.edit [name=period]").fill("2027")
    page.keyboard.press("Enter")
    page.locator(f"#{corrected}.is-corrected").wait_for()
    assert current.evaluate("(row) => row === document.activeElement")
    words = current.locator(".words").inner_text()[:2]
    page.keyboard.press("n")
    page.locator("form.edit [name=text]").fill(words)
    page.locator("form.edit [name=row]").select_option("project")
    page.locator("form.edit [data-of=project] [name=name]").fill(words)
    page.locator("form.edit [data-of=project] [name=period]").fill("2026")
    page.keyboard.press("Enter")
    page.locator("#said", has_text=words).wait_for()
    page.locator("#rows[aria-busy=false]").wait_for()
    page.reload()
    assert page.locator(f"#{rejected}.is-rejected").count() == 1
    assert page.locator(f"#{corrected}.is-corrected[data-f-period='2027']").count() == 1
    assert page.locator(f"#rows > li.is-added[data-f-name='{words}']").count() == 1
    assert seen.troubles == []


def test_twelve_hundred_rows_are_decided_with_a_key_each(long_report: str, visit: Any, editor: Any) -> None:
    seen = visit(DESK, state=editor)
    page = seen.go(long_report)
    page.set_default_timeout(60_000)
    total = page.locator("#rows > li.is-read").count()
    assert total >= ROWS
    began = time.monotonic()
    for _ in range(total):
        page.keyboard.press("a")
    assert page.locator("#rows > li.is-read").count() == 0
    page.locator("#rows[aria-busy=false]").wait_for()
    page.reload()
    assert page.locator("#rows > li.is-accepted").count() == total
    assert time.monotonic() - began < 40
    assert seen.troubles == []
