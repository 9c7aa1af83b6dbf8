"""Make the tables of tallies, of what is published of them, and of who saw it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    is_retake = sa.text("previous IS NOT NULL")
    name = op.f("ix_attempt_previous")
    op.create_index(name, "attempt", ["previous"], sqlite_where=is_retake, postgresql_where=is_retake)
    op.create_table(
        "cohort",
        sa.Column("key", sa.LargeBinary(16), nullable=False),
        sa.Column("attributes", sa.String(300), nullable=False),
        sa.Column("told_utc", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["key"], ["attempt.key"], name=op.f("fk_cohort_key_attempt")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_cohort")),
    )
    op.create_table(
        "tally",
        sa.Column("id", ROW, nullable=False),
        sa.Column("version", sa.String(8), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("segment", sa.String(300), nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("cell", sa.String(300), nullable=False),
        sa.Column("week", sa.Integer, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("counters", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["version"], ["bank_version.version"], name=op.f("fk_tally_version_bank_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tally")),
        sa.UniqueConstraint(
            "version", "form", "day", "segment", "release", name=op.f("uq_tally_version_form_day_segment_release")
        ),
    )
    op.create_index(op.f("ix_tally_release_day_people"), "tally", ["release", "day", "people"])
    op.create_table(
        "placing",
        sa.Column("id", ROW, nullable=False),
        sa.Column("version", sa.String(8), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("completions", sa.Integer, nullable=False),
        sa.Column("times", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(["version"], ["bank_version.version"], name=op.f("fk_placing_version_bank_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placing")),
        sa.UniqueConstraint(
            "version",
            "form",
            "day",
            "site",
            "page",
            "release",
            name=op.f("uq_placing_version_form_day_site_page_release"),
        ),
    )
    op.create_index(op.f("ix_placing_release_day"), "placing", ["release", "day"])
    op.create_table(
        "passage",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("version", sa.String(8), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("count", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("day", "version", "form", "site", "page", "position", name=op.f("pk_passage")),
    )
    op.create_table(
        "placement_click",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("version", sa.String(8), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("clicks", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("day", "version", "form", "site", "page", name=op.f("pk_placement_click")),
    )
    op.create_table(
        "fold",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("attempt", ROW, nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("erasures", sa.Integer, nullable=False),
        sa.Column("through", sa.String(10), nullable=False),
        sa.Column("summed", sa.String(10), nullable=False),
        sa.Column("is_synthetic", sa.Boolean, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_fold_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fold")),
    )
    op.create_table(
        "published",
        sa.Column("scale", sa.String(8), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("view", sa.String(300), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("score_sum", sa.BigInteger, nullable=False),
        sa.Column("flagged", sa.Integer, nullable=False),
        sa.Column("counters", sa.LargeBinary),
        sa.PrimaryKeyConstraint("scale", "form", "view", "period", name=op.f("pk_published")),
    )
    op.create_index(op.f("ix_published_scale_form_period"), "published", ["scale", "form", "period"])
    op.create_table(
        "published_placing",
        sa.Column("scale", sa.String(8), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("site", sa.String(64), nullable=False),
        sa.Column("page", sa.String(200), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("completions", sa.BigInteger, nullable=False),
        sa.Column("times", sa.LargeBinary, nullable=False),
        sa.Column("passages", sa.LargeBinary, nullable=False),
        sa.Column("clicks", sa.BigInteger, nullable=False),
        sa.Column("waiting_passages", sa.LargeBinary, nullable=False),
        sa.Column("waiting_clicks", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("scale", "form", "site", "page", "period", name=op.f("pk_published_placing")),
    )
    op.create_table(
        "pace",
        sa.Column("scale", sa.String(8), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("scale", "form", name=op.f("pk_pace")),
    )
    op.create_table(
        "published_click",
        sa.Column("scale", sa.String(8), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("area", sa.String(32), nullable=False),
        sa.Column("rank", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("consultation", sa.String(64), nullable=False),
        sa.Column("impressions", sa.BigInteger, nullable=False),
        sa.Column("clicks", sa.BigInteger, nullable=False),
        sa.Column("waiting_impressions", sa.BigInteger, nullable=False),
        sa.Column("waiting_clicks", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("scale", "period", "area", "rank", "consultation", name=op.f("pk_published_click")),
    )
    op.create_table(
        "retake",
        sa.Column("id", ROW, nullable=False),
        sa.Column("scale", sa.String(8), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("week", sa.Integer, nullable=False),
        sa.Column("segment", sa.String(300), nullable=False),
        sa.Column("release", sa.Integer, nullable=False),
        sa.Column("cell", sa.String(300), nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("counters", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retake")),
    )
    op.create_index(op.f("ix_retake_release"), "retake", ["release"])
    op.create_table(
        "norm",
        sa.Column("scale", sa.String(8), nullable=False),
        sa.Column("form", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("frozen_utc", sa.BigInteger, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("standard_error", sa.Integer),
        sa.Column("document", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("scale", "form", "number", name=op.f("pk_norm")),
    )
    op.create_table(
        "audit",
        sa.Column("id", ROW, nullable=False),
        sa.Column("moment_utc", sa.BigInteger, nullable=False),
        sa.Column("account", ROW),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("detail", sa.String(500), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_audit_account_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_moment_utc"), "audit", ["moment_utc"])
    names = "id, attempt, release, erasures, through, summed, is_synthetic"
    op.execute(f"INSERT INTO fold ({names}) VALUES (1, 0, 0, 0, '', '', false)")  # noqa: S608 - the names are our own.
