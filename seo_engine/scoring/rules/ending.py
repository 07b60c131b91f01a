"""Does the title end with a whole word?

| criterion | share | feedback |
|---|---|---|
| chance that a title of real words ends so | rising, never level | 结尾完整 |
| unlikely |  | 结尾像是截断:… |

Anti-pattern: …加绒加厚保暖棉拖 cut at the limit. Best practice: drop the last word rather than half of it.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, rising
from seo_engine.scoring.view import TitleView

# Fitted with the other parts to real titles kept out of the counts (bench_damage.py).
WORD_END, LAST, LONG, BASE = 1.5, 0.06, 2.26, -1.2
LOW, HIGH = -2.197, 2.197
BROKEN = 0.3
LONGEST = 3


def judge(view: TitleView) -> Verdict | None:
    """A fitted sum of what is known about the end."""
    if not view.tokens:
        return None
    last = view.tokens[-1]
    value = BASE + WORD_END * view.reading.word_end + LAST * view.reading.last + LONG * min(len(last.form), LONGEST)
    share = rising(value, LOW, HIGH)
    if share >= BROKEN:
        return Verdict(share, f"以「{last.text}」结尾")
    finding = Finding(
        "S023", "cut-ending", "info", f"结尾「{last.text}」像是被截断的词", (last.start, last.end),
        "补全或删去最后一个词", "真实标题中很少这样结尾",
    )  # fmt: skip
    return Verdict(share, f"结尾「{last.text}」像是被截断", (finding,), "补全或删去最后一个词")


RULE = Rule("S023", "whole-ending", "结尾完整", judge)
