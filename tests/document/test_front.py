"""Title, place, year, day and speaker come from the text, each by its evidence; a name given with it only helps out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.document.fold import fold
from luoshi.document.front import find_front
from luoshi.document.jurisdiction import place_in_name
from luoshi.document.model import Front
from luoshi.text.source import Source
from luoshi.values.place import Place

HEAD = """政府工作报告
——2024年1月16日在云川市第六届人民代表大会第三次会议上
云川市人民政府市长　闻 澜

各位代表：
现在，我把市人民政府一年来的工作报告给大会，请各位代表审议。
一、2023年工作回顾
过去一年，全市上下埋头苦干。
二、2024年工作安排
今年要办好十件实事。
"""
ADDRESS = "各位代表：\n现在，我代表{}向大会报告工作，请予审议。\n"


def front(text: str, hint: str | None = None) -> Front:
    return find_front(Source(text), fold(text), hint=hint)


def place(text: str, hint: str | None = None) -> str | None:
    found = front(text, hint).place
    return found.name if found else None


def year(text: str, hint: str | None = None) -> int | None:
    return front(text, hint).year


def test_head_of_a_report_says_all_five() -> None:
    found = front(HEAD)
    assert (found.title, found.year, found.date, found.speaker) == ("政府工作报告", 2024, "2024-01-16", "闻澜")
    assert found.place == Place("云川市", "city")
    assert [fact.split(":")[0] for fact in found.evidence] == ["title", "place", "year", "date", "speaker"]


@pytest.mark.parametrize("text", [HEAD.replace("\n", ""), HEAD.replace("\n", " "), HEAD.replace("\n", "\r\n")])
def test_line_breaks_do_not_matter(text: str) -> None:
    found, whole = front(text), front(HEAD)
    assert (found.place, found.year, found.date, found.speaker) == (whole.place, whole.year, whole.date, whole.speaker)


def test_broken_lines_in_the_head_are_read_on() -> None:
    meeting = "2024年1月\n16日在云川市东湖区第五届\n人民代表大会第四次会议上"
    found = front(f"政府工作报\n告\n{meeting}\n东湖区区长\n江 一 帆\n各位代表：")
    assert found.place == Place("云川市东湖区", "county")
    assert (found.title, found.date, found.speaker) == ("政府工作报告", "2024-01-16", "江一帆")


@pytest.mark.parametrize(
    ("head", "name", "level"),
    [
        ("在云川市第六届人民代表大会第三次会议上\n", "云川市", "city"),
        ("云川市人民政府代市长 闻澜\n", "云川市", "city"),
        ("在云川市城中区第三届人民代表大会第一次会议上\n", "云川市城中区", "county"),
        ("2008年3月2日在清苑县第十四届人民代表大会第二次会议上\n", "保定市清苑县", "county"),
        ("在呼伦贝尔市海拉尔区第八届人民代表大会第三次会议上\n", "呼伦贝尔市海拉尔区", "county"),
        ("在北京市朝阳区第十七届人民代表大会第四次会议上\n", "北京市朝阳区", "county"),
        ("黔东南州人民政府州长 吴山\n", "黔东南苗族侗族自治州", "city"),
        ("广西壮族自治区主席 韦山\n", "广西壮族自治区", "province"),
        ("在云川市石桥镇第二届人民代表大会第五次会议上\n", "云川市石桥镇", "town"),
        ("在第十四届全国人民代表大会第二次会议上\n国务院总理 某某\n", "全国", "nation"),
    ],
)
def test_lines_before_the_address_name_the_place(head: str, name: str, level: str) -> None:
    found = front(head + "各位代表：\n请予审议。").place
    assert found is not None
    assert (found.name, found.level) == (name, level)


@pytest.mark.parametrize(
    ("speaks_for", "body", "name"),
    [
        ("市人民政府", "深圳都市圈加快建设，前海、福田、罗湖、龙岗各展所长，深圳国际交流中心动工。", "深圳市"),
        ("区人民政府", "长春振兴看朝阳。朝阳区新设企业三千户，长春市首个算力中心落户。", "长春市朝阳区"),
        ("区人民政府", "北京城市更新示范落户朝阳。朝阳区新设企业三千户，北京市首条街区改造完工。", "北京市朝阳区"),
        ("县人民政府", "保定市支持易县发展，易县新建学校两所，我县游客增长。", "保定市易县"),
        ("州人民政府", "贵州省支持黔南发展，都匀、福泉、独山、平塘齐头并进。", "黔南布依族苗族自治州"),
        (
            "区人民政府",
            "自治区党委支持，广西、南宁、桂林合作。青秀区新增企业，青秀山游客增长，我区增收。",
            "南宁市青秀区",
        ),
        ("自治区人民政府", "广西开放步伐加快，南宁、桂林、柳州、北海各展所长，青秀山游客增长。", "广西壮族自治区"),
        ("省人民政府", "石家庄、保定、唐山、邯郸增长加快，河北制造业家底更厚。", "河北省"),
    ],
)
def test_government_without_a_name_is_the_one_the_text_speaks_of(speaks_for: str, body: str, name: str) -> None:
    assert place(ADDRESS.format(speaks_for) + body) == name


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("在市人大、市政协的监督支持下，全省第一的承德文旅增长加快，省委、省政府肯定承德，全省推广。", "承德市"),
        (
            "县委、县政府带领全县，市委、市政府支持保定市易县，全县增收，易县变样。县委、县政府、县委一起抓。",
            "保定市易县",
        ),
        ("我国经济回升，我国出口增长，全国就业稳定，全国粮食丰收，北京、上海改革先行。", "全国"),
    ],
)
def test_without_a_head_the_bodies_that_a_text_names_tell_its_rank(body: str, name: str) -> None:
    assert place(body) == name


def test_names_within_other_words_are_no_mentions() -> None:
    body = "建成示范县、创建示范县，县城和县域商业并进，完成县级改革。易县增收。"
    assert place(ADDRESS.format("县人民政府") + body) == "保定市易县"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("一、2023年工作回顾\n全市增长。\n二、2024年工作安排\n", 2024),
        ("一、关于2014年的政府工作\n全县增长。\n二、2015年经济社会发展\n", 2015),
        ("二〇二四年工作回顾\n过去的一年不平凡。\n", 2025),
        ("一、过去五年工作回顾和2021年工作安排\n", 2021),
        ("刚刚过去的2019年，我们稳住了增长。", 2020),
        ("一、过去六年的工作回顾2001年以来，市政府埋头苦干。二、2007年工作的主要目标和任务今年是第二年。", 2007),
        ("2021年，全市增长。2020年底以来项目落地。2022年是关键一年。", 2022),
        ("我代表国务院，向第六届全国人民代表大会第一次会议作政府工作报告。", 1983),
        ("我代表国务院报告工作。第八届全国人民代表大会第一次会议以来的五年，成就很大。", 1998),
        ("全市生产总值超过2000亿元。", None),
    ],
)
def test_year_of_delivery_by_headings_and_phrases(text: str, wanted: int | None) -> None:
    assert year(text) == wanted


def test_goals_for_later_years_do_not_decide() -> None:
    text = "一、2020年工作回顾\n衔接2035年远景目标。到2025年目标实现，2035年目标建成。\n二、2021年工作任务\n"
    assert year(text) == 2021


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("云川市2022年十大工程\n序号\n项目名称\n", (2022, None, "云川市2022年十大工程")),
        (
            "云川市\n2016年国民经济和社会发展统计公报\n云川市统计局\n2017年3月16日\n2016年，全市增长。",
            (2016, "2017-03-16", "云川市2016年国民经济和社会发展统计公报"),
        ),
        ("云川市统计局\n2024年5月7日\n2023年，全市经济稳中有进。", (2023, "2024-05-07", None)),
        ("云川市统计局\n全市经济稳中有进。", (None, None, None)),
    ],
)
def test_plans_and_communiques_have_the_year_they_are_for(
    text: str, wanted: tuple[int | None, str | None, str | None]
) -> None:
    found = front(text)
    assert (found.year, found.date, found.title) == wanted


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("（二〇〇三年一月十日）", "2003-01-10"),
        ("二○一九年十二月二十一日", "2019-12-21"),
        ("２０２４年０２月０３日", "2024-02-03"),
        ("发布时间：2024年3月1日\n2024年2月3日在云川市第六届人民代表大会第三次会议上", "2024-02-03"),
        ("2024年3月1日\n——2024年2月3日在云川市第六届人民代表大会第三次会议上", "2024-02-03"),
        ("发布时间：2024年3月1日", None),
        ("2024年13月40日", None),
    ],
)
def test_day_of_delivery(line: str, date: str | None) -> None:
    assert front(f"政府工作报告\n{line}\n各位代表：\n").date == date


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("市长：闻 澜", "闻澜"),
        ("云川市人民政府代市长?? 闻?? 澜", "闻澜"),
        ("州长 买买提·艾山", "买买提·艾山"),
        ("（2011年1月12日 闻远澜）", "闻远澜"),
        ("市长作工作报告。记者摄", None),
    ],
)
def test_speaker_stands_after_the_office_or_the_date(line: str, name: str | None) -> None:
    assert front(f"政府工作报告\n{line}\n各位代表：\n").speaker == name


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("首页 > 公开\n2024年云川市政府工作报告全文发布\n政 府 工 作 报 告\n各位代表：", "政府工作报告"),
        ("云川市政府工作报告 云川市市长 闻澜 各位代表：", "云川市政府工作报告"),
        ("２０２４年政府工作报告\n各位代表：", "２０２４年政府工作报告"),
        ("（点击查阅更多政府工作报告）\n各位代表：", None),
        ("各位代表：\n我向大会作政府工作报告。", None),
    ],
)
def test_title_is_a_line_of_the_head_in_the_characters_of_the_source(text: str, title: str | None) -> None:
    assert front(text).title == title


def test_hint_decides_what_the_text_leaves_open_and_is_recorded() -> None:
    found = front("各位代表：\n全市上下埋头苦干。", "云川市-2023.txt")
    assert found.place == Place("云川市", "city")
    assert found.year == 2023
    assert found.evidence == ("place: hint", "year: hint")


def test_text_that_says_so_outweighs_the_hint() -> None:
    found = front(HEAD, "深圳市-2019.txt")
    assert found.place == Place("云川市", "city")
    assert found.year == 2024
    assert not any("hint" in fact for fact in found.evidence)


def test_hint_outweighs_weak_evidence() -> None:
    text = ADDRESS.format("区人民政府") + "朝阳区新设企业三千户。2019年以来项目落地。"
    found = front(text, "长春市朝阳区-2022.txt")
    assert found.place == Place("长春市朝阳区", "county", "220104")
    assert found.year == 2022


def test_hint_that_agrees_is_not_named_as_evidence() -> None:
    assert front(HEAD, "云川市-2024.txt") == front(HEAD)


@pytest.mark.parametrize("hint", ["", "report.txt", "政府工作报告.docx", "最终版(3).pdf", "责任分解表.xlsx"])
def test_neutral_name_says_nothing(hint: str) -> None:
    assert place_in_name(hint) is None
    assert front(HEAD, hint) == front(HEAD)


@pytest.mark.parametrize(
    ("hint", "name"),
    [
        ("深圳市-2023.txt", "深圳市"),
        ("深圳2023.docx", "深圳市"),
        ("2023年深圳市政府工作报告.pdf", "深圳市"),
        ("保定市徐水区-2018.txt", "保定市徐水区"),
        ("吉林省长春市朝阳区2022.doc", "长春市朝阳区"),
        ("黔东南州-2016.txt", "黔东南苗族侗族自治州"),
        ("国务院-1983.txt", "全国"),
        ("云川市东湖区-2020.txt", "云川市东湖区"),
    ],
)
def test_file_name_gives_a_place(hint: str, name: str) -> None:
    found = place_in_name(hint)
    assert found is not None
    assert found.name == name


WORDS = st.sampled_from(
    [
        *(
            "各位代表：",
            "代表",
            "市人民政府",
            "第十届",
            "人民代表大会",
            "第",
            "次会议",
            "全国",
            "云川市",
            "易县",
            "自治区",
        ),
        *(
            "2023年",
            "二〇二三年",
            "十",
            "月",
            "日",
            "在",
            "工作回顾",
            "任务",
            "一、",
            "县长",
            "统计局",
            "统计公报",
            "政府工作报告",
        ),
        *(
            " ",
            "\n",
            "\r\n",
            "\u3000",
            "？？",
            "。",
            "，",
            "（",
            "）",
            "1",
            "０",
            "全市",
            "我国",
            "s人大",
            "乡政府",
            "\ud800",
        ),
    ]
)


@given(
    st.one_of(st.text(), st.lists(WORDS).map("".join)), st.one_of(st.none(), st.text(), st.lists(WORDS).map("".join))
)
def test_never_raises_and_says_the_same_twice(text: str, hint: str | None) -> None:
    found = front(text, hint)
    assert found == front(text, hint)
    facts = ("title", "place", "year", "date", "speaker")
    assert [fact.split(":")[0] for fact in found.evidence] == [
        name for name in facts if getattr(found, name) is not None
    ]
