"""`quiz run`: serve the diagnostic."""

from __future__ import annotations

import logging

import click

from quiz.config import from_process


@click.command()
@click.option("--host", help="Address to listen on. [QUIZ_HOST; default 127.0.0.1]")
@click.option("--port", help="Port to listen on. [QUIZ_PORT; default 8000]")
@click.option("--workers", help="Worker processes. [QUIZ_WORKERS; default 2]")
@click.option("--threads", help="Requests that one worker answers at a time. [QUIZ_THREADS; default 32]")
@click.option("--database-url", help="Where attempts are kept. [QUIZ_DATABASE_URL; default an SQLite file in var]")
@click.option("--var", help="Folder for database, secret and cache. [QUIZ_VAR; default var]")
@click.option("--bank", help="The questionnaire to ask. [QUIZ_BANK; default the shipped one]")
@click.option("--consultations", help="The folder of consultations. [QUIZ_CONSULTATIONS; default the shipped one]")
def run(**flags: str | None) -> None:
    """Serve the diagnostic until it is stopped.

    SIGHUP reads the bank again; a broken one keeps the old.

    \b
    Example:
      quiz run --port 8123 --workers 4
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    # Alembic tells its plug-ins at every start; what it migrates is told by the store.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # The server is needed by this command only.
    from quiz.cli.serving import Server

    Server(from_process(**flags)).run()
