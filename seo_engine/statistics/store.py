"""Word, pair and class counts, and their file.

The file is gzip over: one line of JSON (format version, provenance, section sizes), the words one a line, then
little-endian 32-bit arrays (the vectors as four bytes each). It holds counts
and what follows from them; no title can be restored from it (words, pairs and runs of characters seen once are left
out).
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from seo_engine.errors import DataError
from seo_engine.resources import data_folder
from seo_engine.statistics.grams import Runs
from seo_engine.statistics.kinds import Kinds
from seo_engine.statistics.topics import Topics
from seo_engine.statistics.triples import SHIFT, Triples
from seo_engine.statistics.vectors import Vectors
from seo_engine.statistics.wholes import Wholes

FORMAT_VERSION = 4
FILE_NAME = "statistics.bin.gz"
START, END = "<s>", "</s>"
# They stand before the words, which rise.
FRAME = 2
# A pair seen this often, in this share of the places of its rarer word, is read as one phrase.
LEAST_TOGETHER = 4
BOUND_SHARE = 0.25
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts over a collection of titles and queries.

    `title_df`/`query_df`: titles/queries holding the word. `pairs`: adjacent words, key ``first << 21 | second``.
    `firsts`/`seconds`: how often a word stands first/second in any pair. `class_pairs`: the same over classes.
    """

    titles: int
    queries: int
    ids: dict[str, int]
    title_df: list[int]
    query_df: list[int]
    firsts: list[int]
    seconds: list[int]
    pairs: dict[int, int]
    noun_texts: list[int]
    companions: dict[int, int]
    """Texts in which a word shares a title or query with a product noun, key ``noun << 21 | word``."""
    classes: tuple[str, ...]
    class_pairs: dict[tuple[str, str], int]
    class_places: dict[str, float]
    """Class → mean relative place in a title, 0 (start) to 1 (end)."""
    header: Mapping[str, Any]
    runs: Runs
    triples: Triples
    vectors: Vectors
    topics: Topics
    kinds: Kinds
    wholes: Wholes

    def idf(self, form: str) -> float:
        """Smoothed inverse document frequency over titles, as scikit-learn defines it: ln((1+n)/(1+df)) + 1."""
        number = self.ids.get(form)
        df = self.title_df[number] if number is not None else 0
        return math.log((1 + self.titles) / (1 + df)) + 1

    def query_share(self, form: str) -> float:
        """Share of the counted queries that hold the word, 0–1."""
        number = self.ids.get(form)
        return self.query_df[number] / self.queries if number is not None and self.queries else 0.0

    def title_share(self, form: str) -> float:
        """Share of the counted titles that hold the word, 0–1."""
        number = self.ids.get(form)
        return self.title_df[number] / self.titles if number is not None and self.titles else 0.0

    def companion_share(self, noun: str, form: str) -> float:
        """Share of the titles and queries with *noun* that also hold the word, 0–1; 0 when rarely or never."""
        one, two = self.ids.get(noun), self.ids.get(form)
        if one is None or two is None:
            return 0.0
        return self.companions.get(one << SHIFT | two, 0) / max(1, self.noun_texts[one])

    def bound(self, first: str, second: str) -> bool:
        """Whether two words mostly stand together, so that one alone reads as a fragment (改善 | 暗黄, 全民 | k歌).

        Seen together often enough, and in a good share of all places of one of them.
        """
        count = self.pair_count(first, second)
        if count < LEAST_TOGETHER:
            return False
        alone = min(self.firsts[self.ids[first]], self.seconds[self.ids[second]])
        return count >= BOUND_SHARE * alone

    def pair_count(self, first: str, second: str) -> int:
        """How often *second* was seen right after *first*."""
        one, two = self.ids.get(first), self.ids.get(second)
        return 0 if one is None or two is None else self.pairs.get(one << SHIFT | two, 0)


