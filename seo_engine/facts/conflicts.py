"""Exclusive groups: what the attributes decide, and what the title says against it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Finding, Pairs, Product, Token
from seo_engine.platforms import Platform
from seo_engine.text.normalise import form_of

CODE = "F001"
NAME = "title-against-attribute"


@dataclass(frozen=True)
class Deciding:
    """The exclusive groups, by the attributes that decide them."""

    lexicon: Lexicon

    def values(self, pairs: Pairs, words_of: Mapping[str, Iterable[str]]) -> dict[int, frozenset[str]]:
        """Group number → values which the attributes of that group allow.

        *words_of* maps an attribute name to the words its values state.
        """
        found: dict[int, set[str]] = defaultdict(set)
        for name in {name.strip() for name, _ in pairs}:
            for number in self._groups_of.get(name, ()):
                words = self.lexicon.groups[number].words
                for word in words_of.get(name, ()):
                    found[number] |= words.get(form_of(word), frozenset())
        return {number: frozenset(found[number]) for number in sorted(found) if found[number]}

    @cached_property
    def _groups_of(self) -> dict[str, list[int]]:
        """Attribute name → numbers of the groups it decides."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(self.lexicon.groups):
            for name in group.attributes:
                found[name].append(number)
        return dict(found)


def refuted_words(
    tokens: Iterable[Token], decided: Mapping[int, frozenset[str]], lexicon: Lexicon
) -> tuple[dict[str, str], list[Finding]]:
    """Words of the title that the attributes contradict (the attribute wins), with a finding each."""
    refuted: dict[str, str] = {}
    findings: list[Finding] = []
    for token in tokens:
        for number, values in lexicon.group_values.get(token.form, ()):
            allowed = decided.get(number)
            if allowed and not values & allowed and token.form not in refuted:
                group = lexicon.groups[number].name
                stated = "、".join(sorted(allowed))
                refuted[token.form] = f"属性的{group}是「{stated}」"
                findings.append(_finding(token, f"属性的{group}却是「{stated}」"))
    return refuted, findings


def denied_in(tokens: Iterable[Token], denied: Mapping[str, str]) -> tuple[dict[str, str], list[Finding]]:
    """Words an attribute denies outright (变频 by 是否变频:否), with a finding for each that the title says."""
    refuted = {form: f"属性写明「{stated}」" for form, stated in denied.items()}
    said = {token.form: token for token in reversed(list(tokens)) if token.form in denied}
    return refuted, [_finding(token, f"属性却写明「{denied[form]}」") for form, token in said.items()]


def _finding(token: Token, stated: str) -> Finding:
    message = f"标题写「{token.text}」,{stated},以属性为准"
    fix = f"删去「{token.text}」,或更正属性"
    return Finding(CODE, NAME, "warning", message, (token.start, token.end), fix, "标题与属性不符属于违规")


def contradicts(form: str, established: Mapping[int, frozenset[str]], lexicon: Lexicon) -> bool:
    """Whether a word excludes what is established of its group."""
    return any(
        number in established and not values & established[number]
        for number, values in lexicon.group_values.get(form, ())
    )


def established_values(
    forms: Iterable[str], decided: Mapping[int, frozenset[str]], lexicon: Lexicon
) -> dict[int, frozenset[str]]:
    """Group number → values established by the attributes, else by the words that are facts."""
    found: dict[int, set[str]] = defaultdict(set)
    for form in forms:
        for number, values in lexicon.group_values.get(form, ()):
            if number not in decided:
                found[number] |= values
    return {**{number: frozenset(values) for number, values in found.items()}, **decided}


def platform_findings(product: Product, platform: Platform) -> tuple[Finding, ...]:
    """A note where a row names another marketplace than the run."""
    if product.platform in {None, platform.code, platform.name}:
        return ()
    message = f"这一行写的平台是「{product.platform}」,本次按{platform.name}处理"
    return (Finding("P001", "other-platform", "info", message, None, "把各平台的商品分开,用 --platform 指定"),)
