"""Every figure of the overview, recomputed from the attempts that are stored."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from sqlalchemy import insert

from quiz.bank.answers import decode, encode, split_code
from quiz.bank.model import Bank
from quiz.figures.room import FigureRoom
from quiz.figures.sheet import Overview
from quiz.figures.table import Figure, Table, Unit
from quiz.scoring import score
from quiz.store.attempt import Attempt
from quiz.store.handle import StoreHandle
from quiz.store.revision import bring_up_to_date
from quiz.store.tables import cohort
from quiz.store.tallies.folding import Folding
from quiz.store.tallies.releasing import release
from tests import recomputed as plain
from tests.attempts import MOMENT, a_store, an_attempt
from tests.figures import a_bank_with_attributes
from tests.recomputed import HIDDEN, K, Raw, Told

NOW = datetime(2026, 7, 6, 3, tzinfo=UTC)
MONDAYS = (date(2025, 5, 5), date(2025, 5, 12), *(date(2026, 4, 6) + timedelta(7 * week) for week in range(9)))
PEOPLE = (("campus", "y3", 1.6), ("campus", "y4", 1.2), ("", "y3", 2.2), ("portal", "", 0.1))
"""Where they come from, what they told, and how far they have come."""
ADDRESSES: tuple[dict[str, str], ...] = (
    {},
    {"site": "campus"},
    {"group": "grade:y3"},
    {"site": "campus", "group": "grade:y4"},
    {"period": "2026"},
    {"period": "2025"},
    {"site": "portal", "period": "2026-05"},
    {"site": "campus", "group": "grade:y3", "period": "2026-06"},
    {"site": "portal", "group": "grade:y3"},
)
BANK: Bank = a_bank_with_attributes()


@dataclass(frozen=True)
class Stored:
    """One attempt as it is in the database, with what its student told."""

    form: str
    answers: Mapping[str, str]
    site: str
    grade: str
    week: tuple[int, int]
    month: str
    year: str
    is_first: bool
    is_too_fast: bool


def some_attempts() -> Iterator[tuple[Attempt, str]]:
    """Yield attempts with what was told of each: enough of each kind in each week to be published in it."""
    chance = random.Random(20260401)
    number = 0
    for monday in MONDAYS:
        for form in ("quick", "full"):
            for site, grade, readiness in PEOPLE:
                known: list[bytes] = []
                for _ in range(chance.randint(13, 19)):
                    number += 1
                    at = datetime.combine(monday, datetime.min.time(), UTC) + timedelta(
                        days=chance.randint(0, 5), hours=chance.randint(0, 23), minutes=chance.randint(0, 59)
                    )
                    is_retake = len(known) > 11 and chance.random() < 0.4
                    yield (
                        _attempt(
                            chance, number, form, site, readiness, at, chance.choice(known) if is_retake else None
                        ),
                        grade,
                    )
                    known.append(number.to_bytes(16, "big"))


def _attempt(
    chance: random.Random, number: int, form: str, site: str, readiness: float, at: datetime, previous: bytes | None
) -> Attempt:
    own = chance.gauss(readiness, 0.9)
    items = BANK.items_of(form)
    # One area goes its own way, so that it may show a number, and in another hardly anybody has much left to do.
    apart = {"area1": chance.gauss(0, 1.6), "area2": chance.gauss(0, 0.2), "area3": chance.gauss(2.4, 0.2)}
    answers = {item.id: f"p{min(3, max(0, round(own + apart[item.area] + chance.gauss(0, 0.6))))}" for item in items}
    # Of the first of each week none is too fast, so that enough of them count.
    is_fast = number % 17 == 0
    durations = tuple(chance.randint(200, 700) if is_fast else chance.randint(2_100, 15_000) for _ in items)
    return an_attempt(
        number,
        bank=BANK.id,
        version=BANK.version,
        form=form,
        answers=split_code(encode(BANK, form, answers))[1],
        score=score(BANK, form, answers).score,
        site=site,
        finished_utc=at,
        started_utc=at - timedelta(milliseconds=sum(durations)),
        durations_ms=durations,
        previous=previous,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a database whose attempts are folded and released."""
    folder = tmp_path_factory.mktemp("recomputed")
    url = f"sqlite:///{folder / 'quiz.db'}"
    bring_up_to_date(url, BANK, MOMENT)
    store = a_store(url)
    told = []
    for attempt, grade in some_attempts():
        store.record(attempt)
        if grade:
            told.append({"key": attempt.key, "attributes": f"grade={grade}", "told_utc": 0})
    with store.opened().writing() as connection:
        connection.execute(insert(cohort), told)
    Folding(store.opened(), lambda: NOW).fold()
    release(store.opened(), K, NOW)
    store.close()
    return folder


