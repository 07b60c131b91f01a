"""When a word is allowed: one small function a case; each says why, or None where its evidence is missing.

The conditions are data (`exemptions.toml`); what needs more than a pattern is here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from seo_engine.compliance.entries import Exemption, Rule
from seo_engine.compliance.reading import Reading
from seo_engine.compliance.subject import Subject
from seo_engine.text.normalise import form_of

# A value longer than this is a description or a whole title, not a name.
LONGEST_NAME = 16
TITLE_MARKS = (("《", "》"), ("〈", "〉"))
MATERIAL_ATTRIBUTES = ("材质", "成分", "成份", "面料", "里料", "填充", "含量", "配料", "原料", "纤维", "材料", "果汁")
# What may stand between 100% and its material.
_MATERIAL = re.compile(
    r"(?=100%?(?:纯|全|新疆|澳洲|天然|进口|优质|精梳|长绒|有机|山|绵)*([一-龥]{1,5}))|([一-龥]{1,4})(?:含量)?100%(?![一-龥])"
)
# Words of a share that say the material itself, whatever fine name the attribute uses.
_MATERIAL_PARTS = (
    "棉",
    "毛",
    "绒",
    "丝",
    "麻",
    "纤",
    "涤",
    "腈",
    "锦",
    "皮",
    "胶",
    "汁",
    "可可",
    "竹",
    "羊",
    "莱赛尔",
    "天丝",
    "粘",
)


_PERCENT = re.compile(r"([0-9]+(?:\.[0-9]+)?)%")
# Labels may say 100% from here on (GB/T 29862).
NEARLY_WHOLE = 95.0
# What is promised of the goods, and is no share of a material.
PROMISES = ("满意", "好评", "好喝", "好吃", "正宗", "安全", "放心", "保证", "防", "信", "还原", "退", "新鲜", "健康")

# What a share of an attribute is called in titles: 100%椰子水 of 果汁含量, 100%黑巧克力 of 可可含量.
_SHARES = {"果汁": ("汁", "椰子水", "椰水"), "可可": ("巧克力", "可可"), "咖啡": ("咖啡",)}


@dataclass(frozen=True, slots=True)
class Case:
    """A rule met at `reading.chars[start:end]` of a subject."""

    subject: Subject
    reading: Reading
    rule: Rule
    start: int
    end: int

    @property
    def word(self) -> str:
        """The characters that met the rule."""
        return self.reading.chars[self.start : self.end]


def by_attribute(case: Case, exemption: Exemption) -> str | None:
    """The word stands in an attribute that names, grades or honours the goods."""
    for name, value in case.subject.attributes:
        named = any(part in name for part in exemption.attributes)
        if named and case.word in value and len(value) <= LONGEST_NAME:
            return f"属性「{name}」为「{value}」"
    return None


def by_brand_word(case: Case, _: Exemption) -> str | None:
    """The word is, or is part of, a brand name of the title."""
    first, last = case.reading.span(case.start, case.end)
    for token in case.subject.tokens:
        known = token.word_class == "brand" or token.form in case.subject.sheet.brand_names
        if known and token.start <= first and last <= token.end:
            return f"「{token.text}」是品牌"
    return None


def by_title_marks(case: Case, _: Exemption) -> str | None:
    """The word stands between title marks."""
    first, last = case.reading.span(case.start, case.end)
    title = case.subject.title
    for left, right in TITLE_MARKS:
        start = title.rfind(left, 0, first + 1)
        if start >= 0 and title.find(right, start) >= last:
            return "是书名号里的作品名"
    return None


def by_registration(case: Case, exemption: Exemption) -> str | None:
    """The attributes (or the title) hold a registration number; a function must be stated there as well."""
    values = [value for _, value in case.subject.attributes]
    number = next((value for value in (*values, case.subject.plain.chars) if _has(value, exemption.values)), None)
    if number is None:
        return None
    core = case.word.removeprefix("有助于").removeprefix("辅助")
    if case.rule.family.code in {"C009", "C010"} and not any(core in value for value in values):
        return None
    return "属性里有批准文号和同一功能"


def _has(value: str, parts: tuple[str, ...]) -> bool:
    return any(part in value for part in parts)


def by_material(case: Case, _: Exemption) -> str | None:
    """100% of a material which the attributes state."""
    text = case.reading.chars[max(0, case.start - 5) : case.end + 9]
    stated = [(name, value) for name, value in case.subject.attributes if _has(name, MATERIAL_ATTRIBUTES)]
    for found in _MATERIAL.finditer(text.replace("百分之百", "100%").replace("百分百", "100%")):
        said = found[1] or found[2]
        if said.startswith(PROMISES):
            continue
        if any(_states_whole(name, value, said) for name, value in case.subject.attributes):
            return "属性写明含量为 100%"
        for name, value in stated:
            if _states_less(value):
                continue
            same = any(part in said and (part in value or part in name) for part in _MATERIAL_PARTS)
            if same or said[:2] in value or said[:2] in name:
                return f"属性「{name}」为「{value}」"
    return None


def _states_less(value: str) -> bool:
    """Whether a value gives shares, none of which is nearly the whole (羊毛50%腈纶50%)."""
    shares = [float(each) for each in _PERCENT.findall(value)]
    return bool(shares) and max(shares) < NEARLY_WHOLE


def _states_whole(name: str, value: str, said: str) -> bool:
    """Whether an attribute gives 100% of the share that is said (果汁含量:100% of 椰子水, 棉:100% of 棉)."""
    if value.rstrip("%") != "100":
        return False
    share = name.removesuffix("含量").removesuffix("成分")
    return bool(share) and (share in said or any(part in said for part in _SHARES.get(share, ())))


def by_certificate(case: Case, exemption: Exemption) -> str | None:
    """An attribute tells of the certificate."""
    word = "老字号" if "老字号" in case.word or "老店" in case.word else case.word
    for name, value in case.subject.attributes:
        if word in value or (word in name and value not in {"否", "无", "不是"}):
            return f"属性「{name}」为「{value}」"
        if _has(name, exemption.attributes) and word[:2] in value:
            return f"属性「{name}」为「{value}」"
    return None


def by_endorser(case: Case, exemption: Exemption) -> str | None:
    """An attribute names the endorser or the licence: then the name is left to a person to judge."""
    for name, value in case.subject.attributes:
        if _has(name, exemption.attributes) and (case.word in value or form_of(value) in case.word):
            return f"属性「{name}」为「{value}」"
    return None


def by_subject(case: Case, _: Exemption) -> str | None:
    """The title has a product noun besides the word: then the word is not its only subject."""
    first, last = case.reading.span(case.start, case.end)
    others = (token for token in case.subject.tokens if token.end <= first or token.start >= last)
    noun = next((token.text for token in others if token.word_class == "product"), None)
    return None if noun is None else f"主体是「{noun}」"


Test = Callable[[Case, Exemption], str | None]
TESTS: Mapping[str, tuple[Test, ...]] = {
    "name": (by_attribute, by_brand_word),
    "work": (by_title_marks,),
    "standard": (by_attribute,),
    "award": (by_attribute,),
    "material-share": (by_material,),
    "registered-food": (by_registration,),
    "registered-medicine": (by_registration,),
    "registered-cosmetic": (by_registration,),
    "certificate": (by_certificate,),
    "endorser": (by_endorser,),
    "namesake": (by_attribute,),
    "subject": (by_subject,),
}


def granted(case: Case, exemptions: Mapping[str, Exemption]) -> tuple[Exemption, str] | None:
    """Find the exemption that holds for a hit, and why."""
    for code in codes(case.rule):
        exemption = exemptions[code]
        reason = _by_place(case, exemption)
        if reason is None:
            reason = next(filter(None, (test(case, exemption) for test in TESTS.get(code, ()))), None)
        if reason is not None:
            return exemption, reason
    return None


def codes(rule: Rule) -> Iterator[str]:
    """Codes of the exemptions that a rule can have: its own, then its family's."""
    yield from dict.fromkeys((*rule.exempt, *rule.family.exempt))


def _by_place(case: Case, exemption: Exemption) -> str | None:
    """Why the words at, before or after the hit excuse it."""
    chars = case.reading.chars
    for pattern in exemption.here:
        found = pattern.match(chars, case.start)
        if found and found.end() >= case.end:
            return f"「{found[0]}」"
    for pattern in exemption.before:
        found = pattern.search(chars[: case.start])
        if found:
            return f"前面写明「{found[0]}」"
    for pattern in exemption.after:
        found = pattern.search(chars[case.end :])
        if found:
            return f"后面写明「{found[0]}」"
    return None
