"""A real SQLite file for the tests of this room; those that name `either_store` go over PostgreSQL too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.store.handle import StoreHandle
from tests.attempts import a_database, a_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StoreHandle]:
    handle = a_store(a_database(tmp_path))
    yield handle
    handle.close()
