"""`seo-engine corpus train-tagger`: the whole way from marked titles to a weights file, on made titles; needs torch."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from cli_files import run, written

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.tagging import Tagger
from seo_engine.tagging.weights import load_weights

COLOURS, NOUNS = ("红色", "蓝色", "白色", "黑色"), ("连衣裙", "手机壳", "双肩包", "保温杯")


def marked(noun: str, product: str) -> str:
    rows = [(colour + noun + " 家用", [[0, 2, "16", colour], [2, 5, product, noun]]) for colour in COLOURS]
    return "".join(json.dumps({"text": text, "entities": spans}, ensure_ascii=False) + "\n" for text, spans in rows)


def arguments(folder: Path) -> list[str]:
    full = written(folder, "full.jsonl", "".join(marked(noun, "4") for noun in NOUNS), "utf-8")
    sparse = written(folder, "sparse.jsonl", "".join(marked(noun, "HCCX") for noun in NOUNS), "utf-8")
    output = str(folder / "tagger.bin.gz")
    provenance = ("--source", "自编标题", "--licence", "Apache-2.0", "--as-of", "2026-11-22")
    titles = [f"{colour}{noun} 新款家用包邮送礼盒装" for colour in COLOURS for noun in NOUNS] * 3
    table = written(folder, "标题.txt", "\n".join(titles), "utf-8")
    files = ("--full", full, "--sparse", sparse, "--titles", table, "--queries", table, "--output", output)
    return ["corpus", "train-tagger", *files, *provenance]


def test_without_torch_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.setitem(sys.modules, "seo_engine.tagging.training.course", None)
    result = run(*arguments(tmp_path))
    assert (result.exit_code, "pip install" in result.stderr) == (2, True)


def test_marked_titles_become_weights(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    encoder = tmp_path / "encoder.npz"
    result = run(*arguments(tmp_path), "--encoder", str(encoder))
    assert result.exit_code == 0, result.stderr
    assert encoder.exists()
    weights = load_weights(tmp_path / "tagger.bin.gz")
    assert (weights.header["source"], weights.header["marked_titles"]) == ("自编标题", 32)
    Tagger.load(Lexicon.load(), weights).tag("红色连衣裙")
    again = run(*arguments(tmp_path), "--encoder", str(encoder))
    assert again.exit_code == 0, again.stderr
