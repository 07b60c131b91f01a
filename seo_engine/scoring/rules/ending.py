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
from seo_engine.scoring.view import Reading, TitleView

# Fitted with the other parts to real titles kept out of the counts (bench_damage.py).
WORD_END, LAST, BEFORE_LAST, CLOSING, LAST_KIND, UNFINISHED = 0.62, 0.27, 0.16, 0.16, 0.4, 0.53
LONG, BASE = 0.86, 0.81
LOW, HIGH = -2.197, 2.197
# One in 30 real titles is below, seven in ten with the last word broken.
BROKEN = 0.32
LONGEST = 3


def judge(view: TitleView) -> Verdict | None:
    """A fitted sum of what is known about the end."""
    if not view.tokens:
        return None
    last = view.tokens[-1]
    share = rising(_value(view.reading) + LONG * min(len(last.form), LONGEST), LOW, HIGH)
    if share >= BROKEN:
        return Verdict(share, f"以「{last.text}」结尾")
    finding = Finding(
        "S023", "cut-ending", "info", f"结尾「{last.text}」像是被截断的词", (last.start, last.end),
        "补全或删去最后一个词", "真实标题中很少这样结尾",
    )  # fmt: skip
    return Verdict(share, f"结尾「{last.text}」像是被截断", (finding,), "补全或删去最后一个词")


def _value(reading: Reading) -> float:
    ends = WORD_END * reading.word_end + CLOSING * reading.closing - UNFINISHED * reading.unfinished
    return BASE + ends + LAST * reading.last + BEFORE_LAST * reading.before_last + LAST_KIND * reading.last_kind


RULE = Rule("S023", "whole-ending", "结尾完整", judge)
