"""What readers of the Q&A site see, read from the database: one method a page."""

from __future__ import annotations

from quiz.advice.published import Found, Profile, Published, Teasers, Whereabouts
from quiz.store.opened import OpenedStore


class Library:
    """The published consultations of one deployment. Every method raises StoreError where they cannot be read now."""

    def __init__(self, opened: OpenedStore) -> None:
        self._opened = opened

    def consultation(self, consultation_id: str) -> Published | None:
        """Return a consultation as its page shows it; None where none of this id is published."""
        raise NotImplementedError

    def newest(self, page: int = 1, area: str = "", topic: str = "") -> Teasers:
        """Return a page of the consultations, the newest first; of an area or of a topic where one is named."""
        raise NotImplementedError

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return how many consultations each area and each topic has; those without any are left out."""
        raise NotImplementedError

    def advisor(self, advisor_id: str, page: int = 1) -> Profile | None:
        """Return an advisor with a page of what they answered."""
        raise NotImplementedError

    def search(self, query: str, page: int = 1) -> Found:
        """Return a page of what holds the words of a query, the best first."""
        raise NotImplementedError

    def whereabouts(self) -> tuple[Whereabouts, ...]:
        """Return every consultation shown here and every advisor, for robots, in a fixed order."""
        raise NotImplementedError
