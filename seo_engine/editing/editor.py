"""Start at `Editor.proposals`: the best few edits of one title, then others for when that title is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from seo_engine.case import Case
from seo_engine.editing.costs import Costs
from seo_engine.editing.gains import Change, expected_gain
from seo_engine.editing.ground import Ground
from seo_engine.editing.places import best_places
from seo_engine.editing.protect import line_of
from seo_engine.editing.search import Finished, Solution, best_edits
from seo_engine.editing.writing import Operation, Writer
from seo_engine.model import Edit, ExpectedGain, SearchVisits
from seo_engine.text.normalise import form_of
from seo_engine.titles.core import Core
from seo_engine.titles.coverage import Coverage, coverage, said_words
from seo_engine.titles.order import phrase_weights
from seo_engine.titles.pieces import Piece
from seo_engine.titles.reasons import EditReasons
from seo_engine.titles.search import Candidate, repeated_words
from seo_engine.titles.worth import ATTESTED, is_anchor

# What a log unit of bad reading costs, as a share of the demand the product can answer. Chosen by reading.
READING = 0.0015
# Places tried for one set of edits until the title repeats nothing and says nothing forbidden.
MOST_TRIES = 4
MOST_SHOWN = 3
TOO_WIDE = 1 << 20


@dataclass(frozen=True, slots=True)
class Draft:
    """One edited title."""

    candidate: Candidate
    edits: tuple[Edit, ...]
    said: frozenset[str]
    covered: Coverage


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edited title with what is to be said about it; *draft* None where no edits leave a title that may stand."""

    draft: Draft | None
    notes: tuple[str, ...]
    gain: ExpectedGain | None = None
    risk: str = ""
    """Visitors without buyers whose searches are lost, as a clause."""
    proven: bool = True
    repaired: bool = False
    """Whether the old title had to be changed: over the limit, refuted or forbidden words, a marked word missing."""


