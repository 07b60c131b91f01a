"""Demands that no title can meet together: found before any search, each with what to change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from seo_engine.lexicon.classnames import WORD_CLASS
from seo_engine.model import Controls, Product
from seo_engine.platforms import Platform
from seo_engine.text.saying import says
from seo_engine.titles.tools import Tools


def contradictions(own: Product, controls: Controls, noun: str, platform: Platform, tools: Tools) -> tuple[str, ...]:
    """What contradicts what, as Chinese sentences with column or option, value and remedy.

    *own* is the product as its row gives it, without the demands of the run; *noun* what names it.
    """
    return tuple(_Demands(own, controls, noun, platform, tools).problems())


class _Demands:
    """The demands of a row and of the run, with where each comes from."""

    def __init__(self, own: Product, controls: Controls, noun: str, platform: Platform, tools: Tools) -> None:
        self._own = own
        self._all = controls.applied(own)
        self._budgets = controls.budgets
        self._noun = noun
        self._platform = platform
        self._tools = tools

    def problems(self) -> Iterator[str]:
        yield from self._forbidden_prefix()
        yield from self._forbidden_words()
        yield from self._too_wide()
        yield from self._over_budget()

    def _forbidden_words(self) -> Iterator[str]:
        for never in self._all.never:
            where = self._place(never, self._own.never, "禁用词", "--never")
            if self._noun and says(self._noun, never):
                yield f"{where}是商品名词「{self._noun}」或其中的字,标题不能没有商品名词。请去掉这个禁用词"
            for word in self._all.must_have:
                if says(word, never):
                    must = self._place(word, self._own.must_have, "必含词", "--must")
                    yield f"{must}与{where}矛盾。请去掉其中一个"
            if says(self._all.prefix, never):
                yield f"{self._prefix_place}含有{where}。请去掉其中一个"

    def _forbidden_prefix(self) -> Iterator[str]:
        refused = [each for each in self._platform.problems(self._all.prefix) if each.code == "L002"]
        if self._all.prefix and not any(map(str.isalnum, self._all.prefix)):
            yield f"{self._prefix_place}里没有字。请写品牌或别的词"
        elif refused:
            yield f"{self._prefix_place}不能用:{refused[0].message}。请改前缀"

    def _too_wide(self) -> Iterator[str]:
        limit, unit, width = self._platform.limit, self._platform.unit_name, self._tools.width
        prefix = width(self._all.prefix)
        if prefix > limit:
            yield f"{self._prefix_place}占 {prefix} {unit},超过上限 {limit} {unit}。请缩短前缀"
            return
        apart = [word for word in self._all.must_have if not says(self._all.prefix, word)]
        apart = [word for word in apart if not any(word != other and says(other, word) for other in apart)]
        total = prefix + sum(map(width, apart))
        if total > limit:
            also = "和固定前缀" if prefix else ""
            yield f"必含词「{'、'.join(apart)}」{also}共占 {total} {unit},超过上限 {limit} {unit}。请减少必含词"

    def _over_budget(self) -> Iterator[str]:
        words = [self._all.prefix, *(word for word in self._all.must_have if not says(self._all.prefix, word))]
        classes = Counter(token.word_class for text in words for token in self._tools.tokens(text))
        if self._noun:
            classes["product"] = max(1, classes["product"])
        for name, most in self._budgets.items():
            if classes[name] > most:
                called = WORD_CLASS.get(name, name)
                what = f"商品名词「{self._noun}」" if name == "product" and most == 0 else "必含词和固定前缀"
                yield f"{what}里的{called}词有 {classes[name]} 个,超过 --budget {called}={most}。请放宽上限或减少必含词"

    @property
    def _prefix_place(self) -> str:
        where = "「固定前缀」列" if self._own.prefix else "选项 --prefix"
        return f"{where}的前缀「{self._all.prefix}」"

    def _place(self, word: str, own: tuple[str, ...], column: str, option: str) -> str:
        return f"「{column}」列的「{word}」" if word in own else f"选项 {option} 的{column}「{word}」"
