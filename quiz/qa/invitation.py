"""The call to the diagnostic: whom it is for, and its first item, ready to be answered."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from quiz.bank.model import Bank
from quiz.qa.edition import Edition
from quiz.web.phrases import phrased


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of the first item."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """The call to action of a page; every number in it is the bank's own, or published.

    `median` is how many seconds students really took, as it is published; 0 before it is.
    `action` is where the first answer goes, by GET: `item` names it, and the address of the page goes along behind a
    `#`, so that the diagnostic's own address, and its place in every cache, stays one for each option.
    """

    is_classic: bool
    diagnostic: str
    cut: int
    count: int
    seconds: int
    median: int
    action: str
    start: str
    item: str
    stem: Markup
    choices: tuple[Choice, ...]


def invitation(bank: Bank, edition: Edition, path: str, wording: str, median: int | None = None) -> Invitation:
    """Build the call to action of the page at a path."""
    form = bank.forms[0]
    items = bank.items_of(form.id)
    return Invitation(
        is_classic=wording == "classic",
        diagnostic=edition.text(bank.title),
        cut=bank.cut,
        count=len(items),
        seconds=form.seconds,
        median=median or 0,
        action=f"/d/{bank.id}#page={path}",
        start=f"{edition.address(f'/d/{bank.id}')}#page={path}",
        item=items[0].id,
        stem=phrased(edition.text(items[0].text)),
        choices=tuple(Choice(option.id, edition.text(option.text)) for option in items[0].options),
    )
