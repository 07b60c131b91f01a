"""What a title may not lose: its noun, the brand, what the user marked, and what tells the item apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from seo_engine.facts.brands import FITTING_START
from seo_engine.facts.sheet import FactSheet
from seo_engine.keywords.prepare import PreparedTable
from seo_engine.lexicon.lexicon import Lexicon
from seo_engine.text.normalise import form_of
from seo_engine.titles.chunks import FITTING
from seo_engine.titles.pieces import Piece
from seo_engine.titles.worth import MODEL_ATTRIBUTES, is_anchor


def main_noun(sheet: FactSheet, table: PreparedTable, lexicon: Lexicon) -> str:
    """The product noun the title is built around; empty when nothing names the product.

    The table's head where the product is of its kind, else the likeliest subject of title, category and attributes.
    """
    heads = sorted(table.heads)
    for noun in sheet.nouns:
        kinds = lexicon.broader.get(noun, frozenset())
        head = next((head for head in heads if noun.endswith((head, head + "子")) or head in kinds), None)
        if head is not None:
            return head
    titled = {token.form for token in sheet.tokens}
    return next((noun for noun in (*sheet.nouns, *(head for head in heads if head in titled))), "")


def noun_pieces(pieces: Sequence[Piece], says: Sequence[frozenset[str]], noun: str, lexicon: Lexicon) -> set[str]:
    """Forms of the pieces that name the product: the noun or a kind of it (机械键盘 for 键盘), else what says it."""
    found = {piece.form for piece in pieces if _is_kind(piece, noun, lexicon)}
    return found or {piece.form for piece, words in zip(pieces, says, strict=True) if noun in words}


def prefix_noun(pieces: Sequence[Piece], sheet: FactSheet, noun: str, lexicon: Lexicon) -> set[str]:
    """The form of a fixed beginning that names the product another way (海马床垫 where the noun is 席梦思床垫)."""
    if not sheet.product.prefix or not noun:
        return set()
    kin = (
        form[-1] == noun[-1] or form in lexicon.broader.get(noun, ())
        for form, each in pieces[0].words
        if each == "product"
    )
    return {pieces[0].form} if any(kin) else set()


def _is_kind(piece: Piece, noun: str, lexicon: Lexicon) -> bool:
    forms = {form for form, _ in piece.words} | {piece.form}
    return any(form.endswith((noun, noun + "子")) or noun in lexicon.broader.get(form, ()) for form in forms)


def brand_pieces(pieces: Sequence[Piece], sheet: FactSheet) -> set[str]:
    """Forms of the pieces of the title, and of the fixed beginning, that name the product's own brand."""
    kept = (piece for piece in pieces if not piece.is_new)
    found = {piece.form for piece in kept if any(form in sheet.brand_names for form, _ in piece.words)}
    prefix = form_of(sheet.product.prefix).replace(" ", "")
    # 云织里官方, or ELLE of ELLE HOMME, is the brand too, and leaves no room for it elsewhere.
    named = prefix and any(name in prefix or prefix in name for name in sheet.brand_names)
    return found | {piece.form for piece in pieces[:1] if named}


def accessory(sheet: FactSheet, noun: str) -> str:
    """The subject of a title that says 适用 …: 电源线, where *noun* is the 剃须刀 it fits; else empty."""
    fitting = any(token.form.startswith(FITTING_START) for token in sheet.tokens)
    subject = sheet.nouns[0] if sheet.nouns else ""
    return subject if fitting and not subject.endswith(noun) else ""


def required(
    pieces: Sequence[Piece], says: Sequence[frozenset[str]], excludes: Sequence[int], sheet: FactSheet, lexicon: Lexicon
) -> tuple[int, ...]:
    """Numbers of the pieces that must stay, without those that an earlier one excludes."""
    wanted = [
        *_prefixed(sheet),
        *_marked(says, excludes, sheet),
        *_fitting(pieces),
        *_opening(pieces, sheet),
        *_identity(pieces, sheet, lexicon),
    ]
    return _compatible(wanted, excludes)


def marked(says: Sequence[frozenset[str]], excludes: Sequence[int], sheet: FactSheet) -> tuple[int, ...]:
    """Numbers of the pieces that say the words the user marked, without those that an earlier one excludes."""
    return _compatible([*_prefixed(sheet), *_marked(says, excludes, sheet)], excludes)


def _prefixed(sheet: FactSheet) -> Iterator[int]:
    """The fixed beginning is the first piece of all."""
    if sheet.product.prefix:
        yield 0


