"""What the pages of the student's way show, as frozen values; their templates decide nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from quiz.advice.model import Recommendation
from quiz.bank.answers import encode
from quiz.bank.model import Answers, Bank, Form, Item
from quiz.scoring import Level, Result
from quiz.taking.strip import Strip, strip_of
from quiz.web.language import suffix
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
    `is_renewed` says that answers to questions that nobody here knows came back with these.
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
    longer: str
    longer_count: int
    longer_seconds: int


def quiz_page(
    bank: Bank,
    form_id: str,
    language: str,
    *,
    known: Answers = NOTHING,
    given: Mapping[str, str] = NOTHING,
    missing: Sequence[str] = (),
    is_renewed: bool = False,
) -> QuizPage:
    """Build the page that asks the items of a form, those with a known answer left out."""
    form = bank.form(form_id)
    asked = [item for item in bank.items_of(form_id) if item.id not in known]
    items = tuple(_quiz_item(item, place, language, given, missing) for place, item in enumerate(asked, 1))
    longer = _longer(bank, form)
    path = f"/d/{bank.id}"
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
        other_language=_other_language(_path_of(bank, form, known), language),
        keep="/".join([bank.id, bank.version, form.id, *known.values()]),
        known=tuple(known.items()),
        items=items,
        missing=tuple(item for item in items if item.is_missing),
        is_renewed=is_renewed,
        longer=f"{path}/{longer.id}{suffix(language)}" if longer and not known else "",
        longer_count=len(bank.items_of(longer.id)) if longer else 0,
        longer_seconds=longer.seconds if longer else 0,
    )


def _quiz_item(item: Item, number: int, language: str, given: Mapping[str, str], missing: Sequence[str]) -> QuizItem:
    options = tuple(QuizOption(o.id, o.text[language], given.get(item.id) == o.id) for o in item.options)
    return QuizItem(item.id, number, phrased(item.text[language]), options, item.id in missing)


def _longer(bank: Bank, form: Form) -> Form | None:
    """Return the next longer form that asks everything this one does, or None."""
    asked = {item.id for item in bank.items_of(form.id)}
    longer = [other for other in bank.forms if asked < {item.id for item in bank.items_of(other.id)}]
    return min(longer, key=lambda other: len(bank.items_of(other.id)), default=None)


def _path_of(bank: Bank, form: Form, known: Answers) -> str:
    if known:
        before = next(f.id for f in bank.forms if {item.id for item in bank.items_of(f.id)} == known.keys())
        return f"/d/{bank.id}/more/{encode(bank, before, known)}"
    return f"/d/{bank.id}" if form is bank.forms[0] else f"/d/{bank.id}/{form.id}"


def _other_language(path: str, language: str) -> str:
    return path if language == "en" else path + "?lang=en"


@dataclass(frozen=True, slots=True)
class StrengthText:
    """A strength with the rung that shows it, and how to keep it."""

    area: str
    text: str
    rung: str
    keep: Markup


@dataclass(frozen=True, slots=True)
class RecommendedText:
    """A consultation with the reason for which it was chosen; one of `rung` and `topic` may be set."""

    address: str
    title: Markup
    rung: str
    topic: str


@dataclass(frozen=True, slots=True)
class ImprovementText:
    """A weak area with one act, the rung it leads to, and the consultations that help."""

    area: str
    text: str
    act: Markup
    rung: str
    recommended: tuple[RecommendedText, ...]


@dataclass(frozen=True, slots=True)
class LevelText:
    """An area with its level: strength, fair or room."""

    area: str
    level: str


@dataclass(frozen=True, slots=True)
class PointsText:
    """One answer with the points that it earned."""

    stem: str
    answer: str
    earned: int
    maximum: int


@dataclass(frozen=True, slots=True)
class ChangeText:
    """One answer raised by a rung, and the score that would give."""

    stem: str
    answer: str
    rung: str
    score: int


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A result; every text is in the language of the page."""

    code: str
    title: str
    score: int
    band: str
    message: str
    is_flagged: bool
    is_borderline: bool
    cut: int
    low: int
    high: int
    strip: Strip
    form: str
    form_title: str
    scale: str
    noticeable_change: int
    standard_error: int
    strengths: tuple[StrengthText, ...]
    has_strength: bool
    improvements: tuple[ImprovementText, ...]
    levels: tuple[LevelText, ...]
    points: tuple[PointsText, ...]
    changes: tuple[ChangeText, ...]
    earned: int
    maximum: int
    share: str
    place_title: str
    place_text: str
    place_url: str
    start: str
    again: str
    qr: str
    other_language: str
    more: str
    more_count: int
    more_error: int