@dataclass(frozen=True)
class Editor:
    """Finds edits for one case."""

    case: Case
    loose: bool = False

    @cached_property
    def ground(self) -> Ground:
        """The problem."""
        plan = self.case.plan
        return Ground(self.case, plan.histories.get(self.case.sheet.product.id), plan.max_edits, self.loose)

    def proposals(self) -> Iterator[Proposal]:
        """The best edits (none, where none is worth it), then those that do without one of their new words."""
        problem = self.ground.problem
        solution = best_edits(problem, self._finish)
        if solution is None and not self.loose:
            yield from Editor(self.case, loose=True).proposals()
            return
        yield self._proposal(solution)
        for number in solution.added if solution is not None else ():
            without = [replace(word, width=TOO_WIDE) if at == number else word for at, word in enumerate(problem.new)]
            other = best_edits(replace(problem, new=without), self._finish)
            if other is not None and other.added:
                yield self._proposal(other)

    def _proposal(self, solution: Solution[Draft] | None) -> Proposal:
        notes = (*self.ground.protection.notes(), *self._faults_left(solution))
        if solution is None:
            return Proposal(None, notes)
        draft = solution.text
        change = Change(self.case.before[0], draft.covered)
        gain = expected_gain(change, self.ground.history, self.case.table.kind)
        problem = self.ground.problem
        marked = any(self.ground.new[number].form in self.ground.marked for number in solution.added)
        repaired = problem.room < 0 or bool(self.ground.forced) or marked
        return Proposal(draft, notes, gain, self._risk(draft), solution.proven, repaired)

    def _faults_left(self, solution: Solution[Draft] | None) -> Iterator[str]:
        """Sentences about words that should go and stay."""
        gone = solution.removed if solution is not None else ()
        for place, reason in self.ground.faults.items():
            if place not in gone:
                text = self.ground.line[place].text
                search = self.ground.protection.reasons.get(place)
                why = f"它属于带来买家的「{search}」" if search else "已到修改次数上限或属于必留的名称"
                yield f"「{text}」仍在标题里({reason}),{why},请人工处理"

    def _finish(self, removed: tuple[int, ...], added: tuple[int, ...]) -> Finished[Draft] | None:
        """The best title with these words gone and come, None where none may stand."""
        ground = self.ground
        if not removed and not added:
            return Finished(self._draft(()), 0.0)
        pieces = [ground.new[number] for number in added]
        barred: set[tuple[int, int]] = set()
        for _ in range(MOST_TRIES):
            places = best_places(self._costs, removed, pieces, ground.most, barred)
            if places is None:
                return None
            draft = self._draft(places.operations)
            if self._may_stand(draft):
                more = len(places.operations) - max(len(removed), len(added))
                parted = max(0.0, self.case.before[0].contiguous_demand - draft.covered.contiguous_demand)
                return Finished(draft, READING * places.loss * ground.total + ground.problem.price * more + parted)
            bar = self._bar(places.operations, pieces)
            if bar is None:
                return None
            barred.add(bar)
        return None

    def _bar(self, operations: Sequence[Operation], pieces: Sequence[Piece]) -> tuple[int, int] | None:
        """The place of the first new word, not to be tried again."""
        for operation in operations:
            if operation.piece is not None and operation.piece.place < 0:
                number = next(at for at, piece in enumerate(pieces) if piece is operation.piece)
                return number, operation.at if operation.kind == "insert" else -1 - operation.at
        return None

    def _draft(self, operations: Sequence[Operation]) -> Draft:
        line = self._line(operations)
        words = [form for piece in line for form, _ in piece.words]
        words += [piece.form for piece in line if piece.chunk is None]
        said = self.case.with_brand(said_words(words, self.case.shop.tools.parts))
        why = _Why(self, line, said)
        title, edits = self._writer.write(operations, why)
        form = "".join(piece.form for piece in line).replace(" ", "")
        covered = coverage(said, form, self.case.admission.queries, self.case.table)
        return Draft(Candidate(title, tuple(line), "edit"), edits, said, covered)

    def _line(self, operations: Sequence[Operation]) -> list[Piece]:
        """The pieces of the new title in order."""
        line: list[Piece] = []
        waiting = list(operations)
        for place in range(len(self.ground.line) + 1):
            kept = True
            while waiting and waiting[0].at == place:
                operation = waiting.pop(0)
                kept = kept and operation.kind == "insert"
                if operation.piece is not None:
                    line.append(operation.piece)
            if kept and place < len(self.ground.line):
                line.append(self.ground.line[place])
        return line

    def _may_stand(self, draft: Draft) -> bool:
        """Whether a title fits, keeps what brings buyers, and says nothing wrong that the old one did not."""
        case, title = self.case, draft.candidate.title
        if case.shop.platform.units(title) > case.shop.platform.limit:
            return False
        if case.search.tools.banned_in(title) - case.search.excused:
            return False
        forms = [form for piece in draft.candidate.pieces for form, _ in piece.words]
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
        case = self.case
        forms = [token.form for token in case.sheet.tokens]
        return set(repeated_words(case.sheet.product.title, forms, case.search.tools, case.table.heads))

    def _risk(self, draft: Draft) -> str:
        """What the edits lose of searches that brought visitors and no buyers."""
        line = "".join(piece.form for piece in draft.candidate.pieces)
        old, _ = line_of(self.case.chunks)
        lost = [visits for visits in self.ground.protection.weighed if self._loses(visits, old, line)]
        if not lost:
            return ""
        shown = "、".join(f"「{visits.query}」" for visits in lost[:MOST_SHOWN])
        more = "等" if len(lost) > MOST_SHOWN else ""
        return f"放弃无成交搜索词{shown}{more}(历史访客 {sum(visits.visitors for visits in lost):g} 人)"

    def _loses(self, visits: SearchVisits, old: str, new: str) -> bool:
        words = [word for word, _ in self.case.shop.tools.forms(form_of(visits.query))]
        return all(word in old for word in words) and not all(word in new for word in words)

    @cached_property
    def _writer(self) -> Writer:
        return Writer(self.case.sheet.product.title, self.case.chunks)

    @cached_property
    def _costs(self) -> Costs:
        ground, case = self.ground, self.case
        shares = [(query.words, query.demand / ground.total) for query in case.admission.queries]
        core = Core(case.noun, self._attested, lambda piece: is_anchor(piece, case.sheet))
        weights = phrase_weights(shares)
        return Costs(
            self._writer, ground.line, case.shop.fluency, weights, core, ground.protection.gaps, case.rules.prefix
        )

    def _attested(self, one: Piece, two: Piece) -> bool:
        """Whether real titles hold two pieces side by side."""
        return self.case.shop.tools.statistics.pair_count(one.words[-1][0], two.words[0][0]) >= ATTESTED


class _Why:
    """Reasons for the operations of one draft."""

    def __init__(self, editor: Editor, line: Sequence[Piece], said: frozenset[str]) -> None:
        self._editor = editor
        kept = frozenset(piece.form for piece in line if not piece.is_new)
        self._reasons = EditReasons(editor.case.sheet, said, kept, editor.case.admission.queries)

    def __call__(self, operation: Operation) -> str:
        came = self._reasons(operation.piece) if operation.piece is not None else ""
        if operation.kind == "insert":
            return came
        went = self._editor.ground.faults.get(operation.at) or self._reasons(self._editor.case.chunks[operation.at])
        return f"{went};{came}" if came else went
