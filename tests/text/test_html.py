import pytest

from luoshi.text.reader import source_of_bytes

BODY = [
    "各位代表：",
    "现在，我把市人民政府一年来的工作报告给大会，请各位代表审议，也请列席的同志指正。",
    "一、2023年工作回顾",
    "过去一年，全市地区生产总值增长6.1%，一般公共预算收入增长7.2%，城镇新增就业3.2万人。",
    "（一）产业发展稳中有进。新增规模以上工业企业41家，高新技术企业总数达到260家。",
    "二、2024年工作安排",
    "今年要新建改建农村公路120公里，改造老旧小区35个，新增学位4000个，建成口袋公园12处。",
    "让我们团结一心，奋力谱写云川高质量发展新篇章！",
]
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>政府工作报告_云川市人民政府</title>
<meta name="ArticleTitle" content="2024年云川市政府工作报告"><script>var 栏目 = "脚本";</script>
<style>p {{}}</style></head>
<body><div class="top-nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>
<div class="main"><div class="article">{title}<div class="info">发布日期：2024-01-20</div>
<div class="content" id="zoom">{body}</div>
<div class="bdsharebuttonbox"><a href="#">微信</a><a href="#">微博</a>分享到朋友圈，让更多的人看到这篇文章。</div></div>
<div class="recommend"><h3>推荐阅读</h3><ul><li><a href="/1">云川市召开全会，部署明年工作</a></li>
<li><a href="/2">云川市发布公告，征求意见</a></li><li><a href="/3">云川市调研项目，推进开工</a></li></ul></div></div>
<div class="footer"><p>主办：云川市人民政府办公室，承办：云川市大数据中心，备案编号00000000</p></div></body></html>"""


def page(body: str, *, title: str = "<h1>2024年云川市政府工作报告</h1>", charset: str = "utf-8") -> str:
    return PAGE.format(body=body, title=title, charset=charset)


def lines(markup: str, encoding: str = "utf-8") -> list[str]:
    return source_of_bytes(markup.encode(encoding), "报告.html").text.split("\n")


def paragraphs(texts: list[str]) -> str:
    return "\n".join(f"<p>　　{text}</p>" for text in texts)


def test_paragraphs_come_back_without_the_page_around_them() -> None:
    read = lines(page(paragraphs(BODY)))
    assert [line for line in read if line in BODY] == BODY
    assert read[0] == "2024年云川市政府工作报告"
    for furniture in ("首页", "当前位置", "微信", "分享", "推荐阅读", "召开全会", "主办", "脚本"):
        assert furniture not in "".join(read)


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "gb18030"])
def test_gb_labels_are_decoded_as_gb18030(charset: str) -> None:
    body = [*BODY, "䶮山镇完成道路改造，惠及群众五千人。"]
    source = source_of_bytes(page(paragraphs(body), charset=charset).encode("gb18030"), "报告.html")
    assert source.encoding == "gb18030"
    assert body[-1] in source.text


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "utf-8"), ("utf-8", "gb18030")])
def test_a_wrong_label_is_not_believed(charset: str, encoding: str) -> None:
    assert BODY[3] in lines(page(paragraphs(BODY), charset=charset), encoding)


def test_line_breaks_and_spans_make_the_same_lines() -> None:
    body = "<br>\n".join(f"<span>{text[:9]}</span>\n<span><b>{text[9:]}</b></span>" for text in BODY)
    assert [line for line in lines(page(body)) if line in BODY] == BODY


def test_text_in_two_blocks_is_kept_whole() -> None:
    halves = "".join(f'<div class="part">{paragraphs(half)}</div>' for half in (BODY[:4] * 3, BODY[4:] * 3))
    read = lines(page(halves))
    assert [line for line in read if line in BODY] == BODY[:4] * 3 + BODY[4:] * 3


def test_a_small_block_beside_the_large_one_is_kept() -> None:
    blocks = "".join(f'<div class="part">{paragraphs(part)}</div>' for part in (BODY * 4, BODY[3:4]))
    read = lines(page(blocks))
    assert [line for line in read if line in BODY] == [*BODY * 4, BODY[3]]


def test_a_list_of_links_in_the_text_is_left_out_whatever_its_name() -> None:
    links = "".join(f'<li><a href="/{number}">云川市第{number}次全会召开，部署工作</a></li>' for number in range(4))
    read = lines(page(paragraphs(BODY[:4]) + f"<ul>{links}</ul>" + paragraphs(BODY[4:])))
    assert "全会召开" not in "".join(read)
    assert [line for line in read if line in BODY] == BODY


def test_a_table_of_contents_is_text() -> None:
    contents = "".join(f'<li><a href="#{number}">{title}</a></li>' for number, title in enumerate(BODY[2:6:3]))
    assert lines(page(f"<ul>{contents}{contents}</ul>" + paragraphs(BODY))).count(BODY[2]) == 3


def test_title_in_the_text_is_not_doubled() -> None:
    read = lines(page(paragraphs(["2024年云川市政府工作报告", *BODY])))
    assert sum(line == "2024年云川市政府工作报告" for line in read) == 1


def test_title_named_by_the_site_stands_in_for_a_heading() -> None:
    assert lines(page(paragraphs(BODY), title=""))[0] == "2024年云川市政府工作报告"


def test_rows_of_a_table_are_lines_with_tabs() -> None:
    table = "<table><tr><th>指标</th><th>目标</th></tr><tr><td><p>粮食产量</p></td><td>120万吨</td></tr></table>"
    read = lines(page(paragraphs(BODY) + table + "<p>附件说明到此为止，请予审议。</p>"))
    assert [line for line in read if "\t" in line] == ["指标\t目标", "粮食产量\t120万吨"]


def test_a_table_that_lays_out_the_page_is_not_a_row() -> None:
    menu = "".join(f'<a href="/{number}">栏目{number}</a><br>' for number in range(9))
    markup = f"<html><body><table><tr><td>{menu}</td><td>{paragraphs(BODY * 2)}</td></tr></table></body></html>"
    assert lines(markup) == BODY * 2


def test_a_page_of_nothing_but_text_is_kept_whole() -> None:
    texts = ["查看原文", "其他", *BODY, "来源：云川发布"]
    assert lines(f"<html><body>{paragraphs(texts)}</body></html>") == texts
    assert lines("<html><body><pre>" + "\n\n".join(texts) + "</pre></body></html>") == texts


def test_furniture_names_around_the_whole_text_are_not_believed() -> None:
    markup = f'<html><body class="nav-open"><div class="share-wrap">{paragraphs(BODY)}</div></body></html>'
    assert lines(markup) == BODY


def test_hidden_text_is_left_out() -> None:
    read = lines(page(paragraphs(BODY) + '<div style="display: none"><p>这一段不显示，所以不读，请不要读。</p></div>'))
    assert "不显示" not in "".join(read)


def test_form_around_the_page_does_not_hide_it() -> None:
    assert BODY[3] in lines(f'<html><body><form id="aspnetForm">{paragraphs(BODY)}</form></body></html>')
