"""Figures over all results of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from seo_engine.model import RewriteResult, Score, Status
from seo_engine.report.wording import STATUS
from seo_engine.text import Counting, width


@dataclass
class Mean:
    """A mean that grows."""

    total: float = 0.0
    count: int = 0

    def add(self, value: float | None) -> None:
        """Take a value in; None says nothing."""
        if value is not None:
            self.total += value
            self.count += 1

    @property
    def value(self) -> float | None:
        """The mean so far, None before the first value."""
        return self.total / self.count if self.count else None


@dataclass
class Summary:
    """Counts and means of the results added so far.

    Means are taken over listings, never over summed demand: a demand may be an index, and indices do not add up.

    >>> summary = Summary(Counting.GBK_BYTES)
    >>> summary.add(RewriteResult("A1", Status.UNCHANGED, "", "连衣裙", "连衣裙", 6, 60))
    >>> next(summary.rows())
    ('商品总数', '1', '输入文件里的每一行都算')
    """

    counting: Counting
    statuses: Counter[Status] = field(default_factory=Counter)
    signatures: Counter[str] = field(default_factory=Counter)
    means: dict[str, Mean] = field(default_factory=dict)

    def add(self, result: RewriteResult) -> None:
        """Take a result in."""
        self.statuses[result.status] += 1
        if result.title is None:
            return
        self.signatures[result.signature] += 1
        self._mean("used before", width(result.original_title, self.counting) / result.limit if result.limit else None)
        self._mean("used after", result.units / result.limit if result.limit else None)
        self._mean("score before", _value(result.score_before))
        self._mean("score after", _value(result.score_after))
        if result.demand_best > 0:
            self._mean("share before", min(1.0, result.demand_before / result.demand_best))
            self._mean("share after", result.optimality)
        self._mean("gained", len(result.gained))
        self._mean("lost", len(result.lost))

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield name, figure and meaning, in the order of the sheet."""
        yield "商品总数", str(self.statuses.total()), "输入文件里的每一行都算"
        for status, name in STATUS.items():
            yield name, str(self.statuses[status]), "见「未处理」表" if status is Status.REJECTED else ""
        yield self._change("标题长度用足", "used", "{:.1%}", "平均用掉上限的多少;原标题超长时可以大于 100%")
        yield self._change("标题得分", "score", "{:.1f}", "平均分,满分 100")
        yield self._change(
            "需求覆盖", "share", "{:.1%}", "占可证明的最优覆盖的比例,按商品平均;没有相关搜索词的商品不计"
        )
        yield "平均新增搜索词", self._text("gained", "{:.1f}"), "每个商品新覆盖的搜索词个数"
        yield "平均失去搜索词", self._text("lost", "{:.1f}"), "每个商品不再覆盖的搜索词个数"
        for signature in filter(None, self.signatures):
            yield "计算签名", "", signature

    def _mean(self, name: str, value: float | None) -> None:
        self.means.setdefault(name, Mean()).add(value)

    def _change(self, label: str, name: str, form: str, meaning: str) -> tuple[str, str, str]:
        return label, f"{self._text(f'{name} before', form)} → {self._text(f'{name} after', form)}", meaning

    def _text(self, name: str, form: str) -> str:
        value = self.means.get(name, Mean()).value
        return "-" if value is None else form.format(value)


def _value(score: Score | None) -> float | None:
    return None if score is None else score.value
