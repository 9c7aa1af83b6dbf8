"""The questions that come in at the desk, and counters that end by themselves."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from quiz.store.tables.naming import ROW, metadata

rate = Table(
    "rate",
    metadata,
    Column("key", String(200), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("expires_utc", BigInteger, nullable=False, index=True),
)

entry = Table(
    "entry",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("receipt", String(12), nullable=False),
    Column("token_digest", LargeBinary(32), nullable=False),
    # Of the form that was sent: a repeat of the same form is the same entry.
    Column("form_digest", LargeBinary(32), nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", String(1000), nullable=False),
    Column("is_urgent", Boolean, nullable=False),
    Column("grade", String(40), nullable=False),
    Column("gender", String(40), nullable=False),
    # As it was sent; never changed, and emptied when the asker withdraws.
    Column("title", String(300), nullable=False),
    Column("body", Text, nullable=False),
    Column("mail", String(254)),
    # As it is to be published.
    Column("edited_title", String(300), nullable=False),
    Column("edited_title_en", String(300), nullable=False),
    Column("edited_body", Text, nullable=False),
    Column("area", String(32), nullable=False),
    Column("topics", Text, nullable=False),
    Column("helps", Text, nullable=False),
    Column("consultation", ROW, ForeignKey("consultation.number")),
    Column("received_utc", BigInteger, nullable=False),
    Column("closed_utc", BigInteger),
    # Counts changes: who saves names the one that was read, and is told where it is no longer that.
    Column("revision", Integer, nullable=False),
    UniqueConstraint("receipt"),
    UniqueConstraint("form_digest"),
    UniqueConstraint("token_digest"),
    CheckConstraint(
        "state IN ('received', 'screened', 'rejected', 'assigned', 'answered', 'edited', 'published', 'withdrawn')",
        name="state",
    ),
    Index(None, "state", "received_utc"),
)

assignment = Table(
    "assignment",
    metadata,
    Column("entry", ROW, ForeignKey("entry.id"), primary_key=True),
    Column("advisor", String(64), ForeignKey("advisor.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("sections", Text, nullable=False),  # As typed: of {heading, text, cards of {lead, target}}.
    Column("is_finished", Boolean, nullable=False),
    Column("is_withdrawn", Boolean, nullable=False),
    Column("answered_utc", BigInteger),
    Column("revision", Integer, nullable=False),
    Index(None, "advisor", "entry"),
)

entry_event = Table(
    "entry_event",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("entry", ROW, ForeignKey("entry.id"), nullable=False, index=True),
    Column("moment_utc", BigInteger, nullable=False),
    # Without an account it was the asker, or the program by itself.
    Column("account", ROW, ForeignKey("account.id")),
    Column("kind", String(20), nullable=False),
    Column("detail", Text, nullable=False),
)
