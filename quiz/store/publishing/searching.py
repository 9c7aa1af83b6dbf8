"""Full-text search over bigrams: FTS5 with bm25 in SQLite, a tsvector with GIN in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from quiz.advice.bigrams import Query, normalise
from quiz.advice.model import Consultation
from quiz.advice.published import PAGE_SIZE
from quiz.store.publishing.consultations import rows_of
from quiz.store.tables import consultation

# A word in the title says more than one in the question, and that more than one in a long answer.
# CROSS JOIN tells SQLite to begin with the index; by itself it begins with what is published, a thousand times slower.
SQLITE = """
    FROM search CROSS JOIN consultation ON consultation.number = search.rowid
    WHERE search MATCH :query AND consultation.withdrawn_by = ''
"""
SQLITE_ORDER = "ORDER BY bm25(search, 8.0, 3.0, 1.0), consultation.number"
SERVER = """
    FROM search JOIN consultation ON consultation.number = search.number
    WHERE search.words @@ CAST(:query AS tsquery) AND consultation.withdrawn_by = ''
"""
SERVER_ORDER = """
    ORDER BY ts_rank('{0, 0.125, 0.375, 1}', search.words, CAST(:query AS tsquery), 1) DESC, consultation.number
"""


def found_rows(connection: Connection, query: Query, page: int, any_word: bool) -> tuple[Sequence[Row[Any]], int]:
    """Return a page of whole rows that hold all the words, or any of them, with how many there are in all."""
    is_sqlite = connection.dialect.name == "sqlite"
    where, order = (SQLITE, SQLITE_ORDER) if is_sqlite else (SERVER, SERVER_ORDER)
    values = {"query": query.for_fts5(any_word) if is_sqlite else query.for_tsquery(any_word)}
    total = connection.execute(text(f"SELECT count(*) {where}"), values).scalar_one()
    if not total:
        return (), 0
    limits = {"most": PAGE_SIZE, "first": PAGE_SIZE * (page - 1)}
    # Only numbers are sorted; the long rows are read for those that are shown.
    best = text(f"SELECT consultation.number {where} {order} LIMIT :most OFFSET :first")
    numbers = connection.execute(best, {**values, **limits}).scalars().all()
    rows = {row.number: row for row in connection.execute(rows_of().where(consultation.c.number.in_(numbers)))}
    return [rows[number] for number in numbers], int(total)


def passage(value: Consultation, query: Query) -> str:
    """Return the paragraph or entry that holds most of the words, the first among equals; title words need none."""
    passages = list(_passages(value)) or [""]
    return max(passages, key=lambda part: _count(part, query.words))


def _passages(value: Consultation) -> Iterator[str]:
    yield from value.body
    for given in value.answers:
        for section in given.sections:
            yield section.heading
            for block in section.blocks:
                yield from block


def _count(part: str, words: Sequence[str]) -> int:
    known = normalise(part)
    return sum(word in known for word in words)
