"""Publish tallies in cells: first attempts as they are folded, and the retakes of their cells, which wait once more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import Connection, Row, insert, select, text

from quiz.stats.companies import Company, Waiting, companies
from quiz.stats.layout import Layout
from quiz.stats.publishing import Entry, Sums, split
from quiz.stats.segment import Segment, label_of, ladder_of, segment_of
from quiz.stats.tally import Tally
from quiz.stats.weeks import name_of, week_of
from quiz.store.tables import bank_version, published, retake, tally
from quiz.store.tallies.ledger import Ledger, OvertakenError

MOST_ROWS = 1000
"""Rows that one transaction puts into cells: over SQLite, students wait meanwhile."""
ERASED = -1
MARK = """
    UPDATE {} SET release = :release, cell = :cell, week = :week
    WHERE id = :id AND release = :was AND counters = :counters
"""
UPSERT = """
    INSERT INTO published (scale, form, view, period, release, people, first, score_sum, flagged, counters)
    VALUES (:scale, :form, :view, :period, :release, :people, :first, :score_sum, :flagged, :counters)
    ON CONFLICT (scale, form, view, period) DO UPDATE SET
        release = excluded.release, people = excluded.people, first = excluded.first,
        score_sum = excluded.score_sum, flagged = excluded.flagged, counters = excluded.counters
"""


@dataclass(frozen=True, slots=True)
class ScaledForm:
    """A form on a scale, and which attributes of its bank are codes."""

    scale: str
    form: str
    layout: Layout
    codes: frozenset[str]


class Stream(Protocol):
    """Rows of one table that wait for company."""

    table: str

    def waiting(self, connection: Connection, of: ScaledForm, through: str) -> list[Waiting]:
        """Return the rows of a form, of days that are closed."""

    def rows(self, connection: Connection, numbers: Sequence[int]) -> Iterable[Row[Any]]:
        """Return rows by their numbers: id, release, people, counters."""

    def parts(self, people: int, kept: Tally) -> tuple[int, Tally, Tally | None]:
        """Return what of a row is published with its cell: the people and the counters; and what waits once more."""


class FirstAttempts:
    """Tallies; k people of a cell are those whose first attempts count."""

    table = "tally"

    def waiting(self, connection: Connection, of: ScaledForm, through: str) -> list[Waiting]:
        of_form = bank_version.c.scale == of.scale, tally.c.form == of.form
        wanted = (*of_form, tally.c.release.in_((0, ERASED)))
        columns = (tally.c[name] for name in ("id", "day", "segment", "cell", "week", "release", "counters"))
        query = select(*columns).join(bank_version).where(*wanted, tally.c.day <= through)
        return [
            Waiting(
                row.id,
                row.week if row.release == ERASED else week_of(row.day),
                (segment_of(row.cell),) if row.release == ERASED else _ladder(row.segment, row.day, of),
                Tally.from_bytes(of.layout, row.counters).n,
                is_minus=row.release == ERASED,
            )
            for row in connection.execute(query.execution_options(yield_per=MOST_ROWS))
        ]

    def rows(self, connection: Connection, numbers: Sequence[int]) -> Iterable[Row[Any]]:
        columns = (tally.c[name] for name in ("id", "release", "people", "counters"))
        return connection.execute(select(*columns).where(tally.c.id.in_(numbers)))

    def parts(self, people: int, kept: Tally) -> tuple[int, Tally, Tally | None]:
        first, retakes = split(kept)
        return people - retakes.count("retakes"), first, retakes


class Retakes:
    """Retakes of cells; k people of one of their own are those who are matched."""

    table = "retake"

    def waiting(self, connection: Connection, of: ScaledForm, through: str) -> list[Waiting]:
        wanted = (retake.c.scale == of.scale, retake.c.form == of.form, retake.c.release == 0)
        columns = (retake.c[name] for name in ("id", "week", "segment", "counters"))
        return [
            Waiting(
                row.id,
                row.week,
                _ladder(row.segment, name_of(row.week), of),
                Tally.from_bytes(of.layout, row.counters).count("matched"),
            )
            for row in connection.execute(select(*columns).where(*wanted))
        ]

    def rows(self, connection: Connection, numbers: Sequence[int]) -> Iterable[Row[Any]]:
        columns = (retake.c[name] for name in ("id", "release", "people", "counters"))
        return connection.execute(select(*columns).where(retake.c.id.in_(numbers)))

    def parts(self, people: int, kept: Tally) -> tuple[int, Tally, Tally | None]:
        return people, kept, None


STREAMS: tuple[Stream, ...] = (FirstAttempts(), Retakes())


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What one transaction writes: rows marked, sums published, and retakes that wait for company of their own."""

    marks: list[dict[str, object]]
    sums: Sums
    retakes: list[dict[str, object]]


def _ladder(label: str, lot: str, of: ScaledForm) -> tuple[Segment, ...]:
    return ladder_of(segment_of(label), lot, of.codes)


