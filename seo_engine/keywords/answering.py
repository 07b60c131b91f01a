"""How well a title answers a search, 0–1, word by word: relevance of a keyword to a product.

Each word of the search weighs its rarity (idf over titles) times the weight of its class: the product noun most, a word
no dictionary knows (mostly a name) next, then qualities; words that narrow little (女, 夏季, 新款) least. It counts as
answered as far as the title says it:

| the title | share |
|---|---|
| has the word, a synonym, a longer word that says it (连衣裙 says 裙) or a narrower one (玫瑰金 says 金色) | 1 |
| holds its letters across words | `ACROSS` |
| has some of its characters and pairs of them, weighted by rarity | up to `SPELLED` |

To the share answered comes how often words of the title stand beside those of the search in real titles and queries
(`Association`: 五分袖 and 短袖). A title that names goods but not the ones searched loses a little, and so does a long
one, which says words by chance.

The weights are round numbers set by hand; `tests/benchmarks/bench_relevance.py` shows how little it changes to halve or
double any of them, and compares with TF-IDF of jieba and with plain character overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from seo_engine.keywords.association import Association, Spelling
from seo_engine.keywords.parts import Parts
from seo_engine.keywords.querywords import QueryWords
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.statistics.store import Statistics
from seo_engine.text.normalise import form_of
from seo_engine.tokens.tokenizer import Tokenizer

Words = Sequence[tuple[str, str]]
"""Words in matching form with their classes."""

# Characters from which a title loses no more for its length: the longest titles of the marketplaces have about so many.
LONG_TITLE = 60
NARROWS_LITTLE = frozenset(("promotion", "neutral", "season", "audience", "measure", "size", "place"))


@dataclass(frozen=True, slots=True)
class AnswerWeights:
    """The numbers of the score; see the module docstring."""

    noun: float = 2.0
    unknown: float = 1.5
    quality: float = 1.0
    little: float = 0.3
    across: float = 0.9
    spelled: float = 0.7
    association: float = 0.2
    other_goods: float = 0.05
    length: float = 0.1

    def of_class(self, word_class: str) -> float:
        """Weight of a word of *word_class*."""
        if word_class in NARROWS_LITTLE:
            return self.little
        return {"product": self.noun, "other": self.unknown}.get(word_class, self.quality)


@dataclass(frozen=True, slots=True)
class WordAnswer:
    """One word of a search: its weight, and how far (0–1) the title says it."""

    word: str
    word_class: str
    weight: float
    share: float


@dataclass(frozen=True, slots=True)
class Answer:
    """How well a title answers a search: *score* 0–1, made of *words* and *associated*.

    *other_goods* says that the title names goods, but not those searched.
    """

    score: float
    words: tuple[WordAnswer, ...]
    associated: float
    other_goods: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """Words of the search that the title does not say."""
        return tuple(each.word for each in self.words if each.share < 1.0)


@dataclass(frozen=True)
class Answering:
    """Judges titles by searches. Immutable.

    >>> from seo_engine.keywords.parts import WordParts
    >>> from seo_engine.statistics import load_statistics
    >>> lexicon = Lexicon.load()
    >>> tokenizer = Tokenizer(lexicon)
    >>> answering = Answering(lexicon, tokenizer, load_statistics(), WordParts(lexicon, tokenizer))
    >>> good, bad = answering("红色连衣裙", "法式红连衣裙女夏"), answering("红色连衣裙", "红色衬衫女夏")
    >>> good.score > 0.8 > bad.score, good.missing, bad.missing
    (True, (), ('连衣裙',))
    """

    lexicon: Lexicon
    tokenizer: Tokenizer
    statistics: Statistics
    parts: Parts
    weights: AnswerWeights = AnswerWeights()
    query_words: QueryWords = field(init=False, repr=False)
    association: Association = field(init=False, repr=False)
    spelling: Spelling = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "query_words", QueryWords.load())
        object.__setattr__(self, "association", Association(self.statistics))
        object.__setattr__(self, "spelling", Spelling.of(self.statistics))

    def __call__(self, query: str, title: str) -> Answer:
        """Judge *title* (any spelling) by *query*; a query without words is answered by nothing."""
        form = form_of(title)
        return self.of_words(self._searched(query), self.tokenizer.forms(form), form)

    def _searched(self, query: str) -> Words:
        """Words of a search as the segmenter cuts them, without shop and price words unless there are no others."""
        words = self.tokenizer.forms(form_of(query))
        marks = self.query_words.marks([word for word, _ in words])
        hidden = {at for mark in marks if mark.group in {"shop", "price"} for at in range(mark.start, mark.end)}
        return [word for at, word in enumerate(words) if at not in hidden] or words

    def of_words(self, searched: Words, said: Words, form: str = "") -> Answer:
        """Judge by the words *searched* of what the words *said* say; *form* is the title they stand in."""
        return self.title(said, form)(searched)

    def title(self, said: Words, form: str = "") -> Callable[[Words], Answer]:
        """Judge of a title of the words *said*, for many searches; *form* is the title they stand in."""
        letters = (form or "".join(word for word, _ in said)).replace(" ", "")
        meant = self._meant(word for word, _ in said)
        company = self.association.company(said)
        goods = [self._says(word) for word, word_class in said if word_class == "product"]

        def judge(searched: Words) -> Answer:
            answers = tuple([self._answer(word, word_class, meant, letters) for word, word_class in searched])
            total = sum(answer.weight for answer in answers)
            if not total:
                return Answer(0.0, answers, 0.0, other_goods=False)
            covered = sum(answer.weight * answer.share for answer in answers) / total
            near = self.association.of(searched, company, [answer.weight for answer in answers])
            other = _other_goods(searched, goods)
            raw = covered + self.weights.association * near - self.weights.other_goods * other
            raw -= self.weights.length * min(1.0, len(letters) / LONG_TITLE)
            return Answer(max(0.0, raw) / (1.0 + self.weights.association), answers, near, other)

        return judge

    def _meant(self, words: Iterable[str]) -> set[str]:
        """Everything that *words* say."""
        meant: set[str] = set()
        for word in words:
            meant |= self._says(word)
        return meant

    def _says(self, word: str) -> frozenset[str]:
        lexicon = self.lexicon
        wider = lexicon.synonyms.get(word, frozenset()) | lexicon.broader.get(word, frozenset())
        return frozenset((word, word.replace(" ", ""))) | wider | self.parts(word)

    def _answer(self, word: str, word_class: str, meant: set[str], letters: str) -> WordAnswer:
        weight = self.statistics.idf(word) * self.weights.of_class(word_class)
        if word in meant or not self.lexicon.synonyms.get(word, frozenset()).isdisjoint(meant):
            share = 1.0
        elif word in letters:
            share = self.weights.across
        else:
            share = self.weights.spelled * self.spelling.share(word, letters)
        return WordAnswer(word, word_class, weight, share)


def _other_goods(searched: Words, goods: Sequence[Collection[str]]) -> bool:
    """Whether the goods of a title, each as all that it says, are others than those searched."""
    noun = next((word for word, word_class in reversed(searched) if word_class == "product"), None)
    return noun is not None and bool(goods) and not any(noun in said for said in goods)
