"""Consultations as rows, and rows as consultations."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Row, select

from quiz.advice.model import Advisor, Answer, Consultation, Help, Qualification, Section, Source
from quiz.bank.document import dump, load
from quiz.bank.model import Text
from quiz.store.tables import advisor, answer, consultation, qualification

MOST_AT_ONCE = 500
"""Numbers in one IN; PostgreSQL and SQLite take many more, and a plan for each length."""


def values_of(value: Consultation) -> dict[str, Any]:
    """Return the columns of a consultation's row that its content decides."""
    return {
        "id": value.id,
        "title_ja": value.title.ja,
        "title_en": value.title.en,
        "area": value.area,
        "topics": as_json(value.topics),
        "helps": as_json(value.helps),
        "grade": value.grade,
        "gender": value.gender,
        "source": value.source.value,
        "asked_on": iso(value.asked_on),
        "body": as_json(value.body),
        "url": value.url,
    }


def answer_values_of(value: Answer, position: int) -> dict[str, Any]:
    """Return the columns of an answer's row that its content decides."""
    return {
        "advisor": value.advisor.id,
        "position": position,
        "answered_on": iso(value.answered_on),
        "sections": as_json(value.sections),
    }


def digest_of(value: Consultation) -> str:
    """Return a hash of all that a source says of a consultation; an advisor counts by its id alone."""
    content = {**values_of(value), "answers": []}
    for position, given in enumerate(value.answers):
        content["answers"].append([answer_values_of(given, position), given.title, given.affiliation])
    return blake2b(as_json(content).encode("utf-8", "replace"), digest_size=16).hexdigest()


def consultation_of(row: Row[Any], answers: Iterable[Answer]) -> Consultation:
    """Return the consultation of a row with these answers."""
    return Consultation(
        id=row.id,
        title=Text(row.title_ja, row.title_en),
        area=row.area,
        topics=strings_of(row.topics),
        helps=helps_of(row.helps),
        grade=row.grade,
        gender=row.gender,
        asked_on=day(row.asked_on),
        source=Source(row.source),
        body=strings_of(row.body),
        answers=tuple(answers),
        url=row.url,
    )


def fetch(connection: Connection, rows: Iterable[Row[Any]], withdrawn_too: bool = False) -> list[Consultation]:
    """Return the consultations of whole rows, with their answers in order; withdrawn answers only where asked for."""
    wanted = list(rows)
    answers = answers_of(connection, [row.number for row in wanted], withdrawn_too)
    return [consultation_of(row, answers[row.number]) for row in wanted]


def answers_of(connection: Connection, numbers: list[int], withdrawn_too: bool = False) -> Mapping[int, list[Answer]]:
    """Return the answers of consultations by their numbers, in order."""
    found: dict[int, list[Answer]] = defaultdict(list)
    advisors: dict[str, Advisor] = {}
    for first in range(0, len(numbers), MOST_AT_ONCE):
        query = select(answer).where(answer.c.consultation.in_(numbers[first : first + MOST_AT_ONCE]))
        if not withdrawn_too:
            query = query.where(answer.c.is_withdrawn.is_(False))
        rows = connection.execute(query.order_by(answer.c.consultation, answer.c.position, answer.c.id)).all()
        advisors.update(advisors_of(connection, {row.advisor for row in rows} - advisors.keys()))
        for row in rows:
            found[row.consultation].append(_answer_of(row, advisors[row.advisor]))
    return found


def advisors_of(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, Advisor]:
    """Return advisors by id, all of them where none are named, with their qualifications."""
    people, papers = select(advisor).order_by(advisor.c.id), select(qualification).order_by(qualification.c.id)
    if ids is not None:
        # A database server refuses to be asked for what cannot be printed, and nobody is called so.
        wanted = sorted(one for one in ids if one.isprintable())
        people, papers = people.where(advisor.c.id.in_(wanted)), papers.where(qualification.c.advisor.in_(wanted))
    held: dict[str, list[Qualification]] = defaultdict(list)
    for row in connection.execute(papers):
        held[row.advisor].append(Qualification(row.name, day(row.verified_on), day(row.expires_on)))
    return {
        row.id: Advisor(row.id, row.name, row.title, row.affiliation, strings_of(row.profile), tuple(held[row.id]))
        for row in connection.execute(people)
    }


def rows_of(**conditions: Any) -> Any:
    """Return the query of whole rows where columns equal values, in the order of the catalogue."""
    query = select(consultation).order_by(consultation.c.position, consultation.c.number)
    return query.where(*(consultation.c[name] == value for name, value in conditions.items()))


def helps_of(text: str) -> tuple[Help, ...]:
    """Return what a consultation helps with, from the text of its column."""
    return tuple(load(Help, part) for part in json.loads(text))


def strings_of(text: str) -> tuple[str, ...]:
    """Return the strings of a column that holds a list of them."""
    return tuple(json.loads(text))


def sections_of(text: str) -> tuple[Section, ...]:
    """Return the sections of an answer, from the text of their column."""
    return tuple(load(Section, part) for part in json.loads(text))


def as_json(value: Any) -> str:
    """Return a frozen value, or a tuple or dict of them, as the text of a column."""
    return json.dumps(dump(value), ensure_ascii=False, separators=(",", ":"))


def iso(value: date | None) -> str | None:
    """Return a day as the text of a column."""
    return value.isoformat() if value else None


def day(text: str | None) -> date | None:
    """Return the day that a column says."""
    return date.fromisoformat(text) if text else None


def _answer_of(row: Row[Any], by: Advisor) -> Answer:
    return Answer(by, sections_of(row.sections), row.title, row.affiliation, day(row.answered_on))
