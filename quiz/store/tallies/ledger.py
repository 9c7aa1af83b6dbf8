"""The ledger of releases: one at a time, each with its number, whichever process makes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, select, update

from quiz.errors import StoreError
from quiz.store.opened import OpenedStore
from quiz.store.tables import fold


class OvertakenError(StoreError):
    """Say that what was prepared is no longer so: another process released, or a row changed meanwhile."""


class Ledger:
    """What a release prepares beside the database's turn, and then writes in short transactions.

    Everything that is published is written by releases alone, so what was read is still so while no other one came.
    """

    def __init__(self, opened: OpenedStore, number: int) -> None:
        self.opened = opened
        self._number = number

    @contextmanager
    def turn(self) -> Iterator[tuple[Connection, int]]:
        """Lend a connection to write one release with, and its number; OvertakenError where another one came first."""
        with self.opened.writing() as connection:
            if connection.execute(select(fold.c.release).with_for_update()).scalar_one() != self._number:
                raise OvertakenError("another process made the release")
            yield connection, self._number + 1
            connection.execute(update(fold).values(release=self._number + 1))
        self._number += 1
