"""Give every listing of a run a title of its own.

One pass in input order, so that parallel work cannot change the result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from seo_engine.dedup.taken import TakenTitles
from seo_engine.model import Finding, Product, RewriteResult, Status
from seo_engine.text.normalise import form_of

CODE, NAME = "D001", "near-duplicate-title"
SOURCE = "同店标题高度相似会被判为重复铺货"

# Each alternative is a search of its own; after so many the listings simply state the same facts.
MOST_TRIED = 8

Alternatives = Callable[[Product], Iterable[RewriteResult]]


def allocate(
    results: Iterable[tuple[RewriteResult, Product]],
    alternatives: Alternatives,
    threshold: float,
    reserved: Mapping[str, str] | None = None,
) -> Iterator[RewriteResult]:
    """Yield the results in order; one whose title is taken is replaced by the product's next candidate that is free.

    *reserved* (listing id → title) are titles that nobody may change: they are taken from the start, whatever their
    row. Where every candidate is near a taken title the most different one stands, with a finding that says what to do.
    """
    taken = TakenTitles(threshold)
    fixed = {listing: form_of(title) for listing, title in (reserved or {}).items()}
    owners = Counter(fixed.values())
    for form in owners:
        taken.add(form)
    for result, product in results:
        chosen = result
        if result.title is not None:
            form = form_of(result.title)
            own = fixed.get(result.id) == form and owners[form] == 1
            near = taken.nearest_other(form) if own else taken.nearest(form)
            if near is not None:
                chosen = _free(result, near, alternatives(product), taken)
            taken.add(form_of(chosen.title or ""))
        yield chosen


def _free(result: RewriteResult, near: str, alternatives: Iterable[RewriteResult], taken: TakenTitles) -> RewriteResult:
    for other in islice(alternatives, MOST_TRIED):
        if other.title is None or other.status is Status.UNCHANGED:
            continue
        if taken.nearest(form_of(other.title)) is None:
            reason = f"{other.reason},与本批其他商品的标题区分"
            left = tuple(choice for choice in result.choices if choice.title != other.title)
            titles = tuple(choice.title for choice in left)
            return replace(other, row=result.row, reason=reason, candidates=titles, choices=left)
    message = f"与本批另一标题相同或近似:「{near}」"
    fix = "补充能区分两件商品的属性(颜色、材质、款式),或合并为一个商品"
    finding = Finding(CODE, NAME, "warning", message, None, fix, SOURCE)
    return replace(result, findings=(*result.findings, finding))
