"""The rows of the list of commitments, written by Python: a template takes five times as long for fifty of them."""

from collections.abc import Iterable
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from luoshi_web.models import Commitment
from luoshi_web.pages.areas import area_name
from luoshi_web.pages.outcomes import outcome_name
from luoshi_web.pages.words import label
from luoshi_web.templatetags.luoshi import css, cut_to

register = template.Library()

_LONGEST_SENTENCE, _LONGEST_SECTION = 120, 24


@register.simple_tag
def promise_items(promises: Iterable[Commitment]) -> SafeString:
    """The commitments as items of a list, everything that comes from a report escaped."""
    to_promise, to_report, source = reverse("commitments"), reverse("reports"), gettext("看原文")
    items = "\n".join(_item(promise, to_promise, to_report, source) for promise in promises)
    return mark_safe(items)  # noqa: S308 - every part is escaped where it is put in


def _item(promise: Commitment, to_promise: str, to_report: str, source: str) -> str:
    outcome = promise.outcome
    head = f'<a lang="zh-CN" href="{to_promise}{promise.key}/">{escape(promise.title)}</a>{_target(promise)}'
    sentence = escape(cut_to(promise.sentence, _LONGEST_SENTENCE))
    words = "" if promise.kind == "words" else f'<p class="sentence" lang="zh-CN">{sentence}</p>'
    link = f'<a href="{to_report}{promise.report.slug}/#c{promise.at}">{escape(source)}</a>'
    return (
        f'<li><div class="head">{head}\n<span class="o-{css(outcome)}">{escape(outcome_name(outcome))}</span></div>'
        f'{_result(promise, to_report)}{words}<p class="soft">{_place(promise)} · {link}</p></li>'
    )


def _target(promise: Commitment) -> str:
    if promise.kind == "figure":
        return f' <b class="target" lang="zh-CN">{escape(promise.target)}</b>'
    return f' <b class="target">{escape(label("stage", promise.target))}</b>' if promise.kind == "project" else ""


def _result(promise: Commitment, to_report: str) -> str:
    report = promise.result_report
    if not promise.result or report is None:
        return ""
    is_project = promise.kind == "project"
    said = label("stage", promise.result) if is_project else promise.result
    language = "" if is_project else ' lang="zh-CN"'
    address = f"{to_report}{report.slug}/#c{promise.result_at}"
    return (
        f'<p class="result">→ <a{language} href="{address}">{escape(said)}</a>'
        f' <span class="soft">{report.year}</span></p>'
    )


def _place(promise: Commitment) -> str:
    section = escape(cut_to(promise.section, _LONGEST_SECTION))
    below = f' · <span lang="zh-CN">{section}</span>' if section else ""
    place, area = escape(promise.place.name), escape(area_name(promise.area))
    return f'<span lang="zh-CN">{place}</span> {promise.year} · {area}{below}'
