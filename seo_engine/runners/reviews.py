"""A reviewed workbook → the titles to publish, each checked as it will stand, and what keeps the others back.

Start at `review_titles`. A rollback file goes the same way: its titles stood before, so what is wrong with them is
told but keeps none of them back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from seo_engine.dedup.taken import TakenTitles
from seo_engine.engine import Engine
from seo_engine.errors import UsageError
from seo_engine.model import Decision, Listing, Product, Publication, Refusal, ReviewRow
from seo_engine.platforms import load_platform
from seo_engine.runners.judging import TitleJudge
from seo_engine.runners.spec import RunSpec
from seo_engine.text.normalise import form_of

NOT_LISTED = "当前商品表里没有这个商品ID。请核对商品表,或从工作簿删去这一行"
UNREAD = "当前商品表里这个商品ID 的那一行读不出来。请改正商品表"
SEVERAL = "当前商品表里这个商品ID 有几行,分不清是哪一件。请改正商品表"
LOCKED = "已锁定,不发布。要改就先从 --lock 或要求文件里去掉它"
CONFIRM = "仍要发布请在「确认发布」选 确认"


@dataclass(slots=True)
class Reviewed:
    """What came of a reviewed file."""

    published: list[Publication] = field(default_factory=list)
    kept: int = 0
    """Rows whose old title stays because a person said so."""
    undecided: int = 0
    same: int = 0
    """Rows whose title to publish is the live one."""
    refused: list[Refusal] = field(default_factory=list)
    """Rows that were to be published and are not, in file order."""
    notes: list[str] = field(default_factory=list)
    """What a person should know about titles that are published."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A row that is to be published, with the title it is to have."""

    row: ReviewRow
    title: str

    @property
    def publication(self) -> Publication:
        return Publication(self.row.id, self.row.old_title, self.title, self.row.place)

    def refusal(self, problem: str) -> Refusal:
        return Refusal(self.row.place, self.row.id, problem)

    def note(self, text: str) -> str:
        return self.refusal(text).sentence


def review_titles(
    spec: RunSpec, rows: Sequence[ReviewRow], listings: Iterable[Listing] | None = None, engine: Engine | None = None
) -> Reviewed:
    """Judge every row; *listings* are those that are live now, None where they are not at hand.

    Raises UsageError when the rows are of another marketplace.

    >>> from datetime import date
    >>> row = ReviewRow("审核.xlsx 第 2 行", "A1", "连衣裙女", "雪纺连衣裙女", Decision.ACCEPT)
    >>> bad = ReviewRow("审核.xlsx 第 3 行", "A2", "衬衫女", "", Decision.OWN, "国家级衬衫女")
    >>> done = review_titles(RunSpec(as_of=date(2026, 11, 22)), [row, bad])
    >>> [each.new_title for each in done.published], "国家级" in done.refused[0].problem
    (['雪纺连衣裙女'], True)
    """
    live = None if listings is None else _Live.of(listings)
    done = Reviewed()
    _check_limits(spec, rows)
    wishes = [wish for wish in _wishes(rows, done) if _lives(wish, live, done)]
    judge = TitleJudge.of(spec, engine)
    wishes = [wish for wish in wishes if _passes(wish, judge, live, done)]
    wishes = _apart(wishes, _others(rows, live, wishes), spec.threshold, done)
    done.published = [wish.publication for wish in wishes]
    places = {row.place: number for number, row in enumerate(rows)}
    done.refused.sort(key=lambda refusal: places[refusal.place])
    if wishes and live is None:
        done.notes.append(
            "没有给出当前商品表:没有核对标题是否已变、与属性是否相符。请写成 rewrite 商品表 --review 文件"
        )
    if not all(wish.row.marked for wish in wishes):
        done.notes.append("有的行没有校验码:没有核对商品ID、原标题、新标题是否被改过")
    return done


def _check_limits(spec: RunSpec, rows: Sequence[ReviewRow]) -> None:
    """Raise UsageError for a workbook that was written for a marketplace with another limit."""
    platform = load_platform(spec.platform)
    other = next((row for row in rows if row.limit not in {None, platform.limit}), None)
    if other is not None:
        raise UsageError(
            f"{other.place}的上限是 {other.limit},而{platform.name}是 {platform.limit}:不是同一个平台。"
            "请加上改写时的 --platform。"
        )


