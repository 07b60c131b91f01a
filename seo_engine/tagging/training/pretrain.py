"""First lesson: guess words hidden in unmarked titles and queries.

Whole words are hidden (by the segmenter), else a character is told by its neighbours in the word. Some titles lose
their spaces or are cut short, so that the look of a title says little about its words.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from seo_engine.tagging.alphabet import HIDDEN, RESERVED, SHAPES, SHIFT, Alphabet, fold_character
from seo_engine.tagging.training.batches import Numbers, by_length, side_by_side, tensors
from seo_engine.tagging.training.network import Encoder, Size, half, one_thread

# Characters and pairs seen less often are unknown.
LEAST_CHARACTER, LEAST_PAIR, MOST_PAIRS = 5, 8, 60000
LONGEST = 120
ROUNDS = 2
RATE, WARM_UP, LEAST_RATE = 2e-3, 300, 0.03
BATCH_CHARACTERS = 3000
# Share of words to guess; most are hidden, some replaced at random, the rest stay.
GUESSED, HIDDEN_SHARE, REPLACED_SHARE = 0.17, 0.85, 0.08
# Shares of titles that lose their spaces and that are cut; queries joined, of every QUERIES one.
SPACELESS, CUT, QUERIES = 0.35, 0.25, 4
SHORTEST_CUT, LONGEST_CUT = 18, 40
Report = Callable[[str], None]


def alphabet_of(texts: Iterable[str]) -> Alphabet:
    """Collect the usual characters and pairs."""
    characters: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for text in texts:
        folded = "".join(map(fold_character, text))
        characters.update(folded)
        pairs.update(pairwise(folded))
    usual = "".join(char for char, count in characters.most_common(2**SHIFT - RESERVED) if count >= LEAST_CHARACTER)
    ids = {char: number for number, char in enumerate(usual, start=RESERVED)}
    often = (pair for pair, count in pairs.most_common() if count >= LEAST_PAIR)
    keys = [ids[one] << SHIFT | ids[two] for one, two in often if one in ids and two in ids]
    return Alphabet(usual, np.array(sorted(keys[:MOST_PAIRS]), dtype=np.int64))


@dataclass(frozen=True)
class Lesson:
    """The texts, how they are cut into words, and the dice that decide what is hidden."""

    alphabet: Alphabet
    titles: Sequence[str]
    queries: Sequence[str]
    cut: Callable[[str], Iterable[str]]
    dice: random.Random

    def groups(self) -> list[list[str]]:
        """Texts of one round, in groups of similar length."""
        texts = [self._changed(title[:LONGEST]) for title in self.titles]
        texts += [self._joined(place) for place in range(0, len(self.queries), QUERIES)]
        texts = [text for text in texts if len(text) > 1]
        return by_length(texts, list(map(len, texts)), BATCH_CHARACTERS, self.dice)

    def _changed(self, title: str) -> str:
        if self.dice.random() < SPACELESS:
            title = title.replace(" ", self.dice.choice(["", "", ","]))
        if self.dice.random() < CUT and len(title) > SHORTEST_CUT:
            start = self.dice.randrange(len(title) - SHORTEST_CUT)
            title = title[start : start + self.dice.randint(SHORTEST_CUT, LONGEST_CUT)]
        return title

    def _joined(self, place: int) -> str:
        several = self.dice.random() < 1 / QUERIES
        return " ".join(self.queries[place : place + QUERIES]) if several else self.queries[place]

    def hidden(self, texts: Sequence[str]) -> tuple[dict[str, Tensor], Tensor]:
        """Tensors with some words hidden, and the numbers to guess (0 = nothing to guess)."""
        read = [self.alphabet.read(text) for text in texts]
        numbers, shapes = side_by_side([each[1] for each in read]), side_by_side([each[2] for each in read])
        wanted = np.zeros_like(numbers)
        for row, text in enumerate(texts):
            self._hide(text, numbers[row], shapes[row], wanted[row])
        wanted[wanted < RESERVED] = 0
        return tensors(self.alphabet, numbers, shapes), torch.from_numpy(wanted)

    def _hide(self, text: str, numbers: Numbers, shapes: Numbers, wanted: Numbers) -> None:
        start = 0
        for word in self.cut(text):
            end = start + len(word)
            if not word.isspace() and self.dice.random() < GUESSED:
                wanted[start:end] = numbers[start:end]
                chance = self.dice.random()
                if chance < HIDDEN_SHARE:
                    numbers[start:end], shapes[start:end] = HIDDEN, 0
                elif chance < HIDDEN_SHARE + REPLACED_SHARE:
                    last = len(self.alphabet.characters) + RESERVED - 1
                    numbers[start:end] = [self.dice.randint(RESERVED, last) for _ in word]
            start = end


class Guesser(nn.Module):
    """The encoder with what guesses characters from its features."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.mix = nn.Linear(encoder.size.features, encoder.size.features)
        self.shift = nn.Parameter(torch.zeros(encoder.characters.num_embeddings))

    def loss(self, batch: dict[str, Tensor], wanted: Tensor) -> Tensor:
        """Cross-entropy of the hidden characters."""
        asked = wanted > 0
        features = functional.gelu(half(self.encoder(batch)[asked], self.mix))
        scores = features @ self.encoder.characters.weight.T.bfloat16()
        return functional.cross_entropy(scores.float() + self.shift, wanted[asked])


def new_encoder(size: Size, alphabet: Alphabet) -> Encoder:
    """Make an encoder that knows nothing yet."""
    return Encoder(size, len(alphabet.characters) + RESERVED, len(alphabet.pairs) + 1, SHAPES, 0.0)


def pretrain(lesson: Lesson, size: Size, report: Report, rounds: int = ROUNDS) -> Encoder:
    """Teach a new encoder; 95 000 titles and 147 000 queries are about 2 200 steps a round."""
    one_thread()
    guesser = Guesser(new_encoder(size, lesson.alphabet))
    optimizer = torch.optim.AdamW(guesser.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    step, total = 0, rounds * len(lesson.groups())
    for number in range(rounds):
        losses = []
        for group in lesson.groups():
            optimizer.param_groups[0]["lr"] = RATE * min(1, (step + 1) / WARM_UP) * max(LEAST_RATE, 1 - step / total)
            loss = guesser.loss(*lesson.hidden(group))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(guesser.parameters(), 1.0)
            optimizer.step()
            losses.append(loss.item())
            step += 1
        report(f"{number + 1}/{rounds} {np.mean(losses):.3f}")
    return guesser.encoder
