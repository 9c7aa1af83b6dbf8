"""The sites that may embed, and what they want to be told."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from quiz.store.tables.naming import ROW, metadata

site = Table(
    "site",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("key", String(32), nullable=False),
    # Separated by spaces, as a header names them; none for an app that uses the API only.
    Column("origins", Text, nullable=False),
    Column("may_ask_results", Boolean, nullable=False),
    # Both empty where the site wants to be told nothing.
    Column("webhook_url", String(500), nullable=False),
    Column("webhook_secret", String(100), nullable=False),
    Column("added_utc", BigInteger, nullable=False),
    UniqueConstraint("key"),
    CheckConstraint("length(key) BETWEEN 1 AND 32", name="key_length"),
    CheckConstraint("(webhook_url = '') = (webhook_secret = '')", name="webhook_signed"),
)

# What has to be told to a site, written in the transaction in which it came true.
outbox = Table(
    "outbox",
    metadata,
    Column("id", ROW, primary_key=True),
    # What the site knows it by, at every try: drawn by lot, so that it tells nothing of how much is told to others.
    Column("message", String(32), nullable=False),
    Column("site", ROW, ForeignKey("site.id"), nullable=False),
    Column("kind", String(32), nullable=False),
    # The number of an attempt, or the id of a consultation with the moment of its publication behind it.
    Column("subject", String(100), nullable=False),
    Column("created_utc", BigInteger, nullable=False),
    Column("state", String(10), nullable=False),
    Column("tries", Integer, nullable=False),
    # When it is tried next; who tries it moves this on, so that nobody else does. Afterwards, when it was settled.
    Column("due_utc", BigInteger, nullable=False),
    UniqueConstraint("message"),
    UniqueConstraint("site", "kind", "subject"),
    CheckConstraint("kind IN ('attempt.completed', 'attempt.shared', 'consultation.published')", name="kind"),
    CheckConstraint("state IN ('waiting', 'delivered', 'given_up')", name="state"),
    # By site, so that what waits for one that does not answer is not in the way of the others.
    Index(None, "site", "state", "due_utc"),
)

# What came of each try.
delivery = Table(
    "delivery",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("outbox", ROW, ForeignKey("outbox.id"), nullable=False, index=True),
    Column("tried_utc", BigInteger, nullable=False),
    Column("took_ms", Integer, nullable=False),
    # The status that was answered, or nothing and the reason.
    Column("status", Integer),
    Column("reason", String(200), nullable=False),
)
