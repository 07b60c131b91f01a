"""What learns agrees with what runs: sums over labellings against all of them, torch against numpy; needs torch."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import numpy as np
import pytest

from seo_engine.tagging.hints import Hints
from seo_engine.tagging.network import network_of
from seo_engine.tagging.tagger import Tagger

torch: Any = pytest.importorskip("torch")

from seo_engine.tagging.training import batches, course, distil, export, learn, network, pretrain  # noqa: E402
from seo_engine.tagging.training.chain import Chain  # noqa: E402
from seo_engine.tagging.training.rows import MarkedTitle, Support  # noqa: E402

LENGTHS, LABELS = (4, 2, 1), 5
TITLES = ["连衣裙女夏红色", "红色连衣裙", "女夏", "红"]
PACE = learn.Pace(rounds=1, encoder_rate=1e-3, rate=1e-3, dropout=0.1, characters=50)


def all_labellings(chain: Chain, scores: Any, labels: list[list[int]]) -> Any:
    steps, first = chain.steps + chain.barred_steps, chain.first + chain.barred_first
    lost = 0
    for row, length in enumerate(LENGTHS):

        def worth(own: Any, row: int = row) -> Any:
            along = sum(steps[own[place - 1], own[place]] for place in range(1, len(own)))
            return first[own[0]] + along + sum(scores[row, place, label] for place, label in enumerate(own))

        every = torch.stack([worth(own) for own in product(range(LABELS), repeat=length)])
        lost = lost + torch.logsumexp(every, 0) - worth(labels[row][:length])
    return lost


def test_the_loss_and_its_gradients_are_those_of_all_labellings() -> None:
    torch.manual_seed(1)
    chain = Chain(2)
    with torch.no_grad():
        chain.steps.normal_()
        chain.first.normal_()
    scores = torch.randn(3, max(LENGTHS), LABELS, requires_grad=True)
    mask = torch.arange(max(LENGTHS)) < torch.tensor(LENGTHS)[:, None]
    labels = [[1, 2, 0, 3], [3, 4, 0, 0], [0, 0, 0, 0]]
    learned = (scores, chain.steps, chain.first)
    found = chain.loss(scores, mask, torch.tensor(labels))
    wanted = all_labellings(chain, scores, labels)
    assert found.item() == pytest.approx(wanted.item(), rel=1e-5)
    for one, two in zip(torch.autograd.grad(found, learned), torch.autograd.grad(wanted, learned), strict=True):
        assert torch.allclose(one, two, atol=1e-5)


def taught() -> tuple[learn.Course, network.Marker]:
    alphabet = pretrain.alphabet_of(TITLES * 9)
    rows = [MarkedTitle(title, ((0, 1, "product"),), sparse) for title in TITLES for sparse in (False, True)]
    own = learn.Course(alphabet, Hints(["colour"], {"colour": ["红色"]}), ["colour"], Support(rows))
    torch.manual_seed(1)
    encoder = pretrain.new_encoder(network.SIZE, alphabet)
    lots = [own.examples([row for row in rows if row.sparse is sparse]) for sparse in (False, True)]
    return own, learn.learn(own, encoder, lots, PACE, 1, lambda _: None)


def test_what_runs_scores_as_what_learned() -> None:
    own, marker = taught()
    run = network_of(export.weights_of(marker, own.alphabet, own.kinds, {}))
    tagger = Tagger(run, own.hints)
    batch = tagger.batch(TITLES)
    with torch.no_grad():
        wanted = marker.hidden(batches.marked_batch(own.alphabet, [own.unmarked(title) for title in TITLES], None))
    for row, title in enumerate(TITLES):
        # Learning rounds to 8 binary digits inside its layers.
        assert np.abs(run.hidden(batch)[row, : len(title)] - wanted[row, : len(title)].numpy()).max() < 0.1


def test_the_same_dice_teach_the_same() -> None:
    one, two = (taught()[1].state_dict() for _ in range(2))
    assert all(torch.equal(one[name], two[name]) for name in one)


def test_teachers_tell_how_likely_every_label_is() -> None:
    own, marker = taught()
    titles = [title * 4 for title in TITLES if len(title) > 3] * 5
    found = distil.distilled([marker, marker], own, titles, seed=1)
    assert len(found) == len(titles)
    for row in found:
        for way in range(2):
            chances = row.shares[way].chances.astype(np.float32).sum(1)
            assert len(row.labels[way]) == len(row.numbers) == len(chances)
            assert (chances <= 1.01).all()


def test_marked_texts_are_not_among_the_unmarked() -> None:
    marked = [MarkedTitle("红色 连衣裙", (), sparse=False)]
    materials = course.Materials(marked, ["红色连衣裙", "女夏"], (), {})
    assert materials.unmarked() == ["女夏"]


def test_batches_hold_every_row_once() -> None:
    rows = [list(range(length)) for length in (1, 9, 30, 30, 2, 17)]
    groups = batches.by_length(rows, [len(row) for row in rows], 40, random.Random(1))  # noqa: S311
    assert sorted(len(row) for group in groups for row in group) == [1, 2, 9, 17, 30, 30]
