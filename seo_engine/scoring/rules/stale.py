"""Is everything in the title still in season?

| criterion | share | feedback |
|---|---|---|
| no past year, no event that is over | 1 | 没有过时的词 |
| each | × 0.4 | 过时:… |

Anti-pattern: 2024新款 in 2026; 618 in November. Best practice: leave years and events out, or renew them in
time.
"""

from __future__ import annotations

from seo_engine.scoring.rule import Rule, Verdict, fading
from seo_engine.scoring.view import TitleView

KEEP = 0.4
# Past years have a finding of the facts already (F002).
EVENT = "S019"


def judge(view: TitleView) -> Verdict:
    """Each stale word costs."""
    if not view.stale:
        return Verdict(1.0, "没有过时的词")
    findings = tuple(finding for finding in view.stale if finding.code == EVENT)
    why = ";".join(finding.message for finding in view.stale)
    return Verdict(fading(len(view.stale), KEEP), why, findings, view.stale[0].fix)


RULE = Rule("S019", "out-of-date", "时效", judge)
