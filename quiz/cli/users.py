"""`quiz user`: who may sign in, and what each may do.

Accounts are made here and nowhere else: whoever can run commands on the machine may, and no page has to be guarded
that would make them. What needs SQLAlchemy or argon2 is imported where it is used, so that `--help` is quick.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from quiz.advice.workflow import Role
from quiz.cli.store import open_store
from quiz.clock import now
from quiz.errors import AccountError
from quiz.store.staff.account import LEAST, MOST, known_as, new_name

if TYPE_CHECKING:
    from quiz.store.opened import OpenedStore
    from quiz.store.staff.accounts import Found

FAULTS = {
    "short": f"it is too short; use {LEAST} characters or more, such as a few words",
    "long": f"it is too long; use {MOST} characters at most",
    "characters": "it has a character that cannot be typed again; use letters, digits, signs and spaces",
    "common": "it is one of the first that anybody would try; choose another",
}
GENERATE = click.option(
    "--generate", is_flag=True, help="Make a password and print it once, instead of asking for one."
)


@click.group()
def user() -> None:
    """Say who may sign in at /staff/signin, and as what.

    \b
    Example:
      quiz user add editor-1 --role editor
      quiz user add viewer-1 --role viewer
      quiz user add advisor-1 --role advisor --advisor sample-a
      quiz user role viewer-1 editor
      quiz user list
      quiz user passwd editor-1 --generate
      quiz user reset-totp editor-1
      quiz user disable editor-1
    """


@user.command(epilog="Example: quiz user add advisor-1 --role advisor --advisor sample-a --generate")
@click.argument("name")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    required=True,
    help="viewer: figures. advisor: own answers. editor: figures and the whole desk. admin: also who saw what.",
)
@click.option("--advisor", default="", help="The advisor that the account answers as: the end of their page's address.")
@GENERATE
def add(name: str, role: str, advisor: str, generate: bool) -> None:
    """Add an account, and ask for its password twice."""
    known = new_name(name)
    with open_store() as (store, _):
        opened = store.opened()
        from quiz.store.staff import accounts

        with opened.reading() as connection:
            accounts.check_new(connection, known, Role(role), advisor)
        password_hash = _new_hash(known, generate)
        with opened.writing() as connection:
            accounts.add(connection, known, password_hash, Role(role), advisor, now())
            _note(connection, f"{known}: added as {role}")
    click.echo(f"{known} may sign in as {role} at /staff/signin")


@user.command(epilog="Example: quiz user role viewer-1 editor")
@click.argument("name")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.option("--advisor", default="", help="The advisor that the account answers as.")
def role(name: str, role: str, advisor: str) -> None:
    """Let an account do something else from now on.

    Of an account from an identity provider the provider's groups decide: at the next sign-in they have the last word.
    """
    with open_store() as (store, _):
        opened = store.opened()
        from quiz.store.staff import accounts

        known = _known(opened, name).account
        with opened.writing() as connection:
            accounts.assign(connection, known.id, Role(role), advisor)
            _note(connection, f"{known.name}: {known.role} → {role}")
    click.echo(f"{known.name} is {role} from now on")


@user.command(name="list", epilog="Example: quiz user list")
def list_() -> None:
    """List all accounts: name, role, advisor, since when, how they sign in, and whether disabled."""
    with open_store() as (store, _):
        opened = store.opened()
        from quiz.store.staff import accounts, factors, identities

        with opened.reading() as connection:
            everybody = accounts.everybody(connection)
            ways = {"code": factors.all_with_one(connection), "elsewhere": identities.signs_in_elsewhere(connection)}
    for one in everybody:
        how = [way for way, ids in ways.items() if one.id in ids]
        states = how if one.is_active else [*how, "disabled"]
        columns = (one.name, one.role, one.advisor or "-", f"{one.created_utc:%Y-%m-%d}", " ".join(states))
        click.echo("\t".join(columns).rstrip())
    if not everybody:
        click.echo("there is no account yet; add one with: quiz user add NAME --role editor", err=True)


@user.command(epilog="Example: quiz user passwd editor-1 --generate")
@click.argument("name")
@GENERATE
def passwd(name: str, generate: bool) -> None:
    """Give an account another password, which ends its sign-ins."""
    with open_store() as (store, _):
        opened = store.opened()
        from quiz.store.staff import accounts

        found = _known(opened, name)
        if not found.password:
            raise AccountError(f"{found.account.name} signs in at the identity provider; change the password there")
        password_hash = _new_hash(found.account.name, generate)
        with opened.writing() as connection:
            accounts.set_password(connection, found.account.id, password_hash)
            _note(connection, f"{found.account.name}: new password")
    click.echo(f"{found.account.name} has a new password; every sign-in with the old one has ended")
    if not found.account.is_active:
        click.echo(f"the account is still disabled; enable it with: quiz user enable {found.account.name}", err=True)


@user.command(name="reset-totp", epilog="Example: quiz user reset-totp editor-1")
@click.argument("name")
def reset_totp(name: str) -> None:
    """Let an account sign in by its password alone, for who lost the device and the recovery codes.

    Make sure that it is they who ask. Their sign-ins end, and they can set up another device at /staff/code.
    """
    with open_store() as (store, _):
        opened = store.opened()
        from quiz.store.staff import accounts, factors

        known = _known(opened, name).account
        with opened.writing() as connection:
            had_one = factors.end(connection, known.id)
            if had_one:
                accounts.end_all(connection, known.id)
                _note(connection, f"{known.name}: codes turned off")
    click.echo(f"{known.name} signs in by password alone" if had_one else f"{known.name} used no codes")


@user.command(epilog="Example: quiz user disable editor-1")
@click.argument("name")
def disable(name: str) -> None:
    """Let an account sign in no more.

    Its sign-ins end at once; what it did stays in the history.
    """
    _set_active(name, False)
    click.echo(f"{known_as(name)} can no longer sign in")


@user.command(epilog="Example: quiz user enable editor-1")
@click.argument("name")
def enable(name: str) -> None:
    """Let a disabled account sign in again."""
    _set_active(name, True)
    click.echo(f"{known_as(name)} may sign in again")


def _set_active(name: str, is_active: bool) -> None:
    with open_store() as (store, _):
        opened = store.opened()
        from quiz.store.staff import accounts

        found = _known(opened, name)
        with opened.writing() as connection:
            accounts.set_active(connection, found.account.id, is_active)
            _note(connection, f"{found.account.name}: {'enabled' if is_active else 'disabled'}")


def _note(connection: Any, detail: str) -> None:
    """Note what a command did; who ran it on the machine is not known here."""
    from quiz.store.staff import audit
    from quiz.store.staff.audited import Kind

    audit.note(connection, now(), None, Kind.ACCOUNT, detail)


def _known(opened: OpenedStore, name: str) -> Found:
    from quiz.store.staff import accounts

    with opened.reading() as connection:
        found = accounts.named(connection, new_name(name))
    if found is None:
        raise AccountError(f"there is no account {known_as(name)}; see `quiz user list`")
    return found


def _new_hash(name: str, generate: bool) -> str:
    """Return the hash of a new password, which is printed where it is generated, else asked for until it is good."""
    from quiz.store.staff.passwords import generated, hash_of

    if generate:
        password = generated()
        click.echo(f"password: {password}")
        click.echo("it is not shown again; pass it on safely, and let it be changed at /staff/password", err=True)
    else:
        password = click.prompt(
            "Password (not shown)", hide_input=True, confirmation_prompt="Once more", value_proc=_checked_for(name)
        )
    return hash_of(password)


def _checked_for(name: str) -> Callable[[str], str]:
    from quiz.store.staff.passwords import fault_of

    def checked(password: str) -> str:
        fault = fault_of(password, name)
        if fault:
            raise click.UsageError(FAULTS[fault])
        return password

    return checked