def load_statistics(file: Traversable | Path | None = None) -> Statistics:
    """Read the shipped statistics, or those of *file*; raises DataError when they cannot be read.

    >>> statistics = load_statistics()
    >>> statistics.pair_count("雪纺", "连衣裙") > statistics.pair_count("连衣裙", "雪纺")
    True
    """
    source = file if file is not None else data_folder("corpora") / FILE_NAME
    try:
        content = gzip.decompress(source.read_bytes())
        line, _, rest = content.partition(b"\n")
        header = json.loads(line)
        if header["format"] != FORMAT_VERSION:
            raise DataError(f"统计文件格式是 {header['format']},本版本只认 {FORMAT_VERSION}。请用 corpus build 重建。")
        return _read(header, rest)
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise DataError(f"统计文件 {source} 读不出来({error})。请用 corpus build 重建,或重新安装。") from error


def _read(header: dict[str, Any], rest: bytes) -> Statistics:
    sizes = header["sections"]
    words = rest[: sizes["words"]].decode("utf-8").split("\n")
    at = sizes["words"]
    arrays: dict[str, Ints] = {}
    for name, length in sizes["arrays"]:
        arrays[name] = np.frombuffer(rest, dtype="<i4", count=length, offset=at)
        at += 4 * length
    runs = Runs.of(header["letters"], arrays)
    return Statistics(
        runs=runs,
        triples=Triples.of(arrays),
        vectors=_vectors(header, arrays),
        topics=Topics.of(header["topics"], arrays, words, header["letters"]),
        kinds=Kinds.of(header["kinds"], arrays),
        wholes=Wholes(words[FRAME:], arrays["title_df"][FRAME:].tolist(), runs),
        titles=header["titles"],
        queries=header["queries"],
        ids={word: number for number, word in enumerate(words)},
        title_df=arrays["title_df"].tolist(),
        query_df=arrays["query_df"].tolist(),
        firsts=arrays["firsts"].tolist(),
        seconds=arrays["seconds"].tolist(),
        pairs=_by_key(arrays, "pair_first", "pair_second", "pair_count"),
        noun_texts=arrays["noun_texts"].tolist(),
        companions=_by_key(arrays, "companion_noun", "companion_word", "companion_count"),
        classes=tuple(header["classes"]),
        class_pairs={(one, two): count for one, two, count in header["class_pairs"]},
        class_places=header["class_places"],
        header={key: header[key] for key in ("format", "made", "source", "licence", "titles", "queries")},
    )


def _vectors(header: Mapping[str, Any], arrays: Mapping[str, Ints]) -> Vectors:
    words = arrays["vector_word"]
    points = arrays["vectors"].view(np.int8).reshape(len(words), -1 if len(words) else 0)
    texts = arrays["title_df"][words] + arrays["query_df"][words]
    return Vectors.of(words.tolist(), points, texts.tolist(), header["titles"] + header["queries"])


def _by_key(arrays: Mapping[str, Ints], first: str, second: str, values: str) -> dict[int, int]:
    keys = (arrays[first].astype(np.int64) << SHIFT) | arrays[second]
    return dict(zip(keys.tolist(), arrays[values].tolist(), strict=True))


def dump_statistics(header: dict[str, Any], words: Iterable[str], arrays: Mapping[str, Iterable[int]]) -> bytes:
    """Return the file's content; the same input gives the same bytes."""
    text = "\n".join(words).encode("utf-8")
    packed = {name: np.fromiter(values, dtype="<i4") for name, values in arrays.items()}
    full = {
        **header,
        "format": FORMAT_VERSION,
        "sections": {"words": len(text), "arrays": [[name, len(array)] for name, array in packed.items()]},
    }
    line = json.dumps(full, ensure_ascii=False, sort_keys=True).encode("utf-8")
    body = b"".join(array.tobytes() for array in packed.values())
    return gzip.compress(line + b"\n" + text + body, compresslevel=9, mtime=0)
