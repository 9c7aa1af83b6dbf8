"""The store that a command works on: that of this deployment, with its database made and up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from quiz.config import Settings, from_process
from quiz.store.handle import StoreHandle


@contextmanager
def open_store() -> Iterator[tuple[StoreHandle, Settings]]:
    """Open this deployment's store until the block ends; with it come the settings that name it."""
    # It reads the bank where it changed, which `--help` does not need.
    from quiz.cli.prepare import prepare

    settings = from_process()
    prepare(settings)
    with closing(StoreHandle(settings)) as store:
        yield store, settings
