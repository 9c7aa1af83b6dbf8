"""What unit tests share: two real databases, and how properties are tried.

Without a time limit, since a busy machine proves nothing about the code.

With CI=true the examples are the same each time, so that a change is judged by what it changes; at a desk they are
new each time, and what they find is mended there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from quiz.store.handle import StoreHandle
from quiz.store.revision import bring_up_to_date
from tests.attempts import MOMENT, THE_BANK, a_database, a_store
from tests.postgresql import a_server_database

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("desk", PATIENT)
settings.register_profile("ci", PATIENT, derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def either_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[StoreHandle]:
    """Return a store over a new SQLite file, and then one over a new database of a real PostgreSQL server."""
    if request.param == "sqlite":
        url = a_database(tmp_path)
    else:
        url = a_server_database(request.getfixturevalue("postgresql"))
        bring_up_to_date(url, THE_BANK, MOMENT)
    handle = a_store(url)
    yield handle
    handle.close()
