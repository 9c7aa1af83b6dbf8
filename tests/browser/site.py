"""The real application on a real port, over a real SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from werkzeug.serving import make_server

from quiz.advice.model import Shelf
from quiz.app import create_app
from quiz.bank.answers import encode
from quiz.bank.model import Bank
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.store.handle import StoreHandle


@dataclass(frozen=True)
class Site:
    """A running site: its address, and what stands behind it."""

    address: str
    bank: Bank
    shelf: Shelf
    store: StoreHandle

    def code(self, form_id: str, *rungs: int) -> str:
        """Return the code of answers that take these rungs in turn, over and over."""
        items = self.bank.items_of(form_id)
        return encode(
            self.bank, form_id, {item.id: item.options[rungs[n % len(rungs)]].id for n, item in enumerate(items)}
        )


@contextmanager
def running_site(var: Path, port: int = 0, **environ: str) -> Iterator[Site]:
    """Serve the application from threads of this process until the block ends; two may serve one folder.

    Whoever has to name its address before it runs chooses a free port.
    """
    settings = Settings.from_environment({"QUIZ_VAR": str(var), **environ})
    store = StoreHandle(settings)
    prepared = prepare(settings)
    server = make_server("127.0.0.1", port, create_app(settings, prepared.bank, prepared.shelf, store), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", prepared.bank, prepared.shelf, store)
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()
        store.close()
