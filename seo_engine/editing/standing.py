"""Whether an edited title may stand, what it gives up, and what is wrong with it still."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from seo_engine.editing.ground import Ground
from seo_engine.editing.protect import line_of
from seo_engine.model import SearchVisits
from seo_engine.text.normalise import form_of
from seo_engine.titles.repeats import repeated_words
from seo_engine.titles.search import Candidate

MOST_SHOWN = 3


@dataclass(frozen=True)
class Standing:
    """Judges edited titles of one product."""

    ground: Ground

    def may_stand(self, candidate: Candidate) -> bool:
        """Whether a title fits, keeps what brings buyers, and says nothing wrong that the old one did not."""
        case, title = self.ground.case, candidate.title
        if case.shop.platform.units(title) > case.shop.platform.limit:
            return False
        if not case.rules.free and case.rules.breaches(title, candidate.pieces):
            return False
        if case.search.tools.banned_in(title) - case.search.excused:
            return False
        forms = [form for piece in candidate.pieces for form, _ in piece.words]
        repeated = repeated_words(title, forms, case.search.tools, case.table.heads)
        return set(repeated) <= self._old_repeats and self._keeps_buyers(title)

    def _keeps_buyers(self, title: str) -> bool:
        """Whether the title, read afresh, answers every search with buyers that the old one answers."""
        searches = self.ground.protection.searches
        if not searches:
            return True
        line = form_of(title).replace(" ", "")
        return all(search.kept_by(line) for search in searches)

    @cached_property
    def _old_repeats(self) -> set[str]:
        case = self.ground.case
        forms = [token.form for token in case.sheet.tokens]
        return set(repeated_words(case.sheet.product.title, forms, case.search.tools, case.table.heads))

    def risk(self, candidate: Candidate) -> str:
        """What the edits lose of searches that brought visitors and no buyers."""
        line = "".join(piece.form for piece in candidate.pieces)
        old, _ = line_of(self.ground.case.chunks)
        lost = [visits for visits in self.ground.protection.weighed if self._loses(visits, old, line)]
        if not lost:
            return ""
        shown = "、".join(f"「{visits.query}」" for visits in lost[:MOST_SHOWN])
        more = "等" if len(lost) > MOST_SHOWN else ""
        return f"放弃无成交搜索词{shown}{more}(历史访客 {sum(visits.visitors for visits in lost):g} 人)"

    def _loses(self, visits: SearchVisits, old: str, new: str) -> bool:
        words = [word for word, _ in self.ground.case.shop.tools.forms(form_of(visits.query))]
        return all(word in old for word in words) and not all(word in new for word in words)

    def faults_left(self, gone: Sequence[int]) -> Iterator[str]:
        """Sentences about words that should go and stay."""
        for place, reason in self.ground.faults.items():
            if place not in gone:
                text = self.ground.line[place].text
                search = self.ground.protection.reasons.get(place)
                why = f"它属于带来买家的「{search}」" if search else "已到修改次数上限或属于必留的名称"
                yield f"「{text}」仍在标题里({reason}),{why},请人工处理"
