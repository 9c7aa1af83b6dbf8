"""What the page of a result shows, as frozen values; its template decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from quiz.advice.model import Recommendation
from quiz.scoring import Level, Result
from quiz.taking.pages import longer_form, other_language
from quiz.taking.strip import Strip, strip_of
from quiz.taking.surface import WINDOW, Frame, Surface, frame_on
from quiz.web.counting import FROM_FRAME
from quiz.web.language import suffix
from quiz.web.phrases import phrased


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
    """A result; every text is in the language of the page. `frame` is None in a window."""

    bank: str
    code: str
    title: str
    score: int
    band_id: str
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
    is_measured: bool
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
    frame: Frame | None


def result_page(
    result: Result,
    recommendations: Sequence[Recommendation],
    code: str,
    language: str,
    *,
    surface: Surface = WINDOW,
    origin: str = "",
    asking: tuple[str, ...] = (),
) -> ResultPage:
    """Build the page of a result; `asking` are the origins of sites that may ask for it in a frame."""
    bank, form, behind = result.bank, result.form, suffix(language)
    longer = longer_form(bank, form)
    start, here = f"{surface.prefix}/d/{bank.id}", f"/r/{code}"
    return ResultPage(
        bank=bank.id,
        code=code,
        title=bank.title[language],
        score=result.score,
        band_id=result.band.id,
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
        is_measured=form.is_measured,
        strengths=_strengths(result, language),
        has_strength=any(strength.level is not Level.ROOM for strength in result.strengths),
        improvements=_improvements(result, recommendations, language, surface),
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
        qr=f"{surface.prefix}{here}/qr.svg",
        other_language=other_language(surface.prefix + here, language),
        more=f"{start}/more/{code}{behind}" if longer else "",
        more_count=len(bank.items_of(longer.id)) - len(result.answers) if longer else 0,
        more_error=longer.standard_error if longer else 0,
        frame=frame_on(surface, here + behind, origin, asking),
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
    result: Result, recommendations: Sequence[Recommendation], language: str, surface: Surface
) -> tuple[ImprovementText, ...]:
    return tuple(
        ImprovementText(
            improvement.area.title[language],
            improvement.area.improvement[language],
            phrased(improvement.answer.option.next[language]),
            improvement.next_rung.text[language],
            tuple(_recommended(recommendations, improvement.area.id, result.bank.version, language, surface)),
        )
        for improvement in result.improvements
    )


def _recommended(
    recommendations: Sequence[Recommendation], area: str, version: str, language: str, surface: Surface
) -> Iterator[RecommendedText]:
    """Yield the consultations for one area; the way to each counts that it was taken, also out of a frame."""
    behind = ("&lang=en" if language == "en" else "") + (f"&{FROM_FRAME}" if surface.is_framed else "")
    of_area = [chosen for chosen in recommendations if chosen.area.id == area]
    for rank, chosen in enumerate(of_area, 1):
        address = f"/go/{chosen.consultation.id}?area={area}&rank={rank}&version={version}"
        yield RecommendedText(
            address + behind,
            phrased(chosen.consultation.title[language]),
            chosen.option.text[language] if chosen.option else "",
            chosen.topic.title[language] if chosen.topic else "",
        )


def _two_digits(earned: int, maximum: int) -> str:
    """Return 100 × earned / maximum with two digits after the point, cut and not rounded: the score rounds it once."""
    whole, rest = divmod(10_000 * earned // maximum, 100)
    if 10_000 * earned % maximum:
        return f"{whole}.{rest:02}…"
    return f"{whole}.{rest:02}" if rest else str(whole)
