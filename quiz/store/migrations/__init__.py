"""Migrations of the tables, run by Alembic inside the transaction of whoever starts."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def config() -> Config:
    """Return what Alembic needs to know; whoever runs it adds the connection."""
    settings = Config()
    # Alembic reads % as the start of a variable; a folder may have one in its name.
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    return settings


def known_revisions() -> set[str]:
    """Return the revisions that this version of the program knows."""
    return {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}


def upgrade(connection: Connection) -> None:
    """Bring the tables to the newest revision, within the transaction of the connection."""
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")
