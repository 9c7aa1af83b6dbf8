"""Which colours can be read on the grounds of the product, by the rule of WCAG 2 that a frame holds them to."""

from __future__ import annotations

LEAST_CONTRAST = 4.5
GROUNDS = {"light": ("#f7f7f3", "#ffffff"), "dark": ("#121819", "#1b2325")}
"""What a colour stands on in each scheme: a page and its cards, as `quiz/static/main.css` has them."""


def unreadable(colour: str, theme: str) -> tuple[str, ...]:
    """Return the schemes of a theme in which `#rrggbb` is too hard to read, so that frames leave it out."""
    schemes = (theme,) if theme in GROUNDS else tuple(GROUNDS)
    return tuple(s for s in schemes if min(contrast(colour, ground) for ground in GROUNDS[s]) < LEAST_CONTRAST)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    lower, higher = sorted((_luminance(one), _luminance(other)))
    return (higher + 0.05) / (lower + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return float(((part + 0.055) / 1.055) ** 2.4) if part > 0.04045 else part / 12.92
