"""Does the title repeat itself?

| criterion | share | feedback |
|---|---|---|
| no word twice | 1 | 没有重复 |
| each repeated word | −0.5 | 重复:… |

Anti-pattern: 裙子女裙子. Best practice: every word once; search counts it once anyway.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict
from seo_engine.scoring.view import TitleView

EACH = 0.5


def judge(view: TitleView) -> Verdict:
    """Half of the points go with each repeated word."""
    if not view.repeated:
        return Verdict(1.0, "没有重复")
    findings = tuple(
        Finding("S004", "repeated-word", "info", f"「{word}」重复出现", None, f"只留一个「{word}」", "重复的词只计一次")
        for word in view.repeated
    )
    return Verdict(max(0.0, 1 - EACH * len(view.repeated)), f"重复:{'、'.join(view.repeated)}", findings)


RULE = Rule("S004", "repetition", "重复", judge)
