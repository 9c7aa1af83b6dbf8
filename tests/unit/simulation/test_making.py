"""What is simulated agrees with its truth, says what it is, and is the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from quiz.bank.answers import decode
from quiz.clock import JAPAN
from quiz.simulation.drawing import draw_truth
from quiz.simulation.implied import Implied, implied
from quiz.simulation.making import Day, Simulation
from quiz.simulation.seasons import days_until, numbers_of, weights_of
from quiz.simulation.truth import Planted, Truth
from quiz.stats.layout import layout_of
from quiz.stats.quality import Quality, quality_of
from quiz.stats.segment import segment_of
from quiz.store.attempt import Attempt
from tests.factories import a_bank, shipped_bank

LAST = date(2026, 3, 31)
LISTINGS = {area.id: [f"{area.id}-{number}" for number in range(4)] for area in shipped_bank().areas}
KEPT = {field: place for place, field in enumerate(Attempt._fields)}


def a_simulation(attempts: int = 30_000, seed: int = 11, is_clean: bool = False) -> Simulation:
    bank = shipped_bank()
    return Simulation(bank, draw_truth(bank, seed, is_clean), attempts, days_until(LAST), LISTINGS)


@cache
def days() -> Sequence[Day]:
    return list(a_simulation().made())


@cache
def rows() -> list[dict[str, object]]:
    return [dict(zip(Attempt._fields, row, strict=True)) for day in days() for row in day.rows.attempts]


@cache
def truth() -> Truth:
    return a_simulation().truth


@cache
def expected(form: str) -> Implied:
    return implied(shipped_bank(), truth(), form, weights_of(days_until(LAST)))


@cache
def careful(form: str) -> list[dict[str, object]]:
    """First attempts at a form that no rule of quality sets aside."""
    return [row for row in rows() if row["form"] == form and row["previous"] is None and not hasty(row)]


def hasty(row: dict[str, object]) -> bool:
    return quality(row) != Quality.GOOD


def quality(row: dict[str, object]) -> int:
    bank, form = shipped_bank(), str(row["form"])
    told = str(row["durations_ms"] or "")
    times = [int(one) for one in told.split(",")] if told else [0] * len(bank.items_of(form))
    return int(quality_of(layout_of(bank, form), np.array([places(row)]), np.array([times]))[0])


def places(row: dict[str, object]) -> list[int]:
    form, answers = decode(shipped_bank(), str(row["answers"]))
    assert form == row["form"]
    items = shipped_bank().items_of(form)
    return [[option.id for option in item.options].index(answers[item.id]) for item in items]


def test_there_are_as_many_attempts_as_were_asked_for() -> None:
    assert len(rows()) == 30_000
    for number in (1, 7, 399, 401):
        assert sum(len(day.rows.attempts) for day in a_simulation(number).made()) == number


@pytest.mark.parametrize("form", ["quick", "full"])
def test_first_attempts_have_the_mean_the_spread_and_the_flags_of_the_truth(form: str) -> None:
    scores = np.array([row["score"] for row in careful(form)], float)
    known, error = expected(form), 1 / np.sqrt(len(scores))
    assert len(scores) > 5000
    assert scores.mean() == pytest.approx(known.mean, abs=4 * known.deviation * error)
    assert scores.std() == pytest.approx(known.deviation, rel=4 * error)
    assert (scores <= 39).mean() == pytest.approx(known.flagged, abs=4 * 0.5 * error)


@pytest.mark.parametrize("form", ["quick", "full"])
def test_every_option_has_the_share_that_the_truth_implies(form: str) -> None:
    chosen = np.array([places(row) for row in careful(form)])
    for column, item in enumerate(shipped_bank().items_of(form)):
        shares = np.bincount(chosen[:, column], minlength=len(item.options)) / len(chosen)
        assert shares == pytest.approx(expected(form).shares[item.id], abs=4 * 0.5 / np.sqrt(len(chosen))), item.id


def test_cohorts_have_the_means_of_the_truth() -> None:
    told = {key: dict(segment_of(label)) for day in days() for key, label, _ in day.rows.cohorts}
    checked = 0
    for cohort in truth().cohorts:
        for value in cohort.values:
            keys = {key for key, said in told.items() if said.get(cohort.id) == value.id}
            scores = np.array([row["score"] for row in careful("quick") if row["key"] in keys], float)
            if len(scores) >= 50:
                mean = expected("quick").cohorts[cohort.id][value.id]
                assert scores.mean() == pytest.approx(mean, abs=4 * scores.std() / np.sqrt(len(scores)))
                checked += 1
    assert checked >= 10


def test_a_retake_names_an_earlier_attempt_and_gains_what_the_truth_says() -> None:
    by_key = {row["key"]: row for row in rows()}
    pairs = [(by_key[row["previous"]], row) for row in rows() if row["previous"] is not None]
    assert len(pairs) > 2000
    assert all(int(str(before["finished_utc"])) < int(str(after["finished_utc"])) for before, after in pairs)
    assert len({after["previous"] for _, after in pairs}) == len(pairs), "nobody comes back twice"
    seminar = {key for day in days() for key, label, _ in day.rows.cohorts if "seminar=" in label}
    for is_seminar, gain in ((False, expected("quick").gain), (True, expected("quick").seminar_gain)):
        changes = [
            int(str(after["score"])) - int(str(before["score"]))
            for before, after in pairs
            if before["form"] == after["form"] == "quick"
            and not hasty(before)
            and not hasty(after)
            and (after["key"] in seminar) == is_seminar
            and (before["key"] in seminar) == is_seminar
        ]
        reach = 4 * np.std(changes) / np.sqrt(len(changes))
        # A fifth of those who attend a seminar say nothing of it: one in sixteen of the others here.
        slack = 0 if is_seminar else 0.6
        assert gain - reach <= np.mean(changes) <= gain + reach + slack


def test_every_attempt_says_that_it_is_synthetic_and_nobody_tells_a_name() -> None:
    assert {row["campaign"] for row in rows()} == {"synthetic"}
    assert all(not row["site"] or str(row["site"]).startswith("sample-") for row in rows())


def test_haste_is_set_aside_as_often_as_the_truth_says_and_care_is_not() -> None:
    counted = Counter(quality(row) for row in rows())
    assert counted[Quality.TOO_FAST] / len(rows()) == pytest.approx(truth().speeding, abs=0.004)
    assert counted[Quality.STRAIGHT] / len(rows()) == pytest.approx(truth().straight, abs=0.004)


def test_rows_follow_each_other_in_time_within_their_day() -> None:
    for day, one in zip(days_until(LAST), days(), strict=True):
        moments = [int(str(row[KEPT["finished_utc"]])) for row in one.rows.attempts]
        assert all(before <= after for before, after in pairwise(moments))
        assert {datetime.fromtimestamp(moment / 1000, JAPAN).date() for moment in moments} <= {day}


def test_starts_are_completions_and_those_who_left() -> None:
    sums: Counter[tuple[object, ...]] = Counter()
    for day in days():
        for *place, position, count in day.counts.passages:
            sums[*place] += count if position == -1 else -count
    assert sum(sums.values()) == len(rows())
    made = Counter((day_of(row), row["version"], row["form"], row["site"], row["page"]) for row in rows())
    assert +sums == made


def day_of(row: dict[str, object]) -> str:
    return datetime.fromtimestamp(int(str(row["finished_utc"])) / 1000, JAPAN).date().isoformat()


def test_what_is_followed_was_shown() -> None:
    clicks = [click for day in days() for click in day.counts.clicks]
    assert {area for _, _, area, *_ in clicks} == set(LISTINGS)
    assert all(0 <= followed <= shown for *_, shown, followed in clicks)
    assert 0.05 < sum(click[-1] for click in clicks) / sum(click[-2] for click in clicks) < 0.2


def test_the_same_seed_makes_the_same_and_another_does_not() -> None:
    again = list(a_simulation(500).made())
    assert again == list(a_simulation(500).made())
    assert [day.rows for day in again] != [day.rows for day in a_simulation(500, seed=12).made()]


def test_spring_has_more_attempts_than_summer_and_this_year_more_than_the_last() -> None:
    months: Counter[tuple[int, int]] = Counter()
    known = days_until(LAST)
    for day, number in zip(known, numbers_of(known, 100_000).tolist(), strict=True):
        months[day.year, day.month] += number
    assert months[2026, 3] > months[2025, 3] > 0
    assert months[2025, 8] < months[2025, 10] < months[2026, 3]


def test_two_items_are_planted_in_every_form_unless_it_is_clean() -> None:
    bank = shipped_bank()
    for seed in range(20):
        planted = draw_truth(bank, seed).planted
        assert set(planted) == {Planted.BAD, Planted.BIASED} and len(set(planted.values())) == 2
        assert set(planted.values()) <= {item.id for item in bank.items_of("quick")}
    assert not draw_truth(bank, 1, is_clean=True).planted
    assert draw_truth(bank, 1, is_clean=True).bias is None


def test_a_bank_without_attributes_has_a_bad_item_and_no_biased_one() -> None:
    bank = a_bank()
    truth = draw_truth(bank, 3)
    assert set(truth.planted) == {Planted.BAD}
    simulated = list(Simulation(bank, truth, 200, days_until(LAST, 30)).made())
    assert not any(day.rows.cohorts or day.counts.clicks for day in simulated)


def test_a_bank_of_few_items_is_left_as_it_is() -> None:
    assert not draw_truth(a_bank(areas=2), 3).planted
