"""All dictionaries of one installation (and of the user's own folder) as one frozen value.

Start with `Lexicon.load`; every lookup takes a word in matching form (`seo_engine.text.form_of`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources.abc import Traversable
from itertools import combinations
from pathlib import Path

from seo_engine.errors import DataError
from seo_engine.lexicon.entries import AttributeNames, Brand, ExclusiveGroup, Implication, titled_share
from seo_engine.lexicon.files import named, read_toml, read_words
from seo_engine.resources import data_folder
from seo_engine.text.normalise import form_of

# Of a word listed under several classes the first of these is its class. Product nouns come first, since a title
# without its noun is worthless; loose classes (neutral, promotion) come last.
CLASS_ORDER = (
    "product", "audience", "season", "colour", "material", "function", "feature", "style", "pattern", "scene", "place",
    "origin", "subject", "size", "technology", "component", "customisation", "neutral", "promotion", "measure",
)  # fmt: skip

# A character is a noun ending when so many product nouns end in it and so many of all words that do are product nouns.
LEAST_NOUNS, NOUN_SHARE = 15, 0.85


@dataclass(frozen=True)
class Lexicon:
    """Words with classes, brands, synonyms, broader words, exclusive groups, implications and attribute names."""

    classes: dict[str, str]
    spellings: dict[str, str]
    """Matching form → customary spelling (t恤 → T恤)."""
    brands: dict[str, Brand]
    synonyms: dict[str, frozenset[str]]
    broader: dict[str, frozenset[str]]
    groups: tuple[ExclusiveGroup, ...] = ()
    implications: tuple[Implication, ...] = ()
    attributes: AttributeNames = field(default_factory=AttributeNames)
    units: frozenset[str] = frozenset()
    addable: frozenset[str] = frozenset()
    """Neutral words that may be added to a title when buyers search them (新款 yes, 神器 no)."""
    shops: frozenset[str] = frozenset()
    """Promotion words that say who sells (官方旗舰店): the seller's own word may stay, none is added."""

    @classmethod
    def load(cls, user_folder: Path | None = None) -> Lexicon:
        """Read the shipped dictionaries, then the user's own folder of the same layout, whose words win."""
        folders: list[Traversable] = [data_folder("dictionaries")]
        if user_folder is not None:
            if not user_folder.is_dir():
                raise DataError(f"自备词典目录「{user_folder}」不存在。请检查 --dictionary 的路径。")
            folders.append(user_folder)
        classes, spellings, units, addable, shops = _read_classes(folders)
        return cls(
            classes=classes,
            spellings=spellings,
            brands=_read_brands(folders),
            synonyms=_read_synonyms(folders),
            broader=_read_broader(folders),
            groups=tuple(_read_groups(folders)),
            implications=tuple(_read_implications(folders)),
            attributes=_read_attributes(folders),
            units=units,
            addable=addable,
            shops=shops,
        )

    def class_of(self, form: str) -> str:
        """Class of a word, `brand` for an unambiguous brand name, else ``other``."""
        found = self.classes.get(form)
        if found is not None:
            return found
        brand = self.brands.get(form)
        return "brand" if brand is not None and not brand.common else "other"

    def circle(self, form: str) -> set[str]:
        """The words joined to *form* by synonymy, step by step, that are of its class (or none); itself included.

        >>> sorted(Lexicon.load().circle("女"))
        ['女', '女士', '女式', '女性', '女款']
        """
        classes = {self.class_of(form), "other"}

        def same(word: str) -> set[str]:
            return {other for other in self.synonyms.get(word, ()) if self.class_of(other) in classes}

        return {form, *_closure(form, same)}

    @cached_property
    def noun_endings(self) -> frozenset[str]:
        """Characters that end product nouns and hardly other words (帽, 刀, 仪).

        >>> "刀" in Lexicon.load().noun_endings, "色" in Lexicon.load().noun_endings
        (True, False)
        """
        ended = Counter(word[-1] for word in self.classes if len(word) > 1)
        nouns = Counter(word[-1] for word, kind in self.classes.items() if len(word) > 1 and kind == "product")
        return frozenset(
            char for char, number in nouns.items() if number >= LEAST_NOUNS and number >= NOUN_SHARE * ended[char]
        )

    @cached_property
    def group_values(self) -> dict[str, tuple[tuple[int, frozenset[str]], ...]]:
        """Word → its (group number, compatible values), over all exclusive groups."""
        found: dict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
        for number, group in enumerate(self.groups):
            for word, values in group.words.items():
                found[word].append((number, values))
        return {word: tuple(entries) for word, entries in found.items()}

    def exclude_each_other(self, one: str, other: str, *, single_only: bool = False) -> bool:
        """Whether the words contradict each other on one item; *single_only* looks at the strict groups alone.

        >>> lexicon = Lexicon.load()
        >>> lexicon.exclude_each_other("圆领", "v领"), lexicon.exclude_each_other("春秋", "秋季")
        (True, False)
        """
        entries = self.group_values.get(other)
        if not entries:
            return False
        return any(
            number == number_2 and not values & values_2 and (self.groups[number].single or not single_only)
            for number, values in self.group_values.get(one, ())
            for number_2, values_2 in entries
        )


