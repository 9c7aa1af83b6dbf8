"""A real SQLite file for every test of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.store.handle import StoreHandle
from tests.attempts import a_database, a_store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return a_database(tmp_path)


@pytest.fixture
def file(tmp_path: Path, url: str) -> Path:
    return tmp_path / "quiz.db"


@pytest.fixture
def store(url: str) -> Iterator[StoreHandle]:
    handle = a_store(url)
    yield handle
    handle.close()
