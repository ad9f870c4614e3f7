"""The shape of every public row: API, CSV, Excel and Parquet are all made of these, so that they cannot disagree.

``title`` is the Chinese label of a column (a message that is translated where it is shown), ``description`` what it
means. Texts without a value are empty, numbers without one are null.
"""

from datetime import datetime
from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic import BaseModel, Field, WithJsonSchema

Digits = Annotated[str, WithJsonSchema({"type": "string", "format": "decimal", "pattern": r"^-?\d+(\.\d+)?$"})]
"""An exact decimal number as text, without exponent."""


class PlaceRow(BaseModel):
    """A jurisdiction with at least one published report."""

    name: str = Field(title=_("地方"), description="full name; it identifies the place")
    code: str = Field(title=_("区划代码"), description="division code (GB/T 2260), where known")
    level: str = Field(title=_("级别"), description="nation, province, city, county or town")
    reports: int = Field(title=_("报告数"), description="how many reports of the place are published")
    latest_year: int | None = Field(title=_("最近年份"), description="year of the latest published report")


class ReportRow(BaseModel):
    """A published report."""

    slug: str = Field(title=_("报告"), description="first twelve digits of sha256; it identifies the report")
    place: str = Field(title=_("地方"), description="full name of the place that reports")
    year: int = Field(title=_("年份"), description="year in which the report was delivered")
    title: str = Field(title=_("标题"), description="the report's title as it stands")
    date: str = Field(title=_("日期"), description="day of delivery, ISO 8601, where known")
    speaker: str = Field(title=_("报告人"), description="who spoke, where known")
    sha256: str = Field(
        title=_("原文 sha256"), description="digest of the characters as read, in UTF-8; offsets count them"
    )
    content_sha256: str = Field(title=_("文件 sha256"), description="digest of the bytes of the file")
    format: str = Field(title=_("格式"), description="txt, html, docx, doc or pdf")
    encoding: str = Field(title=_("编码"), description="how the bytes were decoded")
    url: str = Field(title=_("来源网址"), description="where the file came from, as its uploader says")
    retrieved: str = Field(title=_("取得日期"), description="when it was taken from there, ISO date")
    reader_version: str = Field(title=_("读取程序版本"), description="version of luoshi that read the report")
    published_at: datetime | None = Field(title=_("发布时间"), description="when it was published here")
    page: str = Field(title=_("网页"), description="address of the report on this site, from its root")


class SentenceRow(BaseModel):
    """A sentence of a report, with its class."""

    report: str = Field(title=_("报告"), description="slug of the report")
    start: int = Field(title=_("起"), description="offset of the first character")
    end: int = Field(title=_("止"), description="offset after the last character")
    sentence_class: str = Field(
        title=_("句类"), description="heading, result, commitment, rhetoric, context or noise; see docs/rows.md"
    )
    rule: str = Field(title=_("规则"), description="rule that gave the class")
    half: str = Field(title=_("部分"), description="review, plan or other")
    paragraph: int = Field(title=_("段落"), description="number of the paragraph in the report, from 0")
    text: str = Field(title=_("句子"), description="the sentence")


class MeasureRow(BaseModel):
    """A figure of a report."""

    report: str = Field(title=_("报告"), description="slug of the report; with at it identifies the figure")
    place: str = Field(title=_("地方"), description="place of the report")
    year: int = Field(title=_("年份"), description="year of the report")
    at: int = Field(title=_("位置"), description="offset where the numeral begins")
    start: int = Field(title=_("起"), description="offset of the first character of the value")
    end: int = Field(title=_("止"), description="offset after its last character")
    sentence_start: int = Field(title=_("句起"), description="offset where its sentence begins")
    sentence_end: int = Field(title=_("句止"), description="offset after its sentence")
    mode: str = Field(title=_("说的是"), description="result (reached) or target (to be reached)")
    indicator: str = Field(title=_("指标"), description="what is measured, in the report's words")
    aspect: str = Field(title=_("方面"), description="which side of the indicator: level, growth, share …")
    comparator: str = Field(title=_("比较"), description="how the value binds: =, ~, >=, >, <= or <")
    value: Digits = Field(title=_("数值"), description="the number, magnitudes multiplied out")
    to: Digits | None = Field(title=_("至"), description="upper end of a range")
    origin: Digits | None = Field(title=_("自"), description="starting value, of 从…提高到…")
    unit: str = Field(title=_("单位"), description="unit or classifier without magnitude")
    period: str = Field(title=_("时期"), description="a year, or years first/last")
    of: str = Field(title=_("占"), description="the whole of a share; the field of a rank")
    action: str = Field(title=_("动作"), description="the verb, for outputs")
    per: str = Field(title=_("每"), description="year where it is a yearly mean")
    written: str = Field(title=_("写法"), description="the numeral as written")
    text: str = Field(title=_("原文"), description="the characters from start to end")
    canonical: str = Field(title=_("统一指标"), description="name under which the figure joins a series")
    scope: str = Field(title=_("范围"), description="part of the place that it is about; empty: all of it")
    base_value: Digits = Field(title=_("基本单位数值"), description="the value in base_unit")
    base_unit: str = Field(title=_("基本单位"), description="unit in which the figures of a series agree")
    doubt: Digits = Field(title=_("疑问"), description="how doubtful the reading is, from 0 to 1")
    doubts: str = Field(title=_("疑问原因"), description="why, codes with '; ' between them")
    status: str = Field(title=_("核对"), description="read, or by a person: accepted, corrected or added")


