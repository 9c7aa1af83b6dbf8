"""Whatever happens, and in whichever order: tallies are what the attempts come to."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from quiz.scoring.score import score
from quiz.stats.tally import Tally
from tests.attempts import THE_BANK, a_database, a_store
from tests.unit.store.tallies.scene import READING, Scene

HASTE = 700
SITES = ("", "campus")
TOLD = ("", "grade=1", "grade=1;faculty=law")


class Life(RuleBasedStateMachine):
    """A deployment, beside a notebook of everything that was done to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = a_store(a_database(Path(self.folder.name)))
        self.scene = Scene(self.store, batch=3)
        self.taken: dict[str, tuple[str, tuple[int, ...], str, int]] = {}
        self.number = 0

    @initialize(batch=st.integers(1, 5))
    def begin(self, batch: int) -> None:
        self.scene.batch = batch

    @rule(data=st.data(), count=st.integers(1, 6), is_settled=st.booleans())
    def take(self, data: st.DataObject, count: int, is_settled: bool) -> None:
        for _ in range(count):
            self.take_one(data)
        if is_settled:
            self.scene.wait(minutes=61)

    def take_one(self, data: st.DataObject) -> None:
        self.number += 1
        name = f"a{self.number}"
        form = data.draw(st.sampled_from(["quick", "quick", "full"]))
        ms = data.draw(st.sampled_from([READING, READING, 0, HASTE]))
        places = data.draw(st.tuples(*(st.integers(0, 3) for _ in THE_BANK.items_of(form))))
        newest = sorted(self.taken)[-3:]
        before = data.draw(st.sampled_from(["", "nobody", f"a{self.number + 1}", *newest, *newest]))
        site = data.draw(st.sampled_from(SITES))
        self.scene.take(name, places, form, before, ms, site=site, page=site)
        self.taken[name] = form, places, before, ms
        told = data.draw(st.sampled_from(TOLD))
        if told:
            self.scene.tell(name, told)

    @rule(minutes=st.sampled_from([1, 30, 70, 2000]))
    def wait(self, minutes: int) -> None:
        self.scene.wait(minutes=minutes)

    @rule()
    def fold(self) -> None:
        self.scene.fold()
        assert self.scene.fold() == 0

    @rule()
    def release(self) -> None:
        self.scene.release()

    @precondition(lambda self: self.taken)
    @rule(data=st.data())
    def erase(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.taken)))
        assert self.scene.erase(name)
        del self.taken[name]

    @rule()
    def repair(self) -> None:
        before = self.scene.rows()
        assert self.scene.repair().differences == 0
        assert self.scene.rows() == before

    @invariant()
    def a_recount_finds_nothing(self) -> None:
        assert self.scene.check().differences == 0

    @invariant()
    def what_waits_is_nobody_less(self) -> None:
        assert all(row.people >= 0 for row in self.scene.rows() if row.release >= 0)

    def teardown(self) -> None:
        self.scene.wait(hours=3)
        self.scene.fold()
        for form in ("quick", "full"):
            self.agrees(self.scene.tally(form), form)
        assert self.scene.check().differences == 0
        self.store.close()
        self.folder.cleanup()

    def agrees(self, tally: Tally, form: str) -> None:
        """Hold a tally against the notebook, by a way of its own."""
        kinds = [self.kind(name) for name, taken in self.taken.items() if taken[0] == form]
        for name in ("first", "retakes", "too_fast"):
            assert tally.count(name) == sum(
                kind == name or (name == "retakes" and kind in self.taken) for kind in kinds
            )
        names = [name for name, taken in self.taken.items() if taken[0] == form and self.kind(name) in self.taken]
        pairs = [(self.score(self.kind(name)), self.score(name)) for name in names]
        assert tally.count("matched") == tally.sum("n") == len(pairs)
        assert tally.sum("product") == sum(before * after for before, after in pairs)

    def kind(self, name: str) -> str:
        """Return what an attempt counts as, or the name of the one that it is compared with."""
        form, _, before, ms = self.taken[name]
        if ms == HASTE:
            return "too_fast"
        of_this_form = []
        while before:
            if before not in self.taken or int(before[1:]) >= int(name[1:]):
                return "retakes"
            name = before
            of_form, _, before, ms = self.taken[name]
            if of_form == form:
                of_this_form.append("retakes" if ms == HASTE else name)
        return "first" if not of_this_form else of_this_form[0] if len(of_this_form) == 1 else "retakes"

    def score(self, name: str) -> int:
        form, places, _, _ = self.taken[name]
        items = THE_BANK.items_of(form)
        return score(THE_BANK, form, {i.id: i.options[p].id for i, p in zip(items, places, strict=True)}).score


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
