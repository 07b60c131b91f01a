"""From torch to the weights file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from torch import nn

from seo_engine.tagging.alphabet import Alphabet
from seo_engine.tagging.training.chain import Chain
from seo_engine.tagging.training.network import Encoder, GatedLayer, Marker
from seo_engine.tagging.training.rows import WAYS
from seo_engine.tagging.weights import FORMAT_VERSION, Array, Weights, dump_weights


def weights_of(marker: Marker, alphabet: Alphabet, kinds: Sequence[str], provenance: Mapping[str, Any]) -> Weights:
    """Give what the run-time network needs, not yet rounded as the file rounds it."""
    header = {
        **provenance,
        "format": FORMAT_VERSION,
        "characters": alphabet.characters,
        "kinds": list(kinds),
        "layers": list(marker.encoder.size.steps),
        "heads": marker.encoder.size.heads,
        "classes": [[name, list(classes)] for name, classes in WAYS],
    }
    arrays: dict[str, Array] = {"pair_keys": alphabet.pairs, **_tables(marker), **_layers(marker.encoder)}
    for (name, _), head, chain in zip(WAYS, marker.heads, marker.chains, strict=True):
        arrays.update(_head(name, head, chain))
    return Weights(header, arrays)


def file_content(weights: Weights) -> bytes:
    """Give the bytes of the weights file."""
    return dump_weights(weights.header, weights.arrays)


def _array(value: Any) -> Array:
    return np.ascontiguousarray(value.detach().numpy())


def _tables(marker: Marker) -> dict[str, Array]:
    encoder = marker.encoder
    return {
        "characters": _array(encoder.characters.weight),
        "pairs": _array(encoder.pairs.weight),
        "shapes": _array(encoder.shapes.weight),
        "before": _array(encoder.before.weight.T),
        "after": _array(encoder.after.weight.T),
        "hints": _array(marker.hints.weight),
        "looks": _array(marker.looks.weight[0]),
        "looks.shift": _array(marker.looks.bias),
        **_norm("", encoder.norm),
    }


def _norm(prefix: str, norm: nn.Module) -> dict[str, Array]:
    return {f"{prefix}norm.scale": _array(norm.weight), f"{prefix}norm.shift": _array(norm.bias)}


def _layers(encoder: Encoder) -> dict[str, Array]:
    found: dict[str, Array] = {}
    for number, layer in enumerate(encoder.layers):
        found.update(_norm(f"{number}.", layer.norm))
        mix: Any = layer.mix
        found |= {f"{number}.weights": _array(mix.weight.T), f"{number}.shift": _array(mix.bias)}
        if not isinstance(layer, GatedLayer):
            out: Any = layer.out
            found |= {f"{number}.out": _array(out.weight.T), f"{number}.out.shift": _array(out.bias)}
    return found


def _head(name: str, head: Any, chain: nn.Module) -> dict[str, Array]:
    if not isinstance(chain, Chain):
        raise TypeError(chain)
    return {
        f"{name}.weights": _array(head.weight.T),
        f"{name}.shift": _array(head.bias),
        f"{name}.first": _array(chain.first + chain.get_buffer("barred_first")),
        f"{name}.steps": _array(chain.steps + chain.get_buffer("barred_steps")),
    }
