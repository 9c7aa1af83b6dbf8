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

from sqlalchemy import Connection, delete, func, insert, select, text, update

from quiz.advice.bigrams import tsvector_of
from quiz.advice.model import Listing
from quiz.advice.relating import Related, relate
from quiz.bank.model import Text
from quiz.store.opened import OpenedStore
from quiz.store.publishing.consultations import as_json, helps_of, rows_of, strings_of
from quiz.store.publishing.relatives import keep_related
from quiz.store.publishing.texts import STATE, Words, words_of
from quiz.store.tables import answer, consultation, indexed, shelf

Progress = Callable[[int, int], None]
"""Told how many of how many consultations are done."""

BATCH = 100
"""Consultations in one transaction of the index; it takes about a twentieth of a second."""
MOST_RELATED_AT_ONCE = 500
"""Consultations that are related while somebody waits: some three tenths of a second."""
MOST_TURNS = 5
"""So often relatedness is told where others keep publishing meanwhile; the last of them tells it at the end."""

PUBLISHED = select(consultation.c.number).where(consultation.c.withdrawn_by == "").order_by(consultation.c.number)
BEHIND = PUBLISHED.outerjoin(indexed, indexed.c.consultation == consultation.c.number).where(
    (indexed.c.state.is_(None)) | (indexed.c.state != STATE)
)
GONE = (
    select(indexed.c.consultation)
    .join(consultation, consultation.c.number == indexed.c.consultation)
    .where(consultation.c.withdrawn_by != "")
)


def silent(done: int, total: int) -> None:
    """Tell nobody."""


def refresh_shelf(connection: Connection) -> None:
    """Write the listings of everything published anew, under the next revision."""
    document = as_json(tuple(_listings(connection)))
    connection.execute(update(shelf).values(document=document, revision=shelf.c.revision + 1))


def catch_up(opened: OpenedStore, progress: Progress = silent, everything: bool = False) -> int:
    """Bring the index and relatedness up to what is published; return how many consultations were indexed.

    Relatedness is told anew of all, whatever changed: so the same consultations are always related in the same way.
    Where somebody publishes meanwhile it is told once more; whoever did so catches up as well.
    """
    indexed_here, is_told = _catch_up(opened, progress, everything)
    for _ in range(MOST_TURNS - 1):
        if is_told:
            break
        more, is_told = _catch_up(opened, progress)
        indexed_here += more
    return indexed_here


def catch_up_soon(opened: OpenedStore) -> bool:
    """Index what is behind; relate too where few are published, and say whether that is done.

    Relating thousands takes seconds: whoever publishes one should not wait for that.
    """
    with opened.reading() as connection:
        count = connection.execute(select(func.count()).select_from(PUBLISHED.subquery())).scalar_one()
        behind = list(connection.execute(BEHIND).scalars())
    if count <= MOST_RELATED_AT_ONCE:
        catch_up(opened)
        return True
    for first in range(0, len(behind), BATCH):
        with opened.reading() as connection:
            words = list(words_of(connection, behind[first : first + BATCH]))
        _index(opened, words)
    _forget_gone(opened)
    return False


def _catch_up(opened: OpenedStore, progress: Progress, everything: bool = False) -> tuple[int, bool]:
    """Catch up once; return how many were indexed, and whether relatedness is that of the present now."""
    with opened.reading() as connection:
        revision, told = connection.execute(select(shelf.c.revision, shelf.c.related_revision)).one()
        numbers = list(connection.execute(PUBLISHED).scalars())
        behind = set(numbers) if everything else set(connection.execute(BEHIND).scalars())
    _forget_gone(opened)
    if not behind and revision == told:
        return 0, True
    found = relate(_indexing(opened, numbers, behind, progress))
    return len(behind), keep_related(opened, found, revision)


def _forget_gone(opened: OpenedStore) -> None:
    """Take what is withdrawn out of the index."""
    with opened.reading() as connection:
        gone = list(connection.execute(GONE).scalars())
    for first in range(0, len(gone), BATCH):
        with opened.publishing() as connection:
            # Asked again, since one of them may be shown again by now.
            part = GONE.where(indexed.c.consultation.in_(gone[first : first + BATCH]))
            _remove(connection, list(connection.execute(part).scalars()))


def _indexing(opened: OpenedStore, numbers: list[int], behind: set[int], progress: Progress) -> Iterator[Related]:
    """Yield what relating needs of everything, and index on the way what is behind: both need the same words.

    They are taken apart before anybody has to wait, and a few consultations at a time are in memory.
    """
    for first in range(0, len(numbers), BATCH):
        with opened.reading() as connection:
            words = list(words_of(connection, numbers[first : first + BATCH]))
        _index(opened, [one for one in words if one.number in behind])
        for one in words:
            yield Related(one.number, one.area, one.topics, one.title + one.body + one.answers)
        progress(min(first + BATCH, len(numbers)), len(numbers))


def _listings(connection: Connection) -> Iterator[Listing]:
    """Yield what lists and choosing need of everything published and of an area, in the order of the catalogue.

    Those whose area was only proposed come last: they help where nothing better is known to.
    """
    advisors: dict[int, list[str]] = defaultdict(list)
    answers = select(answer.c.consultation, answer.c.advisor).where(answer.c.is_withdrawn.is_(False))
    for number, advisor in connection.execute(answers.order_by(answer.c.position, answer.c.id)):
        advisors[number].append(advisor)
    in_order = (
        rows_of(withdrawn_by="")
        .order_by(None)
        .order_by(consultation.c.is_confirmed.desc(), consultation.c.position, consultation.c.number)
    )
    for row in connection.execute(in_order):
        title, topics = Text(row.title_ja, row.title_en), strings_of(row.topics)
        if row.area:
            yield Listing(row.id, title, row.area, topics, helps_of(row.helps), tuple(advisors[row.number]), row.url)


def _index(opened: OpenedStore, words: Sequence[Words]) -> None:
    """Index what is still in the state in which its words were read; what is not is left to whoever changed it."""
    if not words:
        return
    with opened.publishing() as connection:
        states = select(consultation.c.number, STATE).where(consultation.c.withdrawn_by == "")
        states = states.where(consultation.c.number.in_([one.number for one in words]))
        present = {tuple(row) for row in connection.execute(states)}
        fresh = [one for one in words if (one.number, one.state) in present]
        if fresh:
            _remove(connection, [one.number for one in fresh])
            connection.execute(text(_insertion(connection)), [_entry_of(connection, one) for one in fresh])
            connection.execute(insert(indexed), [{"consultation": one.number, "state": one.state} for one in fresh])


def _remove(connection: Connection, numbers: Sequence[int]) -> None:
    if not numbers:
        return
    key = "rowid" if connection.dialect.name == "sqlite" else "number"
    connection.execute(text(f"DELETE FROM search WHERE {key} = :number"), [{"number": one} for one in numbers])  # noqa: S608 - one of two names.
    connection.execute(delete(indexed).where(indexed.c.consultation.in_(numbers)))


def _insertion(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return "INSERT INTO search (rowid, title, body, answers) VALUES (:number, :title, :body, :answers)"
    return "INSERT INTO search (number, words) VALUES (:number, CAST(:words AS tsvector))"


def _entry_of(connection: Connection, words: Words) -> dict[str, Any]:
    fields = {"title": words.title, "body": words.body, "answers": words.answers}
    if connection.dialect.name == "sqlite":
        return {"number": words.number, **{name: " ".join(tokens) for name, tokens in fields.items()}}
    return {"number": words.number, "words": tsvector_of(**fields)}
