"""`quiz webhooks`: what sites were told, what came of it, and telling it again."""

from __future__ import annotations

from datetime import datetime

import click

from quiz.cli.progress import progress_bar
from quiz.cli.store import open_store
from quiz.clock import JAPAN, now
from quiz.store.told import Logged, Settled, State

SITE = click.option("--site", "site_key", default="", help="Only messages to the site of this key.")


@click.group()
def webhooks() -> None:
    """See what sites were told, and tell it again.

    \b
    Example:
      quiz webhooks list --state given_up
      quiz webhooks replay --site blog --failed
      quiz webhooks send
    """


@webhooks.command(name="list", epilog="Example: quiz webhooks list --state given_up --site blog")
@click.option("--state", type=click.Choice([state.value for state in State]), default=None, help="Only in this state.")
@SITE
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many of the newest.")
def list_(state: str | None, site_key: str, limit: int) -> None:
    """List messages: number, site, kind, when, state, tries, and the last status or why there was none."""
    with open_store() as (store, _):
        logged = store.outbox().log(state or "", site_key, limit)
    for one in logged:
        click.echo("\t".join(_line(one)))
    if not logged:
        click.echo("there is nothing to list: no site was told anything yet, or nothing of that matches", err=True)


@webhooks.command(epilog="Example: quiz webhooks replay --site blog --since 2026-04-01")
@SITE
@click.option("--failed", is_flag=True, help="Those that were given up, or failed and wait.")
@click.option("--id", "number", type=int, default=None, help="The one of this number.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Those since a day in Japan.")
def replay(site_key: str, failed: bool, number: int | None, since: datetime | None) -> None:
    """Tell messages again, under the same names: a receiver that has one already can tell.

    They are sent within seconds by a server that runs, or by `quiz webhooks send`.
    """
    if not (failed or number is not None or since):
        raise click.UsageError("say which messages: --failed, --id N or --since YYYY-MM-DD")
    moment = since.replace(tzinfo=JAPAN) if since else None
    with open_store() as (store, _):
        count = store.outbox().replay(now(), site_key, number, moment, failed)
    click.echo("1 message is told again" if count == 1 else f"{count} messages are told again")


@webhooks.command(epilog="Example: quiz webhooks send")
def send() -> None:
    """Send what is due now, such as from cron where no server runs; a server that runs does so by itself."""
    # It brings TLS along, which `--help` does not need.
    from quiz.webhooks.delivering import Deliverer

    with open_store() as (store, settings), progress_bar("sending") as progress:
        total, done = store.outbox().count_due(now()), 0

        def told(_: Settled) -> None:
            nonlocal done
            done += 1
            progress(min(done, total), total)

        came = Deliverer(store, settings.public_url, told=told).deliver_due()
    parts = (came[State.DELIVERED], came[State.WAITING], came[State.GIVEN_UP])
    click.echo("delivered: {}  failed, to be tried again: {}  given up: {}".format(*parts))


def _line(one: Logged) -> tuple[str, ...]:
    came = str(one.status) if one.status is not None else one.reason or "-"
    moment = f"{one.created.astimezone(JAPAN):%Y-%m-%d %H:%M}"
    return (str(one.id), one.site, one.kind, moment, one.state, str(one.tries), came)
