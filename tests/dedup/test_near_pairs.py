"""`near_pairs` finds exactly the pairs that comparing all titles with all finds."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from seo_engine.dedup.similarity import near_pairs, similarity

TITLES = st.lists(st.text(alphabet="连衣裙女夏法式A1", max_size=14), max_size=12)


@given(TITLES, st.sampled_from([50.0, 75.0, 90.0, 100.0]))
def test_the_same_as_brute_force(forms: list[str], threshold: float) -> None:
    near = {
        (one, two) for one, two in combinations(range(len(forms)), 2) if similarity(forms[one], forms[two]) >= threshold
    }
    found = list(near_pairs(forms, threshold))
    assert sorted(found) == sorted(near)


def test_more_titles_than_one_block() -> None:
    forms = [f"法式雪纺连衣裙女夏季新款{number:04d}" for number in range(600)] + ["法式雪纺连衣裙女夏季新款0007"]
    assert (7, 600) in set(near_pairs(forms, 99.0))


def test_pairs_on_the_threshold_of_dense_blocks() -> None:
    """The library's own cutoff would lose a ratio of 93 of 100 at a cutoff of 93."""
    same = "".join(chr(0x4E00 + number) for number in range(93))
    forms = [same + "".join(chr(0x6000 + 100 * line + number) for number in range(7)) for line in range(3)]
    assert sorted(near_pairs(forms, 93.0)) == [(0, 1), (0, 2), (1, 2)]