def _rows(
    folders: Sequence[Traversable], start: str, cells: int, *, below: str = ""
) -> Iterable[tuple[str, int, tuple[str, ...]]]:
    for folder in folders:
        for file in named(folder / below if below else folder, start, ".tsv"):
            for number, row in read_words(file).rows:
                if len(row) < cells:
                    raise DataError(f"词典 {file.name} 第 {number} 行只有 {len(row)} 列,应有 {cells} 列。请补全。")
                yield file.name.removesuffix(".tsv"), number, row


def _read_classes(
    folders: Sequence[Traversable],
) -> tuple[dict[str, str], dict[str, str], frozenset[str], frozenset[str], frozenset[str]]:
    rank = {name: place for place, name in enumerate(CLASS_ORDER)}
    classes: dict[str, str] = {}
    spellings: dict[str, str] = {}
    units: set[str] = set()
    addable: set[str] = set()
    shops: set[str] = set()
    for depth in range(len(folders)):
        found: dict[str, str] = {}
        for name, number, row in _rows(folders[depth : depth + 1], "", 1, below="words"):
            form = form_of(row[0])
            if name == "measure_units":
                units.add(form)
                continue
            if name not in rank:
                raise DataError(
                    f"词典 words/{name}.tsv(第 {number} 行)的文件名不是词类。可用:{'、'.join(CLASS_ORDER)}。"
                )
            if form not in found or rank[name] < rank[found[form]]:
                found[form] = name
            spellings[form] = row[0]
            if name == "neutral" and "add" in row[2:]:
                addable.add(form)
            if name == "promotion" and "shop" in row[2:]:
                shops.add(form)
        classes.update(found)
    return classes, spellings, frozenset(units), frozenset(addable), frozenset(shops)


def _read_brands(folders: Sequence[Traversable]) -> dict[str, Brand]:
    brands: dict[str, Brand] = {}
    for _, _, row in _rows(folders, "brands", 1):
        aliases = [alias for alias in row[1].split("|") if alias] if len(row) > 1 else []
        names = tuple(dict.fromkeys(form_of(name) for name in (row[0], *aliases)))
        common = len(row) > 3 and "common" in row[3].split(",")  # noqa: PLR2004 - the flags are the fourth column
        brand = Brand(row[0], names, common)
        brands.update(dict.fromkeys(names, brand))
    return brands


def _read_synonyms(folders: Sequence[Traversable]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for _, _, row in _rows(folders, "synonyms", 2):
        for one, other in combinations((form_of(row[0]), form_of(row[1])), 2):
            if one != other:
                found[one].add(other)
                found[other].add(one)
    return {word: frozenset(others) for word, others in found.items()}


def _read_broader(folders: Sequence[Traversable]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for _, _, row in _rows(folders, "broader", 2):
        found[form_of(row[0])].add(form_of(row[1]))
    return {word: frozenset(_closure(word, found.get)) for word in found}


def _closure(word: str, step: Callable[[str], set[str] | None]) -> set[str]:
    reached: set[str] = set()
    frontier = [word]
    while frontier:
        for following in step(frontier.pop()) or ():
            if following not in reached and following != word:
                reached.add(following)
                frontier.append(following)
    return reached


def _tables(folders: Sequence[Traversable], name: str) -> Iterable[dict[str, object]]:
    return (read_toml(file) for folder in folders for file in named(folder, name, ".toml"))


def _read_groups(folders: Sequence[Traversable]) -> Iterable[ExclusiveGroup]:
    for table in _tables(folders, "exclusive_groups"):
        for group in table.get("group", []):  # type: ignore[attr-defined] # TOML gives plain objects
            words = {form_of(word): frozenset(values) for word, values in group["words"].items()}
            yield ExclusiveGroup(
                group["code"], group["name"], frozenset(group.get("attributes", ())), words, bool(group.get("single"))
            )


def _read_implications(folders: Sequence[Traversable]) -> Iterable[Implication]:
    for table in _tables(folders, "implications"):
        for entry in table.get("implication", []):  # type: ignore[attr-defined] # TOML gives plain objects
            yield Implication(
                frozenset(map(form_of, entry["when"])),
                tuple(map(form_of, entry["then"])),
                frozenset(map(form_of, entry.get("unless", ()))),
                entry["reason"],
            )


def _read_attributes(folders: Sequence[Traversable]) -> AttributeNames:
    classes: dict[str, str] = {}
    names: dict[str, set[str]] = {"ignored": set(), "model": set(), "secondary": set()}
    yes_no: dict[str, tuple[str, ...]] = {}
    for table in _tables(folders, "attributes"):
        for class_name, listed in table.get("classes", {}).items():  # type: ignore[attr-defined] # TOML objects
            classes.update(dict.fromkeys(listed, class_name))
        for section, kept in names.items():
            kept.update(table.get(section, {}).get("names", ()))  # type: ignore[attr-defined] # TOML objects
        for name, words in table.get("yes_no", {}).items():  # type: ignore[attr-defined] # TOML objects
            yes_no[name] = tuple(map(form_of, words))
    noise = frozenset(form_of(row[0]) for _, _, row in _rows(folders, "noise_values", 1))
    terms = {
        (row[0], form_of(row[1])): tuple(word for word in row[2].split("|") if word)
        for _, _, row in _rows(folders, "value_terms", 3)
    }
    return AttributeNames(
        classes,
        frozenset(names["ignored"]),
        frozenset(names["model"]),
        frozenset(names["secondary"]),
        yes_no,
        noise,
        terms,
        {row[0]: titled_share(name, number, row) for name, number, row in _rows(folders, "attribute_use", 3)},
    )
