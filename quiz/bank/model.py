"""The bank as frozen values: one versioned questionnaire and everything that it says.

A `Bank` is made by `quiz.bank.reading` from YAML, or by `quiz.bank.document` from a stored version.
It is checked before it exists: the lookups here may assume that ids are unique and references hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

LANGUAGES = ("ja", "en")
Answers = Mapping[str, str]
"""Item id → option id."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in every language of the product."""

    ja: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.ja


@dataclass(frozen=True, slots=True)
class Option:
    """One rung of an item: what was done, its points, and the act that leads one rung up."""

    id: str
    points: int
    text: Text
    next: Text


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the diagnostic; its options stand in the order in which they are shown."""

    id: str
    area: str
    forms: tuple[str, ...]
    weight: int
    reverse: bool
    text: Text
    options: tuple[Option, ...]

    @property
    def maximum(self) -> int:
        """The weighted points of the best option."""
        return self.weight * max(option.points for option in self.options)

    def rung_above(self, option: Option) -> Option | None:
        """Return the option with the next higher points, or None at the top."""
        higher = [other for other in self.options if other.points > option.points]
        return min(higher, key=lambda other: other.points) if higher else None


@dataclass(frozen=True, slots=True)
class Rung:
    """An option as an answer: its weighted points, those of the item's best, and the option one rung up, if any."""

    item: Item
    option: Option
    earned: int
    maximum: int
    above: Option | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A narrower subject than an area, shared by areas and consultations; `words` give it away in a Japanese text."""

    id: str
    title: Text
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One of the things measured, with what the result says of it."""

    id: str
    title: Text
    short: Text
    strength: Text
    improvement: Text
    evidence: Text
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A selection of items: `quick` or `full`. `seconds` is the promise, `standard_error` in points of 100.

    The author declares the standard error, until one that was measured takes its place (`quiz.scoring.measured`).
    """

    id: str
    title: Text
    seconds: int
    standard_error: int
    is_measured: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of scores, both ends included."""

    id: str
    first: int
    last: int
    title: Text
    message: Text


@dataclass(frozen=True, slots=True)
class PlaceToTalk:
    """Where a flagged student can talk to a person; `url` may be empty."""

    title: Text
    text: Text
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an attribute."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a student may tell after the result, such as 学年 or 学部; without choices, a code that staff gave out."""

    id: str
    title: Text
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Bank:
    """One questionnaire. `version` hashes its meaning and its wording; see `quiz.bank.version`.

    `scale` is the version with which scores of this one may be compared: its own, or the one of which
    the author declared it a pure wording fix. `attributes` stand in the order in which they are asked, and belong to
    neither meaning nor wording.
    """

    id: str
    version: str
    scale: str
    title: Text
    lead: Text
    cut: int
    forms: tuple[Form, ...]
    bands: tuple[Band, ...]
    topics: tuple[Topic, ...]
    areas: tuple[Area, ...]
    items: tuple[Item, ...]
    place_to_talk: PlaceToTalk
    attributes: tuple[Attribute, ...] = ()

    @cached_property
    def _items_by_form(self) -> dict[str, tuple[Item, ...]]:
        return {form.id: tuple(i for i in self.items if form.id in i.forms) for form in self.forms}

    @cached_property
    def _forms_by_id(self) -> dict[str, Form]:
        return {form.id: form for form in self.forms}

    @cached_property
    def _areas_by_id(self) -> dict[str, Area]:
        return {area.id: area for area in self.areas}

    @cached_property
    def rungs(self) -> dict[str, dict[str, Rung]]:
        """Item id → option id → rung; worked out once, for it is asked by every result."""
        return {
            item.id: {
                option.id: Rung(item, option, item.weight * option.points, item.maximum, item.rung_above(option))
                for option in item.options
            }
            for item in self.items
        }

    def form(self, form_id: str) -> Form:
        """Return the form of that id; KeyError where there is none."""
        return self._forms_by_id[form_id]

    def has_form(self, form_id: str) -> bool:
        """Say whether there is a form of that id."""
        return form_id in self._forms_by_id

    def items_of(self, form_id: str) -> tuple[Item, ...]:
        """Return the items that a form asks, in the order of the bank."""
        return self._items_by_form[form_id]

    def area(self, area_id: str) -> Area:
        """Return the area of that id; KeyError where there is none."""
        return self._areas_by_id[area_id]

    def band_of(self, score: int) -> Band:
        """Return the band in which a score from 0 to 100 lies."""
        return next(band for band in self.bands if band.first <= score <= band.last)
