"""Write the records of a source: few statements for many, since whoever writes has the turn that students wait for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from quiz.advice.model import Advisor, Answer, Consultation
from quiz.store.attempt import milliseconds
from quiz.store.publishing.changes import Change, ChangeKind, Changes, Record
from quiz.store.publishing.comparing import Kept, kept_of
from quiz.store.publishing.consultations import advisors_of, answer_values_of, digest_of, iso, values_of
from quiz.store.tables import answer, consultation, consultation_topic, qa_source


def write(connection: Connection, changes: Changes, moment: datetime, may_restore: bool = False) -> None:
    """Write what a comparison found, and that the source was published now.

    `may_restore` also shows again what an editor withdrew: it is the desk that publishes.
    """
    kept = kept_of(connection, changes.origin)
    writer = _Writer(connection, changes.origin, moment, may_restore)
    for position, (record, change) in enumerate(zip(changes.records, changes.changes, strict=False)):
        before = kept.get(record.key)
        if before is None:
            writer.add(record, position)
        elif change.kind is ChangeKind.UPDATED or may_restore:
            writer.update(before, record, position)
    writer.insert_added()
    _withdraw(connection, kept, changes.changes, moment)
    _keep_source(connection, changes, moment)


def write_topics(connection: Connection, number: int, topics: Sequence[str]) -> None:
    """Write the topics of a consultation anew, for their pages."""
    connection.execute(delete(consultation_topic).where(consultation_topic.c.consultation == number))
    rows = _topic_rows(number, topics)
    if rows:
        connection.execute(insert(consultation_topic), rows)


class _Writer:
    """Gathers what is new, and updates what is not."""

    def __init__(self, connection: Connection, origin: str, moment: datetime, may_restore: bool) -> None:
        self._connection = connection
        self._origin = origin
        self._moment = milliseconds(moment)
        self._may_restore = may_restore
        self._advisors = advisors_of(connection)
        self._last = connection.execute(select(func.max(consultation.c.number))).scalar() or 0
        self._consultations: list[dict[str, Any]] = []
        self._answers: list[dict[str, Any]] = []
        self._topics: list[dict[str, Any]] = []

    def add(self, record: Record, position: int) -> None:
        """Gather a consultation that is not kept yet."""
        value = record.consultation
        self._last += 1
        self._consultations.append(
            {
                **values_of(value),
                "number": self._last,
                "origin": self._origin,
                "key": record.key,
                "position": position,
                "is_confirmed": record.is_confirmed,
                "is_classified_here": False,
                "withdrawn_by": "",
                "digest": digest_of(value),
                "published_utc": self._moment,
                "changed_utc": self._moment,
                "newness": _newness(self._moment, value, self._last),
            }
        )
        self._answers += [self._new_answer(self._last, given, place) for place, given in enumerate(value.answers)]
        self._topics += _topic_rows(self._last, value.topics)

    def insert_added(self) -> None:
        """Insert what was gathered."""
        for table, rows in (
            (consultation, self._consultations),
            (answer, self._answers),
            (consultation_topic, self._topics),
        ):
            if rows:
                self._connection.execute(insert(table), rows)

    def update(self, before: Kept, record: Record, position: int) -> None:
        """Update a consultation; what a person decided at this desk stays."""
        value = record.consultation
        mine = consultation.c.number == before.number
        # Its address stays, whatever the source calls it now.
        values = {**values_of(value), "position": position, "is_confirmed": record.is_confirmed, "id": before.id}
        columns = (consultation.c.is_classified_here, consultation.c.published_utc)
        kept = self._connection.execute(select(*columns).where(mine)).one()
        values["newness"] = _newness(kept.published_utc, value, before.number)
        if kept.is_classified_here:
            for name in ("area", "topics", "helps", "is_confirmed"):
                del values[name]
        else:
            write_topics(self._connection, before.number, value.topics)
        if before.withdrawn_by == "source" or self._may_restore:
            values["withdrawn_by"] = ""
        changed = update(consultation).where(mine)
        self._connection.execute(changed.values(**values, digest=digest_of(value), changed_utc=self._moment))
        self._update_answers(before.number, value.answers)

    def _update_answers(self, number: int, answers: Sequence[Answer]) -> None:
        kept = {row.advisor: row for row in self._connection.execute(select(answer).where(_of(number)))}
        for place, given in enumerate(answers):
            before = kept.pop(given.advisor.id, None)
            if before is None:
                self._connection.execute(insert(answer).values(**self._new_answer(number, given, place)))
            else:
                changed = update(answer).where(answer.c.id == before.id)
                self._connection.execute(changed.values(**answer_values_of(given, place), **_title_of(given, before)))
        for gone in kept.values():
            self._connection.execute(delete(answer).where(answer.c.id == gone.id))

    def _new_answer(self, number: int, given: Answer, place: int) -> dict[str, Any]:
        titles = _title_of(given, self._advisors[given.advisor.id])
        return {**answer_values_of(given, place), **titles, "consultation": number, "is_withdrawn": False}


def _title_of(given: Answer, otherwise: Advisor | Row[Any]) -> dict[str, str]:
    """Return title and affiliation as of the day of an answer.

    Where a source does not say them, an answer that is kept already keeps its own, and a new one takes the advisor's.
    """
    return {"title": given.title or otherwise.title, "affiliation": given.affiliation or otherwise.affiliation}


def _newness(published_utc: int, value: Consultation, number: int) -> str:
    """Return what sorts a consultation among all: the newest is the last."""
    return f"{published_utc:015} {iso(value.asked_on) or '0000-00-00'} {999_999_999 - number:09}"


def _topic_rows(number: int, topics: Sequence[str]) -> list[dict[str, Any]]:
    return [{"topic": topic, "consultation": number} for topic in dict.fromkeys(topics)]


def _of(number: int) -> Any:
    return answer.c.consultation == number


def _withdraw(connection: Connection, kept: dict[str, Kept], changes: Sequence[Change], moment: datetime) -> None:
    gone = {change.id for change in changes if change.kind is ChangeKind.WITHDRAWN}
    for one in kept.values():
        if one.id in gone:
            changed = update(consultation).where(consultation.c.number == one.number)
            connection.execute(changed.values(withdrawn_by="source", changed_utc=milliseconds(moment)))


def _keep_source(connection: Connection, changes: Changes, moment: datetime) -> None:
    values = {"is_external": changes.is_external, "digest": changes.digest, "imported_utc": milliseconds(moment)}
    mine = qa_source.c.name == changes.origin
    if connection.execute(update(qa_source).where(mine).values(**values)).rowcount == 0:
        connection.execute(insert(qa_source).values(name=changes.origin, **values))
