"""An attempt as it is kept: anonymous, append-only, under a key that was made before the first send."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import NamedTuple


class Outcome(Enum):
    """What became of an attempt: new, a replay of the same, or another under a key that is taken."""

    CREATED = "created"
    REPLAYED = "replayed"
    CONFLICT = "conflict"


class Attempt(NamedTuple):
    """The fact that somebody completed a form. A named tuple, for it is made on every submit.

    `key` and `digest` are 16 bytes; `digest` tells a replay from another body under the same key. `answers` are
    the characters of the result's code without version and check. `areas` are weighted points in the order in which
    the bank's items first name their areas. `durations_ms` are claims of the student's device, one an item, or
    empty. `previous` is the key of the attempt before it on the same device.
    """

    key: bytes
    digest: bytes
    bank: str
    version: str
    form: str
    answers: str
    score: int
    areas: tuple[int, ...]
    site: str
    page: str
    campaign: str
    started_utc: datetime | None
    finished_utc: datetime
    durations_ms: tuple[int, ...]
    previous: bytes | None


Row = tuple[bytes | str | int | None, ...]


def row_of(attempt: Attempt) -> Row:
    """Return the values of an attempt's columns, which are named as its fields are and stand in their order."""
    return (
        *attempt[:7],
        ",".join(map(str, attempt.areas)),
        *attempt[8:11],
        None if attempt.started_utc is None else milliseconds(attempt.started_utc),
        milliseconds(attempt.finished_utc),
        ",".join(map(str, attempt.durations_ms)) or None,
        attempt.previous,
    )


def milliseconds(moment: datetime) -> int:
    """Return a moment as milliseconds since 1970."""
    return round(moment.timestamp() * 1000)
