"""What readers of the Q&A site see, read from the database: one method a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from quiz.advice.bigrams import Query
from quiz.advice.model import Advisor, Card, CardKind, Consultation, Listing
from quiz.advice.published import PAGE_SIZE, Found, Profile, Published, Target, Teaser, Teasers, Whereabouts
from quiz.bank.model import Text
from quiz.store.opened import OpenedStore
from quiz.store.publishing.consultations import advisors_of, day, fetch, helps_of, strings_of
from quiz.store.publishing.linking import only_live
from quiz.store.publishing.searching import found_rows, passage
from quiz.store.tables import advisor, answer, article, consultation, consultation_topic, related

MOST_RELATED_SHOWN = 5
IS_PUBLISHED = consultation.c.withdrawn_by == ""


class Library:
    """The published consultations of one deployment. Every method raises StoreError where they cannot be read now."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def consultation(self, consultation_id: str) -> Published | None:
        """Return a consultation as its page shows it; None where none of this id is published."""
        with self._opened.reading() as connection:
            row = connection.execute(_published().where(consultation.c.id == consultation_id)).first()
            return None if row is None else _page_of(connection, row)

    def newest(self, page: int = 1, area: str = "", topic: str = "") -> Teasers:
        """Return a page of the consultations, the newest first; of an area or of a topic where one is named."""
        conditions = [consultation.c.area == area] if area else []
        if topic:
            of_topic = select(consultation_topic.c.consultation).where(consultation_topic.c.topic == topic)
            conditions.append(consultation.c.number.in_(of_topic))
        with self._opened.reading() as connection:
            return _teasers(connection, page, *conditions)

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return how many consultations each area and each topic has; those without any are left out."""
        areas = select(consultation.c.area, func.count()).where(IS_PUBLISHED).group_by(consultation.c.area)
        joined = consultation_topic.join(consultation, consultation.c.number == consultation_topic.c.consultation)
        topics = select(consultation_topic.c.topic, func.count()).select_from(joined).where(IS_PUBLISHED)
        with self._opened.reading() as connection:
            return (
                {area: count for area, count in connection.execute(areas) if area},
                {
                    topic: count
                    for topic, count in connection.execute(topics.group_by(consultation_topic.c.topic))
                    if count
                },
            )

    def advisors(self) -> tuple[Advisor, ...]:
        """Return everybody who has answered something published, by id."""
        joined = answer.join(consultation, consultation.c.number == answer.c.consultation)
        ids = select(answer.c.advisor).select_from(joined).where(IS_PUBLISHED, answer.c.is_withdrawn.is_(False))
        with self._opened.reading() as connection:
            return tuple(advisors_of(connection, connection.execute(ids.distinct()).scalars()).values())

    def advisor(self, advisor_id: str, page: int = 1) -> Profile | None:
        """Return an advisor with a page of what they answered."""
        answered = select(answer.c.consultation).where(answer.c.advisor == advisor_id, answer.c.is_withdrawn.is_(False))
        with self._opened.reading() as connection:
            who = advisors_of(connection, [advisor_id]).get(advisor_id)
            if who is None:
                return None
            return Profile(who, _teasers(connection, page, consultation.c.number.in_(answered)))

    def search(self, query: str, page: int = 1) -> Found:
        """Return a page of what holds the words of a query, the best first."""
        looked_for = Query.of(query)
        if not looked_for.words:
            return Found(Teasers((), 0, page), is_loose=False)
        with self._opened.reading() as connection:
            rows, total = found_rows(connection, looked_for, page, any_word=False)
            is_loose = total == 0 and len(looked_for.words) > 1
            if is_loose:
                rows, total = found_rows(connection, looked_for, page, any_word=True)
            values = fetch(connection, rows)
            excerpts = {value.id: passage(value, looked_for) for value in values}
            teasers = tuple(_teaser(row, excerpts[row.id], len(v.answers)) for row, v in zip(rows, values, strict=True))
            return Found(Teasers(teasers, total, page), is_loose)

    def whereabouts(self) -> tuple[Whereabouts, ...]:
        """Return every consultation shown here and every advisor, for robots, in a fixed order."""
        columns = select(consultation.c.id, consultation.c.changed_utc).where(IS_PUBLISHED, consultation.c.url == "")
        people = select(advisor.c.id, advisor.c.changed_utc, func.max(consultation.c.changed_utc))
        joined = advisor.join(answer, answer.c.advisor == advisor.c.id).join(
            consultation, consultation.c.number == answer.c.consultation
        )
        people = people.select_from(joined).where(IS_PUBLISHED, answer.c.is_withdrawn.is_(False))
        with self._opened.reading() as connection:
            pages = [(f"/qa/{row.id}", row.changed_utc) for row in connection.execute(columns.order_by("number"))]
            for who, own, answered in connection.execute(people.group_by(advisor.c.id).order_by(advisor.c.id)):
                pages.append((f"/qa/advisors/{who}", max(own, answered)))
        return tuple(Whereabouts(path, moment_of(changed)) for path, changed in pages)


def moment_of(milliseconds: int) -> datetime:
    """Return the moment that a column says."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _published() -> Select[Any]:
    return select(consultation).where(IS_PUBLISHED)


