"""Make the tables of the sites that may embed, and of what they are told."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "site",
        sa.Column("id", ROW, nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("origins", sa.Text, nullable=False),
        sa.Column("may_ask_results", sa.Boolean, nullable=False),
        sa.Column("webhook_url", sa.String(500), nullable=False),
        sa.Column("webhook_secret", sa.String(100), nullable=False),
        sa.Column("added_utc", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
        sa.UniqueConstraint("key", name=op.f("uq_site_key")),
        sa.CheckConstraint("length(key) BETWEEN 1 AND 32", name=op.f("ck_site_key_length")),
        sa.CheckConstraint("(webhook_url = '') = (webhook_secret = '')", name=op.f("ck_site_webhook_signed")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", ROW, nullable=False),
        sa.Column("message", sa.String(32), nullable=False),
        sa.Column("site", ROW, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(100), nullable=False),
        sa.Column("created_utc", sa.BigInteger, nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("due_utc", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name=op.f("fk_outbox_site_site")),
        sa.UniqueConstraint("message", name=op.f("uq_outbox_message")),
        sa.UniqueConstraint("site", "kind", "subject", name=op.f("uq_outbox_site_kind_subject")),
        sa.CheckConstraint(
            "kind IN ('attempt.completed', 'attempt.shared', 'consultation.published')", name=op.f("ck_outbox_kind")
        ),
        sa.CheckConstraint("state IN ('waiting', 'delivered', 'given_up')", name=op.f("ck_outbox_state")),
    )
    op.create_index(op.f("ix_outbox_site_state_due_utc"), "outbox", ["site", "state", "due_utc"])
    op.create_table(
        "delivery",
        sa.Column("id", ROW, nullable=False),
        sa.Column("outbox", ROW, nullable=False),
        sa.Column("tried_utc", sa.BigInteger, nullable=False),
        sa.Column("took_ms", sa.Integer, nullable=False),
        sa.Column("status", sa.Integer),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.ForeignKeyConstraint(["outbox"], ["outbox.id"], name=op.f("fk_delivery_outbox_outbox")),
    )
    op.create_index(op.f("ix_delivery_outbox"), "delivery", ["outbox"])
