"""What sets a title apart within its shop, and which facts are missing where nothing does."""

from __future__ import annotations

from collections.abc import Mapping

from seo_engine.case import Case
from seo_engine.shop.drafts import Draft
from seo_engine.titles.aims import AIMS

# Class → what operators call it.
ANGLES = {
    word_class: aim.title.removeprefix("主攻").removesuffix("词") for aim in AIMS for word_class in sorted(aim.classes)
} | {"colour": "颜色", "size": "尺寸", "model": "型号", "series": "系列"}
MOST_WORDS = 3
MOST_MISSING = 4


def angle(case: Case, draft: Draft, said: Mapping[str, int]) -> str:
    """The words of a title that fewest others of the shop say, by what they tell.

    *said*: word → number of titles that say it.
    """
    classes = {form: fact.word_class for form, fact in (*case.sheet.implied.items(), *case.sheet.facts.items())}
    rare = sorted(
        (word for word in draft.words if classes.get(word) in ANGLES), key=lambda word: (said.get(word, 0), word)
    )[:MOST_WORDS]
    if not rare:
        return "覆盖其他标题没有的搜索词"
    return "主打" + "、".join(f"{ANGLES[classes[word]]}「{word}」" for word in rare)


def missing_facts(one: Case, other: Case) -> str:
    """What two listings with nearly the same title would have to state."""
    stated = {
        fact.word_class for case in (one, other) for fact in case.sheet.facts.values() if fact.evidence.kind != "title"
    }
    missing = list(dict.fromkeys(name for word_class, name in ANGLES.items() if word_class not in stated))
    named = "、".join(missing[:MOST_MISSING]) or "型号、款式等"
    return f"两件商品写明的事实不足以区分:请补充各自的{named}属性,或合并为一个商品"
