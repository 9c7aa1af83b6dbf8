"""What the Q&A site shows, what is derived from it, and how often it helped.

A consultation is read far more often than written: what its page needs stands in its row and those of its answers;
what lists, choosing and search need is made from them when they change. Lists and documents are JSON texts.
"""

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

advisor = Table(
    "advisor",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("origin", String(64), nullable=False),
    Column("name", String(100), nullable=False),
    Column("title", String(100), nullable=False),
    Column("affiliation", String(100), nullable=False),
    Column("profile", Text, nullable=False),
    Column("changed_utc", BigInteger, nullable=False),
)

qualification = Table(
    "qualification",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("advisor", String(64), ForeignKey("advisor.id"), nullable=False, index=True),
    Column("name", String(100), nullable=False),
    Column("verified_on", String(10)),
    Column("expires_on", String(10)),
    UniqueConstraint("advisor", "name"),
)

article = Table(
    "article",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("origin", String(64), nullable=False),
    Column("title", String(300), nullable=False),
    Column("url", String(2000), nullable=False),
    Column("is_withdrawn", Boolean, nullable=False),
    Column("changed_utc", BigInteger, nullable=False),
)

consultation = Table(
    "consultation",
    metadata,
    # Given out by who publishes, who has the turn; a source of thousands is then written in a few statements.
    Column("number", ROW, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False),
    # Where it is kept by: an import source's name, `folder`, or `desk`; `key` names it there.
    Column("origin", String(64), nullable=False),
    Column("key", String(2000), nullable=False),
    Column("position", Integer, nullable=False),
    Column("title_ja", String(300), nullable=False),
    Column("title_en", String(300), nullable=False),
    Column("area", String(32), nullable=False),
    Column("topics", Text, nullable=False),
    Column("helps", Text, nullable=False),  # Of {item, options}.
    # Whether a person chose area and topics; and whether at this desk, which an import then keeps.
    Column("is_confirmed", Boolean, nullable=False),
    Column("is_classified_here", Boolean, nullable=False),
    Column("grade", String(40), nullable=False),
    Column("gender", String(40), nullable=False),
    Column("source", String(20), nullable=False),
    Column("asked_on", String(10)),
    Column("url", String(2000), nullable=False),
    # Empty, or who withdrew it: `source`, where it left the source, or `editor`, which an import does not undo.
    Column("withdrawn_by", String(10), nullable=False),
    Column("digest", String(32), nullable=False),
    Column("published_utc", BigInteger, nullable=False),
    Column("changed_utc", BigInteger, nullable=False),
    # Sorts as the newest come last: moment of publication, day of the question, and the source's order backwards.
    Column("newness", String(40), nullable=False),
    # The longest column is the last: SQLite reads a row from its beginning, and most lists need nothing of this.
    Column("body", Text, nullable=False),
    UniqueConstraint("id"),
    UniqueConstraint("origin", "key"),
    CheckConstraint("withdrawn_by IN ('', 'source', 'editor')", name="withdrawn_by"),
    CheckConstraint("source IN ('entry_form', 'counselling', 'sample')", name="source"),
    Index(None, "withdrawn_by", "newness"),
    Index(None, "withdrawn_by", "area", "newness"),
)

answer = Table(
    "answer",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("consultation", ROW, ForeignKey("consultation.number"), nullable=False),
    Column("advisor", String(64), ForeignKey("advisor.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("title", String(100), nullable=False),
    Column("affiliation", String(100), nullable=False),
    Column("answered_on", String(10)),
    Column("sections", Text, nullable=False),  # Of {heading, blocks, cards}.
    Column("is_withdrawn", Boolean, nullable=False),
    UniqueConstraint("consultation", "advisor"),
    Index(None, "advisor", "consultation"),
)

consultation_topic = Table(
    "consultation_topic",
    metadata,
    Column("topic", String(32), primary_key=True),
    Column("consultation", ROW, ForeignKey("consultation.number"), primary_key=True),
)

# Derived from the above, and made again whenever it changes.

related = Table(
    "related",
    metadata,
    Column("consultation", ROW, ForeignKey("consultation.number"), primary_key=True),
    Column("others", Text, nullable=False),  # Numbers, the nearest first.
)

indexed = Table(
    "indexed",
    metadata,
    # Which state of each consultation the search index holds.
    Column("consultation", ROW, ForeignKey("consultation.number"), primary_key=True),
    Column("state", String(48), nullable=False),
)

shelf = Table(
    "shelf",
    metadata,
    # One row: the listings of everything published as one document, read by each process when `revision` has changed.
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", BigInteger, nullable=False),
    # The revision of which relatedness was told last.
    Column("related_revision", BigInteger, nullable=False),
    Column("document", Text, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

qa_source = Table(
    "qa_source",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("is_external", Boolean, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("imported_utc", BigInteger, nullable=False),
)

# Only sums are kept: nothing says who saw or clicked.
click = Table(
    "click",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("version", String(8), primary_key=True),
    Column("area", String(32), primary_key=True),
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("consultation", String(64), primary_key=True),
    Column("impressions", BigInteger, nullable=False),
    Column("clicks", BigInteger, nullable=False),
)
