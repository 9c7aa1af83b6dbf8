"""`quiz norm`: freeze what is known of the scores, so that results are scored by measured errors."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from quiz.bank.model import Text
from quiz.cli.bank import LANGUAGE
from quiz.cli.store import open_store
from quiz.clock import day_of, now
from quiz.config import from_process
from quiz.store.handle import StoreHandle

if TYPE_CHECKING:
    from quiz.store.tallies.norming import FrozenNorm

FROZEN = Text(
    "{scale} {form} 第{number}版（{day}）: {people} 人、標準誤差 {error}",
    "{scale} {form} number {number} ({day}): {people} people, standard error {error}",
)
POINTS = Text("{error:.2f} 点", "{error:.2f} points")
NO_ERROR = Text("なし（宣言した値のまま）", "none (the declared one stays)")
TOO_FEW = Text(
    "{scale} {form}: まだ固定できません。公開した集計に、はじめての受検が {least} 件いります。",
    "{scale} {form}: not yet; {least} first attempts have to be published.",
)
NOTHING = Text("固定した基準はありません。", "No norm is frozen.")


@click.group()
def norm() -> None:
    """Freeze norms: what share of students a score surpasses, and how exact a score is.

    A frozen norm never changes; the next one gets the next number, and results are scored by the newest.
    """


@norm.command(epilog="Example: quiz norm freeze")
@LANGUAGE
def freeze(lang: str) -> None:
    """Freeze the next norm of every form of the present questionnaire, from what is published."""
    # They need numpy and SQLAlchemy, which `--help` does not.
    from quiz.cli.prepare import prepare
    from quiz.stats.norms import ENOUGH_FOR_NORM
    from quiz.store.tallies.norming import freeze_norm

    settings = from_process()
    bank = prepare(settings).bank
    with closing(StoreHandle(settings)) as store:
        for form in bank.forms:
            made = freeze_norm(store.opened(), bank, form.id, now())
            if made is None:
                click.echo(TOO_FEW[lang].format(scale=bank.scale, form=form.id, least=ENOUGH_FOR_NORM))
            else:
                click.echo(_line(made, lang))


@norm.command("list", epilog="Example: quiz norm list")
@LANGUAGE
def list_norms(lang: str) -> None:
    """List what was frozen."""
    # It needs SQLAlchemy, which `--help` does not.
    from quiz.store.tallies.norming import frozen_norms

    with open_store() as (store, _):
        frozen = frozen_norms(store.opened())
    click.echo("\n".join(_line(one, lang) for one in frozen) or NOTHING[lang])


def _line(frozen: FrozenNorm, lang: str) -> str:
    error = frozen.standard_error
    shown = NO_ERROR[lang] if error is None else POINTS[lang].format(error=error / 100)
    return FROZEN[lang].format(
        scale=frozen.scale,
        form=frozen.form,
        number=frozen.number,
        day=day_of(frozen.frozen),
        people=frozen.people,
        error=shown,
    )
