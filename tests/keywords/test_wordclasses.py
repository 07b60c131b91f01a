"""Words that no dictionary knows: what the marks of a table's searches make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from keyword_helpers import merged

from seo_engine.keywords.analyse import Analyst
from seo_engine.keywords.wordclasses import LearnedClasses, learn_classes
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.model import Keyword
from seo_engine.tagging import TaggedSpan, Tagger


def learned(analyst: Analyst, marks: dict[str, list[tuple[str, str]]]) -> LearnedClasses:
    """Learn from the searches *marks* of which some parts are marked: search → (part, class)."""

    def tag(texts: Iterable[str]) -> Iterator[tuple[TaggedSpan, ...]]:
        for text in texts:
            spans = []
            for part, word_class in marks.get(text, ()):
                start = text.index(part)
                spans.append(TaggedSpan(start, start + len(part), part, word_class))
            yield tuple(spans)

    texts = [text for text in marks if len(marks[text]) != 1 or marks[text][0][0] != text]
    return learn_classes(merged(analyst, *(Keyword(text, demand=9.0) for text in texts)), tag)


def test_the_majority_decides(analyst: Analyst) -> None:
    found = learned(
        analyst,
        {
            "特拉维尔浴缸": [("特拉维尔", "style"), ("浴缸", "product")],
            "白色特拉维尔浴缸": [("特拉维尔", "style")],
            "特拉维尔浴缸家用": [],
        },
    )
    assert found.classes == {"特拉维尔": "style"}


def test_too_few_voices_leave_a_word_unknown(analyst: Analyst) -> None:
    texts = {f"{word}特拉维尔浴缸": [] for word in ("白色", "黑色")}
    assert learned(analyst, {**texts, "特拉维尔浴缸": [("特拉维尔", "style")]}).classes == {}


def test_a_brand_is_one_by_itself_too(analyst: Analyst) -> None:
    marks = {"特拉维尔浴缸": [("特拉维尔", "brand")]}
    assert learned(analyst, marks).classes == {}
    assert learned(analyst, {**marks, "特拉维尔": [("特拉维尔", "brand")]}).classes == {"特拉维尔": "brand"}


@pytest.mark.parametrize(
    ("text", "marks", "classes"),
    [
        ("三轮车罩", [("三轮车罩", "product")], {"罩": "product"}),
        ("小零食", [("小零食", "product")], {}),
        ("三轮车罩", [("轮车罩", "product")], {"罩": "product"}),
        ("特拉维尔浴缸", [("拉维尔", "style")], {}),
    ],
)
def test_marks_longer_and_shorter_than_the_word(
    analyst: Analyst, text: str, marks: list[tuple[str, str]], classes: dict[str, str]
) -> None:
    assert learned(analyst, {text: [*marks, ("", "other")], "浴缸": []}).classes == classes


def test_words_of_two_meanings_are_judged_search_by_search(analyst: Analyst) -> None:
    marks = {"苹果手机": ("苹果", "brand"), "红富士苹果": ("苹果", "product"), "苹果电脑主机": ("苹果", "brand")}

    def tag(texts: Iterable[str]) -> Iterator[tuple[TaggedSpan, ...]]:
        for text in texts:
            part, word_class = marks.get(text, (text, "brand"))
            start = text.index(part)
            yield (TaggedSpan(start, start + len(part), part, word_class),)

    keywords = merged(analyst, *(Keyword(text, demand=9.0) for text in marks))
    found = learn_classes(keywords, tag, {"苹果"})
    classes = {keyword.text: dict(zip(keyword.words, keyword.classes, strict=True)) for keyword in keywords}
    assert all(each["苹果"] == "other" for each in classes.values())
    given = {keyword.text: found.applied(keyword) for keyword in keywords}
    assert [dict(zip(each.words, each.classes, strict=True))["苹果"] for each in given.values()] == [
        "brand",
        "product",
        "brand",
    ]


def test_questions_teach_nothing(analyst: Analyst) -> None:
    assert learned(analyst, {"特拉维尔多少钱": [("特拉维尔", "style"), ("多少钱", "scene")]}).classes == {}


def test_known_words_stay_as_the_dictionaries_say(analyst: Analyst) -> None:
    (keyword,) = merged(analyst, Keyword("雪纺连衣裙", demand=9.0))
    assert LearnedClasses({"雪纺": "brand"}).applied(keyword) is keyword


def test_the_tagger_and_the_dictionaries_together(analyst: Analyst, lexicon: Lexicon) -> None:
    tag = Tagger.load(lexicon).tag_all
    rows = [Keyword(text, demand=9.0) for text in ("丹尼斯顿浴缸", "中药壶")]
    assert learn_classes(merged(analyst, *rows), tag).classes == {"丹尼斯顿": "brand", "壶": "product"}
