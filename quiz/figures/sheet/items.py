"""Items: how each question works."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.model import Text
from quiz.figures.sheet.steps import RungShare
from quiz.figures.sheet.whole import Sheet
from quiz.figures.table import Figure
from quiz.figures.words import NOTHING


@dataclass(frozen=True, slots=True)
class ItemLine:
    """How an item works. `effect` is 0 (cannot be told) to 5 (very well), `effect_word` says it in plain words.

    `effect_value` is the correlation with all other items that it comes from. `dead` are options that hardly anybody
    chooses; `fairness` a remark, or empty; `advice` one sentence, always; `needs_a_look` where it says to change it.
    """

    id: str
    text: Text
    area: str
    area_title: Text
    rungs: tuple[RungShare, ...]
    effect: int
    effect_word: Text
    effect_value: Figure
    seconds: Figure
    abandoned: Figure
    dead: tuple[Text, ...]
    fairness: Text
    advice: Text = NOTHING
    needs_a_look: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Items(Sheet):
    """Which items work, the worst first. Tables: `items`, `rungs`; of the form `form`, `form_areas`, `form_pairs`."""

    items: tuple[ItemLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSheet(Sheet):
    """Everything about one item. Tables: `rungs`, `statistics`, `fairness`."""

    item: ItemLine
