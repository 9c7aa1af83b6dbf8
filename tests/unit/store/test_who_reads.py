"""Nobody who shows anything reads what is not published: only the rooms that count and release do."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
TABLES = "quiz.store.tables"
WRITING = ("quiz/store/migrations", "quiz/store/tables", "quiz/store/tallies")
UNPUBLISHED = {"click", "cohort", "passage", "placement_click", "placing", "retake", "tally"}
"""What is counted live."""
OF_ATTEMPTS = {
    *("quiz/store/server.py", "quiz/store/sqlite.py", "quiz/store/simulated.py"),  # Stored.
    *("quiz/store/cohorts.py", "quiz/store/opened.py"),  # Looked for by their keys, which only their devices know.
    *("quiz/store/telling.py", "quiz/store/outbox/messages.py"),  # Told to the site where they were made.
    "quiz/store/tallying.py",  # Whether any wait to be folded.
}


def tables_of(file: Path) -> Iterator[str]:
    """Yield the names of the tables that a module imports, or reads by words of SQL."""
    text = file.read_text("utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(TABLES):
            yield from (alias.name for alias in node.names)
    yield from re.findall(r'\b(?:FROM|JOIN)\s+"?(\w+)', text)


def readers_of(names: set[str]) -> set[str]:
    files = {file.relative_to(CHECKOUT).as_posix(): file for file in (CHECKOUT / "quiz").rglob("*.py")}
    rooms = {name: file for name, file in files.items() if not name.startswith(WRITING)}
    return {name for name, file in rooms.items() if names & set(tables_of(file))}


def test_only_what_counts_and_releases_reads_sums_that_are_not_published() -> None:
    assert readers_of(UNPUBLISHED) == set()


def test_attempts_are_read_where_they_are_stored_looked_for_and_told_and_nowhere_else() -> None:
    assert readers_of({"attempt"}) == OF_ATTEMPTS