def _page_of(connection: Connection, row: Row[Any]) -> Published:
    (value,) = fetch(connection, [row])
    targets = _targets_of(connection, value)
    linked = {card_id for kind, card_id in targets if kind == CardKind.CONSULTATION}
    return Published(
        consultation=only_live(value, targets),
        targets=targets,
        related=_related_to(connection, row.number, linked),
        before=_neighbour(connection, row, is_newer=False),
        after=_neighbour(connection, row, is_newer=True),
        published_at=moment_of(row.published_utc),
        changed_at=moment_of(row.changed_utc),
    )


def _targets_of(connection: Connection, value: Consultation) -> Mapping[tuple[str, str], Target]:
    """Return where the cards of a consultation lead, as far as that is published."""
    cards: list[Card] = [card for given in value.answers for section in given.sections for card in section.cards]
    targets: dict[tuple[str, str], Target] = {}
    consultations = {card.target for card in cards if card.kind is CardKind.CONSULTATION}
    if consultations:
        for row in connection.execute(_published().where(consultation.c.id.in_(sorted(consultations)))):
            title = Text(row.title_ja, row.title_en)
            targets[CardKind.CONSULTATION.value, row.id] = Target(title, row.url or f"/qa/{row.id}")
    articles = {card.target for card in cards if card.kind is CardKind.ARTICLE}
    if articles:
        query = select(article).where(article.c.id.in_(sorted(articles)), article.c.is_withdrawn.is_(False))
        for row in connection.execute(query):
            targets[CardKind.ARTICLE.value, row.id] = Target(Text(row.title, row.title), row.url)
    return targets


def _related_to(connection: Connection, number: int, linked: set[str]) -> tuple[Listing, ...]:
    others = connection.execute(select(related.c.others).where(related.c.consultation == number)).scalar()
    numbers: list[int] = [int(one) for one in strings_of(others)] if others else []
    found = {row.number: row for row in connection.execute(_published().where(consultation.c.number.in_(numbers)))}
    rows = [found[one] for one in numbers if one in found and found[one].id not in linked]
    return tuple(listing_of(row) for row in rows[:MOST_RELATED_SHOWN])


def _neighbour(connection: Connection, row: Row[Any], is_newer: bool) -> Listing | None:
    """Return the next in the order of publication that is shown on this site too."""
    query = _published().where(consultation.c.url == "")
    if is_newer:
        query = query.where(consultation.c.newness > row.newness).order_by(consultation.c.newness)
    else:
        query = query.where(consultation.c.newness < row.newness).order_by(consultation.c.newness.desc())
    found = connection.execute(query.limit(1)).first()
    return None if found is None else listing_of(found)


def listing_of(row: Row[Any]) -> Listing:
    """Return a consultation's row as a listing, without its advisors."""
    title = Text(row.title_ja, row.title_en)
    return Listing(row.id, title, row.area, strings_of(row.topics), helps_of(row.helps), (), row.url)


def _teasers(connection: Connection, page: int, *conditions: ColumnElement[bool]) -> Teasers:
    """Return a page of what fulfils the conditions; which ones these are is found in an index, without any row."""
    total = connection.execute(select(func.count()).where(IS_PUBLISHED, *conditions)).scalar_one()
    numbers = select(consultation.c.number).where(IS_PUBLISHED, *conditions).order_by(consultation.c.newness.desc())
    shown = connection.execute(numbers.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1))).scalars().all()
    whole = select(consultation).where(consultation.c.number.in_(shown)).order_by(consultation.c.newness.desc())
    rows = connection.execute(whole).all()
    counts = _answer_counts(connection, [row.number for row in rows])
    teasers = (_teaser(row, (strings_of(row.body) or ("",))[0], counts.get(row.number, 0)) for row in rows)
    return Teasers(tuple(teasers), total, page)


def _answer_counts(connection: Connection, numbers: Sequence[int]) -> dict[int, int]:
    query = select(answer.c.consultation, func.count()).where(answer.c.is_withdrawn.is_(False))
    of_these = query.where(answer.c.consultation.in_(numbers)).group_by(answer.c.consultation)
    return {row[0]: row[1] for row in connection.execute(of_these)}


def _teaser(row: Row[Any], excerpt: str, answers: int) -> Teaser:
    title = Text(row.title_ja, row.title_en)
    asked, changed = day(row.asked_on), moment_of(row.changed_utc)
    return Teaser(row.id, title, row.area, strings_of(row.topics), excerpt, answers, asked, changed, row.url)
