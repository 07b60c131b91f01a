"""Do the words of the title belong together?

| criterion | share | feedback |
|---|---|---|
| how far the words point one way, by the company they keep in titles, less a seam between parts | rising | 词语相关 |
| words that go with none of the others |  | 跑题的词:… |
| fewer than four known words | – | does not apply |

Anti-pattern: 猫粮 in the title of a phone case. Best practice: only words that buyers of these goods use.
"""

from __future__ import annotations

from seo_engine.model import Finding
from seo_engine.scoring.rule import Rule, Verdict, rising
from seo_engine.scoring.view import TitleView

# Fitted with the other parts (bench_damage.py). By itself concentration tells 98 % of real titles (kept out of the
# counts) from those with words of another department and 89 % from those with half a title of one; with the seam 96 %
# and 95 %.
CONCENTRATION, SEAM, BASE = 12.6, 3.3, -5.6
LOW, HIGH = -2.197, 2.197
LOOSE = 0.5


def judge(view: TitleView) -> Verdict | None:
    """Rising with the mean cosine."""
    together = view.kinship.together
    concentration, seam = view.kinship.concentration, view.kinship.seam
    if together is None or concentration is None or seam is None:
        return None
    share = rising(CONCENTRATION * concentration + SEAM * seam + BASE, LOW, HIGH)
    strangers = view.kinship.strangers
    names = "、".join(token.text for token in strangers)
    why = f"词语相关度 {together:.2f}" + (f",跑题的词:{names}" if strangers else "")
    if share >= LOOSE or not strangers:
        return Verdict(
            share,
            why,
            more=f"删去与商品无关的词:{names}" if strangers else "" if share >= LOOSE else "只写与商品有关的词",
        )
    finding = Finding(
        "S024", "off-topic", "info", f"与其余词不相干:{names}", (strangers[0].start, strangers[0].end),
        "删去与商品无关的词", "真实标题中这些词很少同现",
    )  # fmt: skip
    return Verdict(share, why, (finding,), f"删去{names}")


RULE = Rule("S024", "coherence", "不跑题", judge)