def _wishes(rows: Sequence[ReviewRow], done: Reviewed) -> Iterator[_Wish]:
    """The rows to be published, the others counted; an id that is to be published twice is refused."""
    wanted = [row for row in rows if row.decision in {Decision.ACCEPT, Decision.OWN} or row.problem]
    numbers = Counter(row.id for row in rows if row.id)
    done.kept += sum(row.decision is Decision.REJECT and not row.problem for row in rows)
    done.undecided += sum(row.decision is Decision.NONE and not row.problem for row in rows)
    for row in wanted:
        wish = _Wish(row, row.own_title if row.decision is Decision.OWN else row.new_title)
        if row.problem:
            done.refused.append(wish.refusal(row.problem))
        elif numbers[row.id] > 1:
            places = "、".join(each.place for each in rows if each.id == row.id and each is not row)
            done.refused.append(wish.refusal(f"这个商品ID 还在 {places}。请只留一行"))
        elif wish.title == row.old_title:
            done.same += 1
        else:
            yield wish


@dataclass(frozen=True, slots=True)
class _Live:
    """The listings that are live now."""

    products: Mapping[str, Product]
    numbers: Mapping[str, int]

    @classmethod
    def of(cls, listings: Iterable[Listing]) -> _Live:
        every = list(listings)
        products = {listing.id: listing.product for listing in every if listing.product is not None}
        return cls(products, Counter(listing.id for listing in every))


def _lives(wish: _Wish, live: _Live | None, done: Reviewed) -> bool:
    """Whether the listing still has the title the workbook was made from, and may be changed."""
    if live is None:
        return True
    product = live.products.get(wish.row.id)
    if product is None:
        problem = UNREAD if wish.row.id in live.numbers else NOT_LISTED
    elif live.numbers[wish.row.id] > 1:
        problem = SEVERAL
    elif product.title.strip() != wish.row.old_title.strip():
        problem = f"现在的标题是「{product.title}」,不是工作簿里的「{wish.row.old_title}」。请用新的商品表重新改写"
    elif product.locked:
        problem = "商品表里已锁定,不发布。要改就先去掉锁定"
    else:
        return True
    done.refused.append(wish.refusal(problem))
    return False


def _passes(wish: _Wish, judge: TitleJudge, live: _Live | None, done: Reviewed) -> bool:
    """Whether a title may be published: nothing is gravely wrong with it, or a person confirmed it."""
    product = Product(wish.row.id, wish.title)
    if live is not None:
        product = replace(live.products[wish.row.id], title=wish.title)
    if wish.row.id in judge.plan.controls.locked:
        done.refused.append(wish.refusal(LOCKED))
        return False
    wrong = judge.wrong(product)
    if not wrong:
        return True
    text = ";".join(wrong)
    if wish.row.confirmed:
        done.notes.append(wish.note(f"已确认,照发:{text}"))
        return True
    done.refused.append(wish.refusal(f"{text}。请改好,{CONFIRM}"))
    return False


def _others(rows: Sequence[ReviewRow], live: _Live | None, wishes: Sequence[_Wish]) -> list[tuple[str, str]]:
    """Id and title of what stays live beside the titles to be published."""
    changed = {wish.row.id for wish in wishes}
    stay = {row.id: row.old_title for row in rows}
    if live is not None:
        stay |= {number: product.title for number, product in live.products.items()}
    return [(number, title) for number, title in stay.items() if number not in changed and title]


def _apart(wishes: list[_Wish], others: list[tuple[str, str]], threshold: float, done: Reviewed) -> list[_Wish]:
    """The titles that are not near another one of the shop as it will be; the later row gives way.

    A title that gives way leaves its old one live, hence another pass until nothing changes.
    """
    while True:
        near = dict(_near(wishes, others, threshold))
        refused = [wish for wish in wishes if wish.row.id in near and not wish.row.confirmed]
        if not refused:
            done.notes += [wish.note(f"{near[wish.row.id]},已确认,照发") for wish in wishes if wish.row.id in near]
            return wishes
        done.refused += [wish.refusal(f"{near[wish.row.id]}。请改成不同的标题,{CONFIRM}") for wish in refused]
        wishes = [wish for wish in wishes if wish not in refused]
        others = [*others, *((wish.row.id, wish.row.old_title) for wish in refused)]


def _near(wishes: Sequence[_Wish], others: Sequence[tuple[str, str]], threshold: float) -> Iterator[tuple[str, str]]:
    """Id and message of each title that is near another one: one that stays, or one of an earlier row."""
    taken, owner = TakenTitles(threshold), dict[str, str]()
    for number, title in others:
        taken.add(form_of(title))
        owner.setdefault(form_of(title), number)
    for wish in wishes:
        form = form_of(wish.title)
        near = taken.nearest(form)
        if near is not None:
            yield wish.row.id, f"与商品 {owner[near]} 的标题「{near}」相同或近似(D001)"
        if near is None or wish.row.confirmed:
            # It will stand: later titles must keep off a confirmed one too, near or not.
            taken.add(form)
            owner.setdefault(form, wish.row.id)
