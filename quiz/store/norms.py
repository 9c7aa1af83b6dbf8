"""The measured standard errors of frozen norms, as results are scored with them; no SQLAlchemy over SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

QUERY = "SELECT scale, form, standard_error FROM norm WHERE standard_error IS NOT NULL ORDER BY scale, form, number"

Errors = Mapping[tuple[str, str], int]
"""Scale and form → the standard error of the newest norm that has one, in hundredths of a point of 100."""


def errors_of(rows: Iterable[tuple[str, str, int]]) -> Errors:
    """Return the newest standard errors, from the rows of `QUERY`."""
    return {(scale, form): error for scale, form, error in rows}
