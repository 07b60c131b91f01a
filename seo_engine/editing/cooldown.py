"""When a title may not be edited: marketplaces judge every change anew, and a new listing is still being placed.

The rules are operators' lore (no marketplace states them); the days are theirs.
"""

from __future__ import annotations

from datetime import date, timedelta

from seo_engine.facts.sheet import FactSheet
from seo_engine.model import History

NEW_DAYS = 28
NEW_DAYS_DIGITAL = 14
BETWEEN_DAYS = 15
JUDGED_DAYS = 7
# Words of the categories that have the shorter window for new listings.
DIGITAL = ("3c", "数码", "手机", "电脑", "平板", "相机", "智能设备", "耳机", "笔记本", "影音电器", "网络设备")


def too_early(sheet: FactSheet, history: History | None, as_of: date) -> tuple[date, str] | None:
    """The first day on which the title may be edited and why not before; None where it may be today."""
    product = sheet.product
    listed = product.listed_on or (history.listed_on if history else None)
    # Whichever of the two knows of the later change: a row may have been filled in before it.
    edits = (product.edited_on, history.edited_on if history else None)
    edited = max((day for day in edits if day is not None), default=None)
    waits: list[tuple[date, str]] = []
    if listed is not None:
        days = NEW_DAYS_DIGITAL if is_digital(product.category) else NEW_DAYS
        waits.append((listed + timedelta(days), f"{listed} 上架,{days} 天新品期内不改标题"))
    if edited is not None:
        judged = edited + timedelta(JUDGED_DAYS)
        between = f"{edited} 刚改过,两次修改要隔 {BETWEEN_DAYS} 天"
        still = f"{edited} 的修改还在观察({JUDGED_DAYS} 天),两次修改要隔 {BETWEEN_DAYS} 天"
        waits.append((edited + timedelta(BETWEEN_DAYS), still if as_of < judged else between))
    late = max(waits, default=None)
    return late if late is not None and late[0] > as_of else None


def is_digital(category: str | None) -> bool:
    """Whether a category has the shorter window.

    >>> is_digital("3C数码配件>手机壳"), is_digital("女装>连衣裙"), is_digital(None)
    (True, False, False)
    """
    name = (category or "").lower()
    return any(word in name for word in DIGITAL)
