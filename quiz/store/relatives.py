"""Keep which consultations are related."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, update

from quiz.store.opened import OpenedStore
from quiz.store.tables import related, shelf

WRITTEN_AT_ONCE = 500


def keep_related(opened: OpenedStore, found: Mapping[int, tuple[int, ...]], revision: int) -> None:
    """Keep the numbers of the nearest others of each consultation, as they are at a revision of the shelf.

    What is told of a revision that has passed meanwhile is mended by the call of whoever changed it.
    """
    texts = {number: json.dumps(others) for number, others in found.items()}
    with opened.reading() as connection:
        kept = {row.consultation: row.others for row in connection.execute(select(related))}
    changed = [number for number, others in texts.items() if kept.get(number) != others]
    gone = [number for number in kept if number not in texts]
    for first in range(0, max(len(changed), len(gone)), WRITTEN_AT_ONCE):
        part = slice(first, first + WRITTEN_AT_ONCE)
        with opened.writing() as connection:
            _replace(connection, {number: texts[number] for number in changed[part]}, gone[part])
    with opened.writing() as connection:
        connection.execute(update(shelf).values(related_revision=revision))


def _replace(connection: Connection, changed: Mapping[int, str], gone: list[int]) -> None:
    connection.execute(delete(related).where(related.c.consultation.in_([*changed, *gone])))
    if changed:
        rows = [{"consultation": number, "others": others} for number, others in changed.items()]
        connection.execute(insert(related), rows)
