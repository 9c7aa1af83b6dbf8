"""Keep which consultations are related."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, update

from quiz.store.opened import OpenedStore
from quiz.store.tables import related, shelf

WRITTEN_AT_ONCE = 500


def keep_related(opened: OpenedStore, found: Mapping[int, tuple[int, ...]], revision: int) -> bool:
    """Keep the numbers of the nearest others of each consultation, as they are at a revision of the shelf.

    False where that revision has passed meanwhile: then what was found is not kept, since somebody may have told newer.
    """
    texts = {number: json.dumps(others) for number, others in found.items()}
    with opened.reading() as connection:
        kept = {row.consultation: row.others for row in connection.execute(select(related))}
    changed = [number for number, others in texts.items() if kept.get(number) != others]
    gone = [number for number in kept if number not in texts]
    is_present = shelf.c.revision == revision
    for first in range(0, max(len(changed), len(gone), 1), WRITTEN_AT_ONCE):
        part = slice(first, first + WRITTEN_AT_ONCE)
        with opened.publishing() as connection:
            if connection.execute(select(shelf.c.id).where(is_present)).first() is None:
                return False
            _replace(connection, {number: texts[number] for number in changed[part]}, gone[part])
    with opened.publishing() as connection:
        return connection.execute(update(shelf).where(is_present).values(related_revision=revision)).rowcount == 1


def _replace(connection: Connection, changed: Mapping[int, str], gone: list[int]) -> None:
    connection.execute(delete(related).where(related.c.consultation.in_([*changed, *gone])))
    if changed:
        rows = [{"consultation": number, "others": others} for number, others in changed.items()]
        connection.execute(insert(related), rows)
