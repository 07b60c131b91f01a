"""How a title fares on its marketplace, as far as its table says: place in a list, sales, price, shop."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Market:
    """What a table of titles says beside the title; None is unknown, which is never 0.

    >>> Market(sales=100.0, at_least=True).sold
    '100+'
    """

    rank: float | None = None
    """Place in the list the table was taken from, 1 being the first."""
    sales: float | None = None
    at_least: bool = False
    """Whether the table gave only a lower bound (``100+人付款``); then *sales* is that bound."""
    price: float | None = None
    """Price in yuan; of a range the lower end, which is what lists show."""
    shop: str = ""
    problems: tuple[str, ...] = ()
    """Chinese sentences for cells that could not be read."""

    @property
    def sold(self) -> str:
        """Sales as a reader expects them, empty where unknown."""
        if self.sales is None:
            return ""
        return f"{self.sales:,.0f}{'+' if self.at_least else ''}"
