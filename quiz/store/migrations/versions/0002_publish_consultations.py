"""Make the tables of the Q&A site: what is published, what is derived from it, and the desk behind it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "advisor",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("affiliation", sa.String(100), nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("changed_utc", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisor")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(64), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False),
        sa.Column("changed_utc", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_table(
        "click",
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("version", sa.String(8), nullable=False),
        sa.Column("area", sa.String(32), nullable=False),
        sa.Column("rank", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("consultation", sa.String(64), nullable=False),
        sa.Column("impressions", sa.BigInteger, nullable=False),
        sa.Column("clicks", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("day", "version", "area", "rank", "consultation", name=op.f("pk_click")),
    )
    op.create_table(
        "consultation",
        sa.Column("number", ROW, nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(64), nullable=False),
        sa.Column("key", sa.String(2000), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title_ja", sa.String(300), nullable=False),
        sa.Column("title_en", sa.String(300), nullable=False),
        sa.Column("area", sa.String(32), nullable=False),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("helps", sa.Text, nullable=False),
        sa.Column("is_confirmed", sa.Boolean, nullable=False),
        sa.Column("is_classified_here", sa.Boolean, nullable=False),
        sa.Column("grade", sa.String(40), nullable=False),
        sa.Column("gender", sa.String(40), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("asked_on", sa.String(10), nullable=True),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("withdrawn_by", sa.String(10), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("published_utc", sa.BigInteger, nullable=False),
        sa.Column("changed_utc", sa.BigInteger, nullable=False),
        sa.Column("newness", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.CheckConstraint("source IN ('entry_form', 'counselling', 'sample')", name=op.f("ck_consultation_source")),
        sa.CheckConstraint("withdrawn_by IN ('', 'source', 'editor')", name=op.f("ck_consultation_withdrawn_by")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_consultation")),
        sa.UniqueConstraint("id", name=op.f("uq_consultation_id")),
        sa.UniqueConstraint("origin", "key", name=op.f("uq_consultation_origin_key")),
    )
    op.create_index(op.f("ix_consultation_withdrawn_by_newness"), "consultation", ["withdrawn_by", "newness"])
    op.create_index(
        op.f("ix_consultation_withdrawn_by_area_newness"), "consultation", ["withdrawn_by", "area", "newness"]
    )
    op.create_table(
        "qa_source",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("is_external", sa.Boolean, nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("imported_utc", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_qa_source")),
    )
    op.create_table(
        "rate",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("expires_utc", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_rate")),
    )
    op.create_index(op.f("ix_rate_expires_utc"), "rate", ["expires_utc"], unique=False)
    op.create_table(
        "shelf",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("related_revision", sa.BigInteger, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_shelf_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shelf")),
    )
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
        sa.CheckConstraint("role IN ('advisor', 'editor', 'admin')", name=op.f("ck_account_role")),
        sa.ForeignKeyConstraint(["advisor"], ["advisor.id"], name=op.f("fk_account_advisor_advisor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("name", name=op.f("uq_account_name")),
    )
    op.create_table(
        "answer",
        sa.Column("id", ROW, nullable=False),
        sa.Column("consultation", ROW, nullable=False),
        sa.Column("advisor", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("affiliation", sa.String(100), nullable=False),
        sa.Column("answered_on", sa.String(10), nullable=True),
        sa.Column("sections", sa.Text, nullable=False),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["advisor"], ["advisor.id"], name=op.f("fk_answer_advisor_advisor")),
        sa.ForeignKeyConstraint(
            ["consultation"], ["consultation.number"], name=op.f("fk_answer_consultation_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("consultation", "advisor", name=op.f("uq_answer_consultation_advisor")),
    )
    op.create_index(op.f("ix_answer_advisor_consultation"), "answer", ["advisor", "consultation"], unique=False)
    op.create_table(
        "consultation_topic",
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("consultation", ROW, nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation"], ["consultation.number"], name=op.f("fk_consultation_topic_consultation_consultation")
        ),
        sa.PrimaryKeyConstraint("topic", "consultation", name=op.f("pk_consultation_topic")),
    )
    op.create_table(
        "entry",
        sa.Column("id", ROW, nullable=False),
        sa.Column("receipt", sa.String(12), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(32), nullable=False),
        sa.Column("form_digest", sa.LargeBinary(32), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("is_urgent", sa.Boolean, nullable=False),
        sa.Column("grade", sa.String(40), nullable=False),
        sa.Column("gender", sa.String(40), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("mail", sa.String(254), nullable=True),
        sa.Column("edited_title", sa.String(300), nullable=False),
        sa.Column("edited_title_en", sa.String(300), nullable=False),
        sa.Column("edited_body", sa.Text, nullable=False),
        sa.Column("area", sa.String(32), nullable=False),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("helps", sa.Text, nullable=False),
        sa.Column("consultation", ROW, nullable=True),
        sa.Column("received_utc", sa.BigInteger, nullable=False),
        sa.Column("closed_utc", sa.BigInteger, nullable=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.CheckConstraint(
            "state IN ('received', 'screened', 'rejected', 'assigned', 'answered', 'edited', 'published', 'withdrawn')",
            name=op.f("ck_entry_state"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation"], ["consultation.number"], name=op.f("fk_entry_consultation_consultation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("form_digest", name=op.f("uq_entry_form_digest")),
        sa.UniqueConstraint("receipt", name=op.f("uq_entry_receipt")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_entry_token_digest")),
    )
    op.create_index(op.f("ix_entry_state_received_utc"), "entry", ["state", "received_utc"], unique=False)
    op.create_table(
        "indexed",
        sa.Column("consultation", ROW, nullable=False),
        sa.Column("state", sa.String(48), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation"], ["consultation.number"], name=op.f("fk_indexed_consultation_consultation")
        ),
        sa.PrimaryKeyConstraint("consultation", name=op.f("pk_indexed")),
    )
    op.create_table(
        "qualification",
        sa.Column("id", ROW, nullable=False),
        sa.Column("advisor", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("verified_on", sa.String(10), nullable=True),
        sa.Column("expires_on", sa.String(10), nullable=True),
        sa.ForeignKeyConstraint(["advisor"], ["advisor.id"], name=op.f("fk_qualification_advisor_advisor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_qualification")),
        sa.UniqueConstraint("advisor", "name", name=op.f("uq_qualification_advisor_name")),
    )
    op.create_index(op.f("ix_qualification_advisor"), "qualification", ["advisor"], unique=False)
    op.create_table(
        "related",
        sa.Column("consultation", ROW, nullable=False),
        sa.Column("others", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation"], ["consultation.number"], name=op.f("fk_related_consultation_consultation")
        ),
        sa.PrimaryKeyConstraint("consultation", name=op.f("pk_related")),
    )
    op.create_table(
        "assignment",
        sa.Column("entry", ROW, nullable=False),
        sa.Column("advisor", sa.String(64), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("sections", sa.Text, nullable=False),
        sa.Column("is_finished", sa.Boolean, nullable=False),
        sa.Column("is_withdrawn", sa.Boolean, nullable=False),
        sa.Column("answered_utc", sa.BigInteger, nullable=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["advisor"], ["advisor.id"], name=op.f("fk_assignment_advisor_advisor")),
        sa.ForeignKeyConstraint(["entry"], ["entry.id"], name=op.f("fk_assignment_entry_entry")),
        sa.PrimaryKeyConstraint("entry", "advisor", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_advisor_entry"), "assignment", ["advisor", "entry"], unique=False)
    op.create_table(
        "entry_event",
        sa.Column("id", ROW, nullable=False),
        sa.Column("entry", ROW, nullable=False),
        sa.Column("moment_utc", sa.BigInteger, nullable=False),
        sa.Column("account", ROW, nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_entry_event_account_account")),
        sa.ForeignKeyConstraint(["entry"], ["entry.id"], name=op.f("fk_entry_event_entry_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry_event")),
    )
    op.create_index(op.f("ix_entry_event_entry"), "entry_event", ["entry"], unique=False)
    op.create_table(
        "signin",
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("account", ROW, nullable=False),
        sa.Column("created_utc", sa.BigInteger, nullable=False),
        sa.Column("seen_utc", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name=op.f("fk_signin_account_account")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_signin")),
    )
    op.create_index(op.f("ix_signin_account"), "signin", ["account"], unique=False)
    op.execute("INSERT INTO shelf (id, revision, related_revision, document) VALUES (1, 0, 0, '[]')")
    _make_search()


def _make_search() -> None:
    """Make the full-text index; its words are bigrams already, so the databases have nothing to take apart."""
    if op.get_bind().dialect.name == "sqlite":
        # Words of one character are looked for by prefix: an index of these answers them ten times as fast.
        op.execute("CREATE VIRTUAL TABLE search USING fts5(title, body, answers, tokenize='ascii', prefix='1')")
    else:
        op.execute(
            "CREATE TABLE search (number BIGINT NOT NULL CONSTRAINT pk_search PRIMARY KEY, words TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX ix_search_words ON search USING gin (words)")
