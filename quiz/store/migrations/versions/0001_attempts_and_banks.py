"""Make the tables of attempts and of the banks that they were made with."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bank_version",
        sa.Column("version", sa.String(8), nullable=False),
        sa.Column("bank", sa.String(32), nullable=False),
        sa.Column("scale", sa.String(8), nullable=False),
        sa.Column("meaning", sa.String(8), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("first_used_utc", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_bank_version"),
        sa.CheckConstraint("length(version) = 8", name=op.f("ck_bank_version_version_length")),
        sa.CheckConstraint("length(scale) = 8", name=op.f("ck_bank_version_scale_length")),
        sa.CheckConstraint("length(meaning) = 8", name=op.f("ck_bank_version_meaning_length")),
    )
    op.create_table(
        "attempt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("key", sa.LargeBinary(16), nullable=False),
        sa.Column("digest", sa.LargeBinary(16), nullable=False),
        sa.Column("bank", sa.String(32), nullable=False),
        sa.Column("version", sa.String(8), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("answers", sa.String(180), nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("areas", sa.Text, nullable=False),
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("campaign", sa.String(64), nullable=False),
        sa.Column("started_utc", sa.BigInteger),
        sa.Column("finished_utc", sa.BigInteger, nullable=False),
        sa.Column("durations_ms", sa.Text),
        sa.Column("previous", sa.LargeBinary(16)),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.ForeignKeyConstraint(["version"], ["bank_version.version"], name="fk_attempt_version_bank_version"),
        sa.UniqueConstraint("key", name="uq_attempt_key"),
        sa.CheckConstraint("length(key) = 16", name=op.f("ck_attempt_key_length")),
        sa.CheckConstraint("length(digest) = 16", name=op.f("ck_attempt_digest_length")),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_attempt_score_range")),
        sa.CheckConstraint("length(form) BETWEEN 1 AND 32", name=op.f("ck_attempt_form_length")),
        sa.CheckConstraint("length(answers) BETWEEN 1 AND 180", name=op.f("ck_attempt_answers_length")),
        sa.CheckConstraint(
            "length(site) <= 64 AND length(page) <= 200 AND length(campaign) <= 64",
            name=op.f("ck_attempt_placement_length"),
        ),
        sa.CheckConstraint(
            "started_utc IS NULL OR started_utc <= finished_utc", name=op.f("ck_attempt_started_before_finished")
        ),
        sa.CheckConstraint("previous IS NULL OR length(previous) = 16", name=op.f("ck_attempt_previous_length")),
        sqlite_autoincrement=True,
    )
