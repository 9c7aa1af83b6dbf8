"""Add to what waits: tallies, and completions of placements, which are kept alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, insert, select, update

from quiz.stats.tally import pack, unpack
from quiz.store.tables import placing, tally
from quiz.store.tallies.counting import Counted

WAITING = 0
"""The release of what waits."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A table of counters: what its key is besides the release, and how its columns of sums are called."""

    table: Table
    key: tuple[str, ...]
    people: str
    counters: str

    def key_of(self, row: Row[Any]) -> tuple[str, ...]:
        """Return the key of a row."""
        return tuple(getattr(row, name) for name in self.key)


TALLIES = Kind(tally, ("version", "form", "day", "segment"), "people", "counters")
PLACEMENTS = Kind(placing, ("version", "form", "day", "site", "page"), "completions", "times")


@dataclass(frozen=True, slots=True)
class Additions:
    """What is to be written into one table: rows that are new, and rows that are changed."""

    kind: Kind
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)

    def write(self, connection: Connection) -> None:
        """Write them; whoever changes tallies holds the watermark."""
        table = self.kind.table
        if self.changed:
            sums: dict[str, Any] = {name: bindparam(f"new_{name}") for name in (self.kind.people, self.kind.counters)}
            connection.execute(update(table).where(table.c.id == bindparam("row")).values(sums), self.changed)
        if self.new:
            connection.execute(insert(table), self.new)


def additions(connection: Connection, kind: Kind, days: Collection[str], counted: Iterable[Counted]) -> Additions:
    """Work out the rows that wait once attempts of these days are added, by what waits now; nothing is written yet."""
    result = Additions(kind)
    waiting = _waiting(connection, kind, days)
    for key, people, counters in counted:
        row = waiting.get(key)
        if row is None:
            sums = {kind.people: people, kind.counters: pack(counters)}
            result.new.append({**dict(zip(kind.key, key, strict=True)), "release": WAITING, **sums})
        else:
            kept_people, kept = getattr(row, kind.people), unpack(getattr(row, kind.counters))
            sums = {f"new_{kind.people}": kept_people + people, f"new_{kind.counters}": pack(kept + counters)}
            result.changed.append({"row": row.id, **sums})
    if kind is TALLIES:
        for values in result.new:
            values |= {"cell": "", "week": 0}
    return result


def _waiting(connection: Connection, kind: Kind, days: Collection[str]) -> dict[tuple[str, ...], Row[Any]]:
    """Return the rows of some days that wait, by their keys."""
    query = select(kind.table).where(kind.table.c.release == WAITING, kind.table.c.day.in_(days))
    return {kind.key_of(row): row for row in connection.execute(query)}
