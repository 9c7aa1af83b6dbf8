"""The reference data: public data sets with values that others computed, beside the checkout and never in it."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.tallies import Matrix

FOLDER = Path(os.environ.get("QUIZ_TEST_REFERENCE", Path(__file__).parents[4] / "shared" / "reference"))
needs_reference = pytest.mark.skipif(
    not (FOLDER / "expected.json").is_file(),
    reason="there is no reference data; QUIZ_TEST_REFERENCE names the folder with expected.json",
)


@cache
def entries() -> list[dict[str, Any]]:
    """Return all entries of expected.json."""
    return json.loads((FOLDER / "expected.json").read_text("utf-8"))["entries"]  # type: ignore[no-any-return]


def expected(dataset: str, statistic: str) -> Any:
    """Return the value of the entry of this statistic, or of the only one that begins so."""
    of_data = {entry["statistic"]: entry["value"] for entry in entries() if entry["dataset"] == dataset}
    found = [value for name, value in of_data.items() if name.startswith(statistic)]
    if statistic in of_data:
        return of_data[statistic]
    assert len(found) == 1, (dataset, statistic)
    return found[0]


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a data set."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def matrix(
    rows: Sequence[dict[str, str]], columns: Sequence[str], keep: Callable[[dict[str, str]], bool] = lambda row: True
) -> Matrix:
    """Return columns of those rows as points."""
    return np.array([[int(row[column]) for column in columns] for row in rows if keep(row)], np.int64)
