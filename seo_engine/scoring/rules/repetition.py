"""Does the title repeat itself?

| criterion | share | feedback |
|---|---|---|
| no word twice | 1 | 没有重复 |
| each word said again; a product noun | × 0.58; × 0.76 | 重复:… |
| each word said again within others (胶囊咖啡 咖啡机) | × 0.71 | 重复:… |
| the title ends with the beginning of a word it holds (帽子 … 帽) | × 0.58 | 结尾是…的开头 |

Anti-pattern: 裙子女裙子. Best practice: every word once; search counts it once anyway.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

# Fitted with the other parts to real titles (bench_damage.py): many repeat a word, most of all their product noun
# within other names of the goods.
AGAIN, NOUN, WITHIN, BEGUN = 0.58, 0.76, 0.71, 0.58


def judge(view: TitleView) -> Verdict:
    """Each repetition leaves a part of the points."""
    within = [word for word in view.repeated if word not in view.again]
    words = list(dict.fromkeys((*view.again, *within)))
    begun = _begun(view)
    kept = BEGUN if begun else 1.0
    beginning = f"结尾是「{begun}」的开头" if begun else ""
    if not words:
        return Verdict(kept, beginning or "没有重复", more="补全或删去最后一个词" if begun else "")
    findings = tuple(
        Finding("S004", "repeated-word", "info", f"「{word}」重复出现", None, f"只留一个「{word}」", "重复的词只计一次")
        for word in words
    )
    nouns = {token.form for token in view.tokens if token.word_class == "product"}
    named = sum(word in nouns for word in view.again)
    share = fading(len(view.again) - named, AGAIN) * fading(named, NOUN) * fading(len(within), WITHIN)
    why = f"重复:{'、'.join(words)}" + (f",{beginning}" if begun else "")
    return Verdict(share * kept, why, findings, "每个词只写一次")


def _begun(view: TitleView) -> str:
    """The word before that begins with the last one, which is a word of no class and not said before; else empty.

    女 after 女鞋 and 春 after 春茶 are whole words.
    """
    forms = [token.form for token in view.tokens]
    whole = not forms or view.tokens[-1].word_class != "other" or forms[-1].isascii()
    if whole or forms[-1] in forms[:-1]:
        return ""
    return next((form for form in forms[:-1] if form.startswith(forms[-1])), "")


RULE = Rule("S004", "repetition", "重复", judge)
