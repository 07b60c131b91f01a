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
    message = f"「{hit.word}」属于{hit.group}"
    return Finding("S006", "banned-word", hit.level, message, None, f"删去或换成事实:「{hit.word}」", hit.source)


RULE = Rule("S006", "banned-words", "合规用词", judge)