def result_page(result: Result, recommendations: Sequence[Recommendation], code: str, language: str) -> ResultPage:
    """Build the page of a result."""
    bank, form, behind = result.bank, result.form, suffix(language)
    longer = _longer(bank, form)
    start = f"/d/{bank.id}"
    return ResultPage(
        code=code,
        title=bank.title[language],
        score=result.score,
        band=result.band.title[language],
        message=result.band.message[language],
        is_flagged=result.is_flagged,
        is_borderline=result.is_borderline,
        cut=bank.cut,
        low=result.low,
        high=result.high,
        strip=strip_of(result),
        form=form.id,
        form_title=form.title[language],
        scale=bank.scale,
        noticeable_change=result.noticeable_change,
        standard_error=form.standard_error,
        strengths=_strengths(result, language),
        has_strength=any(strength.level is not Level.ROOM for strength in result.strengths),
        improvements=_improvements(result, recommendations, language, behind),
        levels=tuple(LevelText(part.area.short[language], part.level.value) for part in result.areas),
        points=tuple(
            PointsText(answer.item.text[language], answer.option.text[language], answer.earned, answer.maximum)
            for part in result.areas
            for answer in part.items
        ),
        changes=tuple(
            ChangeText(
                change.answer.item.text[language],
                change.answer.option.text[language],
                change.next_rung.text[language],
                change.score,
            )
            for change in result.best_changes
        ),
        earned=result.earned,
        maximum=result.maximum,
        share=_two_digits(result.earned, result.maximum),
        place_title=bank.place_to_talk.title[language],
        place_text=bank.place_to_talk.text[language],
        place_url=bank.place_to_talk.url,
        start=start + behind,
        again=(start if form is bank.forms[0] else f"{start}/{form.id}") + behind,
        qr=f"/r/{code}/qr.svg",
        other_language=_other_language(f"/r/{code}", language),
        more=f"{start}/more/{code}{behind}" if longer else "",
        more_count=len(bank.items_of(longer.id)) - len(result.answers) if longer else 0,
        more_error=longer.standard_error if longer else 0,
    )


def _strengths(result: Result, language: str) -> tuple[StrengthText, ...]:
    return tuple(
        StrengthText(
            strength.area.short[language],
            strength.area.strength[language],
            strength.shown_by.option.text[language],
            phrased(strength.shown_by.option.next[language]),
        )
        for strength in result.strengths
    )


def _improvements(
    result: Result, recommendations: Sequence[Recommendation], language: str, behind: str
) -> tuple[ImprovementText, ...]:
    return tuple(
        ImprovementText(
            improvement.area.title[language],
            improvement.area.improvement[language],
            phrased(improvement.answer.option.next[language]),
            improvement.next_rung.text[language],
            tuple(
                RecommendedText(
                    f"/qa/{chosen.consultation.id}{behind}",
                    phrased(chosen.consultation.title[language]),
                    chosen.option.text[language] if chosen.option else "",
                    chosen.topic.title[language] if chosen.topic else "",
                )
                for chosen in recommendations
                if chosen.area.id == improvement.area.id
            ),
        )
        for improvement in result.improvements
    )


def _two_digits(earned: int, maximum: int) -> str:
    """Return 100 × earned / maximum with two digits after the point, cut and not rounded: the score rounds it once."""
    whole, rest = divmod(10_000 * earned // maximum, 100)
    if 10_000 * earned % maximum:
        return f"{whole}.{rest:02}…"
    return f"{whole}.{rest:02}" if rest else str(whole)
