"""The tables, with every invariant as a named constraint.

Moments are milliseconds since 1970 in UTC: the same integer in every database, and no type has to be converted on the
way in. Days are ISO dates as text.
"""

from quiz.store.tables.attempts import attempt, bank_version
from quiz.store.tables.desk import assignment, entry, entry_event, rate
from quiz.store.tables.naming import metadata
from quiz.store.tables.published import (
    advisor,
    answer,
    article,
    click,
    consultation,
    consultation_topic,
    indexed,
    qa_source,
    qualification,
    related,
    shelf,
)
from quiz.store.tables.sites import delivery, outbox, site
from quiz.store.tables.staff import account, audit, identity, recovery_code, second_factor, signin
from quiz.store.tables.tallies import (
    cohort,
    fold,
    norm,
    pace,
    passage,
    placement_click,
    placing,
    published,
    published_click,
    published_placing,
    retake,
    tally,
)

__all__ = [
    "account",
    "advisor",
    "answer",
    "article",
    "assignment",
    "attempt",
    "audit",
    "bank_version",
    "click",
    "cohort",
    "consultation",
    "consultation_topic",
    "delivery",
    "entry",
    "entry_event",
    "fold",
    "identity",
    "indexed",
    "metadata",
    "norm",
    "outbox",
    "pace",
    "passage",
    "placement_click",
    "placing",
    "published",
    "published_click",
    "published_placing",
    "qa_source",
    "qualification",
    "rate",
    "recovery_code",
    "related",
    "retake",
    "second_factor",
    "shelf",
    "signin",
    "site",
    "tally",
]
