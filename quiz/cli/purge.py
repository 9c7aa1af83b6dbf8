"""`quiz purge`: erase what is not needed any more. It only shows what it would do, until it is told to."""

from __future__ import annotations

import click

from quiz.bank.model import Text
from quiz.cli.bank import LANGUAGE
from quiz.cli.store import open_store
from quiz.clock import now

LINES = {
    "mails": Text(
        "お知らせ先のメールアドレス（公開・見送り・取り消しから90日）: {count} 件",
        "contact addresses, 90 days after publication, rejection or withdrawal: {count}",
    ),
    "signins": Text("終わったサインイン: {count} 件", "sign-ins that have ended: {count}"),
    "rates": Text("期限の過ぎた回数の記録: {count} 件", "counters that have ended: {count}"),
    "messages": Text(
        "サイトへの通知（届いた、または送るのをやめて30日）: {count} 件",
        "messages to sites, 30 days after they arrived or were given up: {count}",
    ),
    "audits": Text(
        "だれが何を見たかの記録（400日）: {count} 件", "the record of who saw what, after 400 days: {count}"
    ),
}
DONE = Text("{total} 件を消しました。", "{total} erased.")
WOULD = Text(
    "{total} 件を消せます。まだ何も消していません。消すには --yes を付けてください。",
    "{total} would be erased. Nothing is erased yet; add --yes to do it.",
)
NOTHING = Text("消すものはありません。", "There is nothing to erase.")


@click.command(epilog="Example: quiz purge --yes")
@click.option("--yes", "is_meant", is_flag=True, help="Erase. Without it nothing is erased, only told.")
@LANGUAGE
def purge(is_meant: bool, lang: str) -> None:
    """Erase contact addresses whose time is over, and what belongs to nobody any more.

    Run it once a day with --yes, such as from cron.
    """
    # It needs SQLAlchemy, which `--help` does not.
    from quiz.store.desk import purge as desk_purge

    with open_store() as (store, _):
        act = desk_purge.purge if is_meant else desk_purge.due
        purged = act(store.opened(), now())
    for name, line in LINES.items():
        click.echo(line[lang].format(count=getattr(purged, name)))
    summary = NOTHING if not purged.total else DONE if is_meant else WOULD
    click.echo(summary[lang].format(total=purged.total))
