"""Two languages: every sentence of a page has its English, and what is shipped is what was translated."""

import gettext
import re
from pathlib import Path

from babel.messages.pofile import read_po

import luoshi_web

PACKAGE = Path(luoshi_web.__file__).parent
CATALOGUE = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
SLOT = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def sentences() -> set[str]:
    found: set[str] = set()
    for template in PACKAGE.rglob("templates/**/*.html"):
        text = template.read_text(encoding="utf-8")
        found |= {words for _, words in re.findall(r"\{%\s*translate ([\"'])(.+?)\1", text)}
        found |= {words for _, words in re.findall(r"\b_\(([\"'])(.+?)\1\)", text)}
        blocks = re.findall(r"\{%\s*blocktranslate[^%]*%\}(.*?)\{%\s*endblocktranslate\s*%\}", text, re.DOTALL)
        found |= {SLOT.sub(r"%(\1)s", block) for block in blocks}
    for module in PACKAGE.rglob("*.py"):
        found |= set(re.findall(r"\b_\(\"(.+?)\"\)", module.read_text(encoding="utf-8")))
    return found


def catalogue() -> dict[str, str]:
    with CATALOGUE.open("rb") as stream:
        return {str(each.id): str(each.string) for each in read_po(stream) if each.id}


def test_every_sentence_has_its_english() -> None:
    translated = catalogue()
    assert sentences() - {words for words, english in translated.items() if english} == set()


def test_nothing_is_translated_that_no_page_says() -> None:
    assert set(catalogue()) - sentences() == set()


def test_slots_are_the_same_in_both_languages() -> None:
    slot = re.compile(r"%\(\w+\)s")
    wrong = [words for words, english in catalogue().items() if set(slot.findall(words)) != set(slot.findall(english))]
    assert wrong == []


def test_what_is_shipped_is_what_was_translated() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as stream:
        shipped = gettext.GNUTranslations(stream)
    assert {words: shipped.gettext(words) for words in catalogue()} == catalogue()


def test_the_demonstration_is_that_of_the_examples() -> None:
    examples = {path.name: path.read_bytes() for path in (PACKAGE.parents[1] / "examples").glob("*.txt")}
    shipped = {path.name: path.read_bytes() for path in (PACKAGE / "demonstration").glob("*.txt")}
    assert shipped == {name: content for name, content in examples.items() if name in shipped}
    assert len(shipped) >= 3
