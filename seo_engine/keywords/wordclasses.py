"""Classes of words that no dictionary knows, learned from how they stand in the searches of a table.

The tagger (`seo_engine.tagging`) marks the most searched keywords that hold such a word; each mark is a vote for the
class of the word, and the majority decides for the whole table. So 壶 of 中药壶 becomes a product noun, while a word
that the tagger leaves unmarked stays unknown. A brand must be one by itself too: in 36 category tables and 3 000 mixed
searches 297 words passed that, of which about nine in ten are brands or makers' series; of 100 Chinese words that are
brands in their searches only, about half (read by one person).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from threadpoolctl import threadpool_limits

from seo_engine.keywords.merge import MergedKeyword
from seo_engine.tagging import TaggedSpan

Tag = Callable[[Iterable[str]], Iterator[tuple[TaggedSpan, ...]]]
UNKNOWN = "other"
BRAND = "brand"
# So many keywords of a word vote; more change little and cost time.
VOTERS = 5
# So many keywords of a table are marked, those of the most searched words first: the tagger takes 3 s for them.
MOST_MARKED = 12_000
# Share of a word's keywords that must agree.
MAJORITY = 0.5
# A longer text is no search (the longest of 146 548 real ones has 69 characters), and it would cost its square.
LONGEST = 200
# Latin words are brands more often than Chinese ones: as many keywords of one voice do instead of the word by itself.
LATIN_VOTERS = 2


@dataclass(frozen=True, slots=True)
class LearnedClasses:
    """Word → class, for words of a table that no dictionary knows; *left* were searched too little to be judged.

    *own* are the classes of words with two meanings (苹果), keyword by keyword: (text, word) → class.
    """

    classes: dict[str, str]
    left: int = 0
    own: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def applied(self, keyword: MergedKeyword) -> MergedKeyword:
        """Give *keyword* the learned classes of its unknown words; a question or service keeps none but the known."""
        if keyword.cleaned.asks:
            return keyword
        found = tuple(
            [
                self.own.get((keyword.text, word)) or self.classes.get(word, UNKNOWN) if kind == UNKNOWN else kind
                for word, kind in zip(keyword.words, keyword.classes, strict=True)
            ]
        )
        if found == keyword.classes:
            return keyword
        return replace(keyword, cleaned=replace(keyword.cleaned, classes=found))


def learn_classes(
    keywords: Sequence[MergedKeyword], tag: Tag, ambiguous: Collection[str] = frozenset()
) -> LearnedClasses:
    """Judge the unknown words of *keywords* by the marks of *tag* (`Tagger.tag_all`).

    Words of *ambiguous* are brands and ordinary words; each keyword that was marked says which.
    On one thread: searches make small matrices, and two threads took twice the work of one core and more time.
    """
    with threadpool_limits(1, user_api="blas"):
        return _learned(keywords, tag, ambiguous)


def _learned(keywords: Sequence[MergedKeyword], tag: Tag, ambiguous: Collection[str]) -> LearnedClasses:
    chosen, left = _voters(keywords)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    own: dict[tuple[str, str], str] = {}
    for keyword, spans in zip(chosen, tag([each.text for each in chosen]), strict=True):
        for word, word_class in _votes(keyword, spans, ambiguous):
            votes[word][word_class] += 1
            if word in ambiguous:
                own[keyword.text, word] = word_class
    winners = {word: best for word, counted in votes.items() if (best := _winner(counted))}
    doubtful = [word for word, best in winners.items() if best == BRAND and not _surely(word, votes[word])]
    for word, spans in zip(doubtful, tag(doubtful), strict=True):
        if _marked((0, len(word)), spans, (), ambiguous) != BRAND:
            del winners[word]
    return LearnedClasses(winners, left, own)


def _surely(word: str, votes: Counter[str]) -> bool:
    return word.isascii() and votes.total() >= LATIN_VOTERS and votes[BRAND] == votes.total()


def _voters(keywords: Sequence[MergedKeyword]) -> tuple[list[MergedKeyword], int]:
    """The keywords to mark, and how many unknown words are in none of them."""
    asked: Counter[str] = Counter()
    chosen: list[MergedKeyword] = []
    for keyword in sorted(keywords, key=lambda each: -(each.count or 0.0)):
        if keyword.cleaned.asks or len(keyword.text) > LONGEST:
            continue
        unknown = [word for word, kind in zip(keyword.words, keyword.classes, strict=True) if kind == UNKNOWN]
        if any(asked[word] < VOTERS for word in unknown) and len(chosen) < MOST_MARKED:
            chosen.append(keyword)
            asked.update(unknown)
        elif unknown:
            asked.update(dict.fromkeys(unknown, 0))
    return chosen, sum(not number for number in asked.values())


def _winner(votes: Counter[str]) -> str:
    """The class most voted for, "" where too few agree."""
    word_class, number = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
    return word_class if word_class != UNKNOWN and number >= MAJORITY * votes.total() else ""


def _votes(
    keyword: MergedKeyword, spans: Sequence[TaggedSpan], ambiguous: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Each unknown word of *keyword* with the class that *spans* of its text give it."""
    places = list(_places(keyword))
    for word, kind, place in zip(keyword.words, keyword.classes, places, strict=True):
        if kind == UNKNOWN and place[1] > place[0]:
            yield word, _marked(place, spans, [each for each in places if each != place], ambiguous)


def _places(keyword: MergedKeyword) -> Iterator[tuple[int, int]]:
    """Where each word stands in the text of *keyword*; an empty place where it is not found (iphone15 of iphone 15)."""
    at = 0
    for word in keyword.words:
        start = keyword.text.find(word, at)
        yield (start, start + len(word)) if start >= 0 else (at, at)
        at = max(at, start + len(word))


def _marked(
    place: tuple[int, int],
    spans: Sequence[TaggedSpan],
    others: Sequence[tuple[int, int]],
    ambiguous: Collection[str],
) -> str:
    """Class of the word at *place*: of the span that holds it, or of several spans within it."""
    start, end = place
    touching = [span for span in spans if span.start < end and start < span.end]
    if not touching or touching[0].start > start or touching[-1].end < end:
        return UNKNOWN
    if len(touching) > 1:
        # 雀巢咖啡 is a brand with its goods, and what matters is the brand; 小米粥 is gruel.
        branded = any(span.word_class == BRAND and span.text not in ambiguous for span in touching)
        return BRAND if branded else touching[-1].word_class
    span = touching[0]
    if span.word_class == "product" and any(end <= low < span.end for low, _ in others):
        # 小 of 小浴缸 narrows the goods that the mark names as a whole.
        return UNKNOWN
    return span.word_class
