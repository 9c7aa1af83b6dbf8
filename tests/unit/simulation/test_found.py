"""What was planted is found, and nothing else: from simulated attempts to the sheets that staff see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from quiz.bank.model import Text
from quiz.cli.prepare import prepare
from quiz.cli.simulate import fill
from quiz.clock import JAPAN
from quiz.config import Settings
from quiz.figures.room import FigureRoom
from quiz.figures.selection import Selection
from quiz.simulation.drawing import SEMINARS
from quiz.simulation.implied import Implied, implied
from quiz.simulation.making import Simulation
from quiz.simulation.seasons import weights_of
from quiz.simulation.truth import Planted, Truth
from quiz.store.handle import StoreHandle
from quiz.store.tallies.folding import Folding
from quiz.store.tallies.releasing import release

LAST = date(2026, 3, 31)
MOMENT = datetime(2026, 4, 2, 12, tzinfo=JAPAN)
ATTEMPTS = 40_000
LEAST = 10
FORMS = ("quick", "full")


@dataclass(frozen=True)
class Seen:
    """A simulation and the room of figures over it."""

    simulation: Simulation
    room: FigureRoom

    @property
    def truth(self) -> Truth:
        return self.simulation.truth

    def implied(self, form: str) -> Implied:
        return implied(self.simulation.bank, self.truth, form, weights_of(self.simulation.days))


@contextmanager
def seen(folder: Path, is_clean: bool) -> Iterator[Seen]:
    settings = Settings.from_environment({"QUIZ_VAR": str(folder), "QUIZ_CONSULTATIONS": "none"})
    simulation = fill(settings, ATTEMPTS, 1, LAST, is_clean)
    with closing(StoreHandle(settings)) as store:
        Folding(store.opened(), lambda: MOMENT).fold()
        assert release(store.opened(), LEAST, MOMENT) is not None
        yield Seen(simulation, FigureRoom(store, prepare(settings).bank, LEAST, lambda: MOMENT))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    with seen(tmp_path_factory.mktemp("planted"), is_clean=False) as found:
        yield found


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    with seen(tmp_path_factory.mktemp("clean"), is_clean=True) as found:
        yield found


def said(text: Text) -> bool:
    return bool(text.ja)


@pytest.mark.parametrize("form", FORMS)
def test_the_bad_item_comes_first_and_no_other_is_as_bad(planted: Seen, form: str) -> None:
    first, *others = planted.room.items(Selection(form)).items
    assert first.id == planted.truth.planted[Planted.BAD]
    assert first.effect == 1 and first.effect_value.value is not None and first.effect_value.value < 0
    assert all(other.effect >= 3 for other in others)


def test_the_biased_item_has_the_remark_and_no_other(planted: Seen) -> None:
    """In the quick form: too few answer the full one for its groups to be compared."""
    bias = planted.truth.bias
    assert bias is not None
    remarked = [line for line in planted.room.items(Selection("quick")).items if said(line.fairness)]
    assert [line.id for line in remarked] == [bias.item]
    attribute = next(one for one in planted.simulation.bank.attributes if one.id == bias.attribute)
    group = next(choice for choice in attribute.choices if choice.id == bias.value)
    assert group.text.ja in remarked[0].fairness.ja and group.text.en in remarked[0].fairness.en


@pytest.mark.parametrize("form", FORMS)
def test_of_a_clean_simulation_nothing_is_remarked(clean: Seen, form: str) -> None:
    lines = clean.room.items(Selection(form)).items
    assert len(lines) == len(clean.simulation.bank.items_of(form))
    assert all(line.effect >= 3 and not said(line.fairness) and not line.dead for line in lines)


@pytest.mark.parametrize("form", FORMS)
def test_most_leave_at_the_bad_item(planted: Seen, form: str) -> None:
    bank, bad = planted.simulation.bank, planted.truth.planted[Planted.BAD]
    left = {line.id: line.abandoned.value or 0 for line in planted.room.items(Selection(form)).items}
    before = [item.id for item in bank.items_of(form)]
    assert left[bad] > left[before[before.index(bad) - 1]]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("which", ["planted", "clean"])
def test_the_gain_of_retakes_lies_in_its_interval(request: pytest.FixtureRequest, form: str, which: str) -> None:
    one: Seen = request.getfixturevalue(which)
    true = expected_gain(one.truth, one.implied(form))
    change = one.room.cohorts(Selection(form)).retakes.change
    assert change.low is not None and change.high is not None
    # The ends are told in whole points.
    assert change.low - 0.5 <= true <= change.high + 0.5
    assert change.high - change.low <= 3, "an interval that holds everything tells nothing"


def expected_gain(truth: Truth, known: Implied) -> float:
    """Return the mean gain over all who come back, from a seminar or not."""
    attending = sum(value.share for cohort in truth.cohorts if cohort.is_seminar for value in cohort.values)
    usual, seminar = (1 - attending) * truth.retaking.share, attending * truth.seminar.share
    return (usual * known.gain + seminar * known.seminar_gain) / (usual + seminar)


@pytest.mark.parametrize("seminar", SEMINARS)
def test_before_and_after_a_seminar_can_be_seen(planted: Seen, seminar: str) -> None:
    cohorts = planted.room.cohorts(Selection("quick", attribute="seminar", value=seminar))
    usual, retakes = planted.implied("quick").gain, cohorts.retakes
    assert retakes.is_matched and retakes.n.value is not None and retakes.n.value >= 100
    assert retakes.change.low is not None and retakes.change.low > usual


@pytest.mark.parametrize("form", FORMS)
def test_mean_and_flagged_share_are_those_of_the_truth(clean: Seen, form: str) -> None:
    overview, known = clean.room.overview(Selection(form)), clean.implied(form)
    # Told in whole points, with an interval that is narrower than one.
    assert overview.mean.value == pytest.approx(known.mean, abs=1)
    assert overview.flagged.low is not None and overview.flagged.high is not None
    assert overview.flagged.low <= round(100 * known.flagged) <= overview.flagged.high
    assert overview.is_synthetic


def test_the_reliability_of_the_full_form_is_that_of_the_truth(clean: Seen) -> None:
    badge, known = clean.room.overview(Selection("full")).badge, clean.implied("full")
    assert badge.reliability.value == pytest.approx(known.reliability, abs=0.03)
    assert badge.standard_error.value == pytest.approx(known.standard_error, abs=1)
