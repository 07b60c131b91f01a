"""Does the title repeat itself?

| criterion | share | feedback |
|---|---|---|
| no word twice | 1 | 没有重复 |
| each word said again; a product noun | × 0.55; × 0.76 | 重复:… |
| each word said again within others (胶囊咖啡 咖啡机) | × 0.61 | 重复:… |

Anti-pattern: 裙子女裙子. Best practice: every word once; search counts it once anyway.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

# Fitted with the other parts to real titles (bench_damage.py): many repeat a word, most of all their product noun
# within other names of the goods.
AGAIN, NOUN, WITHIN = 0.55, 0.76, 0.61


def judge(view: TitleView) -> Verdict:
    """Each repetition leaves a part of the points."""
    within = [word for word in view.repeated if word not in view.again]
    words = list(dict.fromkeys((*view.again, *within)))
    if not words:
        return Verdict(1.0, "没有重复")
    findings = tuple(
        Finding("S004", "repeated-word", "info", f"「{word}」重复出现", None, f"只留一个「{word}」", "重复的词只计一次")
        for word in words
    )
    nouns = {token.form for token in view.tokens if token.word_class == "product"}
    named = sum(word in nouns for word in view.again)
    share = fading(len(view.again) - named, AGAIN) * fading(named, NOUN) * fading(len(within), WITHIN)
    return Verdict(share, f"重复:{'、'.join(words)}", findings, "每个词只写一次")


RULE = Rule("S004", "repetition", "重复", judge)
