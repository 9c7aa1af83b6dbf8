"""The command line: one group, and one place where an error becomes a line."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from quiz import __version__
from quiz.errors import BankError, CatalogueError, QuizError

COMMANDS = {
    "run": ("quiz.cli.run", "run"),
    "check": ("quiz.cli.bank", "check"),
    "schema": ("quiz.cli.bank", "schema"),
    "explain": ("quiz.cli.bank", "explain"),
    "import-qa": ("quiz.cli.importing", "import_qa"),
    "export-qa": ("quiz.cli.exporting", "export_qa"),
    "reindex": ("quiz.cli.reindex", "reindex"),
    "user": ("quiz.cli.users", "user"),
    "site": ("quiz.cli.sites", "site"),
    "webhooks": ("quiz.cli.webhooks", "webhooks"),
    "purge": ("quiz.cli.purge", "purge"),
    "tally": ("quiz.cli.tally", "tally"),
    "erase": ("quiz.cli.tally", "erase"),
    "norm": ("quiz.cli.norm", "norm"),
    "coverage": ("quiz.cli.coverage", "coverage"),
    "simulate": ("quiz.cli.simulate", "simulate"),
    "demo": ("quiz.cli.demo", "demo"),
}
"""Where each command lives. It is imported when it is called: `run` should not wait for what `check` needs."""


class Commands(click.Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error that this program says on purpose becomes one line, and exit status 1."""
        try:
            return super().invoke(ctx)
        except BankError as error:
            count, what = len(error.findings), "folder" if isinstance(error, CatalogueError) else "bank"
            findings = "1 finding" if count == 1 else f"{count} findings"
            click.echo("\n".join(error.findings), err=True)
            click.echo(f"quiz: {findings}; nothing is served from a broken {what}", err=True)
        except QuizError as error:
            click.echo(f"quiz: {error}", err=True)
        sys.exit(1)


@click.command(cls=Commands)
@click.version_option(__version__)
def main() -> None:
    """面接力診断: how ready a student is for an interview, and what to do next.

    \b
    Example:
      quiz run
      quiz check questions.yaml
    """
