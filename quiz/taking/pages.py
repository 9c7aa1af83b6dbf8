"""What the quiz page shows, as frozen values; its template decides nothing. `results` has the page of a result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from quiz.bank.answers import encode
from quiz.bank.model import Answers, Bank, Form, Item
from quiz.taking.surface import WINDOW, Frame, Surface, frame_on
from quiz.web.language import suffix
from quiz.web.origin import oembed_of
from quiz.web.phrases import phrased

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class QuizOption:
    """A rung as it is offered."""

    id: str
    text: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class QuizItem:
    """An item as it is asked; `number` counts from 1 on this page."""

    id: str
    number: int
    stem: Markup
    options: tuple[QuizOption, ...]
    is_missing: bool


@dataclass(frozen=True, slots=True)
class QuizPage:
    """The items of a form in one document.

    `known` are answers given before, sent along unseen. `keep` names what the device may keep of this page: another
    bank, version, form or set of known answers is another page. `longer` is the address of the longer form.
    `is_renewed` says that answers to questions that nobody here knows came back with these, `is_busy` that
    too much was sent from this network just now. `oembed` is where other sites ask how to embed this page, or empty.
    `frame` is None in a window.
    """

    title: str
    lead: str
    form: str
    form_title: str
    seconds: int
    version: str
    scale: str
    bank: str
    action: str
    other_language: str
    keep: str
    known: tuple[tuple[str, str], ...]
    items: tuple[QuizItem, ...]
    missing: tuple[QuizItem, ...]
    is_renewed: bool
    is_busy: bool
    longer: str
    longer_count: int
    longer_seconds: int
    oembed: str
    frame: Frame | None


def quiz_page(
    bank: Bank,
    form_id: str,
    language: str,
    *,
    known: Answers = NOTHING,
    given: Mapping[str, str] = NOTHING,
    missing: Sequence[str] = (),
    is_renewed: bool = False,
    is_busy: bool = False,
    origin: str = "",
    surface: Surface = WINDOW,
) -> QuizPage:
    """Build the page that asks the items of a form, those with a known answer left out.

    Only under a known origin, and in a window, does it say how to embed it.
    """
    form = bank.form(form_id)
    asked = [item for item in bank.items_of(form_id) if item.id not in known]
    items = tuple(_quiz_item(item, place, language, given, missing) for place, item in enumerate(asked, 1))
    longer = longer_form(bank, form)
    path = f"{surface.prefix}/d/{bank.id}"
    own_path = _path_of(bank, form, known)
    return QuizPage(
        title=bank.title[language],
        lead=bank.lead[language] if form is bank.forms[0] else "",
        form=form.id,
        form_title=form.title[language],
        seconds=form.seconds,
        version=bank.version,
        scale=bank.scale,
        bank=bank.id,
        action=path + suffix(language),
        other_language=other_language(surface.prefix + own_path, language),
        keep="/".join([bank.id, bank.version, form.id, *known.values()]),
        known=tuple(known.items()),
        items=items,
        missing=tuple(item for item in items if item.is_missing),
        is_renewed=is_renewed,
        is_busy=is_busy,
        longer=f"{path}/{longer.id}{suffix(language)}" if longer and not known else "",
        longer_count=len(bank.items_of(longer.id)) if longer else 0,
        longer_seconds=longer.seconds if longer else 0,
        oembed=oembed_of(own_path + suffix(language), origin) if origin and not surface.is_framed else "",
        frame=frame_on(surface, own_path + suffix(language), origin),
    )


def _quiz_item(item: Item, number: int, language: str, given: Mapping[str, str], missing: Sequence[str]) -> QuizItem:
    options = tuple(QuizOption(o.id, o.text[language], given.get(item.id) == o.id) for o in item.options)
    return QuizItem(item.id, number, phrased(item.text[language]), options, item.id in missing)


def longer_form(bank: Bank, form: Form) -> Form | None:
    """Return the next longer form that asks everything this one does, or None."""
    asked = {item.id for item in bank.items_of(form.id)}
    longer = [other for other in bank.forms if asked < {item.id for item in bank.items_of(other.id)}]
    return min(longer, key=lambda other: len(bank.items_of(other.id)), default=None)


def _path_of(bank: Bank, form: Form, known: Answers) -> str:
    if known:
        before = next(f.id for f in bank.forms if {item.id for item in bank.items_of(f.id)} == known.keys())
        return f"/d/{bank.id}/more/{encode(bank, before, known)}"
    return f"/d/{bank.id}" if form is bank.forms[0] else f"/d/{bank.id}/{form.id}"


def other_language(path: str, language: str) -> str:
    """Return the address of a page in the language that it is not in."""
    return path if language == "en" else path + "?lang=en"
