"""What areas tell beside the total: how they go together, and whether one may show more than a level."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.stats.moments import Whole, correlation, moments_of
from quiz.stats.reliability import area_alphas, area_spreads
from quiz.stats.tally import Tally

ENOUGH_FOR_NUMBERS = 300
"""First attempts from which an area may show a number."""
RELIABLE = 0.7
"""The least that an area's own points must tell of its true points, for a number about one person."""


@dataclass(frozen=True, slots=True)
class Prmse:
    """How much better than the mean each source estimates an area's true points, from 0 to 1.

    `of_itself` is its own points, `of_total` the total, `of_both` the two together.
    """

    of_itself: float
    of_total: float
    of_both: float


@dataclass(frozen=True, slots=True)
class AreaStatistics:
    """How well an area measures; alpha and prmse are None where it has one item, or nobody differs in it."""

    id: str
    alpha: float | None
    prmse: Prmse | None
    may_show_number: bool


def area_statistics(tally: Tally) -> tuple[AreaStatistics, ...]:
    """Return the statistics of every area, in the order of the layout."""
    moments = moments_of(tally)
    alphas = area_alphas(moments, tally.layout) if moments else (None,) * len(tally.layout.areas)
    values = area_prmses(tally)
    return tuple(
        AreaStatistics(name, alphas[area], value, _has_added_value(value, tally.n))
        for area, (name, value) in enumerate(zip(tally.layout.areas, values, strict=True))
    )


def correlations(tally: Tally) -> tuple[tuple[float | None, ...], ...]:
    """Return the correlation of every two areas; None below two people, and where either does not vary."""
    areas = range(len(tally.layout.areas))
    moments = moments_of(tally)
    if not moments:
        return tuple((None,) * len(areas) for _ in areas)
    spreads = area_spreads(moments, tally.layout)
    return tuple(
        tuple(
            correlation(int(spreads[one, other]), int(spreads[one, one]), int(spreads[other, other])) for other in areas
        )
        for one in areas
    )


def area_prmses(tally: Tally) -> tuple[Prmse | None, ...]:
    """Return for every area the proportional reduction of mean squared error, by what estimates its true points.

    With the reliability ρ of the area (alpha), its variance s², the total's t² and their covariance c: of itself ρ; of
    the total (c − (1 − ρ)s²)² / (ρ·s²·t²); of both, the regression on the two. Source: Haberman (2008); the package
    subscore. None where the area has one item or does not vary, where its alpha is zero or below, and below two people.
    Estimates that sampling carries above 1 are 1.
    """
    moments = moments_of(tally)
    if not moments:
        return (None,) * len(tally.layout.areas)
    spreads, alphas = area_spreads(moments, tally.layout), area_alphas(moments, tally.layout)
    return tuple(_prmse(spreads, area, value) for area, value in enumerate(alphas))


def may_show_number(tally: Tally, area: int) -> bool:
    """Say whether an area may show more than a level.

    From 300 first attempts on, where its own points tell 0.7 or more of its true points, and more than the total does:
    else the number would mostly repeat the total, or chance. Source: Haberman (2008); Sinharay (2010).
    """
    return _has_added_value(area_prmses(tally)[area], tally.n)


def _has_added_value(value: Prmse | None, n: int) -> bool:
    if value is None or n < ENOUGH_FOR_NUMBERS:
        return False
    return value.of_itself >= RELIABLE and value.of_itself > value.of_total


def _prmse(spreads: Whole, area: int, reliability: float | None) -> Prmse | None:
    own, whole = float(spreads[area, area]), float(spreads.sum())
    if reliability is None or reliability <= 0:
        return None
    true, with_own = reliability * own, reliability * own
    shared = float(spreads[area].sum())
    with_whole = shared - (1 - reliability) * own
    of_total = with_whole**2 / (true * whole) if whole > 0 else 0.0
    apart = own * whole - shared**2
    # An area that is the total, or goes with it exactly, adds nothing to it.
    if apart <= 1e-12 * own * whole:
        of_both = max(reliability, of_total)
    else:
        of_both = (with_own**2 * whole - 2 * with_own * with_whole * shared + with_whole**2 * own) / (apart * true)
    return Prmse(min(1.0, reliability), min(1.0, of_total), min(1.0, of_both))