@pytest.fixture(scope="module")
def room(folder: Path) -> Iterator[FigureRoom]:
    """Return the room of figures over it."""
    store: StoreHandle = a_store(f"sqlite:///{folder / 'quiz.db'}")
    yield FigureRoom(store, BANK, K, lambda: NOW)
    store.close()


@pytest.fixture(scope="module")
def stored(folder: Path) -> list[Stored]:
    """Return what is in the table of attempts, read without anything of the store."""
    query = "SELECT a.*, c.attributes FROM attempt a LEFT JOIN cohort c ON c.key = a.key ORDER BY a.id"
    with closing(sqlite3.connect(folder / "quiz.db")) as connection:
        connection.row_factory = sqlite3.Row
        return [_stored(row) for row in connection.execute(query)]


def _stored(row: Any) -> Stored:
    day = (datetime(1970, 1, 1) + timedelta(milliseconds=row["finished_utc"], hours=9)).date()  # noqa: DTZ001
    thursday = day + timedelta(days=3 - day.weekday())
    times = [int(ms) for ms in row["durations_ms"].split(",")]
    return Stored(
        form=row["form"],
        answers=decode(BANK, row["answers"])[1],
        site=row["site"],
        grade=(row["attributes"] or "").removeprefix("grade="),
        week=(day.isocalendar().year, day.isocalendar().week),
        month=f"{thursday:%Y-%m}",
        year=str(thursday.year - (thursday.month < 4)),
        is_first=row["previous"] is None,
        is_too_fast=median(times) < 1_000,
    )


def _chosen(stored: Sequence[Stored], address: Mapping[str, str], form: str) -> list[Stored]:
    """Return what an address asks for, of all time."""
    grade = address.get("group", "").removeprefix("grade:")
    return [
        one
        for one in stored
        if one.form == form and address.get("site", one.site) == one.site and (not grade or one.grade == grade)
    ]


def _in_period(stored: Sequence[Stored], period: str) -> list[Stored]:
    return [one for one in stored if period in ("", one.month, one.year)]


@cache
def _points(item: str) -> dict[str, int]:
    options = next(one for one in BANK.items if one.id == item).options
    return {option.id: option.points for option in options}


def _raw(one: Stored) -> Raw:
    points = tuple(_points(item.id)[one.answers[item.id]] for item in BANK.items_of(one.form))
    earned, maximum = sum(points), 3 * len(points)
    return Raw(points, plain.half_up(100 * earned / maximum), one.week)


def _firsts(stored: Sequence[Stored]) -> list[Raw]:
    return [_raw(one) for one in stored if one.is_first and not one.is_too_fast]


def _areas(form: str) -> list[int]:
    names = [area.id for area in BANK.areas]
    return [names.index(item.area) for item in BANK.items_of(form)]


