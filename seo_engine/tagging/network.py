"""The learned part: characters, pairs, shapes and hints in, scores of every label out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from seo_engine.tagging.alphabet import Alphabet
from seo_engine.tagging.hints import Hint
from seo_engine.tagging.layers import Attended, Floats, Gated, Norm, Room
from seo_engine.tagging.likely import Transitions
from seo_engine.tagging.looks import looks_of
from seo_engine.tagging.weights import Weights

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Titles of similar length side by side; 0 where a title is over."""

    numbers: Ints
    shapes: Ints
    hints: tuple[Sequence[Hint], ...]
    lengths: Ints


@dataclass(frozen=True, slots=True)
class Head:
    """One way of marking titles: its classes and what turns features into labels."""

    classes: tuple[str, ...]
    weights: Floats
    shift: Floats
    transitions: Transitions

    def scores(self, hidden: Floats) -> Floats:
        """Scores of every label for every character."""
        titles, longest, features = hidden.shape
        return (hidden.reshape(-1, features) @ self.weights + self.shift).reshape(titles, longest, -1)


@dataclass(frozen=True, slots=True)
class Network:
    """The tables, the layers and the heads."""

    alphabet: Alphabet
    characters: Floats
    pairs: Floats
    before: Floats
    after: Floats
    shapes: Floats
    hints: Floats
    layers: tuple[Gated | Attended, ...]
    norm: Norm
    heads: tuple[Head, ...]
    looks: Floats
    looks_shift: Floats

    def hidden(self, batch: Batch, room: Room | None = None) -> Floats:
        """Features of every character in its title (titles, characters, features); kept in *room* till its next use."""
        room = room or Room()
        shape = (*batch.numbers.shape, self.characters.shape[1])
        before, after = self.alphabet.neighbours(batch.numbers)
        # All numbers are in their tables: clipping changes none, and spares a copy.
        values = np.take(self.characters, batch.numbers, axis=0, out=room.of("values", *shape), mode="clip")
        values += np.take(self.shapes, batch.shapes, axis=0, out=room.of("mixed", *shape), mode="clip")
        for numbers, weights in ((before, self.before), (after, self.after)):
            pairs = room.of("moved", *batch.numbers.shape, len(weights))
            np.take(self.pairs, numbers, axis=0, out=pairs, mode="clip")
            values += np.matmul(pairs, weights, out=room.of("mixed", *shape))
        self._add_hints(values, batch)
        mask = (batch.numbers > 0)[:, :, None].astype(np.float32)
        values *= mask
        for layer in self.layers:
            layer(values, mask, room)
        return self.norm(values, room.of("seen", mask.size, shape[2])).reshape(shape)

    def look(self, titles: Sequence[str]) -> Floats:
        """How sure it is that titles are marked the second way: below 0 = rather the first; none may be empty."""
        looks: Floats = np.stack([looks_of(title) for title in titles]) @ self.looks + self.looks_shift
        return looks

    def _add_hints(self, values: Floats, batch: Batch) -> None:
        titles, longest, _ = values.shape
        counts = np.fromiter(map(len, batch.hints), dtype=np.int64, count=titles)
        flat = chain.from_iterable(chain.from_iterable(batch.hints))
        places, hints = np.fromiter(flat, dtype=np.int64, count=2 * counts.sum()).reshape(-1, 2).T
        cells = (np.repeat(np.arange(titles) * longest, counts) + places) * len(self.hints) + hints
        # How often a character has a hint, times what the hint says: faster than adding one by one.
        times = np.bincount(cells, minlength=titles * longest * len(self.hints)).astype(np.float32)
        values += (times.reshape(-1, len(self.hints)) @ self.hints).reshape(values.shape)


def network_of(weights: Weights) -> Network:
    """Put the network of a weights file together."""
    arrays = weights.arrays
    get: Callable[[str], Floats] = arrays.__getitem__
    kinds = weights.header["layers"]
    return Network(
        alphabet=Alphabet(weights.header["characters"], arrays["pair_keys"]),
        characters=get("characters"),
        pairs=get("pairs"),
        before=get("before"),
        after=get("after"),
        shapes=get("shapes"),
        hints=get("hints"),
        layers=tuple(_layer(get, number, step, weights.header["heads"]) for number, step in enumerate(kinds)),
        norm=Norm(get("norm.scale"), get("norm.shift")),
        heads=tuple(_head(get, name, tuple(classes)) for name, classes in weights.header["classes"]),
        looks=get("looks"),
        looks_shift=get("looks.shift"),
    )


def _layer(get: Callable[[str], Floats], number: int, step: int, heads: int) -> Gated | Attended:
    norm = Norm(get(f"{number}.norm.scale"), get(f"{number}.norm.shift"))
    weights, shift = get(f"{number}.weights"), get(f"{number}.shift")
    if step:
        return Gated.of(norm, weights, shift, step)
    return Attended(norm, weights, shift, get(f"{number}.out"), get(f"{number}.out.shift"), heads)


def _head(get: Callable[[str], Floats], name: str, classes: tuple[str, ...]) -> Head:
    transitions = Transitions.of(get(f"{name}.first"), get(f"{name}.steps"))
    return Head(classes, get(f"{name}.weights"), get(f"{name}.shift"), transitions)
