"""The compliance rules as a page to read, made from the data.

`reference()` is what `dictionaries/compliance/RULES.md` holds, and a test keeps it so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from seo_engine.compliance.entries import Family, Rule
from seo_engine.compliance.policy import Policy

LEVELS = {"error": "错误", "warning": "警告", "info": "提示"}
# Words shown of a family: enough to see what is meant, the tables have them all.
SHOWN = 12
HEAD = """# 合规规则一览

由程序按 `dictionaries/compliance/` 的数据生成,请勿手改:`python -m seo_engine.compliance.reference` 重新生成。

级别:错误会使 `seo-engine check` 的退出状态为 1;警告是平台或专家认为不宜的写法;提示只供参考。
"""
# Families whose rules are code, and what that code asks.
CODED = {
    "C015": "比较、模仿他人品牌(`dictionaries/compliance/brands.toml`)",
    "C016": "配件写了设备品牌而没有「适用」「兼容」等字样(`dictionaries/compliance/brands.toml`)",
    "C020": "「送」「赠」后面是商品(`dictionaries/compliance/gifts.toml`)",
    "C028": "标题的材质与材质、面料、成分等属性相反(`dictionaries/compliance/materials.toml`)",
    "C025": "同一个词反复、两个品牌、两种主体、互斥的款式",
}


def reference(policy: Policy) -> str:
    """Write the page.

    >>> "## C001 绝对化用语" in reference(Policy.load())
    True
    """
    parts = [HEAD, *(_family(policy, family) for family in policy.tables.families.values())]
    return "\n".join([*parts, _exemptions(policy), _departments(policy)])


def _family(policy: Policy, family: Family) -> str:
    rules = [rule for rule in policy.rules if rule.family.code == family.code]
    lines = [f"## {family.code} {family.title}(`{family.name}`)", "", f"{family.says}。改法:{family.fix}。", ""]
    if family.code in CODED:
        lines += [f"- 程序判断:{CODED[family.code]}"]
    for level, name in LEVELS.items():
        words = _words(rules, level)
        if words:
            shown = "、".join(f"「{word}」" for word in words[:SHOWN])
            lines.append(f"- {name} {len(words)} 条:{shown}{'等' if len(words) > SHOWN else ''}")
    sources = dict.fromkeys(rule.source.cite for rule in rules)
    lines += [f"- 依据:{';'.join(sources)}"] if sources else []
    exempt = [policy.tables.exemptions[code].title for code in family.exempt]
    lines += [f"- 可豁免:{'、'.join(exempt)}"] if exempt else []
    lines += ["- 变体写法(空格、符号、全角、繁体、拼音、谐音、拆字、带圈数字、隐形字符)同样算"] if family.evade else []
    return "\n".join([*lines, ""])


def _words(rules: Iterable[Rule], level: str) -> list[str]:
    return list(dict.fromkeys(rule.word for rule in rules if rule.level == level))


def _exemptions(policy: Policy) -> str:
    lines = ["## 豁免与凭据", "", "| 豁免 | 凭据 | 依据 |", "|---|---|---|"]
    lines += [f"| {each.title} | {each.evidence} | {each.source} |" for each in policy.tables.exemptions.values()]
    return "\n".join([*lines, ""])


def _departments(policy: Policy) -> str:
    lines: Iterator[str] = (
        f"| {each.title} | `{each.code}` | {sum(each.code in rule.scope.departments for rule in policy.rules)} |"
        for each in policy.tables.departments
    )
    head = ["## 门类", "", "类目能判断的按类目,否则按商品名词。", "", "| 门类 | 代码 | 自己的规则 |", "|---|---|---|"]
    return "\n".join([*head, *lines, ""])


if __name__ == "__main__":
    import sys

    sys.stdout.write(reference(Policy.load()))
