"""What the entry form's pages show, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from markupsafe import Markup

from quiz.advice.askers import GENDERS, GRADES, Choice
from quiz.advice.workflow import State
from quiz.bank.model import Bank, Text
from quiz.qa.edition import Edition
from quiz.qa.frame import NO_DATA, Frame, Place, frame
from quiz.store.desk.entry import AskedEntry

ASK = "/qa/ask"
NAME = Text("相談を送る", "Ask a question")
ENTRY_NAME = Text("送った相談", "Your question")
LOOKED_THROUGH = 6_000
"""Code points of a text that are looked through: more than any that is accepted."""


@dataclass(frozen=True, slots=True)
class HintLine:
    """A place that may tell who the asker is; `field` is the id of the field that holds it, `mark` its short hash."""

    kind: str
    excerpt: str
    field: str
    mark: str


@dataclass(frozen=True, slots=True)
class HintsPart:
    """What a text holds; `confirmed` is what 「このまま送る」 sends: the marks of everything that was shown."""

    hints: tuple[HintLine, ...]
    confirmed: str
    is_urgent: bool


@dataclass(frozen=True, slots=True)
class Selectable:
    """A choice as it is offered."""

    id: str
    title: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What is in the fields."""

    title: str = ""
    body: str = ""
    grade: str = ""
    gender: str = ""
    mail: str = ""
    homepage: str = ""
    consent: bool = False


@dataclass(frozen=True, slots=True)
class AskPage:
    """The entry form. `errors` has a sentence a field; `notice` is one about the sending as a whole."""

    frame: Frame
    action: str
    hints_action: str
    token: str
    typed: Typed
    grades: tuple[Selectable, ...]
    genders: tuple[Selectable, ...]
    errors: Mapping[str, str]
    notice: str
    found: HintsPart
    title_most: int
    body_least: int
    body_most: int
    is_fresh: bool = False
    structured: Markup = NO_DATA


@dataclass(frozen=True, slots=True)
class EntryPage:
    """An entry for its asker. `step` counts how many of the four steps are done; `state` chooses the words."""

    frame: Frame
    receipt: str
    address: str
    state: str
    step: int
    reason: str
    is_urgent: bool
    has_mail: bool
    consultation: str
    withdraw: str
    title: str
    structured: Markup = NO_DATA


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    """The question before taking back."""

    frame: Frame
    receipt: str
    title: str
    is_withdrawable: bool
    is_public: bool
    entry: str
    action: str
    token: str
    notice: str
    structured: Markup = NO_DATA


STEPS = {
    State.RECEIVED: 1,
    State.SCREENED: 2,
    State.ASSIGNED: 3,
    State.ANSWERED: 3,
    State.EDITED: 3,
    State.PUBLISHED: 4,
}


def ask_frame(bank: Bank, edition: Edition, path: str = ASK) -> Frame:
    """Build the frame of the form, or of a page that only one asker has the address of."""
    steps = [(edition.text(NAME), ASK)]
    if path != ASK:
        steps.append((edition.text(ENTRY_NAME), path))
    return frame(bank, edition, Place(path, section="ask" if path == ASK else "", is_indexed=path == ASK), steps)


def found_in(typed: Typed) -> HintsPart:
    """Look through what was typed; a name that stands in it twice is shown once."""
    # The rules take some 6 ms to get ready, and the start of the diagnostic should not wait for them.
    from quiz.advice.hints import hints

    lines: dict[str, HintLine] = {}
    for name, text in (("title", typed.title), ("body", typed.body)):
        for hint in hints(text[:LOOKED_THROUGH]):
            mark = _mark(hint.kind, hint.excerpt)
            lines.setdefault(mark, HintLine(hint.kind.value, hint.excerpt, name, mark))
    return HintsPart(tuple(lines.values()), ",".join(lines), is_urgent(typed))


def is_urgent(typed: Typed) -> bool:
    """Say whether whoever typed this should see at once where to talk."""
    from quiz.advice.crisis import is_crisis

    return is_crisis(f"{typed.title[:LOOKED_THROUGH]}\n{typed.body[:LOOKED_THROUGH]}")


def is_confirmed(found: HintsPart, confirmed: str) -> bool:
    """Say whether everything that was found had been shown when the asker chose to send it as it is."""
    return {line.mark for line in found.hints} <= set(confirmed.split(","))


def selectable(choices: Iterable[Choice], chosen: str, language: str) -> tuple[Selectable, ...]:
    """Return choices as they are offered."""
    return tuple(Selectable(choice.id, choice.title[language], choice.id == chosen) for choice in choices)


def grades_and_genders(typed: Typed, language: str) -> tuple[tuple[Selectable, ...], tuple[Selectable, ...]]:
    """Return both lists with what was chosen."""
    return selectable(GRADES, typed.grade, language), selectable(GENDERS, typed.gender, language)


def entry_page(entry: AskedEntry, bank: Bank, edition: Edition, token: str) -> EntryPage:
    """Build the page of an entry."""
    path = path_of(token)
    return EntryPage(
        frame=ask_frame(bank, edition, path),
        receipt=entry.receipt,
        address=edition.absolute(path),
        state=state_of(entry),
        step=4 if entry.consultation else STEPS.get(entry.state, 0),
        reason=entry.reason,
        is_urgent=entry.is_urgent,
        has_mail=entry.has_mail,
        consultation=edition.address(f"/qa/{entry.consultation}") if entry.consultation else "",
        withdraw=edition.address(f"{path}/withdraw") if entry.is_withdrawable else "",
        title=entry.title,
    )


def path_of(token: str) -> str:
    """Return the path of an entry's page."""
    return f"{ASK}/entries/{token}"


def state_of(entry: AskedEntry) -> str:
    """Return what the asker is told: what readers see comes before how far the work on a change of it is."""
    if entry.consultation:
        return "published"
    if entry.state in (State.WITHDRAWN, State.PUBLISHED):
        return "hidden" if entry.title else "withdrawn"
    return entry.state.value


def _mark(kind: str, excerpt: str) -> str:
    return blake2b(f"{kind}\n{excerpt}".encode(), digest_size=5).hexdigest()
