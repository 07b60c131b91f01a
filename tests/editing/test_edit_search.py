"""`best_edits` finds the optimum of every small problem, whatever the reading costs; with few steps its bound holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from seo_engine.editing.problem import Cap, EditProblem, Finished, Meter, NewWord, OldWord
from seo_engine.editing.search import best_edits
from seo_engine.titles.select import Goal

ATOMS = 8
EPSILON = 1e-6


@st.composite
def problems(draw: st.DrawFn) -> EditProblem:
    masks = st.integers(0, (1 << ATOMS) - 1)
    old = draw(st.lists(st.builds(OldWord, st.integers(1, 6), masks, st.booleans()), min_size=1, max_size=5))
    new = []
    for number in range(draw(st.integers(0, 5))):
        place = draw(st.sampled_from((-1, -1, -1, *range(len(old)))))
        drops = draw(st.sampled_from((0, 0, *(1 << at for at in range(len(old))))))
        drops |= 1 << place if place >= 0 else 0
        earlier = draw(st.integers(0, (1 << number) - 1)) if number else 0
        new.append(
            NewWord(draw(st.integers(1, 6)), draw(masks), drops, earlier, place, draw(st.sampled_from((0, 0.5))))
        )
    # Who excludes is excluded.
    both = [
        sum(
            1 << other
            for other in range(len(new))
            if new[number].excludes >> other & 1 or new[other].excludes >> number & 1
        )
        for number in range(len(new))
    ]
    new = [
        NewWord(word.width, word.provides, word.drops, mask, word.place, word.price)
        for word, mask in zip(new, both, strict=True)
    ]
    needs = st.integers(1, (1 << ATOMS) - 1)
    goals = draw(st.lists(st.builds(Goal, needs, st.floats(0.1, 9)), max_size=8))
    free = [1 << number for number, word in enumerate(old) if not word.fixed]
    forced = draw(st.sampled_from((0, 0, *free)))
    return EditProblem(
        old,
        new,
        goals,
        draw(st.integers(-6, 12)),
        draw(st.integers(1, 3)),
        draw(st.sampled_from((0.0, 0.3))),
        forced,
        draw(st.sampled_from(((), (), *((number,) for number in range(len(new)))))),
        draw(st.lists(caps(len(old), len(new)), max_size=2)),
    )


def caps(old: int, new: int) -> st.SearchStrategy[Cap]:
    def much(count: int) -> st.SearchStrategy[dict[int, int]]:
        return st.dictionaries(st.integers(0, count - 1), st.integers(1, 2)) if count else st.just({})

    return st.builds(Cap, much(old), much(new), st.integers(0, 3))


def loss(removed: tuple[int, ...], added: tuple[int, ...]) -> float | None:
    """A made reading: some sets read badly, and for some no place is found."""
    seed = (3 * sum(removed) + 5 * sum(added) + len(added)) % 11
    return None if seed == 10 and added else seed / 10


def finish(removed: tuple[int, ...], added: tuple[int, ...]) -> Finished[str] | None:
    found = loss(removed, tuple(sorted(added)))
    return None if found is None else Finished("", found)


def subsets(count: int, most: int) -> Iterator[tuple[int, ...]]:
    for size in range(most + 1):
        yield from combinations(range(count), size)


def value(problem: EditProblem, removed: tuple[int, ...], added: tuple[int, ...]) -> float | None:
    """The worth of one set of edits, None where it is not allowed."""
    gone = sum(1 << number for number in removed)
    words = [problem.new[number] for number in added]
    if problem.forced & ~gone or any(problem.old[number].fixed for number in removed):
        return None
    if any(word.drops & ~gone for word in words) or any(
        word.excludes >> number & 1 for word in words for number in added
    ):
        return None
    if not set(problem.needed) <= set(added) or any(cap.excess(gone, added) > 0 for cap in problem.caps):
        return None
    if sum(word.width for word in words) - sum(problem.old[number].width for number in removed) > problem.room:
        return None
    provided = 0
    for number, word in enumerate(problem.old):
        provided |= 0 if gone >> number & 1 else word.provides
    for new in words:
        provided |= new.provides
    covered = sum(goal.value for goal in problem.goals if not goal.needs & ~provided)
    return covered - problem.price * max(len(removed), len(added)) - sum(word.price for word in words)


def best_by_force(problem: EditProblem) -> float | None:
    """The best over all sets; a removal that nothing needs is none of them, as `best_edits` says."""
    found: list[float] = []
    for added in subsets(len(problem.new), problem.most):
        for removed in subsets(len(problem.old), problem.most):
            worth, reads = value(problem, removed, added), loss(removed, added)
            needless = any(
                (smaller := value(problem, tuple(each for each in removed if each != one), added)) is not None
                and loss(tuple(each for each in removed if each != one), added) is not None
                and smaller >= (worth or 0.0)
                for one in removed
            )
            if worth is not None and reads is not None and not needless:
                found.append(worth - reads)
    return max(found, default=None)


@given(problems())
def test_no_set_of_edits_is_better(problem: EditProblem) -> None:
    found, best = best_edits(problem, finish), best_by_force(problem)
    assert (found is None) == (best is None)
    if found is not None and best is not None:
        assert found.value >= best - EPSILON
        assert found.proven
        worth, reads = value(problem, found.removed, found.added), loss(found.removed, tuple(sorted(found.added)))
        assert worth is not None
        assert reads is not None
        assert abs(worth - reads - found.value) < EPSILON


@given(problems(), st.integers(1, 6))
def test_cut_short_the_bound_still_holds(problem: EditProblem, steps: int) -> None:
    short, whole = best_edits(problem, finish, Meter(steps)), best_edits(problem, finish)
    if short is not None and whole is not None:
        assert short.value <= whole.value + EPSILON
        assert short.bound >= whole.value - EPSILON


@given(problems())
def test_without_reading_the_best_is_the_plain_optimum(problem: EditProblem) -> None:
    found = best_edits(problem, lambda _removed, _added: Finished("", 0.0))
    every = [
        worth
        for added in subsets(len(problem.new), problem.most)
        for removed in subsets(len(problem.old), problem.most)
        if (worth := value(problem, removed, added)) is not None
    ]
    assert (found is None) == (not every)
    if found is not None:
        assert abs(found.value - max(every)) < EPSILON
