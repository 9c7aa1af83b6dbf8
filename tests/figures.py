"""Published figures for the tests of what staff see, folded in plain Python from answers that a test writes down.

answered = [Answered((0, 1, 2), site="campus", told={"grade": "3"}) for _ in range(40)]
room = a_figure_room(tmp_path, answered)              sheets over them, as if a release had published all
store = a_published_store(tmp_path, answered)         the store alone

The fold here shares no code with `quiz.stats.folding`; what a release holds back or joins into cells is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sqlalchemy import insert, update

from quiz.bank.model import Bank
from quiz.figures.room import FigureRoom
from quiz.stats.layout import COUNTS, SUMS, Layout, layout_of
from quiz.stats.segment import Segment, label_of, segment_from, views_of
from quiz.stats.tally import Tally
from quiz.store.handle import StoreHandle
from quiz.store.revision import bring_up_to_date
from quiz.store.tables import fold, published
from tests.attempts import MOMENT, a_store
from tests.factories import a_bank

DAY = "2026-06-10"
THROUGH = "2026-06-30"
LEAST = 10


@dataclass(frozen=True)
class Answered:
    """One attempt: the place of the option chosen in each item, and what is known beside it.

    `before` is the score of the attempt before it, which makes this a matched retake. `is_too_fast` sets it aside.
    """

    options: tuple[int, ...]
    day: str = DAY
    site: str = ""
    told: Mapping[str, str] = field(default_factory=dict)
    ms: tuple[int, ...] = ()
    before: int | None = None
    is_too_fast: bool = False


def a_bank_with_attributes(**changes: object) -> Bank:
    """Return a bank of two forms, three areas of two items, and three attributes; one of them is a code."""
    attributes = [
        _an_attribute("grade", "学年", "y3", "y4", "master"),
        _an_attribute("faculty", "学部", "law", "science"),
        {"id": "seminar", "title": {"ja": "講座コード", "en": "Course code"}},
    ]
    return a_bank(attributes=attributes, **changes)  # type: ignore[arg-type]


def _an_attribute(name: str, title: str, *values: str) -> dict[str, object]:
    choices = [{"id": value, "text": {"ja": f"{value}の人", "en": value}} for value in values]
    return {"id": name, "title": {"ja": title, "en": name}, "choices": choices}


def a_published_store(
    folder: Path,
    answered: Iterable[Answered],
    bank: Bank | None = None,
    form: str = "quick",
    through: str = THROUGH,
    is_synthetic: bool = False,
) -> StoreHandle:
    """Return a store in which all of these are published, in every view and period."""
    bank = bank or a_bank_with_attributes()
    (folder / "quiz.db").write_bytes(_new_database(bank))
    store = a_store(f"sqlite:///{folder / 'quiz.db'}")
    layout = layout_of(bank, form)
    by_place: dict[tuple[str, str], list[Answered]] = defaultdict(list)
    for one in answered:
        for view in views_of(segment_of_answered(one, bank)):
            for period in periods_of(one.day):
                by_place[label_of(view), period].append(one)
    rows = [_row(bank, layout, form, *place, ones) for place, ones in by_place.items()]
    with store.opened().writing() as connection:
        if rows:
            connection.execute(insert(published), rows)
        connection.execute(update(fold).values(through=through, is_synthetic=is_synthetic))
    return store


@cache
def _new_database(bank: Bank) -> bytes:
    # Migrating takes a tenth of a second, and every migrated file of a bank is the same.
    with TemporaryDirectory() as folder:
        file = Path(folder) / "quiz.db"
        bring_up_to_date(f"sqlite:///{file}", bank, MOMENT)
        return file.read_bytes()


def a_figure_room(
    folder: Path, answered: Iterable[Answered], bank: Bank | None = None, form: str = "quick", least: int = LEAST
) -> FigureRoom:
    """Return the room of figures over answers that are all published."""
    bank = bank or a_bank_with_attributes()
    return FigureRoom(a_published_store(folder, answered, bank, form), bank, least, lambda: MOMENT)


def segment_of_answered(one: Answered, bank: Bank) -> Segment:
    """Return the segment of an attempt."""
    return segment_from(one.site, one.told, [attribute.id for attribute in bank.attributes])


def periods_of(day: str) -> Iterator[str]:
    """Return every period that a day is published in: its week, and all that the week's Thursday is in."""
    year, week, weekday = date.fromisoformat(day).isocalendar()
    thursday = date.fromisoformat(day) + timedelta(days=4 - weekday)
    yield "all"
    yield str(thursday.year - (thursday.month < 4))
    yield f"{thursday.year}-{thursday.month:02}"
    yield f"{year}-W{week:02}"


def score_of(one: Answered, layout: Layout) -> int:
    """Return the displayed score."""
    earned = sum(item.points[place] for item, place in zip(layout.items, one.options, strict=True))
    return (200 * earned + layout.maximum) // (2 * layout.maximum)


def tally_of(layout: Layout, ones: Sequence[Answered]) -> Tally:
    """Return the tally of attempts, counted one by one."""
    vector = [0] * layout.size
    for one in ones:
        for block, place in _counted(layout, one):
            vector[layout.offsets[block] + place] += 1
        if one.before is not None and not one.is_too_fast:
            now, then = score_of(one, layout), one.before
            for name, amount in zip(SUMS, (then, now, then * then, now * now, then * now, 1), strict=True):
                vector[layout.offsets["sums"] + SUMS.index(name)] += amount
    return Tally(layout, np.array(vector, np.int64))


def _counted(layout: Layout, one: Answered) -> Iterator[tuple[str, int]]:
    """Return each counter that an attempt adds one to: its block and its place in it."""
    if one.is_too_fast:
        yield "counts", COUNTS.index("too_fast")
        return
    score = score_of(one, layout)
    if one.before is not None:
        yield "counts", COUNTS.index("retakes")
        yield "counts", COUNTS.index("matched")
        yield "differences", 100 + score - one.before
        yield "flags", 2 * (one.before <= layout.cut) + (score <= layout.cut)
        return
    yield "counts", COUNTS.index("first")
    yield "scores", score
    chosen = [start + place for start, place in zip(layout.starts, one.options, strict=False)]
    points = [item.points[place] for item, place in zip(layout.items, one.options, strict=True)]
    for option in chosen:
        yield "totals", option * (layout.maximum + 1) + sum(points)
        for other in chosen:
            yield "pairs", option * layout.starts[-1] + other
    for area, start in enumerate(layout.area_starts[:-1]):
        yield "areas", start + sum(p for item, p in zip(layout.items, points, strict=True) if item.area == area)
    if one.ms:
        yield "counts", COUNTS.index("timed")
        for row, ms in enumerate((*one.ms, sum(one.ms))):
            yield "times", row * 49 + bisect_left([round(250 * 2 ** (edge / 4)) for edge in range(48)], ms)


def _row(bank: Bank, layout: Layout, form: str, view: str, period: str, ones: Sequence[Answered]) -> dict[str, object]:
    first = [one for one in ones if one.before is None and not one.is_too_fast]
    scores = [score_of(one, layout) for one in first]
    return {
        "scale": bank.scale,
        "form": form,
        "view": view,
        "period": period,
        "release": 1,
        "people": len(ones),
        "first": len(first),
        "score_sum": sum(scores),
        "flagged": sum(score <= layout.cut for score in scores),
        "counters": None if "W" in period else tally_of(layout, ones).to_bytes(),
    }
