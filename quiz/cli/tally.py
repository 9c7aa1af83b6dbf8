"""`quiz tally`: bring the tallies up to date, count everything once more, and `quiz erase`: take one attempt out."""

from __future__ import annotations

import sys

import click

from quiz.bank.model import Text
from quiz.cli.bank import LANGUAGE
from quiz.cli.progress import progress_bar
from quiz.cli.store import open_store
from quiz.clock import now

FOLDED = Text("{count} 件の受検を集計に加えました。", "{count} attempts were added to the tallies.")
RELEASED = Text(
    "{through} までを公開しました（集計のまとまり {cells} 個、掲載枠 {places} 個）。",
    "Everything through {through} is published ({cells} cells of attempts, {places} of placements).",
)
NOT_RELEASED = Text("新しく公開する日はありません。", "No further day is to be published.")
EQUAL = Text("集計は {count} 件の受検と一致しています。", "The tallies equal the {count} attempts.")
DIFFERENT = Text(
    "集計が受検と一致しません: {count} か所。`quiz tally rebuild` で直せます。",
    "The tallies differ from the attempts in {count} sums; `quiz tally rebuild` corrects them.",
)
CORRECTED = Text(
    "{count} か所を直しました。公開ずみの数字は、次に同じまとまりを公開するときに直ります。",
    "{count} sums were corrected. What was published follows with the next release of the same cells.",
)
ERASED = Text("受検 {key} を消し、集計から引きました。", "The attempt {key} is erased, and taken out of the tallies.")
FOUND = Text(
    "受検 {key} があります。まだ何も消していません。消すには --yes を付けてください。",
    "The attempt {key} is there. Nothing is erased yet; add --yes to do it.",
)
UNKNOWN = Text("受検 {key} はありません。", "There is no attempt {key}.")
NO_KEY = Text("{key} は受検の番号ではありません。", "{key} is no key of an attempt.")


@click.group()
def tally() -> None:
    """Keep the tallies, from which all statistics come, in step with the attempts.

    The server does so by itself; nobody has to call this.
    """


@tally.command(epilog="Example: quiz tally update")
@LANGUAGE
def update(lang: str) -> None:
    """Add what has settled to the tallies, and publish every day that is over.

    It may run at any time, several times at once, and be interrupted anywhere.
    """
    # They need numpy and SQLAlchemy, which `--help` does not.
    from quiz.store.tallies.folding import Folding
    from quiz.store.tallies.releasing import release

    with open_store() as (store, settings):
        with progress_bar("Counting") as progress:
            folded = Folding(store.opened()).fold(progress)
        click.echo(FOLDED[lang].format(count=folded))
        released = release(store.opened(), settings.smallest_group, now())
    if released is None:
        click.echo(NOT_RELEASED[lang])
    else:
        click.echo(RELEASED[lang].format(through=released.through, cells=released.cells, places=released.places))


@tally.command(epilog="Example: quiz tally rebuild --check")
@click.option("--check", "is_check", is_flag=True, help="Compare, and change nothing; status 1 where they differ.")
@LANGUAGE
def rebuild(is_check: bool, lang: str) -> None:
    """Count everything once more from the attempts, and correct the tallies where they differ.

    What was published never changes at once: a sum that moved by one would tell of the one.
    """
    # They need numpy and SQLAlchemy, which `--help` does not.
    from quiz.store.tallies.rebuilding import Rebuilding

    with open_store() as (store, _), progress_bar("Counting") as progress:
        rebuilding = Rebuilding(store.opened())
        rebuilt = rebuilding.check(progress) if is_check else rebuilding.repair(progress)
    if not rebuilt.differences:
        click.echo(EQUAL[lang].format(count=rebuilt.attempts))
    elif is_check:
        click.echo(DIFFERENT[lang].format(count=rebuilt.differences), err=True)
        sys.exit(1)
    else:
        click.echo(CORRECTED[lang].format(count=rebuilt.differences))


@click.command(epilog="Example: quiz erase 0b7c1f0e-5d0a-4a8e-9a53-0f3f7c3f8a11 --yes")
@click.argument("key")
@click.option("--yes", "is_meant", is_flag=True, help="Erase. Without it nothing is erased, only looked for.")
@LANGUAGE
def erase(key: str, is_meant: bool, lang: str) -> None:
    """Erase one attempt by its KEY, which its student's device has, and everything that was told with it.

    The tallies follow at once; what staff see follows when at least the smallest group of others changes with it.
    """
    from uuid import UUID

    try:
        number = UUID(key).bytes
    except ValueError:
        raise click.BadParameter(NO_KEY[lang].format(key=repr(key)), param_hint="KEY") from None
    with open_store() as (store, _):
        # It needs numpy and SQLAlchemy, which `--help` does not.
        from quiz.store.tallies.erasing import erase as erase_attempt

        is_there = erase_attempt(store.opened(), number) if is_meant else store.has(number)
    if not is_there:
        click.echo(UNKNOWN[lang].format(key=key), err=True)
        sys.exit(1)
    click.echo((ERASED if is_meant else FOUND)[lang].format(key=key))
