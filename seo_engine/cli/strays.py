"""Ids that locks and histories name and no listing has: perhaps misspelt, so told before any work is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from seo_engine.cli.progress import list_problems, say
from seo_engine.model import Listing, Plan, Product


def census(listings: Iterable[Listing], plan: Plan) -> tuple[dict[str, str], set[str]]:
    """Go through all listings once: id → title of those that are never changed, and which ids of the plan came by.

    >>> from seo_engine.model import Controls
    >>> rows = [Listing(2, "A1", Product("A1", "连衣裙")), Listing(3, "A2", Product("A2", "衬衫"))]
    >>> census(rows, Plan(controls=Controls(locked=frozenset({"A1", "A9"}))))
    ({'A1': '连衣裙'}, {'A1'})
    """
    wanted = plan.controls.locked | plan.histories.keys()
    found: set[str] = set()

    def products() -> Iterator[Product]:
        for listing in listings:
            if listing.id in wanted:
                found.add(listing.id)
            if listing.product is not None:
                yield listing.product

    return plan.controls.reserved(products()), found


def tell(plan: Plan, found: Collection[str]) -> None:
    """List on stderr what the plan names and no listing has."""
    locks = sorted(plan.controls.locked - set(found))
    list_problems("没有用上的锁定", (f"商品表里没有商品ID「{each}」。请核对 --lock 或要求文件" for each in locks), "")
    lost = sorted(each for each in plan.histories if each not in found)
    if lost and len(lost) == len(plan.histories):
        say(
            f"历史数据一点也没有用上:其中 {len(lost)} 个商品ID,商品表里一个也没有。"
            "请核对两边的商品ID(表格软件会把长数字改成科学计数),或历史文件的文件名。"
        )
    title = "没有用上的历史数据"
    list_problems(title, (f"商品表里没有商品ID「{each}」。请核对商品表和历史数据" for each in lost), "")