class ProjectRow(BaseModel):
    """A named project of a report."""

    report: str = Field(title=_("报告"), description="slug of the report; with start it identifies the project")
    place: str = Field(title=_("地方"), description="place of the report")
    year: int = Field(title=_("年份"), description="year of the report")
    start: int = Field(title=_("起"), description="offset of the first character of the name")
    end: int = Field(title=_("止"), description="offset after its last character")
    sentence_start: int = Field(title=_("句起"), description="offset where its sentence begins")
    sentence_end: int = Field(title=_("句止"), description="offset after its sentence")
    name: str = Field(title=_("项目"), description="name as written")
    mode: str = Field(title=_("说的是"), description="result (done) or target (to be done)")
    stage: str = Field(title=_("阶段"), description="plan, start, build or complete")
    period: str = Field(title=_("时期"), description="a year, or years first/last")
    area: str = Field(title=_("领域"), description="code of the field of government")
    doubt: Digits = Field(title=_("疑问"), description="how doubtful the reading is, from 0 to 1")
    doubts: str = Field(title=_("疑问原因"), description="why, codes with '; ' between them")
    status: str = Field(title=_("核对"), description="read, or by a person: accepted, corrected or added")
    page: str = Field(title=_("网页"), description="address of the place in the report, from the root of this site")


class CommitmentRow(BaseModel):
    """A promise of a published report, with the latest verdict."""

    key: str = Field(title=_("编号"), description="report, kind and offset; it identifies the commitment for good")
    report: str = Field(title=_("报告"), description="slug of the report")
    place: str = Field(title=_("地方"), description="place of the report")
    year: int = Field(title=_("年份"), description="year of the report")
    due: int = Field(title=_("到期年份"), description="last year of its period")
    kind: str = Field(title=_("种类"), description="figure, project or words")
    is_headline: bool = Field(title=_("主要预期目标"), description="whether it is a headline target of the year")
    at: int = Field(title=_("位置"), description="offset of the numeral, the project or the sentence")
    start: int = Field(title=_("起"), description="offset of the first character quoted")
    end: int = Field(title=_("止"), description="offset after the last character quoted")
    sentence_start: int = Field(title=_("句起"), description="offset where its sentence begins")
    sentence: str = Field(title=_("句子"), description="its sentence on one line")
    title: str = Field(title=_("承诺"), description="indicator, project or the sentence in short")
    target: str = Field(title=_("目标"), description="the target as written; for a project the stage promised")
    canonical: str = Field(title=_("统一指标"), description="name under which a figure joins a series")
    aspect: str = Field(title=_("方面"), description="which side of the indicator, for figures")
    period: str = Field(title=_("时期"), description="a year, or years first/last")
    section: str = Field(title=_("所在标题"), description="titles above the sentence")
    area: str = Field(title=_("领域"), description="code of the field of government")
    outcome: str = Field(
        title=_("判定"),
        description="met, missed, not comparable, unreported, awaiting or unjudged",
    )
    result: str = Field(title=_("结果"), description="what the later report says, as written")
    result_report: str = Field(title=_("结果出处"), description="slug of the report that answers, if one does")
    result_at: int | None = Field(title=_("结果位置"), description="offset of the answer in that report")
    changed_at: datetime = Field(title=_("更新时间"), description="when the row was last written")
    page: str = Field(title=_("网页"), description="address of the commitment on this site, from its root")