def forms_of(connection: Connection, through: str) -> list[tuple[str, str, str]]:
    """Return the scale and form of everything that waits, with one version of the scale."""
    found: dict[tuple[str, str], str] = {}
    waiting = select(bank_version.c.scale, tally.c.form, tally.c.version).join_from(tally, bank_version)
    rows = connection.execute(waiting.where(tally.c.release.in_((0, ERASED)), tally.c.day <= through).distinct())
    found.update({(row.scale, row.form): row.version for row in rows})
    rows = connection.execute(select(retake.c.scale, retake.c.form).where(retake.c.release == 0).distinct())
    found.update({(row.scale, row.form): row.scale for row in rows if (row.scale, row.form) not in found})
    return [(scale, form, version) for (scale, form), version in sorted(found.items())]


def publish(ledger: Ledger, stream: Stream, of: ScaledForm, k: int, through: str, week: int) -> int:
    """Put what waits at a form into cells, and publish them; return how many cells were made."""
    with ledger.opened.reading() as connection:
        waiting = stream.waiting(connection, of, through)
    made = companies(waiting, k, week)
    for batch in batches_of(made):
        with ledger.opened.reading() as connection:
            prepared = _prepare(connection, stream, batch, of)
            before = _published(connection, of, prepared.sums)
        _write(ledger, stream, prepared, [{"scale": of.scale, "form": of.form, **row} for row in before])
    return len(made)


def batches_of(made: Sequence[Company]) -> Iterator[list[Company]]:
    """Cut cells into batches of whole ones, each small enough for one transaction."""
    batch: list[Company] = []
    for company in made:
        if batch and sum(len(one.rows) for one in batch) + len(company.rows) > MOST_ROWS:
            yield batch
            batch = []
        batch.append(company)
    if batch:
        yield batch


def _prepare(connection: Connection, stream: Stream, batch: Sequence[Company], of: ScaledForm) -> _Prepared:
    layout = of.layout
    prepared = _Prepared([], Sums(layout), [])
    for company in batch:
        label = label_of(company.segment)
        people, of_cell, left = 0, Tally.zero(layout), Tally.zero(layout)
        for row in _rows(connection, stream, company.rows):
            of_row, published_part, rest = stream.parts(row.people, Tally.from_bytes(layout, row.counters))
            people += of_row
            of_cell += published_part
            left = left + rest if rest else left
            mark = {"id": row.id, "was": row.release, "counters": row.counters}
            prepared.marks.append(mark | {"cell": label, "week": company.week})
        prepared.sums.add(company.segment, company.week, people, of_cell)
        if not left.is_zero:
            values = {
                "scale": of.scale,
                "form": of.form,
                "week": company.week,
                "segment": label,
                "release": 0,
                "cell": "",
            }
            prepared.retakes.append({**values, "people": left.count("retakes"), "counters": left.to_bytes()})
    return prepared


def _rows(connection: Connection, stream: Stream, numbers: Sequence[int]) -> Iterator[Row[Any]]:
    """Return rows by their numbers, not too many in one query."""
    for first in range(0, len(numbers), MOST_ROWS):
        yield from stream.rows(connection, numbers[first : first + MOST_ROWS])


def _published(connection: Connection, of: ScaledForm, sums: Sums) -> list[dict[str, object]]:
    """Return the rows that will be published: what was, and what is added."""
    periods = {period for _, period in sums.entries}
    wanted = (published.c.scale == of.scale, published.c.form == of.form, published.c.period.in_(periods))
    before = {(row.view, row.period): row for row in connection.execute(select(published).where(*wanted))}
    return [_row(view, period, entry, before.get((view, period))) for (view, period), entry in sums.entries.items()]


def _row(view: str, period: str, entry: Entry, before: Row[Any] | None) -> dict[str, object]:
    is_week = "W" in period
    counters = None if is_week else entry.tally
    if before is not None and before.counters is not None:
        counters = entry.tally + Tally.from_bytes(entry.tally.layout, before.counters)
    return {
        "view": view,
        "period": period,
        "people": entry.people + (before.people if before else 0),
        "first": entry.tally.n + (before.first if before else 0),
        "score_sum": entry.score_sum + (before.score_sum if before else 0),
        "flagged": entry.flagged + (before.flagged if before else 0),
        "counters": None if counters is None else counters.to_bytes(),
    }


def _write(ledger: Ledger, stream: Stream, prepared: _Prepared, rows: Sequence[dict[str, object]]) -> None:
    with ledger.turn() as (connection, number):
        marks = [{**mark, "release": number if mark["was"] != ERASED else ERASED - number} for mark in prepared.marks]
        if connection.execute(text(MARK.format(stream.table)), marks).rowcount != len(marks):
            raise OvertakenError("a tally changed while it was released")
        connection.execute(text(UPSERT), [{**row, "release": number} for row in rows])
        if prepared.retakes:
            connection.execute(insert(retake), prepared.retakes)
