"""Outlines: nested titles, and which half of the report each opens."""

import pytest

from luoshi.document.model import Half
from luoshi.document.outline import fused_title, half_of, run_in_titles
from luoshi.document.structure import structure
from luoshi.text.source import Source


def outline(text: str) -> list[str]:
    """One title a line: as many # as it is deep, its half, its words."""
    sections = structure(Source(text)).sections
    return [f"{'#' * section.depth} {section.half} {section.title}" for section in sections]


def halves(text: str) -> list[tuple[str, str]]:
    document = structure(Source(text))
    return [(each.half, text[each.start : each.end]) for each in document.sentences if each.sentence_class != "heading"]


@pytest.mark.parametrize(
    ("title", "half"),
    [
        ("一、2023年工作回顾", "review"),
        ("2023年政府工作", "review"),
        ("二、2024年工作安排", "plan"),
        ("二、对今年政府工作的建议", "plan"),
        ("第二部分 今后五年的主要任务", "plan"),
        ("二、2024年主要目标任务", "plan"),
        ("2023年主要任务完成情况", "review"),
        ("一、过去五年的工作回顾和今后五年的主要任务", None),
        ("三、全面加强政府自身建设", None),
        ("名词解释", "other"),
        ("附件1", "other"),
        ("2024年1月15日在云川市第五届人民代表大会第四次会议上", None),
    ],
)
def test_half_of_a_title(title: str, half: Half | None) -> None:
    assert half_of(title, 2024) == half


def test_marks_nest_by_rank() -> None:
    text = (
        "第一部分 2023年工作回顾\n一、经济发展\n（一）工业\n1.技术改造\n二、社会事业\n"
        "第二部分 2024年工作安排\n一、做强产业"
    )
    assert outline(text) == [
        "# review 第一部分2023年工作回顾",
        "## review 一、经济发展",
        "### review （一）工业",
        "#### review 1.技术改造",
        "## review 二、社会事业",
        "# plan 第二部分2024年工作安排",
        "## plan 一、做强产业",
    ]


def test_titles_without_a_mark() -> None:
    text = (
        "2023年工作回顾\n（一）工业提质。规上工业增加值增长7.5%。\n2024年主要任务\n一、做强产业\n"
        "加快技术改造\n实施技改项目60个。\n二、扩大开放"
    )
    assert outline(text) == [
        "# review 2023年工作回顾",
        "## review （一）工业提质",
        "# plan 2024年主要任务",
        "## plan 一、做强产业",
        "### plan 加快技术改造",
        "## plan 二、扩大开放",
    ]


def test_run_in_titles_are_the_deepest() -> None:
    text = (
        "一、2023年工作回顾\n（一）内需潜力不断释放。消费市场加快恢复。社会消费品零售总额增长8.1%。"
        "有效投资持续扩大。实施重点项目126个，完成投资210亿元。新增限上企业40家。"
    )
    assert outline(text)[2:] == ["### review 消费市场加快恢复", "### review 有效投资持续扩大"]


def test_a_section_spans_its_title_and_all_below() -> None:
    text = "一、2023年工作回顾\n（一）工业\n技改项目60个。\n二、2024年工作安排\n新建学校5所。"
    spans = [text[section.start : section.end] for section in structure(Source(text)).sections]
    assert spans == [
        "一、2023年工作回顾\n（一）工业\n技改项目60个。",
        "（一）工业\n技改项目60个。",
        "二、2024年工作安排\n新建学校5所。",
    ]


def test_a_title_below_the_account_does_not_begin_the_plan() -> None:
    text = "一、2023年工作回顾\n（一）全面完成各项目标任务\n新建学校5所。\n（二）稳步推进重点工作\n新建公园6个。"
    assert {half for half, _ in halves(text)} == {"review"}


def test_titles_after_the_plan_began_belong_to_it() -> None:
    text = "一、2023年工作回顾\n新建学校5所。\n二、2024年工作安排\n新建校6所。\n三、加强政府自身建设\n办好建议120件。"
    assert halves(text)[-1] == ("plan", "办好建议120件。")


def test_a_title_after_the_account_begins_the_plan() -> None:
    text = "一、1991年工作的回顾\n去年粮食丰收。\n二、抓紧时机，加快工业发展\n要加快技术改造。"
    assert outline(text) == ["# review 一、1991年工作的回顾", "# plan 二、抓紧时机，加快工业发展"]


def test_an_account_may_have_two_parts() -> None:
    text = "一、2023年工作回顾\n新建学校5所。\n二、五年发展的变化\n新建公园6个。\n三、2024年工作安排\n新建学校6所。"
    assert [line.split()[1] for line in outline(text)] == ["review", "review", "plan"]


def test_the_targets_begin_a_plan_that_no_title_names() -> None:
    text = "一、2023年工作回顾\n新建学校5所。\n今年经济社会发展的主要预期目标是：粮食产量增长2%。新建学校6所。"
    assert [half for half, _ in halves(text)] == ["review", "plan", "plan"]


def test_front_matter_and_attachments_are_neither() -> None:
    text = (
        "各位代表：\n我代表市人民政府向大会报告工作，请予审议。\n一、2023年工作回顾\n新建学校5所。\n二、2024年工作安排\n新建学校6所。\n"
        "名词解释\n小微企业：规模小的企业。\n2024年重点项目清单\n云川北站。"
    )
    assert [half for half, _ in halves(text)] == ["other", "other", "review", "plan", "other", "other"]


@pytest.mark.parametrize(
    ("title", "half"),
    [("2023年云川市国民经济和社会发展统计公报", "review"), ("云川市2024年政府工作报告责任分解", "plan")],
)
def test_some_documents_have_one_half(title: str, half: Half) -> None:
    text = f"{title}\n一、综合\n新增就业2万人。\n二、主要任务安排\n新增就业2万人。"
    assert {each for each, _ in halves(text)} == {half}


def test_fused_title() -> None:
    assert fused_title("一、2023年工作回顾过去的一年,全市新增就业2.1万人。", 2024) == "一、2023年工作回顾"
    assert fused_title("二、总体思路和目标任务市委全会通过了建议。", 2024) == "二、总体思路和目标任务"


@pytest.mark.parametrize(
    "text", ["一、坚持把发展经济的着力点放在实体经济上。", "（一）2023年工作回顾过去的一年。", "过去一年工作总结得好。"]
)
def test_no_fused_title(text: str) -> None:
    assert fused_title(text.replace("（", "(").replace("）", ")"), 2024) == ""


def test_run_in_titles_of_a_plan_are_in_a_row_of_their_kind() -> None:
    texts = [
        "扩大内需。",
        "激发消费活力。",
        "发放消费券2000万元。",
        "扩大有效投资。",
        "新开工项目80个。",
        "推动云川江两岸协同发展。",
        "建成码头2座。",
    ]
    assert run_in_titles(texts, "plan", marked=True) == {1, 3}


def test_run_in_titles_need_two() -> None:
    texts = ["扩大内需。", "激发消费活力。", "发放消费券2000万元。", "新开工项目80个，总投资120亿元。"]
    assert run_in_titles(texts, "plan", marked=True) == frozenset()


def test_clauses_with_numbers_are_no_run_in_titles() -> None:
    texts = ["内需潜力释放。", "新增企业40家。", "实施重点项目126个。", "投资增长8%。", "全年接待游客310万人次。"]
    assert run_in_titles(texts, "review", marked=True) == frozenset()
