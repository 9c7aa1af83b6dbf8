"""Freeze norms out of what is published: a table of ranks, and the standard error that results are scored with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, insert, select

from quiz.bank.model import Bank
from quiz.clock import day_of
from quiz.errors import TallyError
from quiz.stats.layout import layout_of
from quiz.stats.norms import freeze
from quiz.stats.reliability import ENOUGH_FOR_ERROR, standard_error
from quiz.stats.segment import EVERYBODY
from quiz.store.attempt import milliseconds
from quiz.store.opened import OpenedStore
from quiz.store.tables import norm
from quiz.store.tallies.published import ALL_TIME, Published


@dataclass(frozen=True, slots=True)
class FrozenNorm:
    """A norm as it is kept; the standard error in hundredths of a point, None where none can be told."""

    scale: str
    form: str
    number: int
    frozen: datetime
    people: int
    standard_error: int | None


def frozen_norms(opened: OpenedStore) -> tuple[FrozenNorm, ...]:
    """Return every norm that was frozen, by scale, form and number."""
    columns = (norm.c.scale, norm.c.form, norm.c.number, norm.c.frozen_utc, norm.c.people, norm.c.standard_error)
    with opened.reading() as connection:
        rows = connection.execute(select(*columns).order_by(*columns[:3])).all()
    return tuple(FrozenNorm(*row[:3], datetime.fromtimestamp(row[3] / 1000, UTC), *row[4:]) for row in rows)


def freeze_norm(opened: OpenedStore, bank: Bank, form_id: str, moment: datetime) -> FrozenNorm | None:
    """Freeze the next norm of a form of a bank, of everybody of all time; None where there are too few people yet.

    TallyError where attempts of a simulation are among them. What is published is the only source, so that neither
    ranks nor error tell of fewer people than any figure does.
    """
    published = Published(opened)
    if published.freshness().is_synthetic:
        raise TallyError("attempts of a simulation are among what is published; results are not scored by them")
    tally = published.tally(layout_of(bank, form_id), bank.scale, form_id, EVERYBODY, ALL_TIME)
    error = standard_error(tally) if tally.n >= ENOUGH_FOR_ERROR else None
    of_form = (norm.c.scale == bank.scale, norm.c.form == form_id)
    with opened.writing() as connection:
        number = connection.execute(select(func.coalesce(func.max(norm.c.number), 0) + 1).where(*of_form)).scalar_one()
        made = freeze(tally, bank.scale, form_id, number, day_of(moment))
        if made is None:
            return None
        hundredths = None if error is None else round(100 * error)
        values = {
            "scale": bank.scale,
            "form": form_id,
            "number": number,
            "frozen_utc": milliseconds(moment),
            "people": made.n,
            "standard_error": hundredths,
            "document": made.to_document(),
        }
        connection.execute(insert(norm).values(values))
    return FrozenNorm(bank.scale, form_id, number, moment, made.n, hundredths)
