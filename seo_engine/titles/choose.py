"""Which pieces a title takes: the most demand that can be covered, and hardly less for words outside the table.

What is reported (`best`, `bound`) is plain demand; what is chosen counts near-synonym queries less (`nearsynonyms`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from seo_engine.titles.nearsynonyms import repeats_of_meaning
from seo_engine.titles.pool import Pool
from seo_engine.titles.select import EPSILON, Goal, Item, Selection, select

# Of the demand that can be covered a title may give up this share for words outside the table (names, usual
# companions). Where it would give up more, those words count SOFTER times as much, in the end nothing. On the listings
# 0.002 and 0.01 differ by 0.0001 in demand judged by other tables; without a limit single titles of made products
# lost 30 %, with 0.006 the worst of 300 loses 0.6 %.
TOLERATED = 0.006
SOFTER = (1.0, 0.25, 0.06, 0.015)
# Where counting near-synonyms less would give up more than this share of the plain demand, all demand counts plainly.
PLAIN_SHARE = 0.01


@dataclass(frozen=True)
class Chooser:
    """Chooses the pieces of one pool for titles of *limit* units."""

    pool: Pool
    limit: int
    tolerated: float = TOLERATED
    scales: tuple[float, ...] = SOFTER

    @cached_property
    def best(self) -> Selection | None:
        """The choice that covers most demand; None when the required pieces do not fit."""
        try:
            return self._select(self.limit, 0, self._demand, self._plain_first)
        except ValueError:
            return None

    @cached_property
    def best_counted(self) -> Selection | None:
        """The same where near-synonym queries count less beside each other, if that gives up little demand."""
        best = self.best
        if best is None or not self._repeats:
            return best
        found = self._select(self.limit, 0, (*self._demand, *self._repeats), best.chosen)
        provided = self._provided(found.chosen)
        plain = sum(goal.value for goal in self._demand if not goal.needs & ~provided)
        return found if plain >= best.value - PLAIN_SHARE * max(0.0, best.value - self._musts) else best

    @cached_property
    def bound(self) -> float:
        """Demand that no choice can exceed (proven); 0 when the required pieces do not fit."""
        return 0.0 if self.best is None else max(0.0, self.best.bound - self._musts)

    @cached_property
    def single_worth(self) -> list[float]:
        """For each piece the value of all goals it takes part in."""
        goals = [(goal.needs, goal.value) for goal in (*self._demand, *self.pool.worth_goals)]
        offers = [item.provides for item in self.pool.items]
        return [sum([value for needs, value in goals if needs & offer]) for offer in offers]

    def chosen(self, budget: int, forbidden: int) -> tuple[int, ...]:
        """The pieces worth most without those *forbidden* (bits), of the choices that give up little demand.

        Raises ValueError when the required pieces do not fit.
        """
        whole = budget == self.limit and not forbidden
        most = self.best_counted
        best = most if whole else None
        chosen: tuple[int, ...] = ()
        for scale in self.scales:
            first = whole and scale == self.scales[0]
            chosen = self._first if first else self._chosen_with(budget, forbidden, scale, chosen)
            covered = self._covered(chosen)
            if most is not None and covered >= self._least(most.value):
                return chosen
            best = best or self._select(budget, forbidden, self._counted)
            if covered >= self._least(best.value):
                return chosen
        return best.chosen if best is not None else ()

    def _chosen_with(self, budget: int, forbidden: int, scale: float, known: Sequence[int]) -> tuple[int, ...]:
        return self._select(budget, forbidden, self._with_worths(self._counted, scale), known).chosen

    def complete(self, chosen: Sequence[int]) -> bool:
        """Whether noun and brand are there."""
        provided = self._provided(chosen)
        return not any(goal.needs & ~provided for goal in self.pool.must_goals)

    @cached_property
    def _demand(self) -> tuple[Goal, ...]:
        return (*self.pool.must_goals, *self.pool.query_goals)

    @cached_property
    def _repeats(self) -> tuple[Goal, ...]:
        return repeats_of_meaning(self.pool.queries, self.pool.query_goals)

    @cached_property
    def _counted(self) -> tuple[Goal, ...]:
        """What is chosen by: demand, with near-synonyms counted less where `best_counted` does so."""
        return self._demand if self.best_counted is self.best else (*self._demand, *self._repeats)

    @cached_property
    def _plain_first(self) -> tuple[int, ...]:
        """The choice by plain demand and all worths; raises ValueError when the required pieces do not fit."""
        return self._select(self.limit, 0, self._with_worths(self._demand, self.scales[0])).chosen

    @cached_property
    def _first(self) -> tuple[int, ...]:
        """The choice with all worths counted in full; raises ValueError when the required pieces do not fit."""
        if self._counted is self._demand:
            return self._plain_first
        return self._chosen_with(self.limit, 0, self.scales[0], self._plain_first)

    def _with_worths(self, goals: Sequence[Goal], scale: float) -> tuple[Goal, ...]:
        worths = self.pool.worth_goals
        return (*goals, *(worths if scale == 1.0 else (Goal(goal.needs, goal.value * scale) for goal in worths)))

    @cached_property
    def _musts(self) -> float:
        return sum(goal.value for goal in self.pool.must_goals)

    def _least(self, best: float) -> float:
        """What a choice must cover, musts included, where *best* is the most."""
        return best - self.tolerated * max(0.0, best - self._musts) - EPSILON * best

    def _covered(self, chosen: Sequence[int]) -> float:
        """The value of the musts and queries that a choice meets, near-synonyms counted less."""
        provided = self._provided(chosen)
        return sum(goal.value for goal in self._counted if not goal.needs & ~provided)

    def _provided(self, chosen: Sequence[int]) -> int:
        provided = 0
        for number in chosen:
            provided |= self.pool.items[number].provides
        return provided

    def _select(self, budget: int, forbidden: int, goals: Sequence[Goal], known: Sequence[int] = ()) -> Selection:
        pool = self.pool
        items: Sequence[Item] = pool.items
        if forbidden:
            dear = self.limit + 1
            items = [
                Item(dear if forbidden >> number & 1 else item.cost, item.provides, item.excludes)
                for number, item in enumerate(items)
            ]
        return select(items, goals, budget, pool.required, caps=pool.caps, known=known)
