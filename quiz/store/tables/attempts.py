"""Attempts, and the banks that they were made with."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
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
    text,
)

from quiz.store.tables.naming import ROW, metadata

bank_version = Table(
    "bank_version",
    metadata,
    Column("version", String(8), primary_key=True),
    Column("bank", String(32), nullable=False),
    Column("scale", String(8), nullable=False),
    Column("meaning", String(8), nullable=False),
    Column("document", Text, nullable=False),
    Column("first_used_utc", BigInteger, nullable=False),
    CheckConstraint("length(version) = 8", name="version_length"),
    CheckConstraint("length(scale) = 8", name="scale_length"),
    CheckConstraint("length(meaning) = 8", name="meaning_length"),
)

# AUTOINCREMENT, so that the number of an erased row never returns: a fold over attempts remembers how far it came.
attempt = Table(
    "attempt",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("key", LargeBinary(16), nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
    Column("bank", String(32), nullable=False),
    Column("version", String(8), ForeignKey("bank_version.version"), nullable=False),
    Column("form", String(32), nullable=False),
    Column("answers", String(180), nullable=False),
    Column("score", Integer, nullable=False),
    Column("areas", Text, nullable=False),
    Column("site", String(64), nullable=False),
    Column("page", String(200), nullable=False),
    Column("campaign", String(64), nullable=False),
    Column("started_utc", BigInteger),
    Column("finished_utc", BigInteger, nullable=False),
    Column("durations_ms", Text),
    Column("previous", LargeBinary(16)),
    UniqueConstraint("key"),
    CheckConstraint("length(key) = 16", name="key_length"),
    CheckConstraint("length(digest) = 16", name="digest_length"),
    CheckConstraint("score BETWEEN 0 AND 100", name="score_range"),
    CheckConstraint("length(form) BETWEEN 1 AND 32", name="form_length"),
    CheckConstraint("length(answers) BETWEEN 1 AND 180", name="answers_length"),
    CheckConstraint("length(site) <= 64 AND length(page) <= 200 AND length(campaign) <= 64", name="placement_length"),
    CheckConstraint("started_utc IS NULL OR started_utc <= finished_utc", name="started_before_finished"),
    CheckConstraint("previous IS NULL OR length(previous) = 16", name="previous_length"),
    # For an erasure, which has to find the retakes of what it erases. First attempts cost it nothing.
    Index(
        None,
        "previous",
        sqlite_where=text("previous IS NOT NULL"),
        postgresql_where=text("previous IS NOT NULL"),
    ),
)