class Expected:
    """The overview as it has to be."""

    def __init__(self, stored: Sequence[Stored], address: Mapping[str, str], form: str) -> None:
        period = address.get("period", "")
        of_view = _chosen(stored, address, form)
        self.form, self.period = form, period
        self.unit = 100 / (3 * len(BANK.items_of(form)))
        self.all_time = _firsts(of_view)
        self.people = _in_period(of_view, period)
        self.firsts = _firsts(self.people)
        self.everybody = _firsts(_in_period(_chosen(stored, {}, form), period))
        self.scores = [one.score for one in self.firsts]

    def tables(self) -> dict[str, list[list[Told]]]:
        """Return the figures of every table, row by row."""
        if len(self.firsts) < K:
            return {}
        return {
            "summary": [self.summary()],
            "distribution": [[told] for told in self.bars()],
            "areas": self.areas(),
            "trend": self.trend(),
            "quality": [self.quality()],
        }

    def summary(self) -> list[Told]:
        """Return n, mean, spread, quarters, and who is flagged."""
        scores, spread = self.scores, plain.spread(self.scores)
        certain, borderline = self.parts()
        return [
            Told(len(scores)),
            plain.mean(scores, self.unit, spread.value),
            spread,
            *(plain.quantile(scores, fraction) for fraction in (0.25, 0.5, 0.75)),
            plain.share(sum(one <= 39 for one in scores), len(scores)),
            certain,
            borderline,
        ]

    def parts(self) -> list[Told]:
        """Return the certain and the borderline part of the flagged, by Kelley's estimate from everybody."""
        if len(self.everybody) < 50:
            return [HIDDEN, HIDDEN]
        all_scores = [one.score for one in self.everybody]
        known = min(1.0, max(0.0, plain.stratified_alpha([one.points for one in self.everybody], _areas(self.form))))
        middle, error = sum(all_scores) / len(all_scores), plain.deviation(all_scores) * (known * (1 - known)) ** 0.5
        certain = sum(one <= 39 and middle + known * (one - middle) + error <= 39.5 for one in self.scores)
        flagged = sum(one <= 39 for one in self.scores)
        return plain.nested_shares([[certain, flagged - certain], [len(self.scores) - flagged]])[0]

    def bars(self) -> list[Told]:
        """Return the shares of ten points each, those up to 39 as parts of who is flagged."""
        counts = Counter(min(9, one // 10) for one in self.scores)
        below, above = plain.nested_shares([[counts[ten] for ten in range(4)], [counts[ten] for ten in range(4, 10)]])
        return below + above

    def areas(self) -> list[list[Told]]:
        """Return the shares of the three levels of each area, and means where any area may show one."""
        numbers = [self._area_number(area) for area in range(len(BANK.areas))]
        has_any = any(told.value is not None for told in numbers)
        return [self._levels(area) + ([numbers[area]] if has_any else []) for area in range(len(BANK.areas))]

    def _levels(self, area: int) -> list[Told]:
        """Return the shares of each level; with one item in the area, 0 and 1 points are the first, and 3 the last."""
        if _areas(self.form).count(area) == 1:
            rungs = Counter(points for points, _ in self._of_area(area))
            row = [rungs[points] for points in range(4)]
            return [plain.together(row, places) for places in ([0, 1], [2], [3])]
        counts = [0, 0, 0]
        for points, maximum in self._of_area(area):
            counts[0 if 3 * points <= maximum else 2 if 3 * points > 2 * maximum else 1] += 1
        return plain.row_of_shares(counts)

    def _area_number(self, area: int) -> Told:
        if not plain.shows_number([one.points for one in self.everybody], _areas(self.form), area):
            return HIDDEN
        values = [100 * points / maximum for points, maximum in self._of_area(area)]
        return plain.mean(values, 100 / next(maximum for _, maximum in self._of_area(area)))

    def _of_area(self, area: int) -> Iterator[tuple[int, int]]:
        of_items = _areas(self.form)
        for one in self.firsts:
            own = [points for points, of in zip(one.points, of_items, strict=True) if of == area]
            yield sum(own), 3 * len(own)

    def trend(self) -> list[list[Told]]:
        """Return every week from the first to the last of the period, each beside the same one a year before."""
        weeks: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for one in self.all_time:
            weeks[one.week].append(one.score)
        shown = sorted({one.week for one in self.firsts})
        monday, last = date.fromisocalendar(*shown[0], 1), date.fromisocalendar(*shown[-1], 1)
        monday = max(monday, last - timedelta(weeks=52))
        rows = []
        while monday <= last:
            year, week, _ = monday.isocalendar()
            now, before = weeks[year, week], weeks[year - 1, week]
            rows.append([Told(len(now)) if len(now) >= K else HIDDEN, *self._of_week(now), *self._of_week(before)])
            monday += timedelta(weeks=1)
        return rows

    def _of_week(self, scores: Sequence[int]) -> list[Told]:
        if not scores:
            return [HIDDEN, HIDDEN]
        return [plain.mean(scores, self.unit), plain.share(sum(one <= 39 for one in scores), len(scores))]

    def quality(self) -> list[Told]:
        """Return reliability, standard error, and the share that was set aside."""
        aside = sum(one.is_too_fast for one in self.people)
        set_aside = plain.share(aside, len(self.firsts) + aside)
        n, rows, areas = len(self.firsts), [one.points for one in self.firsts], _areas(self.form)
        if n < 50:
            return [HIDDEN, HIDDEN, set_aside]
        value, (low, high) = plain.stratified_alpha(rows, areas), plain.stratified_ends(rows, areas)
        error = plain.deviation([sum(row) for row in rows]) * self.unit * (1 - min(1.0, max(0.0, value))) ** 0.5
        reliability = Told(plain.coefficient(value), plain.coefficient(low), plain.coefficient(high))
        return [reliability, Told(plain.coefficient(error, 1)), set_aside]


def _told(table: Table) -> list[list[Told]]:
    places = [place for place, column in enumerate(table.columns) if column.unit is not Unit.TEXT]
    return [[_of_figure(row[place]) for place in places] for row in table.rows]


def _of_figure(cell: object) -> Told:
    assert isinstance(cell, Figure)
    return Told(cell.value, cell.low, cell.high, cell.is_at_least)


def _sheet(room: FigureRoom, address: Mapping[str, str], form: str) -> Overview:
    selection = room.selection({**address, "form": form})
    assert selection.told == ()
    return room.overview(selection)


@pytest.mark.parametrize("form", ["quick", "full"])
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: "&".join(address.values()) or "everybody")
def test_every_figure_of_the_overview_is_what_the_attempts_give(
    room: FigureRoom, stored: list[Stored], address: dict[str, str], form: str
) -> None:
    sheet, expected = _sheet(room, address, form), Expected(stored, address, form)
    assert {table.id: _told(table) for table in sheet.tables} == expected.tables()


def test_the_attempts_are_such_that_every_week_is_published_whole(stored: list[Stored]) -> None:
    kinds = Counter((one.form, one.site, one.grade, one.week) for one in stored if one.is_first and not one.is_too_fast)
    assert len(kinds) == 2 * len(PEOPLE) * len(MONDAYS)
    assert min(kinds.values()) >= K
    assert sum(not one.is_first for one in stored) > 50 and sum(one.is_too_fast for one in stored) > 50


def test_they_are_such_that_an_area_shows_a_number_and_a_share_is_told_from_below(room: FigureRoom) -> None:
    sheets = [_sheet(room, address, form) for address in ADDRESSES for form in ("quick", "full")]
    assert any(area.mean.is_shown for sheet in sheets for area in sheet.areas)
    told = [told for sheet in sheets for table in sheet.tables for row in _told(table) for told in row]
    assert any(one.is_at_least for one in told)


@pytest.mark.parametrize("form", ["quick", "full"])
def test_they_are_such_that_few_of_many_are_hidden_and_told_with_others(room: FigureRoom, form: str) -> None:
    lines = _sheet(room, {"site": "campus"}, form).areas
    levels = [(line.room.value, line.fair.value, line.strength.value) for line in lines]
    assert any(few is None and (fair or 0) + (strength or 0) == 100 for few, fair, strength in levels)


@pytest.mark.parametrize("form", ["quick", "full"])
def test_what_stands_beside_the_tables_says_the_same(room: FigureRoom, form: str) -> None:
    sheet = _sheet(room, {}, form)
    summary, quality = sheet.table("summary"), sheet.table("quality")
    assert summary is not None and quality is not None
    beside = (sheet.n, sheet.mean, sheet.spread, *sheet.quartiles, sheet.flagged, sheet.certain, sheet.maybe_above)
    assert summary.rows == (beside,)
    assert quality.rows[0][1:] == (sheet.badge.reliability, sheet.badge.standard_error, sheet.badge.set_aside)


def test_the_figures_say_up_to_when_they_go(room: FigureRoom) -> None:
    sheet = _sheet(room, {}, "quick")
    assert sheet.through == "2026-07-05"
    assert sheet.waiting == Figure()
