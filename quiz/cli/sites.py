"""`quiz site`: who may show the diagnostic in their pages, ask for results, and be told what happens.

What needs SQLAlchemy is imported where it is used, so that `--help` is quick.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import click

from quiz.cli.store import open_store
from quiz.clock import now
from quiz.errors import SiteError
from quiz.sites import KEY, parse_origin

WEBHOOK = click.option("--webhook", default=None, help="Tell what happens to this https address, signed.")


@click.group()
def site() -> None:
    """Say which sites may embed, ask for results, and be told what happens.

    \b
    Example:
      quiz site add blog https://blog.example.jp --webhook https://blog.example.jp/hooks/quiz
      quiz site add app
      quiz site list
      quiz site set blog --results
      quiz site remove blog
    """


@site.command(epilog="Example: quiz site add blog https://blog.example.jp 'https://*.blog.example.jp'")
@click.argument("key")
@click.argument("origins", nargs=-1)
@click.option("--results", is_flag=True, help="Let the site ask students for their result; each of them decides.")
@WEBHOOK
def add(key: str, origins: tuple[str, ...], results: bool, webhook: str | None) -> None:
    """Add a site under a key of your choice, with the origins of its pages.

    A star stands for every name below: 'https://*.example.jp'. An app that only uses the API needs no origin.
    """
    parsed, url, drawn = _origins(origins), _webhook(webhook), _drawn()
    known = _key(key)
    with open_store() as (store, _), store.opened().writing() as connection:
        from quiz.store.sites import registry

        registry.add(connection, known, parsed, results, (url, drawn if url else ""), now())
    click.echo(f"{known} may embed from {', '.join(parsed)}" if parsed else f"{known} may use the API")
    if url:
        _tell_secret(drawn)


@site.command(name="list", epilog="Example: quiz site list")
def list_() -> None:
    """List all sites: key, origins, whether they may ask for results, where webhooks go, and since when."""
    from quiz.store.sites import registry

    with open_store() as (store, _), store.opened().reading() as connection:
        everybody = registry.listed(connection)
    for one in everybody:
        asks, host = "results" if one.may_ask_results else "-", urlsplit(one.webhook_url).hostname or "-"
        line = (one.key, " ".join(one.origins) or "-", asks, host, f"{one.added:%Y-%m-%d}")
        click.echo("\t".join(line))
    if not everybody:
        click.echo("there is no site yet; add one with: quiz site add KEY https://blog.example.jp", err=True)


@site.command(name="set", epilog="Example: quiz site set blog --results --webhook https://blog.example.jp/hooks/quiz")
@click.argument("key")
@click.option("--origin", "origins", multiple=True, help="An origin instead of all before; may be given several times.")
@click.option("--results/--no-results", default=None, help="Let the site ask students for their result, or no more.")
@WEBHOOK
@click.option("--no-webhook", is_flag=True, help="Tell the site nothing any more; what waits is given up.")
@click.option("--new-secret", is_flag=True, help="Sign with a new secret from now on.")
def set_(
    key: str,
    origins: tuple[str, ...],
    results: bool | None,
    webhook: str | None,
    no_webhook: bool,
    new_secret: bool,
) -> None:
    """Change what is given of a site; the rest stays as it is."""
    if no_webhook and (webhook or new_secret):
        raise click.UsageError("--no-webhook goes neither with --webhook nor with --new-secret")
    parsed = _origins(origins) if origins else None
    url = "" if no_webhook else _webhook(webhook) or None
    with open_store() as (store, _), store.opened().writing() as connection:
        from quiz.store.sites import registry

        told = registry.change(connection, key, now(), parsed, results, url, new_secret, _drawn())
    if new_secret and not told:
        raise SiteError(f"{key} has no webhook, so there is nothing to sign; add one with --webhook")
    click.echo(f"{key} is changed; every process knows within two seconds")
    if told:
        _tell_secret(told)


@site.command(epilog="Example: quiz site remove blog")
@click.argument("key")
def remove(key: str) -> None:
    """Let a site embed no more, and forget what it was told and still had to be told.

    Attempts that were made there stay, under its key.
    """
    with open_store() as (store, _), store.opened().writing() as connection:
        from quiz.store.sites import registry

        waiting = registry.remove(connection, key)
    click.echo(f"{key} may no longer embed; attempts that were made there stay")
    if waiting:
        what = "1 message" if waiting == 1 else f"{waiting} messages"
        click.echo(f"not told any more: {what} that had not arrived", err=True)


def _key(written: str) -> str:
    if not KEY.fullmatch(written):
        raise SiteError(f"{written!r} is no key; write up to 32 small letters, digits and hyphens, such as blog-1")
    return written


def _origins(written: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(parse_origin, written)))


def _webhook(written: str | None) -> str:
    # It brings TLS along.
    from quiz.webhooks.sending import parse_webhook

    return "" if written is None else parse_webhook(written)


def _drawn() -> str:
    from quiz.webhooks.signing import new_secret

    return new_secret()


def _tell_secret(secret: str) -> None:
    click.echo(f"webhook secret: {secret}")
    click.echo("it is not shown again; the site checks with it that messages come from here", err=True)