class VerdictRow(BaseModel):
    """What a later report says of a commitment, as judged once."""

    commitment: str = Field(title=_("编号"), description="key of the commitment")
    later: str = Field(title=_("后来的报告"), description="slug of the later report")
    outcome: str = Field(title=_("判定"), description="the verdict")
    rule: str = Field(title=_("规则"), description="rule that gave it")
    version: str = Field(title=_("规则版本"), description="version of the rules")
    reader_version: str = Field(title=_("读取程序版本"), description="version of luoshi that read the reports")
    result: str = Field(title=_("结果"), description="the answer as written")
    sentence: str = Field(title=_("句子"), description="its sentence")
    start: int | None = Field(title=_("起"), description="offset of the answer in the later report")
    end: int | None = Field(title=_("止"), description="offset after the answer")
    gap: str = Field(title=_("差额"), description="result − target = gap, with unit")
    derived: str = Field(title=_("推算判定"), description="verdict that no sentence gives but arithmetic does")
    method: str = Field(title=_("推算方法"), description="how it was derived")
    working: str = Field(title=_("推算过程"), description="the arithmetic")
    caution: str = Field(title=_("推算提醒"), description="why to be careful with it")
    made_at: datetime = Field(title=_("判定时间"), description="when it was judged")


class ExhibitRow(BaseModel):
    """A stretch of text that a finding rests on."""

    finding: str = Field(title=_("说明编号"), description="key of the finding")
    report: str = Field(title=_("报告"), description="slug of the report")
    start: int = Field(title=_("起"), description="offset of the first character")
    end: int = Field(title=_("止"), description="offset after the last character")
    sentence_start: int = Field(title=_("句起"), description="offset where its sentence begins")
    sentence: str = Field(title=_("句子"), description="its sentence")


class FindingRow(BaseModel):
    """Figures that do not agree and need explanation; it does not say that one of them is wrong."""

    key: str = Field(title=_("说明编号"), description="made of rule and exhibits; the same finding keeps it")
    place: str = Field(title=_("地方"), description="place of the reports")
    year: int = Field(title=_("年份"), description="year of the latest report concerned")
    code: str = Field(title=_("规则代码"), description="code of the audit rule")
    name: str = Field(title=_("规则"), description="name of the audit rule")
    working: str = Field(title=_("演算"), description="the arithmetic")
    causes: str = Field(title=_("可能的原因"), description="codes of innocent explanations, with blanks between them")


class ChangeRow(BaseModel):
    """Something that happened to the published data."""

    number: int = Field(title=_("序号"), description="rises with time; it identifies the change for good")
    kind: str = Field(title=_("变化"), description="published, republished, withdrawn or verdict")
    place: str = Field(title=_("地方"), description="place concerned")
    year: int = Field(title=_("年份"), description="year of the report")
    subject: str = Field(title=_("对象"), description="key of the commitment, or slug of the report")
    title: str = Field(title=_("标题"), description="what it is called")
    before: str = Field(title=_("原判定"), description="verdict before, of a change of verdict")
    after: str = Field(title=_("现判定"), description="verdict after it")
    made_at: datetime = Field(title=_("时间"), description="when it happened")


class PointRow(BaseModel):
    """One year of one series: promised beside achieved, each with the figure it rests on."""

    place: str = Field(title=_("地方"), description="place")
    indicator: str = Field(title=_("指标"), description="canonical name of the indicator")
    aspect: str = Field(title=_("方面"), description="which side of the indicator")
    unit: str = Field(title=_("单位"), description="unit of both values")
    year: int = Field(title=_("年份"), description="year that the values are of")
    promised: Digits | None = Field(title=_("承诺数值"), description="promised value")
    promised_text: str = Field(title=_("承诺"), description="the promise as written")
    promised_report: str = Field(title=_("承诺出处"), description="slug of its report")
    promised_at: int | None = Field(title=_("承诺位置"), description="its offset")
    achieved: Digits | None = Field(title=_("完成数值"), description="achieved value")
    achieved_text: str = Field(title=_("完成"), description="the result as written")
    achieved_report: str = Field(title=_("完成出处"), description="slug of its report")
    achieved_at: int | None = Field(title=_("完成位置"), description="its offset")
