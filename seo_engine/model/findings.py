"""What a rule found, and how a score is explained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should know about a title.

    *message* and *fix* are Chinese; *span* is code points of the judged title, or None when it is about the whole;
    *source* names the law, platform rule or measurement behind it; *exemption* says when the finding would not hold,
    and what evidence that takes.
    """

    code: str
    name: str
    level: Level
    message: str
    span: tuple[int, int] | None = None
    fix: str = ""
    source: str = ""
    exemption: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A node of the explained score: *points* of at most *of*, why, and its parts.

    >>> tree = Score("总分", 3.0, 4.0, "各项之和", (Score("长度", 3.0, 4.0, "用了 45/60 字节"),))
    >>> tree.value
    75.0
    >>> print(tree.render())
    总分 3.0/4.0 各项之和
      长度 3.0/4.0 用了 45/60 字节
    """

    name: str
    points: float
    of: float
    why: str
    parts: tuple[Score, ...] = ()

    @property
    def value(self) -> float:
        """Points on a scale of 0–100, one decimal."""
        return round(100 * self.points / self.of, 1) if self.of else 0.0

    @property
    def grade(self) -> str:
        """A (≥ 85), B (≥ 70), C (≥ 55) or D."""
        return next((grade for floor, grade in ((85, "A"), (70, "B"), (55, "C")) if self.value >= floor), "D")

    def render(self, depth: int = 0) -> str:
        """The tree as indented lines."""
        own = f"{'  ' * depth}{self.name} {self.points:.1f}/{self.of:.1f} {self.why}"
        return "\n".join([own, *(part.render(depth + 1) for part in self.parts)])
