"""Start here: `taught` goes through all lessons and gives the content of the weights file."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seo_engine.tagging.alphabet import Alphabet
from seo_engine.tagging.hints import Hints
from seo_engine.tagging.network import network_of
from seo_engine.tagging.tagger import Tagger
from seo_engine.tagging.training.export import cautious, file_content, weights_of
from seo_engine.tagging.training.guess import guessed
from seo_engine.tagging.training.learn import ROUNDS, Course, learn
from seo_engine.tagging.training.network import Encoder
from seo_engine.tagging.training.pretrain import Lesson, alphabet_of, pretrain
from seo_engine.tagging.training.rows import MarkedTitle, Support, grouped
from seo_engine.tagging.training.store import load_encoder, save_encoder
from seo_engine.tokens.segmenter import Segmenter

SEED = 7
Report = Callable[[str], None]


@dataclass(frozen=True)
class Materials:
    """What is learned from."""

    marked: Sequence[MarkedTitle]
    titles: Sequence[str]
    queries: Sequence[str]
    words: Mapping[str, Collection[str]]
    """Words of the lexicon by kind (`lexicon_words`)."""
    names: Collection[str] = ()
    """Words known without the marked titles."""

    def unmarked(self) -> list[str]:
        """Titles that are not among the marked ones, spaces aside."""
        marked = {row.text.replace(" ", "") for row in self.marked}
        return [title for title in self.titles if title.replace(" ", "") not in marked]


def taught(
    materials: Materials,
    provenance: Mapping[str, Any],
    report: Report,
    encoder_file: Path | None = None,
    rounds: int = ROUNDS,
) -> bytes:
    """Give the content of the weights file; *encoder_file* keeps the first lesson, or has it from an earlier run."""
    alphabet, encoder = _encoder(materials, report, encoder_file)
    kinds = sorted(materials.words)
    course = Course(alphabet, Hints(kinds, materials.words), kinds, SEED, rounds)
    rows = list(grouped(materials.marked, SEED))
    support = Support(rows, materials.names)
    provenance = {**provenance, "marked_titles": len(rows), "unmarked_titles": len(materials.titles)}
    marker = learn(course, encoder, rows, support, lambda line: report(f"人工标注 {line}"))
    teacher = Tagger(network_of(weights_of(marker, alphabet, kinds, provenance)), course.hints)
    more = guessed(teacher, materials.unmarked(), SEED)
    marker = learn(course, encoder, rows, support, lambda line: report(f"自己标注 {line}"), more)
    return file_content(cautious(weights_of(marker, alphabet, kinds, provenance)))


def _encoder(materials: Materials, report: Report, file: Path | None) -> tuple[Alphabet, Encoder]:
    if file is not None and file.exists():
        return load_encoder(file)
    titles = materials.unmarked()
    alphabet = alphabet_of([*titles, *materials.queries])
    dice = random.Random(SEED)  # noqa: S311 - no secret
    lesson = Lesson(alphabet, titles, materials.queries, Segmenter([]).cut_plain, dice)
    encoder = pretrain(lesson, lambda line: report(f"预训练 {line}"))
    if file is not None:
        save_encoder(file, alphabet, encoder)
    return alphabet, encoder
