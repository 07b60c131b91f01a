"""Start here: `taught` goes through all lessons and gives the content of the weights file."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from seo_engine.tagging.alphabet import Alphabet
from seo_engine.tagging.hints import Hints
from seo_engine.tagging.training.distil import distilled
from seo_engine.tagging.training.export import file_content, weights_of
from seo_engine.tagging.training.learn import Course, Pace, learn, learn_looks
from seo_engine.tagging.training.network import SIZE, Encoder
from seo_engine.tagging.training.pretrain import Lesson, alphabet_of, pretrain
from seo_engine.tagging.training.rows import MarkedTitle, Support, grouped
from seo_engine.tagging.training.store import load_encoder, save_encoder
from seo_engine.tokens.segmenter import Segmenter

SEED = 7
# More teachers agree on better marks, and take their time: two together 0.746, one alone 0.743 (F1 of the fuller set).
TEACHERS = 1
# A teacher's encoder has learned before and moves more slowly than its new parts.
TEACHING = Pace(rounds=8, encoder_rate=1e-3, rate=2e-3, dropout=0.3, characters=1300)
LEARNING = Pace(rounds=11, encoder_rate=1e-3, rate=2e-3, dropout=0.3, characters=1300)
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
    materials: Materials, provenance: Mapping[str, Any], report: Report, encoder_file: Path | None = None
) -> bytes:
    """Give the content of the weights file; *encoder_file* keeps the first lesson, or has it from an earlier run."""
    alphabet, encoder = _encoder(materials, report, encoder_file)
    rows = list(grouped(materials.marked, SEED))
    kinds = sorted(materials.words)
    course = Course(alphabet, Hints(kinds, materials.words), kinds, Support(rows, materials.names))
    lots = [course.examples([row for row in rows if row.sparse is sparse]) for sparse in (False, True)]
    teachers = [
        learn(course, encoder, lots, TEACHING, SEED + number, lambda line: report(f"老师 {line}"))
        for number in range(TEACHERS)
    ]
    lots.append(distilled(teachers, course, materials.unmarked(), SEED))
    marker = learn(course, encoder, lots, LEARNING, SEED, lambda line: report(f"学生 {line}"))
    learn_looks(marker.looks, rows)
    provenance = {**provenance, "marked_titles": len(rows), "unmarked_titles": len(materials.titles)}
    return file_content(weights_of(marker, alphabet, kinds, provenance))


def _encoder(materials: Materials, report: Report, file: Path | None) -> tuple[Alphabet, Encoder]:
    if file is not None and file.exists():
        return load_encoder(file)
    titles = materials.unmarked()
    alphabet = alphabet_of([*titles, *materials.queries])
    dice = random.Random(SEED)  # noqa: S311 - no secret
    lesson = Lesson(alphabet, titles, materials.queries, Segmenter([]).cut_plain, dice)
    torch.manual_seed(SEED)
    encoder = pretrain(lesson, SIZE, lambda line: report(f"预训练 {line}"))
    if file is not None:
        save_encoder(file, alphabet, encoder)
    return alphabet, encoder
