"""Nobody who shows anything reads what is not published: only the rooms that count and release do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
TABLES, COUNTING = "quiz.store.tables", "quiz/store/tallies"
UNPUBLISHED = {"click", "cohort", "passage", "placement_click", "placing", "retake", "tally"}
"""What is counted live. Attempts themselves are stored, looked for by their keys, and told to whom a student agreed."""
OF_ATTEMPTS = {
    "quiz/store/opened.py",
    "quiz/store/outbox/messages.py",
    "quiz/store/server.py",
    "quiz/store/simulated.py",
}


def tables_of(file: Path) -> Iterator[str]:
    """Yield the names of the tables that a module imports."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(TABLES):
            yield from (alias.name for alias in node.names)


def readers_of(names: set[str]) -> set[str]:
    files = {file.relative_to(CHECKOUT).as_posix(): file for file in (CHECKOUT / "quiz").rglob("*.py")}
    rooms = {name: file for name, file in files.items() if not name.startswith(("quiz/store/tables", COUNTING))}
    return {name for name, file in rooms.items() if names & set(tables_of(file))}


def test_only_what_counts_and_releases_reads_sums_that_are_not_published() -> None:
    assert readers_of(UNPUBLISHED) == set()


def test_attempts_are_read_where_they_are_stored_and_told_and_nowhere_else() -> None:
    assert readers_of({"attempt"}) == OF_ATTEMPTS
