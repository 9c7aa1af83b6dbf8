"""What there is to read, as the desk looks at it: imported consultations to confirm, gaps, and where cards lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from quiz.advice.coverage import Coverage, Linking, coverage_of
from quiz.advice.model import CardKind, Consultation, Listing
from quiz.advice.published import Target
from quiz.bank.model import Bank, Text
from quiz.store.opened import OpenedStore
from quiz.store.publishing.consultations import fetch, helps_of, rows_of, sections_of, strings_of
from quiz.store.tables import answer, article, consultation

IMPORTS_SIZE = 20
"""Imported consultations on one page."""


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """An imported consultation whose area and topics were proposed by rules."""

    consultation: Consultation
    origin: str


class Stock:
    """What is published to read, as the desk looks at it. Every method raises StoreError where the database refuses."""

    imports_size = IMPORTS_SIZE

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def unconfirmed(self, page: int = 1) -> tuple[tuple[Unconfirmed, ...], int]:
        """Return a page of what waits to be confirmed, the oldest first, and how many there are."""
        waiting = (consultation.c.is_confirmed.is_(False), consultation.c.withdrawn_by == "")
        with self._opened.reading() as connection:
            total = connection.execute(select(func.count()).select_from(consultation).where(*waiting)).scalar_one()
            query = select(consultation).where(*waiting).order_by(consultation.c.number)
            rows = connection.execute(query.limit(IMPORTS_SIZE).offset((page - 1) * IMPORTS_SIZE)).all()
            found = fetch(connection, rows)
        return tuple(Unconfirmed(value, row.origin) for value, row in zip(found, rows, strict=True)), total

    def coverage(self, bank: Bank) -> Coverage:
        """Return the gaps in what is published now."""
        with self._opened.reading() as connection:
            rows = connection.execute(rows_of(withdrawn_by="")).all()
            articles = connection.execute(select(article.c.id).where(article.c.is_withdrawn.is_(False))).scalars()
            return coverage_of(bank, [_listing(row) for row in rows], _linkings(connection), set(articles))

    def targets(self, ids: Iterable[str]) -> dict[tuple[str, str], Target]:
        """Return where cards to these ids lead, by kind and id; what is not published is left out."""
        wanted = sorted(set(ids))
        with self._opened.reading() as connection:
            shown = select(consultation).where(consultation.c.id.in_(wanted), consultation.c.withdrawn_by == "")
            linked = select(article).where(article.c.id.in_(wanted), article.c.is_withdrawn.is_(False))
            consultations = {
                (CardKind.CONSULTATION.value, row.id): Target(
                    Text(row.title_ja, row.title_en), row.url or f"/qa/{row.id}"
                )
                for row in connection.execute(shown)
            }
            articles = {
                (CardKind.ARTICLE.value, row.id): Target(Text(row.title, row.title), row.url)
                for row in connection.execute(linked)
            }
        return consultations | articles


def _listing(row: Row[Any]) -> Listing:
    title = Text(row.title_ja, row.title_en)
    return Listing(row.id, title, row.area, strings_of(row.topics), helps_of(row.helps), (), row.url)


def _linkings(connection: Connection) -> list[Linking]:
    """Return the cards of everything published; of thousands of answers only those that have any are read."""
    query = (
        select(consultation.c.id, answer.c.advisor, answer.c.sections)
        .join(answer, answer.c.consultation == consultation.c.number)
        .where(consultation.c.withdrawn_by == "", answer.c.is_withdrawn.is_(False))
        .where(answer.c.sections.like('%"cards":[{%'))
        .order_by(consultation.c.position, consultation.c.number, answer.c.position)
    )
    return [
        Linking(row.id, tuple((row.advisor, card) for part in sections_of(row.sections) for card in part.cards))
        for row in connection.execute(query)
    ]
