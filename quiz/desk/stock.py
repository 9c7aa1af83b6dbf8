"""Imported consultations to confirm, and gaps in what is published."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, request
from werkzeug.wrappers import Response as AnyResponse

from quiz.advice.coverage import ENOUGH, Coverage
from quiz.advice.model import Help
from quiz.bank.model import Text
from quiz.desk.entries import CONFLICT, UNPROCESSABLE
from quiz.desk.forms import classification_from
from quiz.desk.pages import Subjects, subjects
from quiz.desk.room import Frame, Room, Sent, go, number_of
from quiz.errors import PublishError
from quiz.web.language import language, suffix
from quiz.web.signin import Signin

LONGEST_EXCERPT = 160


@dataclass(frozen=True, slots=True)
class ImportText:
    """An imported consultation with what its words propose."""

    id: str
    title: str
    origin: str
    address: str
    excerpt: str
    subjects: Subjects
    is_wrong: bool


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """Imported consultations that wait to be confirmed, a page of them."""

    frame: Frame
    imports: tuple[ImportText, ...]
    total: int
    number: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class RungText:
    """A rung, or an area, with too few consultations."""

    item: str
    option: str
    count: int


@dataclass(frozen=True, slots=True)
class DeadLinkText:
    """A card that leads nowhere."""

    consultation: str
    lead: str
    target: str


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """The gaps in what is published."""

    frame: Frame
    consultations: int
    enough: int
    areas: tuple[RungText, ...]
    rungs: tuple[RungText, ...]
    dead_links: tuple[DeadLinkText, ...]
    topics: tuple[str, ...]
    is_complete: bool


class StockViews:
    """The views of what there is to read, and of what is missing."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def imports(self, signin: Signin) -> AnyResponse:
        """Show imported consultations, or confirm one."""
        if request.method != "POST":
            return self._show_imports(signin)
        sent = self._room.sent(signin)
        named = sent.fields.get("consultation", "")
        area, topics, helps = classification_from(sent.fields, self._room.bank)
        if sent.refusal or not area:
            return self._show_imports(signin, sent, named, UNPROCESSABLE)
        try:
            self._room.publisher.classify(named, area, topics, helps)
        except PublishError:
            return self._show_imports(signin, sent, named, CONFLICT, "gone")
        return go("/desk/imports", "confirmed")

    def coverage(self, signin: Signin) -> AnyResponse:
        """Show the gaps."""
        gaps = self._room.stock.coverage(self._room.bank)
        return self._room.show("coverage", coverage_page(self._room.frame(signin, "coverage"), gaps, language()))

    def helps(self, _: Signin) -> AnyResponse:
        """Lead to the figures of what helps: they are published for everybody in the same way."""
        return redirect(f"/staff/figures/content{suffix(language())}")

    def _show_imports(
        self, signin: Signin, sent: Sent | None = None, wrong: str = "", status: int = 200, refusal: str = ""
    ) -> AnyResponse:
        room, number = self._room, number_of()
        found, total = room.stock.unconfirmed(number)
        if not found and number > 1:
            number = 1
            found, total = room.stock.unconfirmed()
        texts = []
        for one in found:
            value = one.consultation
            is_wrong = value.id == wrong
            chosen: tuple[str, tuple[str, ...], tuple[Help, ...]] = (value.area, value.topics, value.helps)
            if is_wrong and sent is not None:
                chosen = classification_from(sent.fields, room.bank)
            texts.append(
                ImportText(
                    id=value.id,
                    title=_text(value.title),
                    origin=one.origin,
                    address=value.url or f"/qa/{value.id}{suffix(language())}",
                    excerpt=_beginning(" ".join(value.body)),
                    subjects=subjects(room.bank, language(), *chosen),
                    is_wrong=is_wrong and not refusal,
                )
            )
        has_more = number * room.stock.imports_size < total
        frame = room.frame(signin, "imports", sent, refusal)
        return room.show("imports", ImportsPage(frame, tuple(texts), total, number, has_more), status)


def coverage_page(frame: Frame, gaps: Coverage, lang: str) -> CoveragePage:
    """Build the page of the gaps."""
    return CoveragePage(
        frame=frame,
        consultations=gaps.consultations,
        enough=ENOUGH,
        areas=tuple(RungText(one.area.title[lang], "", one.count) for one in gaps.areas),
        rungs=tuple(RungText(one.item.text[lang], one.option.text[lang], one.count) for one in gaps.rungs),
        dead_links=tuple(DeadLinkText(one.consultation, one.card.lead, one.card.target) for one in gaps.dead_links),
        topics=tuple(topic.title[lang] for topic in gaps.unused_topics),
        is_complete=gaps.is_complete,
    )


def _beginning(text: str) -> str:
    return text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 1] + "…"


def _text(text: Text) -> str:
    return text[language()] or text.ja
