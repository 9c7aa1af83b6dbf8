"""What a site owner puts into a page, worked out from what they chose."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from quiz.bank.model import Bank
from quiz.embed.messages import message
from quiz.embed.place import Place, place
from quiz.embed.wanted import WITH_ELEMENT, Wanted

HEIGHT = 560
"""Pixels of a frame whose height stays as it is: every question of the short form fits."""
RESERVED = {"frame": HEIGHT, "card": 240, "button": 48}
"""Pixels that a page keeps free until the element's script has run; without them what stands below moves as much."""
SCRIPT = "/embed.js"


@dataclass(frozen=True, slots=True)
class Snippet:
    """What stands in the page of a site. Addresses are those of `origin`, or within this site where it is empty.

    `attributes` and `look` are the element's; what it does by itself is left out.
    """

    variant: str
    is_element: bool
    script: str
    attributes: tuple[tuple[str, str], ...]
    look: tuple[tuple[str, str], ...]
    link: str
    frame: str
    height: int
    title: str
    label: str

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """The attributes as another site writes them: the element finds its look, and its place, in CSS."""
        reserved = f"display: block; min-height: {RESERVED[self.variant]}px"
        style = "; ".join([reserved, *(f"--diagnostic-{name}: {value}" for name, value in self.look)])
        return (*self.attributes, *_given(style=style))


def snippet(wanted: Wanted, bank: Bank, origin: str) -> Snippet:
    """Build the snippet of what was chosen, which has to be free of errors."""
    shown, form = place(bank, wanted.form, wanted.language), bank.form(wanted.form)
    return Snippet(
        variant=wanted.variant,
        is_element=wanted.variant in WITH_ELEMENT,
        script=origin + SCRIPT,
        attributes=_attributes(wanted, shown),
        look=_given(accent=wanted.accent, radius=wanted.radius and f"{wanted.radius}px"),
        link=origin + shown.path + _fragment(campaign=wanted.campaign),
        frame=origin + shown.framed + behind(wanted, popups="1"),
        height=HEIGHT,
        title=bank.title[wanted.language],
        label=message("link", wanted.language, title=bank.title[wanted.language], seconds=form.seconds),
    )


def _attributes(wanted: Wanted, shown: Place) -> tuple[tuple[str, str], ...]:
    return _given(
        bank=shown.bank,
        variant="" if wanted.variant == WITH_ELEMENT[0] else wanted.variant,
        form="" if shown.is_first else shown.form,
        # Without it the page around decides, and pages say all sorts of things of their language.
        language=wanted.language,
        theme="" if wanted.theme == "auto" else wanted.theme,
        campaign=wanted.campaign,
        start=wanted.start,
    )


def behind(wanted: Wanted, **more: str) -> str:
    """Return what stands behind an address so that a frame knows all that was chosen."""
    return _fragment(
        campaign=wanted.campaign,
        theme="" if wanted.theme == "auto" else wanted.theme,
        accent=wanted.accent,
        radius=wanted.radius,
        start=wanted.start,
        **more,
    )


def _given(**parameters: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in parameters.items() if value)


def _fragment(**parameters: str) -> str:
    """Return what stands behind an address; nothing where every parameter is empty."""
    pairs = [f"{name}={quote(value, safe='')}" for name, value in _given(**parameters)]
    return f"#{'&'.join(pairs)}" if pairs else ""