def _marked(says: Sequence[frozenset[str]], excludes: Sequence[int], sheet: FactSheet) -> tuple[int, ...]:
    """The first piece that says each word the user marked; where two exclude each other, one that says both if any."""
    forms = [form_of(word) for word in sheet.product.must_have]
    said = [sum(form in words for form in forms) for words in says]
    numbers = [[number for number, words in enumerate(says) if form in words] for form in forms]
    first = _compatible([each[0] for each in numbers if each], excludes)
    most = _compatible([max(each, key=lambda number: said[number]) for each in numbers if each], excludes)
    found = [len({form for number in chosen for form in says[number]}.intersection(forms)) for chosen in (first, most)]
    return most if found[1] > found[0] else first


def _fitting(pieces: Sequence[Piece]) -> Iterator[int]:
    """The piece with 适用 …: without it an accessory would claim to be, or to come from, what it fits."""
    number = _first(piece.words[0][0] in FITTING for piece in pieces)
    if number is not None:
        yield number


def _opening(pieces: Sequence[Piece], sheet: FactSheet) -> Iterator[int]:
    """The name that opens the title (白云山, 李福记), where the attributes state it too."""
    first = pieces[0] if pieces and pieces[0].place == 0 and pieces[0].whole is None else None
    if first and (is_anchor(first, sheet) or (_is_unknown_name(first) and _before_model(first, sheet))):
        yield 0
    yield from (number for number, piece in enumerate(pieces) if _is_second_name(piece, sheet))


def _is_second_name(piece: Piece, sheet: FactSheet) -> bool:
    """Whether a piece is an unknown Chinese name right behind the Latin brand that opens the title (apiyoo艾优)."""
    chunk = piece.chunk
    if chunk is None or piece.whole is not None or not sheet.tokens[0].form.isascii():
        return False
    opening = sheet.tokens[0]
    after = piece.place == 1 and chunk.start == opening.end and opening.form in sheet.brand_names
    return after and _is_unknown_name(piece)


def _before_model(piece: Piece, sheet: FactSheet) -> bool:
    """Whether a model follows without a gap (雨硕M8): then an unknown name is the maker's."""
    end = piece.chunk.end if piece.chunk is not None else -1
    return any(token.start == end and token.word_class == "model" for token in sheet.tokens)


def _is_unknown_name(piece: Piece) -> bool:
    return len(piece.words) > 1 and all(len(form) == 1 and each == "other" for form, each in piece.words)


def _identity(pieces: Sequence[Piece], sheet: FactSheet, lexicon: Lexicon) -> Iterator[int]:
    """The first piece that tells which one it is: a stated model or series, or the model right after another's brand.

    华为Nova5手机壳 without Nova5 would claim to fit every phone of that maker.
    """
    foreign = set(_models_of_others(sheet, lexicon))
    for number, piece in enumerate(pieces):
        if piece.chunk is None or piece.whole is not None:
            continue
        # 天选 is cut into two unknown characters: the piece is looked up, too.
        words = piece.words if len(piece.words) == 1 else (*piece.words, (piece.form, ""))
        named = any(_is_stated_name(form, word_class, sheet) for form, word_class in words)
        if named or any(token.start in foreign for token in piece.chunk.tokens):
            yield number
            return


def _is_stated_name(form: str, word_class: str, sheet: FactSheet) -> bool:
    """Whether a word is the item's stated model or series, its brand and mere product nouns (游戏本) aside."""
    if form in sheet.brand_names or form.isdigit() or word_class == "product":
        return False
    fact = sheet.facts.get(form)
    named = word_class in {"model", "series"} and form in sheet.names
    return named or (fact is not None and fact.evidence.name in MODEL_ATTRIBUTES)


def _models_of_others(sheet: FactSheet, lexicon: Lexicon) -> Iterator[int]:
    """Where a Latin word follows the brand of another maker."""
    for brand, model in pairwise(sheet.tokens):
        of_other = brand.form in lexicon.brands and brand.form not in sheet.brand_names
        if of_other and model.form.isascii() and model.form not in lexicon.brands:
            yield model.start


def _compatible(numbers: Iterable[int], excludes: Sequence[int]) -> tuple[int, ...]:
    kept: list[int] = []
    for number in dict.fromkeys(numbers):
        if not any(excludes[number] >> other & 1 for other in kept):
            kept.append(number)
    return tuple(kept)


def _first(found: Iterable[bool]) -> int | None:
    return next((number for number, yes in enumerate(found) if yes), None)
