"""How good edits are: `python tests/benchmarks/bench_edits.py [LISTINGS A NOUN]` (real data beside the checkout).

Every listing whose title names the head noun of a keyword table gets a made history: visitors for some of the searches
its title answers, in proportion to their demand with noise, buyers for a third of them. Edits are then compared with an
exact optimum found in another way: a mixed-integer program (scipy) over the same words, widths and exclusions that
knows nothing of order, reading or price. It maximises covered demand alone, so it bounds what edits can reach.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from datetime import date
from difflib import SequenceMatcher

import numpy as np
from bench_titles import SHARED, by_noun
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

from seo_engine import Engine, Product, RewriteResult, read_keywords
from seo_engine.case import Case
from seo_engine.editing.ground import Ground
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.model import History, Mode, Plan, SearchVisits
from seo_engine.text import form_of

EDITS = 3
AS_OF = date(2026, 11, 22)
WINDOW = (date(2026, 11, 15), date(2026, 11, 21))


def made_history(case: Case) -> History:
    """Visitors of searches that the title answers, the same for the same listing."""
    chance = random.Random(case.sheet.product.id)  # noqa: S311 - made data
    covers = case.before[0].covers
    picked = chance.sample(covers, min(len(covers), 8))
    searches = []
    for cover in picked:
        visitors = max(1.0, round(cover.demand * chance.uniform(0.05, 0.4)))
        buyers = float(chance.random() < 1 / 3) * max(1.0, round(visitors * 0.03))
        searches.append(SearchVisits(cover.query, visitors, visitors // 9, visitors // 7, buyers))
    return History(tuple(searches), WINDOW)


def best_demand(ground: Ground) -> float:
    """Demand that no title within the same edits can exceed, by a mixed-integer program."""
    problem = ground.problem
    old, new = problem.old, problem.new
    goals = Counter[int]()
    for query in ground.case.admission.queries:
        goals[ground.words(query.words)] += query.demand
    needs = list(goals)
    kept, come = len(old), len(new)
    size = kept + come + len(needs)
    rows: list[tuple[dict[int, float], float]] = []
    width = {n: float(word.width) for n, word in enumerate(old)} | {
        kept + n: float(word.width) for n, word in enumerate(new)
    }
    rows.append((width, problem.room + sum(word.width for word in old)))
    rows.append((dict.fromkeys(range(kept), -1.0), problem.most - kept))
    rows.append((dict.fromkeys(range(kept, kept + come), 1.0), problem.most))
    for n, word in enumerate(new):
        rows.extend(({n + kept: 1.0, place: 1.0}, 1.0) for place in range(kept) if word.drops >> place & 1)
        rows.extend(({n + kept: 1.0, kept + o: 1.0}, 1.0) for o in range(n) if word.excludes >> o & 1)
    for number, mask in enumerate(needs):
        at = kept + come + number
        for bit in range(mask.bit_length()):
            if mask >> bit & 1:
                says = [n for n, word in enumerate((*old, *new)) if word.provides >> bit & 1]
                rows.append(({at: 1.0, **dict.fromkeys(says, -1.0)}, 0.0))
    matrix = lil_matrix((len(rows), size))
    for number, (row, _) in enumerate(rows):
        for column, value in row.items():
            matrix[number, column] = value
    low = np.zeros(size)
    high = np.ones(size)
    for n, word in enumerate(old):
        low[n] = float(word.fixed)
        high[n] = 0.0 if problem.forced >> n & 1 else 1.0
    worth = np.zeros(size)
    worth[kept + come :] = [-goals[mask] for mask in needs]
    found = milp(
        worth,
        constraints=LinearConstraint(matrix.tocsr(), -np.inf, [most for _, most in rows]),
        bounds=Bounds(low, high),
        integrality=np.ones(size),
    )
    return -found.fun if found.success else 0.0


def lost_words(engine: Engine, result: RewriteResult, history: History) -> list[str]:
    """Words of searches with buyers that the old title held and the new one does not, by a plain cut."""
    old, new = (form_of(title or "").replace(" ", "") for title in (result.original_title, result.title))
    cut = engine.tokenizer.segmenter.cut_plain
    words = [word for each in history.searches if each.buyers for word in cut(form_of(each.query))]
    return [word for word in words if word.strip() and word in old and word not in new]


def changed(old: str, new: str) -> tuple[int, int]:
    """Characters changed: a swap counts its longer side; and all that went or came."""
    codes = [code for code in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if code[0] != "equal"]
    return sum(max(b - a, d - c) for _, a, b, c, d in codes), sum(b - a + d - c for _, a, b, c, d in codes)


def edited(engine: Engine, product: Product, table: PreparedTable) -> tuple[RewriteResult, History, Ground, float]:
    """One listing: its result, its made history, its problem, and seconds."""
    history = made_history(engine.rewriter.case(product, table))
    plan = Plan(mode=Mode.EDIT, max_edits=EDITS, histories={product.id: history})
    start = time.perf_counter()
    result = engine.rewrite(product, table, plan)
    spent = time.perf_counter() - start
    case = engine.rewriter.case(product, table, plan=plan)
    return result, history, Ground(case, history, EDITS), spent


def main(arguments: list[str]) -> None:
    """Print the figures over all listings."""
    if not SHARED.is_dir():
        sys.exit("The real data do not lie beside the checkout.")
    most = int(arguments[0]) if arguments else None
    engine = Engine.for_platform("taobao", as_of=AS_OF)
    status: Counter[str] = Counter()
    lost, spans, moved, ratios, plain, seconds, uncovered = [], [], [], [], [], [], 0
    for noun, products in by_noun().items():
        table = engine.prepare(read_keywords([SHARED / "keyword_tables" / f"{noun}.csv"]))
        for product in products[:most]:
            result, history, ground, spent = edited(engine, product, table)
            status[result.status.value] += 1
            if result.title is None:
                continue
            seconds.append(spent)
            lost.extend(lost_words(engine, result, history))
            gone = {cover.query for cover in result.lost}
            uncovered += sum(each.query in gone for each in history.searches if each.buyers)
            best = best_demand(ground)
            if best > 0 and ground.problem.room >= 0:
                ratios.append(min(1.0, result.demand_after / best))
                plain.append(result.demand_before / best)
            if result.status.value == "edited":
                span, both = changed(result.original_title, result.title)
                spans.append(span)
                moved.append(both)
    seconds.sort()
    print(f"listings {len(seconds)}: {dict(status)}")
    print(f"protected words lost {len(lost)} {lost[:5]}; searches with buyers lost {uncovered}")
    print(f"covered demand / exact best {EDITS} edits: mean {statistics.mean(ratios):.4f}, worst {min(ratios):.4f}")
    print(f"  unedited titles: {statistics.mean(plain):.4f}; {len(ratios)} listings within the limit")
    short, long = statistics.mean(spans), statistics.mean(moved)
    print(f"changed characters an edited title: {short:.2f} (both sides {long:.2f})")
    middle, most_of = (1000 * seconds[int(len(seconds) * share)] for share in (0.5, 0.95))
    print(f"ms a title: median {middle:.1f}, 95 % {most_of:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
