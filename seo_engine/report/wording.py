"""Chinese words of the reports: statuses, levels, word classes, and how figures are written."""

from __future__ import annotations

from seo_engine.lexicon.classnames import WORD_CLASS
from seo_engine.model import ExpectedGain, Finding, QueryCover, Status

STATUS = {
    Status.REWRITTEN: "已改写",
    Status.EDITED: "已微调",
    Status.UNCHANGED: "未改动",
    Status.REJECTED: "未处理",
}
LEVEL = {"error": "错误", "warning": "警告", "info": "提示"}


def class_name(word_class: str) -> str:
    """Name a word class; one without a Chinese name stays as it is.

    >>> class_name("material"), class_name("neutral")
    ('材质', '泛词')
    """
    return WORD_CLASS.get(word_class, word_class)


def figure(value: float) -> str:
    """Write a demand figure with thousands, fractions only where there are any.

    >>> figure(12550.0), figure(7.25)
    ('12,550', '7.25')
    """
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def query_line(cover: QueryCover) -> str:
    """Write a search term with its demand, saying when its words stand apart in the title.

    >>> query_line(QueryCover("法式连衣裙", 1255.0, "set"))
    '法式连衣裙 1,255(词分开)'
    """
    return f"{cover.query} {figure(cover.demand)}{'(词分开)' if cover.covered == 'set' else ''}"


def gain_line(gain: ExpectedGain | None) -> str:
    """Write an expected gain as one text, empty where there is none.

    >>> gain_line(ExpectedGain(3.2, 15.0, "120 位访客,7 天")), gain_line(ExpectedGain(0.0, None, "无历史数据"))
    ('3.2~15 人/7天(120 位访客,7 天)', '0~? 人/7天(无历史数据)')
    """
    if gain is None:
        return ""
    high = "?" if gain.high is None else f"{gain.high:g}"
    return f"{gain.low:g}~{high} 人/7天({gain.basis})"


def finding_line(finding: Finding) -> str:
    """Write a finding as one line.

    >>> finding_line(Finding("C01", "absolute", "error", "「最佳」是绝对化用语", fix="删去「最佳」"))
    '【错误】「最佳」是绝对化用语;建议:删去「最佳」'
    """
    return f"【{LEVEL[finding.level]}】{finding.message}{f';建议:{finding.fix}' if finding.fix else ''}"
