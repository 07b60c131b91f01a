"""What the user demands of titles: words in and out, a fixed beginning, an order of classes, budgets, locks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from seo_engine.model.products import Product


@dataclass(frozen=True, slots=True)
class Controls:
    """Demands for a whole run; what a product demands itself (`Product.never` …) comes on top.

    They are hard: a title that breaks one is not written, and `RewriteResult.demand_best` is the bound under them.

    >>> controls = Controls(must_have=("显瘦",), never=("冰丝",), prefix="云织里", locked=frozenset({"A2"}))
    >>> dress = controls.applied(Product("A1", "连衣裙女夏", never=["韩版"]))
    >>> dress.must_have, dress.never, dress.prefix, dress.locked
    (('显瘦',), ('韩版', '冰丝'), '云织里', False)
    >>> controls.applied(Product("A2", "连衣裙")).locked, Controls().applied(dress) is dress
    (True, True)
    """

    must_have: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    """Words whose text stands in no title, inside longer words neither."""
    prefix: str = ""
    """How every title begins; the prefix of a product goes before it."""
    slots: tuple[str, ...] = ()
    """Word classes in the order wanted; `REST` stands for all others, which else come last."""
    budgets: Mapping[str, int] = field(default_factory=dict)
    """Word class → how many words of it a title may hold, those of the old title included."""
    locked: frozenset[str] = frozenset()
    """Ids of listings that are never changed."""

    def applied(self, product: Product) -> Product:
        """The product with the demands of the run among its own."""
        must_have = tuple(dict.fromkeys((*product.must_have, *self.must_have)))
        never = tuple(dict.fromkeys((*product.never, *self.never)))
        prefix, locked = product.prefix or self.prefix, product.locked or product.id in self.locked
        if (must_have, never, prefix, locked) == (product.must_have, product.never, product.prefix, product.locked):
            return product
        return replace(product, must_have=must_have, never=never, prefix=prefix, locked=locked)

    def reserved(self, products: Iterable[Product]) -> dict[str, str]:
        """Id → title of the products that are never changed: no new title may come near them."""
        return {product.id: product.title for product in products if product.locked or product.id in self.locked}

    def joined(self, other: Controls) -> Controls:
        """These demands and those of *other*, which wins where only one can be."""
        return Controls(
            tuple(dict.fromkeys((*self.must_have, *other.must_have))),
            tuple(dict.fromkeys((*self.never, *other.never))),
            other.prefix or self.prefix,
            other.slots or self.slots,
            {**self.budgets, **other.budgets},
            self.locked | other.locked,
        )


REST = "*"
"""In an order of classes: all classes it does not name."""
FREE = Controls()
