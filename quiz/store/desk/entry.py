"""What the entry form stores, and what its asker sees of it afterwards, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quiz.advice.workflow import State


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A question as it came in; texts are cleaned and fit the table.

    `form` is 32 bytes that name the very form that was sent: the same again is the same entry. `token` opens the page
    of the entry; only its hash is stored.
    """

    form: bytes
    token: str
    grade: str
    gender: str
    title: str
    body: str
    mail: str
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class AskedEntry:
    """An entry as its asker sees it.

    `title` is empty once they took back what they sent. `consultation` is the id of what readers see, or empty.
    """

    receipt: str
    state: State
    reason: str
    is_urgent: bool
    title: str
    has_mail: bool
    consultation: str
    received_at: datetime

    @property
    def is_withdrawable(self) -> bool:
        """Say whether anything is left to take back."""
        return bool(self.title or self.consultation)
