"""Start at `Editor.proposals`: the best few edits of one title, then others for when that title is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from seo_engine.case import Case
from seo_engine.editing.costs import Costs
from seo_engine.editing.gains import Change, expected_gain
from seo_engine.editing.ground import Ground
from seo_engine.editing.places import best_places
from seo_engine.editing.problem import EditProblem, Finished, Meter, Solution
from seo_engine.editing.search import best_edits
from seo_engine.editing.standing import Standing
from seo_engine.editing.writing import Operation, Writer
from seo_engine.model import MOST_EDITS, Edit, ExpectedGain
from seo_engine.titles.core import Core
from seo_engine.titles.coverage import Coverage, coverage, said_words
from seo_engine.titles.order import phrase_weights
from seo_engine.titles.pieces import Piece
from seo_engine.titles.reasons import EditReasons
from seo_engine.titles.search import Candidate
from seo_engine.titles.worth import ATTESTED, is_anchor

# What a log unit of bad reading costs, as a share of the demand the product can answer. Chosen by reading.
READING = 0.0015
# Places tried for one set of edits until the title repeats nothing and says nothing forbidden.
MOST_TRIES = 4
# What writing and checking a title takes, in steps of the search.
DRAFT_STEPS = 60
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
    """Whether the old title had to be changed: over the limit, a broken demand, refuted or forbidden words, a marked
    word missing."""
    weaker_model: str = ""
    """The model in which the edits bring less."""
    breaches: tuple[str, ...] = ()
    """What the old title has against the user's demands, with what is in the way, where no edits repair it."""


@dataclass(frozen=True)
class Editor:
    """Finds edits for one case."""

    case: Case
    loose: bool = False

    @cached_property
    def ground(self) -> Ground:
        """The problem."""
        plan = self.case.plan
        return Ground(self.case, plan.histories.get(self.case.sheet.product.id), plan.edits, self.loose)

    def proposals(self) -> Iterator[Proposal]:
        """The best edits (none, where none is worth it), then those that do without one of their new words."""
        problem, demands = self.ground.problem, self.ground.demands
        solution = None if demands.hopeless else self._solve(problem)
        if solution is None and not (self.loose or demands.hopeless or demands.out_of_order):
            yield from Editor(self.case, loose=True).proposals()
            return
        yield self._proposal(solution)
        for number in solution.added if solution is not None else ():
            if number in problem.needed:
                continue
            without = [replace(word, width=TOO_WIDE) if at == number else word for at, word in enumerate(problem.new)]
            other = self._solve(replace(problem, new=without))
            if other is not None and other.added:
                yield self._proposal(other)

    def _solve(self, problem: EditProblem) -> Solution[Draft] | None:
        meter = Meter()
        return best_edits(problem, partial(self._finish, meter), meter)

    def _proposal(self, solution: Solution[Draft] | None) -> Proposal:
        gone = solution.removed if solution is not None else ()
        notes = (*self.ground.protection.notes(), *self._standing.faults_left(gone), *self._too_many())
        demands = self.ground.demands
        if solution is None:
            in_the_way = dict.fromkeys(demands.conflicts(self.ground.kept))
            return Proposal(None, notes, breaches=(*demands.breaches, *in_the_way) if demands.breaches else ())
        draft = solution.text
        change = Change(self.case.before[0], draft.covered)
        gain = expected_gain(change, self.ground.history, self.case.table.kind)
        problem = self.ground.problem
        marked = any(self.ground.new[number].form in self.ground.marked for number in solution.added)
        repaired = problem.room < 0 or bool(self.ground.forced or demands.breaches) or marked
        return Proposal(
            draft, notes, gain, self._standing.risk(draft.candidate), solution.proven, repaired, change.weaker_model
        )

    def _finish(self, meter: Meter, removed: tuple[int, ...], added: tuple[int, ...]) -> Finished[Draft] | None:
        """The best title with these words gone and come, None where none may stand."""
        ground = self.ground
        if not removed and not added:
            return None if ground.demands.breaches else Finished(self._draft(()), 0.0)
        pieces = [ground.new[number] for number in added]
        barred: set[tuple[int, int]] = set()
        for _ in range(MOST_TRIES):
            places = best_places(self._costs, removed, pieces, ground.most, barred, meter=meter)
            if places is None:
                return None
            meter.charge(DRAFT_STEPS)
            draft = self._draft(places.operations)
            if self._standing.may_stand(draft.candidate):
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

    def _too_many(self) -> Iterator[str]:
        asked = self.case.plan.max_edits
        if asked > MOST_EDITS:
            yield f"--max-edits {asked} 按 {MOST_EDITS} 处算:要改更多处,请用 --mode rewrite 整体改写"

    @cached_property
    def _standing(self) -> Standing:
        return Standing(self.ground)

    @cached_property
    def _writer(self) -> Writer:
        return Writer(self.case.sheet.product.title, self.case.chunks)

    @cached_property
    def _costs(self) -> Costs:
        ground, case = self.ground, self.case
        shares = [(query.words, query.demand / ground.total) for query in case.admission.queries]
        core = Core(case.noun, self._attested, lambda piece: is_anchor(piece, case.sheet))
        demands = ground.demands
        return Costs(
            self._writer,
            ground.line,
            case.shop.fluency,
            phrase_weights(shares),
            core,
            ground.protection.gaps | demands.closed,
            case.rules.prefix,
            demands.ordered if case.rules.slots else None,
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
        ground = self._editor.ground
        told = ground.demands.reasons.get(operation.at) or ground.faults.get(operation.at)
        went = told or self._reasons(self._editor.case.chunks[operation.at])
        return f"{went};{came}" if came else went
