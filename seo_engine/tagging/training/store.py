"""The encoder between the two lessons: a plain npz file, so that marks can be learned again without the long lesson."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from seo_engine.errors import InputError
from seo_engine.tagging.alphabet import Alphabet
from seo_engine.tagging.training.network import SIZE, Encoder
from seo_engine.tagging.training.pretrain import new_encoder

_CHARACTERS, _PAIRS = "alphabet.characters", "alphabet.pairs"


def save_encoder(path: Path, alphabet: Alphabet, encoder: Encoder) -> None:
    """Write the encoder with its alphabet."""
    points = np.array([ord(char) for char in alphabet.characters], dtype=np.int32)
    arrays = {name: value.numpy() for name, value in encoder.state_dict().items()}
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **{_CHARACTERS: points, _PAIRS: alphabet.pairs, **arrays})


def load_encoder(path: Path) -> tuple[Alphabet, Encoder]:
    """Read what `save_encoder` wrote; raises InputError when it is something else."""
    try:
        with np.load(path, allow_pickle=False) as file:
            alphabet = Alphabet("".join(map(chr, file[_CHARACTERS])), file[_PAIRS])
            encoder = new_encoder(SIZE, alphabet)
            own = {name: torch.from_numpy(file[name]) for name in file.files if name not in (_CHARACTERS, _PAIRS)}
            encoder.load_state_dict(own)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise InputError(f"{path.name} 不是预训练文件({error})。请不带 --encoder 重新运行。") from error
    return alphabet, encoder
