"""What the page for site owners shows, as frozen values; its template decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from quiz.bank.model import Bank
from quiz.embed.colour import unreadable
from quiz.embed.messages import message
from quiz.embed.place import place
from quiz.embed.snippets import Snippet, behind
from quiz.embed.wanted import ACCENT, CAMPAIGN_MOST, RADII, SPOKEN, THEMES, VARIANTS, Choice, Wanted
from quiz.web.headers import FRAMING as BUILDER
from quiz.web.language import suffix


@dataclass(frozen=True, slots=True)
class Picked:
    """A choice as it is offered."""

    id: str
    title: str
    note: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Starts:
    """Items that may be asked first, under the name of the only form that asks them; without one where all forms do."""

    form: str
    items: tuple[Picked, ...]


@dataclass(frozen=True, slots=True)
class BuilderPage:
    """The choices, and what they make.

    `snippet` is HTML to be copied, and empty where an error stands in the way; `preview` is the same within this
    site. `advice` is what to know of a colour. `pasted` is the address that WordPress takes.
    """

    title: str
    start: str
    canonical: str
    other_language: str
    action: str
    variants: tuple[Picked, ...]
    forms: tuple[Picked, ...]
    languages: tuple[Picked, ...]
    themes: tuple[Picked, ...]
    radii: tuple[Picked, ...]
    starts: tuple[Starts, ...]
    wanted: Wanted
    swatch: str
    campaign_most: int
    errors: Mapping[str, str]
    advice: tuple[str, ...]
    snippet: str
    preview: Snippet | None
    pasted: str


def builder_page(
    bank: Bank,
    language: str,
    origin: str,
    wanted: Wanted,
    errors: Mapping[str, str],
    made: tuple[str, Snippet] | None,
) -> BuilderPage:
    """Build the page; `made` is the snippet with its preview, or None where an error stands in the way."""
    form = wanted.form if bank.has_form(wanted.form) else bank.forms[0].id
    hard = unreadable(wanted.accent, wanted.theme) if wanted.accent and "accent" not in errors else ()
    return BuilderPage(
        title=bank.title[language],
        start=place(bank, bank.forms[0].id, language).path,
        canonical=origin + BUILDER + suffix(language),
        other_language=_in_other_language(wanted if made else None, language),
        action=f"{BUILDER}#made",
        variants=_picked(VARIANTS, wanted.variant, language),
        forms=_picked((Choice(form.id, form.title) for form in bank.forms), wanted.form, language),
        languages=_picked(SPOKEN, wanted.language, language),
        themes=_picked(THEMES, wanted.theme, language),
        radii=_picked(RADII, wanted.radius, language),
        starts=tuple(_starts(bank, wanted.start, language)),
        wanted=wanted,
        swatch=ACCENT if "accent" in errors else wanted.accent or ACCENT,
        campaign_most=CAMPAIGN_MOST,
        errors=errors,
        advice=tuple(message(f"unreadable-{scheme}", language) for scheme in hard),
        snippet=made[0] if made else "",
        preview=made[1] if made else None,
        pasted=origin + place(bank, form, wanted.language).path + (behind(wanted) if made else ""),
    )


def _picked(choices: Iterable[Choice], chosen: str, language: str) -> tuple[Picked, ...]:
    return tuple(
        Picked(choice.id, choice.title[language], choice.note[language], choice.id == chosen) for choice in choices
    )


def _starts(bank: Bank, chosen: str, language: str) -> Iterable[Starts]:
    everywhere = {form.id for form in bank.forms}
    items = [(item, Choice(item.id, item.text)) for item in bank.items]
    in_all = [choice for item, choice in items if everywhere <= set(item.forms)]
    yield Starts("", _picked(in_all, chosen, language))
    for form in bank.forms:
        only = [choice for item, choice in items if item.forms == (form.id,) and everywhere != {form.id}]
        if only:
            yield Starts(form.title[language], _picked(only, chosen, language))


def _in_other_language(wanted: Wanted | None, language: str) -> str:
    pairs = [(name, value) for name, value in asdict(wanted).items() if value] if wanted else []
    pairs += [("lang", "en")] if language == "ja" else []
    return f"{BUILDER}?{urlencode(pairs)}" if pairs else BUILDER
