"""Tallies, what of them is published, and what beside attempts they are made of.

A tally is folded from attempts and always equals them. What anybody may see is only what was published: sums of cells,
each of at least the smallest group, that never change by less. `docs/decisions/0020-what-is-published.md` says why.
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
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from quiz.store.tables.naming import ROW, metadata

# What a student told after the result. The last word before the attempt is folded counts.
cohort = Table(
    "cohort",
    metadata,
    Column("key", LargeBinary(16), ForeignKey("attempt.key"), primary_key=True),
    Column("attributes", String(300), nullable=False),  # A label of quiz.stats.segment, without the site.
    Column("told_utc", BigInteger, nullable=False),
)

tally = Table(
    "tally",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("version", String(8), ForeignKey("bank_version.version"), nullable=False),
    Column("form", String(32), nullable=False),
    Column("day", String(10), nullable=False),
    Column("segment", String(300), nullable=False),
    # The release that published it, 0 while it waits, −1 where it was erased after it was published, and waits to be
    # taken out; −1 less that release once it was. Folding always adds to what waits.
    Column("release", Integer, nullable=False),
    # The segment that it is published under: its own, or a part of it where too few shared the whole. Empty before.
    Column("cell", String(300), nullable=False),
    # The week that it is published in: in which it found company. 0 before.
    Column("week", Integer, nullable=False),
    # People in it: all attempts that were folded, also those that are only counted; negative where more were erased.
    Column("people", Integer, nullable=False),
    Column("counters", LargeBinary, nullable=False),
    UniqueConstraint("version", "form", "day", "segment", "release"),
    # With the people, so that how many wait is read from the index alone: each row is a page of its own.
    Index(None, "release", "day", "people"),
)

# Completions of each place where attempts start, folded with the tallies. Starts and clicks are sums from elsewhere.
placing = Table(
    "placing",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("version", String(8), ForeignKey("bank_version.version"), nullable=False),
    Column("form", String(32), nullable=False),
    Column("day", String(10), nullable=False),
    Column("site", String(64), nullable=False),
    Column("page", String(200), nullable=False),
    Column("release", Integer, nullable=False),
    Column("completions", Integer, nullable=False),
    # A histogram of the whole times of first attempts, and last those of which none counts; kept like a tally.
    Column("times", LargeBinary, nullable=False),
    UniqueConstraint("version", "form", "day", "site", "page", "release"),
    Index(None, "release", "day"),
)

# How far somebody came who began: sums, and nothing about anybody, like clicks.
passage = Table(
    "passage",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("version", String(8), primary_key=True),
    Column("form", String(32), primary_key=True),
    Column("site", String(64), primary_key=True),
    Column("page", String(200), primary_key=True),
    # −1: began; from 0 on: left with so many items answered, less those who came back: so a day may be below zero.
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
)

# Consultations that were followed out of results that began at a place: sums, too.
placement_click = Table(
    "placement_click",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("version", String(8), primary_key=True),
    Column("form", String(32), primary_key=True),
    Column("site", String(64), primary_key=True),
    Column("page", String(200), primary_key=True),
    Column("clicks", BigInteger, nullable=False),
)

# One row: how far the fold came, and which release was the last.
fold = Table(
    "fold",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("attempt", ROW, nullable=False),
    Column("release", Integer, nullable=False),
    # How many attempts were erased: whoever has read attempts meanwhile reads them again.
    Column("erasures", Integer, nullable=False),
    # The last day that the last release took in, or empty before the first; and that of the sums beside attempts.
    Column("through", String(10), nullable=False),
    Column("summed", String(10), nullable=False),
    # Whether attempts of a simulation were ever put in: then every page of the staff says so.
    Column("is_synthetic", Boolean, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

# Everything that staff can see of attempts: sums by scale, form, view and period. Nobody reads `tally` to show it.
published = Table(
    "published",
    metadata,
    Column("scale", String(8), primary_key=True),
    Column("form", String(32), primary_key=True),
    Column("view", String(300), primary_key=True),
    # `all`, a year from April (`2026`), a month (`2026-04`), or a week (`2026-W14`) for the trend.
    Column("period", String(10), primary_key=True),
    Column("release", Integer, nullable=False),
    Column("people", Integer, nullable=False),
    Column("first", Integer, nullable=False),
    Column("score_sum", BigInteger, nullable=False),
    Column("flagged", Integer, nullable=False),
    Column("counters", LargeBinary),  # None for a week: the trend needs nothing but the sums beside it.
    Index(None, "scale", "form", "period"),
)

published_placing = Table(
    "published_placing",
    metadata,
    Column("scale", String(8), primary_key=True),
    Column("form", String(32), primary_key=True),
    # Both empty: everywhere; a site without a page: all of that site.
    Column("site", String(64), primary_key=True),
    Column("page", String(200), primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("completions", BigInteger, nullable=False),
    Column("times", LargeBinary, nullable=False),
    # Counts by position + 1: how many began, and where they left. They and clicks wait for the next cell of
    # completions.
    Column("passages", LargeBinary, nullable=False),
    Column("clicks", BigInteger, nullable=False),
    Column("waiting_passages", LargeBinary, nullable=False),
    Column("waiting_clicks", BigInteger, nullable=False),
)

# How long students take, as everybody may know it: the published median of a form, in whole seconds.
pace = Table(
    "pace",
    metadata,
    Column("scale", String(8), primary_key=True),
    Column("form", String(32), primary_key=True),
    Column("seconds", Integer, nullable=False),
)

# What was shown and followed in results. It waits until it was shown to the smallest group.
published_click = Table(
    "published_click",
    metadata,
    Column("scale", String(8), primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("area", String(32), primary_key=True),
    Column("rank", Integer, primary_key=True, autoincrement=False),
    Column("consultation", String(64), primary_key=True),
    Column("impressions", BigInteger, nullable=False),
    Column("clicks", BigInteger, nullable=False),
    Column("waiting_impressions", BigInteger, nullable=False),
    Column("waiting_clicks", BigInteger, nullable=False),
)

# The retakes of each cell: fewer than its people, so they look for company of their own before they are published.
retake = Table(
    "retake",
    metadata,
    Column("id", ROW, primary_key=True),
    Column("scale", String(8), nullable=False),
    Column("form", String(32), nullable=False),
    Column("week", Integer, nullable=False),
    Column("segment", String(300), nullable=False),
    Column("release", Integer, nullable=False),  # As in `tally`; so is the cell.
    Column("cell", String(300), nullable=False),
    Column("people", Integer, nullable=False),
    Column("counters", LargeBinary, nullable=False),
    Index(None, "release"),
)

# Frozen tables: a norm never changes, the next one gets the next number.
norm = Table(
    "norm",
    metadata,
    Column("scale", String(8), primary_key=True),
    Column("form", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("frozen_utc", BigInteger, nullable=False),
    Column("people", Integer, nullable=False),
    # In hundredths of a point of 100; what scoring uses from then on, where there are enough people.
    Column("standard_error", Integer),
    Column("document", Text, nullable=False),
)
