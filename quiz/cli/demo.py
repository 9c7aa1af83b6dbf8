"""`quiz demo`: everything at once with synthetic attempts, in a folder of its own, to look at and to throw away."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import click

from quiz.advice.workflow import Role
from quiz.cli.progress import progress_bar
from quiz.clock import now
from quiz.config import Settings, from_process
from quiz.store.handle import StoreHandle

NAME = "demo"
SEED = 1
ATTEMPTS = 20_000
FOLDER = "demo"
UNFINISHED = "demo-unfinished"


@click.command(epilog="Example: quiz demo --port 8123")
@click.option("--port", help="Port to listen on. [QUIZ_PORT; default 8000]")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
def demo(host: str, port: str | None) -> None:
    """Serve everything with 20,000 synthetic attempts, and print an account to sign in with.

    It lives in the folder `demo` of QUIZ_VAR, whatever database the settings name: nothing of a real deployment is
    touched. What is there is served again; remove the folder to begin anew.
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    var = from_process().var
    if not (var / FOLDER).exists():
        _make(var)
    settings = _settings(var / FOLDER, host, port)
    for line in _lines(settings, _give_password(settings)):
        click.echo(line)
    # The server is needed by few commands only.
    from quiz.cli.serving import Server

    Server(settings).run()


def _settings(var: Path, host: str | None = None, port: str | None = None) -> Settings:
    """Return the settings of the demo: those of the process, but a folder and a database of its own, and staff."""
    database_url = f"sqlite:///{var.absolute() / 'quiz.db'}"
    return from_process(var=str(var), database_url=database_url, host=host, port=port, staff="on")


def _make(var: Path) -> None:
    """Make the folder under another name first, so that what was interrupted is never served."""
    shutil.rmtree(var / UNFINISHED, ignore_errors=True)
    settings = _settings(var / UNFINISHED)
    # The statistics are needed by this only.
    from quiz.cli.simulate import fill
    from quiz.store.tallies.folding import Folding
    from quiz.store.tallies.releasing import release

    fill(settings, ATTEMPTS, SEED)
    with closing(StoreHandle(settings)) as store:
        _add_sites(store)
        with progress_bar("Counting") as progress:
            Folding(store.opened()).fold(progress)
        release(store.opened(), settings.smallest_group, now())
    (var / UNFINISHED).rename(var / FOLDER)


def _add_sites(store: StoreHandle) -> None:
    from quiz.simulation.drawing import PLACES
    from quiz.sites import origin_of
    from quiz.store.sites import registry

    known = {place.site: origin_of(place.page) for place in PLACES if place.site}
    with store.opened().writing() as connection:
        for key, origin in known.items():
            registry.add(connection, key, [origin], False, ("", ""), now())


def _give_password(settings: Settings) -> str:
    """Give the account of the demo a password by lot, another at each start; make it where it is not there."""
    from quiz.cli.prepare import prepare
    from quiz.store.staff import accounts
    from quiz.store.staff.passwords import generated, hash_of

    prepare(settings)
    password = generated()
    password_hash = hash_of(password)
    with closing(StoreHandle(settings)) as store, store.opened().writing() as connection:
        known = accounts.named(connection, NAME)
        if known is None:
            accounts.add(connection, NAME, password_hash, Role.ADMIN, "", now())
        else:
            accounts.set_password(connection, known.account.id, password_hash)
    return password


def _lines(settings: Settings, password: str) -> Iterator[str]:
    from quiz.cli.prepare import prepare
    from quiz.simulation.drawing import draw_truth
    from quiz.simulation.telling import planted_lines

    origin = f"http://127.0.0.1:{settings.port}"
    yield f"集計        {origin}/staff/figures/"
    yield f"サインイン  {NAME} / {password}  {origin}/staff/signin"
    yield f"All {ATTEMPTS:,} attempts are synthetic; remove {settings.var} to begin anew."
    yield from planted_lines(draw_truth(prepare(settings).bank, SEED))
