"""Does the title hold words that law or the marketplace penalises?

| criterion | share | feedback |
|---|---|---|
| none | 1 | 没有违禁词 |
| warnings only | 0.5 | 慎用词:… |
| an error | 0 | 违禁词:… |

Anti-pattern: 全网最低价. Best practice: facts instead of superlatives; exemptions need evidence.
"""

from __future__ import annotations

from seo_engine.lexicon.banned import BannedHit
from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

WARNED = 0.5
# Groups of the table in the language of operators.
GROUPS = {
    "superlative": "绝对化用语", "medical": "医疗用语", "grade": "级别用语", "ranking": "排名用语",
    "platform_list": "平台禁用词", "false_claim": "虚假承诺", "food_claim": "食品功效", "gift": "赠品用语",
    "authority": "权威背书", "health_food": "保健食品用语", "urgency": "催促用语", "other_platform": "其他平台名",
    "superstition": "迷信用语", "evasion": "变体规避", "credit": "信誉用语", "brand_rank": "品牌地位",
    "first": "首创用语", "inducement": "诱导用语", "platform_mention": "平台名", "alcohol": "酒类用语",
    "imitation": "仿冒用语", "low_quality": "低质用语", "baby_food": "婴幼儿食品用语", "short_title": "短标题禁用词",
    "cosmetics": "化妆品禁用语", "group": "其他",
}  # fmt: skip


def judge(view: TitleView) -> Verdict:
    """By the worst hit."""
    if not view.banned:
        return Verdict(1.0, "没有违禁词")
    words = "、".join(dict.fromkeys(hit.word for hit in view.banned))
    findings = tuple(_finding(hit) for hit in view.banned)
    if any(hit.level == "error" for hit in view.banned):
        return Verdict(0.0, f"违禁词:{words}", findings)
    return Verdict(WARNED, f"慎用词:{words}", findings)


def _finding(hit: BannedHit) -> Finding:
    message = f"「{hit.word}」属于{GROUPS.get(hit.group, hit.group)}"
    return Finding("S006", "banned-word", hit.level, message, None, f"删去或换成事实:「{hit.word}」", hit.source)


RULE = Rule("S006", "banned-words", "合规用词", judge)
