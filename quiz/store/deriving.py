"""What is derived from published consultations: the shelf, the search index, and which ones are related.

The shelf is part of every change. Index and relatedness take seconds for thousands of consultations, and students'
submits wait for whoever writes; so they follow in many short transactions. Each consultation notes which of its states
the index holds, and the shelf of which revision relatedness was told: what an interruption left undone is found by
the next call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, String, cast, delete, insert, select, text, update

from quiz.advice.bigrams import bigrams, tsvector_of
from quiz.advice.model import Consultation, Listing
from quiz.bank.model import Text
from quiz.store.consultations import as_json, fetch, helps_of, rows_of, strings_of
from quiz.store.opened import OpenedStore
from quiz.store.relatives import tell_related
from quiz.store.tables import answer, consultation, indexed, shelf

Progress = Callable[[int, int], None]
"""Told how many of how many consultations are done."""

BATCH = 100
"""Consultations in one transaction of the index; it takes about a twentieth of a second."""

STATE = cast(consultation.c.changed_utc, String) + "-" + consultation.c.digest


def silent(done: int, total: int) -> None:
    """Tell nobody."""


def refresh_shelf(connection: Connection) -> None:
    """Write the listings of everything published anew, under the next revision."""
    document = as_json(tuple(_listings(connection)))
    connection.execute(update(shelf).values(document=document, revision=shelf.c.revision + 1))


def catch_up(opened: OpenedStore, progress: Progress = silent, everything: bool = False) -> int:
    """Bring the index and relatedness up to what is published; return how many consultations were indexed."""
    with opened.reading() as connection:
        behind = _behind(connection, everything)
        gone = _gone(connection)
    total = len(behind) + len(gone)
    for first in range(0, len(gone), BATCH):
        _forget(opened, gone[first : first + BATCH])
        progress(min(first + BATCH, len(gone)), total)
    for first in range(0, len(behind), BATCH):
        _index(opened, behind[first : first + BATCH])
        progress(len(gone) + min(first + BATCH, len(behind)), total)
    tell_related(opened, everything)
    return len(behind)


def _listings(connection: Connection) -> Iterator[Listing]:
    """Yield what lists and choosing need of everything published and of an area, in the order of the catalogue."""
    advisors: dict[int, list[str]] = defaultdict(list)
    answers = select(answer.c.consultation, answer.c.advisor).where(answer.c.is_withdrawn.is_(False))
    for number, advisor in connection.execute(answers.order_by(answer.c.position, answer.c.id)):
        advisors[number].append(advisor)
    for row in connection.execute(rows_of(withdrawn_by="")):
        title, topics = Text(row.title_ja, row.title_en), strings_of(row.topics)
        if row.area:
            yield Listing(row.id, title, row.area, topics, helps_of(row.helps), tuple(advisors[row.number]), row.url)


def _behind(connection: Connection, everything: bool) -> Sequence[Row[Any]]:
    """Return number and state of what is published and not indexed as it is now."""
    query = select(consultation.c.number, STATE.label("state")).where(consultation.c.withdrawn_by == "")
    if not everything:
        joined = query.outerjoin(indexed, indexed.c.consultation == consultation.c.number)
        query = joined.where((indexed.c.state.is_(None)) | (indexed.c.state != STATE))
    return connection.execute(query.order_by(consultation.c.number)).all()


def _gone(connection: Connection) -> list[int]:
    """Return the numbers of what is indexed and withdrawn."""
    query = select(indexed.c.consultation).join(consultation, consultation.c.number == indexed.c.consultation)
    return list(connection.execute(query.where(consultation.c.withdrawn_by != "")).scalars())


def _index(opened: OpenedStore, behind: Sequence[Row[Any]]) -> None:
    """Index some consultations; their words are taken apart before anybody has to wait."""
    states = {row.number: row.state for row in behind}
    with opened.reading() as connection:
        query = rows_of().where(consultation.c.number.in_(states))
        rows = connection.execute(query).all()
        entries = [
            {"number": row.number, **_words_of(connection, value)}
            for row, value in zip(rows, fetch(connection, rows), strict=True)
        ]
    with opened.writing() as connection:
        _remove(connection, list(states))
        connection.execute(text(_insertion(connection)), entries)
        connection.execute(
            insert(indexed), [{"consultation": number, "state": state} for number, state in states.items()]
        )


def _forget(opened: OpenedStore, numbers: list[int]) -> None:
    with opened.writing() as connection:
        _remove(connection, numbers)


def _remove(connection: Connection, numbers: Sequence[int]) -> None:
    key = "rowid" if connection.dialect.name == "sqlite" else "number"
    connection.execute(text(f"DELETE FROM search WHERE {key} = :number"), [{"number": one} for one in numbers])  # noqa: S608 - one of two names.
    connection.execute(delete(indexed).where(indexed.c.consultation.in_(numbers)))


def _insertion(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return "INSERT INTO search (rowid, title, body, answers) VALUES (:number, :title, :body, :answers)"
    return "INSERT INTO search (number, words) VALUES (:number, CAST(:words AS tsvector))"


def _words_of(connection: Connection, value: Consultation) -> dict[str, str]:
    words = {name: bigrams(part) for name, part in parts_of(value).items()}
    if connection.dialect.name == "sqlite":
        return {name: " ".join(tokens) for name, tokens in words.items()}
    return {"words": tsvector_of(**words)}


def parts_of(value: Consultation) -> dict[str, str]:
    """Return the texts of a consultation that a search looks into: title, body and answers."""
    sections = [section for given in value.answers for section in given.sections]
    answers = [part for one in sections for part in (one.heading, *(line for block in one.blocks for line in block))]
    return {
        "title": f"{value.title.ja}\n{value.title.en}",
        "body": "\n".join(value.body),
        "answers": "\n".join(answers),
    }
