"""The words of consultations, for the index and for relatedness: read straight from the rows, since all are read."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, String, cast, select

from quiz.advice.bigrams import bigrams
from quiz.store.publishing.consultations import strings_of
from quiz.store.tables import answer, consultation

STATE = cast(consultation.c.changed_utc, String) + "-" + consultation.c.digest
"""Names a state of what the page of a consultation shows."""


@dataclass(frozen=True, slots=True)
class Words:
    """The bigrams of one consultation, field by field, in the state that they were read in."""

    number: int
    state: str
    area: str
    topics: tuple[str, ...]
    title: list[str]
    body: list[str]
    answers: list[str]


def words_of(connection: Connection, numbers: Sequence[int]) -> Iterator[Words]:
    """Yield the words of published consultations, in the order of their numbers."""
    columns = (consultation.c.number, STATE.label("state"), consultation.c.area, consultation.c.topics)
    query = select(*columns, consultation.c.title_ja, consultation.c.title_en, consultation.c.body)
    query = query.where(consultation.c.number.in_(numbers), consultation.c.withdrawn_by == "")
    answers = _answers_of(connection, numbers)
    for row in connection.execute(query.order_by(consultation.c.number)):
        yield Words(
            row.number,
            row.state,
            row.area,
            strings_of(row.topics),
            bigrams(f"{row.title_ja}\n{row.title_en}"),
            bigrams("\n".join(strings_of(row.body))),
            bigrams("\n".join(answers[row.number])),
        )


def _answers_of(connection: Connection, numbers: Sequence[int]) -> dict[int, list[str]]:
    """Return headings, paragraphs and entries of the answers of each consultation."""
    found: dict[int, list[str]] = defaultdict(list)
    query = select(answer.c.consultation, answer.c.sections).where(
        answer.c.consultation.in_(numbers), answer.c.is_withdrawn.is_(False)
    )
    for number, sections in connection.execute(query.order_by(answer.c.consultation, answer.c.position)):
        for section in json.loads(sections):
            found[number].append(section["heading"])
            for block in section["blocks"]:
                found[number] += block
    return found
