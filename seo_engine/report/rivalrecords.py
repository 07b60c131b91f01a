"""A comparison with rivals as JSON Lines: one object a find, `kind` first; the first object sums up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seo_engine.rivals.bands import Band
from seo_engine.rivals.compare import Comparison
from seo_engine.rivals.gaps import Gap
from seo_engine.rivals.owners import Owner
from seo_engine.rivals.separating import Separation
from seo_engine.rivals.structure import Structure
from seo_engine.rivals.titles import MarketTitle

Record = dict[str, Any]


def comparison_records(found: Comparison, day: str = "") -> Iterator[Record]:
    """Give all records: ``summary``, ``todo``, ``query``, ``word``, ``owner``, ``seller``, ``price_band`` …."""
    yield _summary(found, day)
    for each in found.todos:
        missing = [{"query": gap.text, "demand": gap.demand, "rivals": gap.rivals} for gap in each.queries]
        yield {
            "kind": "todo",
            "id": each.title.id,
            "title": each.title.title,
            "demand": each.title.demand,
            "queries": missing,
        }
    yield from (_gap("query", gap) for gap in found.queries)
    yield from (_gap("word", gap) for gap in found.words)
    yield from map(_owner, found.owners)
    for seller in found.sellers:
        told = {"titles": seller.titles, "sales": seller.sales, "price": seller.price, "score": round(seller.score, 1)}
        yield {"kind": "seller", "seller": seller.seller, "side": seller.side, **told, "demand": seller.demand}
    yield from (_band("price_band", band) for band in found.prices)
    yield from (_band("sales_band", band) for band in found.sales)
    yield from map(_structure, found.structures)
    yield from map(_separation, found.separating)
    for number, group in enumerate(found.copies, start=1):
        titles = [{"side": title.side, "id": title.id, "title": title.title} for title in group.titles]
        yield {"kind": "copies", "group": number, "how": group.how, "similarity": group.least, "titles": titles}
    yield from map(_title, (*found.ours, *found.rivals))


def _summary(found: Comparison, day: str) -> Record:
    return {
        "kind": "summary",
        "day": day,
        "ours": len(found.ours),
        "rivals": len(found.rivals),
        "rivals_counted": len(found.kin),
        "heads": list(found.heads),
        "demand": found.demand,
        "top": len(found.split.top),
        "tail": len(found.split.tail),
        "basis": found.split.basis if found.split.top else None,
        "notes": list(found.notes),
        "problems": list(found.problems),
        "signature": found.signature,
    }


def _gap(kind: str, gap: Gap) -> Record:
    name = {"query": gap.text, "supply": gap.supply} if kind == "query" else {"word": gap.text, "class": gap.word_class}
    counts = {"ours": gap.ours, "rivals": gap.rivals, "top": gap.top}
    told = {"usable": list(gap.usable), "reason": gap.reason or None}
    return {"kind": kind, **name, "demand": gap.demand, "state": gap.state, "advice": gap.advice, **counts, **told}


def _owner(owner: Owner) -> Record:
    return {
        "kind": "owner",
        "query": owner.query,
        "demand": owner.demand,
        "state": owner.state,
        "ours": list(owner.ours),
        "ours_contiguous": owner.ours_contiguous,
        "rivals": owner.rivals,
        "rivals_contiguous": owner.rivals_contiguous,
        "sales": owner.sales,
        "our_sales": owner.our_sales,
        "leaders": [_named(title) for title in owner.leaders],
        "seller": owner.seller or None,
        "seller_share": owner.seller_share,
    }


def _named(title: MarketTitle) -> Record:
    market = title.market
    figures = {"sales": market.sales, "price": market.price, "rank": market.rank}
    return {"side": title.side, "id": title.id, "title": title.title, "seller": title.seller or None, **figures}


def _band(kind: str, band: Band) -> Record:
    told = {"sales": band.sales, "median_sales": band.median_sales, "median_price": band.median_price}
    score = None if band.score is None else round(band.score, 1)
    ends = {"low": band.low, "high": band.high}
    return {"kind": kind, **ends, "ours": band.ours, "rivals": band.rivals, **told, "score": score}


def _structure(found: Structure) -> Record:
    return {
        "kind": "structure",
        "group": found.group,
        "titles": found.titles,
        "units": list(found.units),
        "words": list(found.words),
        "noun_place": found.noun_place,
        "noun_early": found.noun_early,
        "noun_last": found.noun_last,
        "nouns": found.nouns,
        "brand_share": found.brand_share,
        "brand_place": found.brand_place,
        "promotion": found.promotion,
        "spaces": found.spaces,
        "slots": [{"class": slot.word_class, "share": slot.share, "place": slot.place} for slot in found.slots],
        "orders": [{"classes": list(order), "share": share} for order, share in found.orders],
    }


def _separation(found: Separation) -> Record:
    counts = {"top": found.top, "of_top": found.of_top, "tail": found.tail, "of_tail": found.of_tail}
    return {
        "kind": "separating",
        "word": found.word,
        "class": found.word_class,
        "sure": found.sure,
        **counts,
        "difference": found.difference,
        "interval": [found.low, found.high],
        "log_odds": found.log_odds,
        "log_odds_interval": [found.log_odds_low, found.log_odds_high],
        "p_value": found.p_value,
        "q_value": found.q_value,
    }


def _title(title: MarketTitle) -> Record:
    score = {"score": title.score.value, "grade": title.score.grade, "units": title.units, "errors": title.errors}
    noun = {"same_kind": title.same_kind, "noun": title.subject.noun or None}
    return {"kind": "title", **_named(title), "row": title.row, **score, "demand": title.demand, **noun}
