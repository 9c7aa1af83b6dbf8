"""Let somebody see figures only, be known by an identity provider, and show a second factor."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer, "sqlite")
ROLES = "role IN ('viewer', 'advisor', 'editor', 'admin')"
COLUMNS = "id, name, password, role, advisor, is_active, created_utc"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        rebuild_accounts()
    else:
        op.drop_constraint(op.f("ck_account_role"), "account", type_="check")
        op.create_check_constraint(op.f("ck_account_role"), "account", ROLES)
    op.create_table(
        "identity",
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("account", ROW, nullable=False),
        sa.Column("created_utc", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_identity_account_account")),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_identity")),
        sa.UniqueConstraint("account", name=op.f("uq_identity_account")),
    )
    op.create_table(
        "second_factor",
        sa.Column("account", ROW, autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(100), nullable=False),
        sa.Column("step", sa.BigInteger, nullable=False),
        sa.Column("created_utc", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_second_factor_account_account")),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("account", ROW, autoincrement=False, nullable=False),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_recovery_code_account_account")),
        sa.PrimaryKeyConstraint("account", "digest", name=op.f("pk_recovery_code")),
    )


def rebuild_accounts() -> None:
    """Make the table of accounts anew, since SQLite changes no constraint of a table that stands.

    Other tables refer to accounts, and foreign keys cannot be switched off within a transaction. They are only looked
    at when it ends, though: by then the rows are back. They have to come after the new table has its name, since only
    rows that are put into a table of that name make good for those that were dropped with the old one. That is why
    Alembic's own way, which copies first and renames last, does not do.
    """
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute(f"CREATE TEMPORARY TABLE kept AS SELECT {COLUMNS} FROM account")  # noqa: S608 - of constants
    op.drop_table("account")
    op.create_table(
        "account",
        sa.Column("id", ROW, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("password", sa.String(200), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("advisor", sa.String(64), nullable=True),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("created_utc", sa.BigInteger, nullable=False),
        sa.CheckConstraint("role <> 'advisor' OR advisor IS NOT NULL", name=op.f("ck_account_advisor_named")),
        sa.CheckConstraint(ROLES, name=op.f("ck_account_role")),
        sa.ForeignKeyConstraint(["advisor"], ["advisor.id"], name=op.f("fk_account_advisor_advisor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.execute(f"INSERT INTO account ({COLUMNS}) SELECT {COLUMNS} FROM kept")  # noqa: S608 - of constants
    op.execute("DROP TABLE temp.kept")
