"""Score a form's answers by exact integer arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import ceil

from quiz.bank.answers import check_answers
from quiz.bank.model import Answers, Bank, Form, Rung
from quiz.scoring.result import AreaResult, Change, Improvement, Level, Result, Strength

SHOWN_STRENGTHS = 2
SHOWN_IMPROVEMENTS = 2
SHOWN_CHANGES = 2


def percentage(earned: int, maximum: int) -> int:
    """Return 100 × earned / maximum, rounded half up once; 0 ≤ earned ≤ maximum, maximum > 0."""
    return (200 * earned + maximum) // (2 * maximum)


def is_borderline(bank: Bank, form: Form, score: int) -> bool:
    """Say whether scores on both sides of the line lie within one standard error of the score."""
    return score - form.standard_error <= bank.cut < score + form.standard_error


def noticeable_change(form: Form) -> int:
    """Return the reliable change of a form in points: 1.96 × √2 × standard error, rounded up.

    Source: Jacobson and Truax (1991), the reliable change index at 95 %. 1.96 × √2 is 2.7719 (rounded).
    """
    return ceil(Fraction(27719, 10000) * form.standard_error)


def level_of(earned: int, maximum: int) -> Level:
    """Return 強み above two thirds of the points, 伸びしろ up to one third, ふつう between."""
    if 3 * earned > 2 * maximum:
        return Level.STRENGTH
    return Level.ROOM if 3 * earned <= maximum else Level.FAIR


def score(bank: Bank, form_id: str, answers: Answers) -> Result:
    """Derive the result of a form's answers; AnswersError where they do not fit the form."""
    check_answers(bank, form_id, answers)
    form = bank.form(form_id)
    items = bank.items_of(form_id)
    scores = tuple(bank.rungs[item.id][answers[item.id]] for item in items)
    earned, maximum = _total(scores)
    points = percentage(earned, maximum)
    areas = tuple(_area_results(bank, scores))
    strengths = _strengths(areas)
    return Result(
        bank=bank,
        form=form,
        answers={item.id: answers[item.id] for item in items},
        earned=earned,
        maximum=maximum,
        score=points,
        is_flagged=points <= bank.cut,
        is_borderline=is_borderline(bank, form, points),
        band=bank.band_of(points),
        low=max(0, points - form.standard_error),
        high=min(100, points + form.standard_error),
        noticeable_change=noticeable_change(form),
        areas=areas,
        strengths=strengths,
        improvements=_improvements(areas, strengths),
        best_changes=_best_changes(scores, earned, maximum),
    )


def _total(scores: Iterable[Rung]) -> tuple[int, int]:
    pairs = [(answer.earned, answer.maximum) for answer in scores]
    return sum(earned for earned, _ in pairs), sum(maximum for _, maximum in pairs)


def _area_results(bank: Bank, scores: tuple[Rung, ...]) -> Iterable[AreaResult]:
    for area in bank.areas:
        of_area = tuple(answer for answer in scores if answer.item.area == area.id)
        if of_area:
            earned, maximum = _total(of_area)
            yield AreaResult(area, level_of(earned, maximum), earned, maximum, of_area)


def _share(part: AreaResult | Rung) -> float:
    """Return what to rank by. Correctly rounded quotients of integers below 2^26 order exactly as the fractions do."""
    return part.earned / part.maximum


def _strengths(areas: tuple[AreaResult, ...]) -> tuple[Strength, ...]:
    """Choose the one or two best areas: the best that earned anything, a second only above 伸びしろ."""
    ranked = sorted((area for area in areas if area.earned), key=_share, reverse=True)
    chosen = [area for place, area in enumerate(ranked) if place == 0 or area.level is not Level.ROOM]
    return tuple(Strength(area.area, area.level, max(area.items, key=_share)) for area in chosen[:SHOWN_STRENGTHS])


def _improvements(areas: tuple[AreaResult, ...], strengths: tuple[Strength, ...]) -> tuple[Improvement, ...]:
    """Choose the two weakest areas that can rise, those named as strengths only where no other can."""
    named = {strength.area.id for strength in strengths}
    can_rise = [area for area in areas if area.earned < area.maximum]
    ranked = sorted(can_rise, key=lambda area: (area.area.id in named, _share(area)))
    if any(area.area.id not in named for area in ranked):
        ranked = [area for area in ranked if area.area.id not in named]
    return tuple(_improvement(area) for area in ranked[:SHOWN_IMPROVEMENTS])


def _improvement(area: AreaResult) -> Improvement:
    answer = min(area.items, key=_share)
    next_rung = answer.above
    assert next_rung is not None, "the weakest item of an area below its maximum is below its own"
    return Improvement(area.area, area.level, answer, next_rung)


def _best_changes(scores: tuple[Rung, ...], earned: int, maximum: int) -> tuple[Change, ...]:
    """Choose the answers whose next rung would raise the score most; at a tie, the weakest answer first."""
    changes = []
    for answer in scores:
        rung = answer.above
        if rung is not None:
            gained = answer.item.weight * rung.points - answer.earned
            changes.append((gained, answer, Change(answer, rung, percentage(earned + gained, maximum))))
    changes.sort(key=lambda entry: (-entry[0], _share(entry[1])))
    return tuple(change for _, _, change in changes[:SHOWN_CHANGES])
