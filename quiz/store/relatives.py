"""Tell which consultations are related, whenever what is published has changed."""

from __future__ import annotations

from quiz.store.opened import OpenedStore


def tell_related(opened: OpenedStore, everything: bool = False) -> None:
    """Relate everything published anew, where it has changed since it was last told."""
