"""What can go wrong on the way to a provider and back: a kind that a page has words for, and a reason for the log."""

from __future__ import annotations

from enum import StrEnum


class Fault(StrEnum):
    """What somebody is told."""

    AWAY = "away"
    """The provider cannot be reached, or answers nonsense: its administrators can help, or time."""
    AGAIN = "again"
    """It took too long, began in another browser, or came back twice: from the beginning it goes."""
    CANCELLED = "cancelled"
    """Whoever was asked there said no."""
    DOUBTFUL = "doubtful"
    """What came back does not prove who it is."""
    STRANGER = "stranger"
    """They are who they say, and may do nothing here."""
    DISABLED = "disabled"
    """Their account was shut here."""


STATUS = {
    Fault.AWAY: 502,
    Fault.AGAIN: 400,
    Fault.CANCELLED: 400,
    Fault.DOUBTFUL: 403,
    Fault.STRANGER: 403,
    Fault.DISABLED: 403,
}
LONGEST_REASON = 500


class Elsewhere(Exception):
    """Nobody is signed in; `fault` is for the page, `reason` a line for the log, which no secret is in."""

    def __init__(self, fault: Fault, reason: str) -> None:
        super().__init__(f"{fault}: {reason}")
        self.fault = fault
        # Part of it may come from elsewhere, and must not pass for lines of its own.
        self.reason = "".join(character if character.isprintable() else "?" for character in reason)[:LONGEST_REASON]
