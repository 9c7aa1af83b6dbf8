"""Who works here, how they prove who they are, and what they saw."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from quiz.store.tables.naming import ROW, metadata

account = Table(
    "account",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("name", String(64), nullable=False),
    # A hash, or empty where somebody else's word is taken for who they are.
    Column("password", String(200), nullable=False),
    Column("role", String(10), nullable=False),
    Column("advisor", String(64), ForeignKey("advisor.id")),
    Column("is_active", Boolean, nullable=False),
    Column("created_utc", BigInteger, nullable=False),
    UniqueConstraint("name"),
    CheckConstraint("role IN ('viewer', 'advisor', 'editor', 'admin')", name="role"),
    CheckConstraint("role <> 'advisor' OR advisor IS NOT NULL", name="advisor_named"),
)

signin = Table(
    "signin",
    metadata,
    # A hash: whoever reads the table cannot sign in with it.
    Column("digest", LargeBinary(32), primary_key=True),
    Column("account", ROW, ForeignKey("account.id"), nullable=False, index=True),
    Column("created_utc", BigInteger, nullable=False),
    Column("seen_utc", BigInteger, nullable=False),
)

# Whom an identity provider knows by which account: its address, and its own unchanging name for them.
identity = Table(
    "identity",
    metadata,
    Column("issuer", String(300), primary_key=True),
    Column("subject", String(255), primary_key=True),
    Column("account", ROW, ForeignKey("account.id"), nullable=False),
    Column("created_utc", BigInteger, nullable=False),
    UniqueConstraint("account"),
)

# What makes the codes of somebody's device, sealed under this deployment's secret.
second_factor = Table(
    "second_factor",
    metadata,
    Column("account", ROW, ForeignKey("account.id"), primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary(100), nullable=False),
    # The time step of the last code that was taken: that one and those before it are not taken again.
    Column("step", BigInteger, nullable=False),
    Column("created_utc", BigInteger, nullable=False),
)

# Codes on paper, for who lost the device: each is taken once, and only a hash of it is kept.
recovery_code = Table(
    "recovery_code",
    metadata,
    Column("account", ROW, ForeignKey("account.id"), primary_key=True, autoincrement=False),
    Column("digest", LargeBinary(32), primary_key=True),
)

# Who saw what, and who took what with them. Append-only.
audit = Table(
    "audit",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("moment_utc", BigInteger, nullable=False),
    Column("account", ROW, ForeignKey("account.id")),
    Column("kind", String(20), nullable=False),
    Column("detail", String(500), nullable=False),
    Index(None, "moment_utc"),
)
