"""Branch and bound against an exact integer program, and what its bound promises."""

# ruff: noqa: S311 - reproducible samples, no secrets

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from optimum import BUDGET, TABLES, optimum, problems

from seo_engine import Engine
from seo_engine.keywords.prepare import Query
from seo_engine.titles.nearsynonyms import repeats_of_meaning
from seo_engine.titles.select import Goal, Item, Selection, select

INSTANCES = 150


def random_instance(seed: int) -> tuple[list[Item], list[Goal], int, list[int]]:
    """5–25 items over shared atoms, 5–60 goals of 1–4 atoms, some conflicts, up to two required items."""
    rng = random.Random(seed)
    size = rng.randint(5, 25)
    atoms = size + rng.randint(0, 6)
    provides = [1 << number for number in range(size)]
    for number in range(size):
        for _ in range(rng.choice((0, 0, 1, 2))):
            provides[number] |= 1 << rng.randrange(atoms)
    excludes = [0] * size
    for _ in range(rng.randint(0, size // 2)):
        one, two = rng.sample(range(size), 2)
        excludes[one] |= 1 << two
        excludes[two] |= 1 << one
    items = [Item(rng.randint(1, 12), *pair) for pair in zip(provides, excludes, strict=True)]
    goals = []
    for _ in range(rng.randint(5, 60)):
        needs = 0
        for _ in range(rng.randint(1, 4)):
            needs |= 1 << rng.randrange(atoms)
        goals.append(Goal(needs, round(rng.paretovariate(1.1), 2)))
    required: list[int] = []
    for number in rng.sample(range(size), rng.choice((0, 0, 1, 2))):
        if not any(excludes[number] >> other & 1 for other in required):
            required.append(number)
    total = sum(item.cost for item in items)
    least = sum(items[number].cost for number in required)
    return items, goals, max(least, int(total * rng.uniform(0.2, 0.8))), required


def worth(chosen: Sequence[int], items: Sequence[Item], goals: Sequence[Goal]) -> float:
    provided = 0
    for number in chosen:
        provided |= items[number].provides
    return sum(goal.value for goal in goals if not goal.needs & ~provided)


def assert_feasible(found: Selection, items: Sequence[Item], budget: int, required: Sequence[int]) -> None:
    assert list(found.chosen) == sorted(set(found.chosen))
    assert set(required) <= set(found.chosen)
    assert sum(items[number].cost for number in found.chosen) <= budget
    assert not any(items[one].excludes >> two & 1 for one in found.chosen for two in found.chosen)


@pytest.mark.parametrize("seed", range(INSTANCES))
def test_against_integer_programming(seed: int) -> None:
    items, goals, budget, required = random_instance(seed)
    best = optimum(items, goals, budget, required)
    for limit in (3, 400, 1_000_000):
        found = select(items, goals, budget, required, node_limit=limit)
        assert_feasible(found, items, budget, required)
        assert found.value == pytest.approx(worth(found.chosen, items, goals))
        assert found.value <= best + 1e-6
        assert found.bound >= best - 1e-6, f"the bound with {limit} nodes is below the optimum"
        if found.proven:
            assert found.value == pytest.approx(best)
        if limit == 1_000_000:
            assert found.proven


@pytest.mark.parametrize("seed", range(60))
def test_caps_against_integer_programming(seed: int) -> None:
    items, goals, budget, _ = random_instance(seed)
    rng = random.Random(-seed - 1)
    caps = [(rng.getrandbits(len(items)), rng.randint(0, 3)) for _ in range(rng.randint(1, 3))]
    best = optimum(items, goals, budget, caps=caps)
    found = select(items, goals, budget, caps=caps, node_limit=1_000_000)
    assert_feasible(found, items, budget, [])
    assert all(sum(members >> number & 1 for number in found.chosen) <= most for members, most in caps)
    assert found.value == pytest.approx(best)
    assert select(items, goals, budget, caps=caps, node_limit=3).bound >= best - 1e-6


@pytest.mark.parametrize("seed", range(80))
def test_near_synonyms_against_integer_programming(seed: int) -> None:
    """Some goals mean the same: beside the best of them the others count in part (goals of negative value)."""
    items, goals, budget, required = random_instance(seed)
    rng = random.Random(seed + 5000)
    meanings = [rng.choice((0, 0, 1, 2, 3)) for _ in goals]
    queries = [Query("", (), (), goal.value, None, 0, meaning) for goal, meaning in zip(goals, meanings, strict=True)]
    every = [*goals, *repeats_of_meaning(queries, goals)]
    best = optimum(items, every, budget, required)
    assert best <= optimum(items, goals, budget, required) + 1e-6
    for limit in (3, 1_000_000):
        found = select(items, every, budget, required, node_limit=limit)
        assert_feasible(found, items, budget, required)
        assert found.value == pytest.approx(worth(found.chosen, items, every))
        assert found.value <= best + 1e-6 <= found.bound + 2e-6
    assert found.proven


@pytest.mark.skipif(not TABLES.is_dir(), reason="the real tables do not lie beside the checkout")
def test_real_tables_against_integer_programming(engine: Engine) -> None:
    """The first of the problems that `bench_optimum.py` solves all: every one proven and right."""
    for each in problems(engine, 60):
        found = select(each.items, each.goals, BUDGET, each.required)
        assert found.proven
        assert found.value == pytest.approx(optimum(each.items, each.goals, BUDGET, each.required))


@pytest.mark.parametrize(
    ("items", "goals", "budget", "required", "chosen", "value"),
    [
        ([], [], 10, [], (), 0.0),
        ([], [Goal(0b1, 5.0)], 10, [], (), 0.0),
        ([Item(6, 0b1)], [Goal(0b1, 5.0)], 6, [], (0,), 5.0),
        ([Item(7, 0b1)], [Goal(0b1, 5.0)], 6, [], (), 0.0),
        ([Item(6, 0b1)], [Goal(0b1, 0.0)], 6, [0], (0,), 0.0),
        ([Item(3, 0b1, 0b10), Item(3, 0b10, 0b01)], [Goal(0b1, 1.0), Goal(0b10, 2.0)], 6, [], (1,), 2.0),
        ([Item(3, 0b1, 0b10), Item(3, 0b10, 0b01)], [Goal(0b1, 1.0), Goal(0b10, 2.0)], 6, [0], (0,), 1.0),
        ([Item(6, 0b01), Item(6, 0b10)], [Goal(0b11, 9.0)], 11, [], (), 0.0),
        ([Item(6, 0b01), Item(6, 0b10)], [Goal(0b11, 9.0)], 12, [], (0, 1), 9.0),
        ([Item(6, 0b11), Item(4, 0b01), Item(4, 0b10)], [Goal(0b11, 9.0)], 6, [], (0,), 9.0),
        ([Item(2, 0b1)], [Goal(0b1, 1.0), Goal(0b1, 1.0), Goal(0, 4.0)], 2, [], (0,), 6.0),
    ],
    ids=[
        "nothing",
        "no-items",
        "exact-fit",
        "too-dear",
        "required-worthless",
        "conflict",
        "conflict-required",
        "pair-too-dear",
        "pair-fits",
        "one-piece-two-words",
        "goal-without-needs",
    ],
)
def test_small_cases(
    items: list[Item], goals: list[Goal], budget: int, required: list[int], chosen: tuple[int, ...], value: float
) -> None:
    found = select(items, goals, budget, required)
    assert (found.chosen, found.value, found.proven) == (chosen, value, True)


def test_required_items_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(ValueError, match="required items cost 6"):
        select([Item(6, 0b1)], [Goal(0b1, 1.0)], 5, required=[0])


def test_required_items_that_exclude_each_other_are_an_error() -> None:
    with pytest.raises(ValueError, match="exclude each other"):
        select([Item(1, 0b1, 0b10), Item(1, 0b10, 0b1)], [], 5, required=[0, 1])


def test_same_input_same_selection() -> None:
    for seed in range(20):
        items, goals, budget, required = random_instance(seed)
        assert select(items, goals, budget, required) == select(items, goals, budget, required)
