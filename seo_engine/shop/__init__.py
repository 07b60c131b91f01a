"""One shop at once: its listings share the searches out instead of all running after the same ones."""

from seo_engine.shop.planned import OverlapPair, ShopPlan
from seo_engine.shop.planner import ShopListing, plan_shop

__all__ = ["OverlapPair", "ShopListing", "ShopPlan", "plan_shop"]
