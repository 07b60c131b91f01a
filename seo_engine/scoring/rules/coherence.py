"""Do the words of the title belong together?

| criterion | share | feedback |
|---|---|---|
| how far the words point one way and speak of one kind of goods, less a seam between parts of two | rising | 词语相关 |
| each word that speaks of other goods | × 0.99 | 跑题的词:… |
| two parts that speak of different goods |  | 前半像…,后半像… |
| fewer than four known words | – | does not apply |

Anti-pattern: 猫粮 in the title of a phone case. Best practice: only words that buyers of these goods use.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, fading, rising
from seo_engine.scoring.view import TitleView

# Fitted with the other parts (bench_damage.py). Real titles kept out of the counts and the same with half a title or
# some words of another department: concentration alone tells apart 89 % and 97 %, with the seam 94 % and 95 %, with
# topics 97 % and 97 %. Both kinds together: 97.4 % by all of these but strangeness, with it 97.9 %.
CONCENTRATION, SEAM, PARTING, STRANGENESS, BASE = 14.9, 2.9, -0.127, 0.053, -5.3
# What each word off the topic leaves.
KEEP = 0.99
LOW, HIGH = -2.197, 2.197
LOOSE = 0.48


def judge(view: TitleView) -> Verdict | None:
    """Rising with the mean cosine."""
    kinship = view.kinship
    together, concentration, seam = kinship.together, kinship.concentration, kinship.seam
    if together is None or concentration is None or seam is None:
        return None
    topical = PARTING * (kinship.parting or 0.0) - STRANGENESS * (kinship.strangeness or 0.0)
    share = rising(CONCENTRATION * concentration + SEAM * seam + topical + BASE, LOW, HIGH)
    share *= fading(len({token.form for token in kinship.strangers}), KEEP)
    strangers = kinship.strangers
    names = "、".join(token.text for token in strangers)
    why = f"词语相关度 {together:.2f}" + (f",跑题的词:{names}" if strangers else "")
    if share >= LOOSE:
        return Verdict(share, why, more=f"删去与商品无关的词:{names}" if strangers else "")
    first, second = kinship.topics
    two = f",前半像「{first}」,后半像「{second}」" if first != second and first and second else ""
    if not strangers and not two:
        return Verdict(share, why, more="只写与商品有关的词")
    span = (strangers[0].start, strangers[0].end) if strangers else None
    message = f"与其余词不相干:{names}" if strangers else two.lstrip(",")
    finding = Finding("S024", "off-topic", "info", message, span, "删去与商品无关的词", "真实标题中这些词很少同现")
    return Verdict(share, why + two, (finding,), f"删去{names}" if strangers else "只写与商品有关的词")


RULE = Rule("S024", "coherence", "不跑题", judge)
