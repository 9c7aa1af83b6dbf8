"""An answer as its readers will see it; the template is the one of the public page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from quiz.advice.dossier import Draft
from quiz.advice.model import Advisor, CardKind
from quiz.desk.links import Link, Links
from quiz.web.language import suffix
from quiz.web.phrases import phrased


@dataclass(frozen=True, slots=True)
class LinkText:
    """A way to a consultation or an article."""

    title: Markup
    address: str
    is_external: bool


@dataclass(frozen=True, slots=True)
class CardText:
    """A link card with the sentence that leads to it."""

    lead: str
    is_article: bool
    link: LinkText


@dataclass(frozen=True, slots=True)
class SectionText:
    """A headed part of an answer."""

    heading: Markup
    blocks: tuple[tuple[str, ...], ...]
    cards: tuple[CardText, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """An answer with who gives it; it has no day yet."""

    name: str
    title: str
    affiliation: str
    profile: str
    sections: tuple[SectionText, ...]
    answered_on: None = None


def preview_of(advisor: Advisor, drafts: Iterable[Draft], links: Links, language: str) -> Preview:
    """Build the preview of what is written so far; blank sections are left out, as they will be."""
    return Preview(
        name=advisor.name,
        title=advisor.title,
        affiliation=advisor.affiliation,
        profile=f"/qa/advisors/{advisor.id}{suffix(language)}",
        sections=tuple(_section(draft, links, language) for draft in drafts if not draft.is_blank),
    )


def _section(draft: Draft, links: Links, language: str) -> SectionText:
    section = draft.section()
    cards = ((card.lead, links.get(card.target)) for card in draft.cards)
    return SectionText(
        heading=phrased(section.heading),
        blocks=section.blocks,
        cards=tuple(_card(lead, link, language) for lead, link in cards if link),
    )


def _card(lead: str, link: Link, language: str) -> CardText:
    is_external = not link.target.url.startswith("/")
    address = link.target.url if is_external else link.target.url + suffix(language)
    title = phrased(link.target.title[language] or link.target.title.ja)
    return CardText(lead, link.kind is CardKind.ARTICLE, LinkText(title, address, is_external))
