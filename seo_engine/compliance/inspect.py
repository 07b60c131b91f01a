"""Everything `check` says about a title: compliance rules, the limits of the title field, contradictions of attributes.

What is advice elsewhere (a stale year, a rare character) is a note here: only what law or a marketplace penalises is
a warning or an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from seo_engine.compliance.checker import Checker
from seo_engine.facts.extract import FactReader
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Finding, Product
from seo_engine.platforms import Platform, load_platform, platform_codes
from seo_engine.tokens.tokenizer import Tokenizer

# Not in GBK: shown badly by old software, refused by nobody. A year that is over: stale, not forbidden.
ADVICE = frozenset({"L003", "F002"})
# Other names that data carries for the marketplaces.
ALIASES = {
    "pinduoduo": "pdd",
    "jingdong": "jd",
    "京东商城": "jd",
    "淘宝网": "taobao",
    "天猫商城": "tmall",
    "抖店": "douyin",
    "抖音小店": "douyin",
    "抖音": "douyin",
    "快手小店": "kuaishou",
    "微信": "wechat",
    "微信小商店": "wechat",
    "阿里巴巴": "1688",
}


@dataclass(frozen=True)
class Inspector:
    """Judges titles as they are, for any marketplace.

    >>> inspector = Inspector.load(date(2026, 11, 22))
    >>> titles = ("顶级羊绒衫", "最近热卖羊绒衫")
    >>> [[found.code for found in inspector.findings(Product("A1", title), "taobao")] for title in titles]
    [['C003'], []]
    """

    checker: Checker
    reader: FactReader

    @classmethod
    def load(cls, as_of: date, dictionary: Path | None = None, policies: tuple[Path, ...] = ()) -> Inspector:
        """Read the dictionaries and rules; raises DataError for a malformed file."""
        lexicon = Lexicon.load(dictionary)
        return cls(Checker.load(lexicon, as_of, policies), FactReader(lexicon, Tokenizer(lexicon), as_of))

    def findings(self, product: Product, platform: str) -> tuple[Finding, ...]:
        """Everything found, in the order of the title; *platform* is a code of `platform_codes`."""
        sheet = self.reader.read(product)
        found = [
            *self.checker.findings(sheet, platform),
            *self._platform(platform).problems(product.title),
            *sheet.findings,
        ]
        noted = (replace(each, level="info") if each.code in ADVICE else each for each in found)
        return tuple(sorted(noted, key=lambda each: (each.span or (-1, -1), each.code)))

    def platform_named(self, text: str | None, default: str) -> tuple[str, tuple[Finding, ...]]:
        """Code of the marketplace a row names, *default* where it names none or one that is unknown."""
        name = (text or "").strip().lower()
        if not name:
            return default, ()
        code = self._codes.get(name)
        if code is not None:
            return code, ()
        message = f"不认识平台「{text}」,按{self._platform(default).name}检查"
        return default, (
            Finding("P001", "other-platform", "info", message, None, f"写成 {'、'.join(platform_codes())} 之一"),
        )

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        names = {self._platform(code).name: code for code in platform_codes()}
        return {**ALIASES, **names, **{code: code for code in platform_codes()}}

    @cached_property
    def _platforms(self) -> dict[str, Platform]:
        return {code: load_platform(code) for code in platform_codes()}

    def _platform(self, code: str) -> Platform:
        return self._platforms[code]


def platform_code(name: str) -> str | None:
    """Code of a marketplace by code, Chinese name or alias; None for an unknown name.

    >>> platform_code("京东"), platform_code("PDD"), platform_code("")
    ('jd', 'pdd', None)
    """
    text = name.strip().lower()
    if text in platform_codes():
        return text
    return ALIASES.get(text) or next((code for code in platform_codes() if load_platform(code).name == text), None)
