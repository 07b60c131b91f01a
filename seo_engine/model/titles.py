"""Words of a title, where they stand, why they are there, and the edits that turn one title into another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

EditOp = Literal["insert", "delete", "replace", "move"]
EvidenceKind = Literal["attribute", "title", "keyword", "implied", "synonym"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: `text[start:end]` of the *original*, its matching form, and its class."""

    text: str
    start: int
    end: int
    form: str
    """Normalised spelling, used for every comparison."""
    word_class: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a word may stand in a title.

    >>> Evidence("attribute", "材质", "雪纺").sentence
    '属性「材质」为「雪纺」'
    """

    kind: EvidenceKind
    name: str
    value: str

    @property
    def sentence(self) -> str:
        """The evidence as a Chinese clause."""
        return {
            "attribute": f"属性「{self.name}」为「{self.value}」",
            "title": f"原标题已有「{self.value}」",
            "keyword": f"搜索词「{self.value}」中的中性词",
            "implied": f"由「{self.name}」推出「{self.value}」",
            "synonym": f"与「{self.name}」同义",
        }[self.kind]


@dataclass(frozen=True, slots=True)
class TitleWord:
    """One word of a finished title with its class and evidence."""

    text: str
    word_class: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Edit:
    """One change; offsets are code points of the *original* title, *end* exclusive.

    ``insert`` has ``start == end``; several inserts at one place apply in list order. A word that changes its place is
    a ``delete`` and an ``insert`` whose *why* say so, hence edits replay without a notion of target.
    """

    op: EditOp
    start: int
    end: int
    text: str
    why: str


def replay(original: str, edits: Iterable[Edit]) -> str:
    """Apply *edits* (in order of their offsets) to *original*.

    >>> replay("包邮 连衣裙女夏", [Edit("delete", 0, 3, "", "促销词"), Edit("insert", 6, 6, "雪纺", "属性")])
    '连衣裙雪纺女夏'

    Raises ValueError when edits overlap, run backwards or leave the title.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(original):
            raise ValueError(f"edit {edit} does not follow position {at} within {len(original)} code points")
        parts.append(original[at : edit.start])
        parts.append(edit.text if edit.op != "delete" else "")
        at = edit.end
    parts.append(original[at:])
    return "".join(parts)
