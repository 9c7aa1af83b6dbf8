"""Sheets: what one page of figures shows, whole, as frozen values.

Every figure in a sheet was decided upon by `quiz.stats.disclosure`; `tables` and the values beside them say the same.
Sentences that hold figures are `Text` from `quiz.figures.words`, worded here and not in templates, since they also go
into exports and the monthly report. Templates word what stands around them: headings, buttons, how to read a chart.
"""

from __future__ import annotations

from dataclasses import dataclass

from quiz.bank.model import Text
from quiz.figures.selection import Selection
from quiz.figures.table import Figure, Table
from quiz.figures.words import NOTHING


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be chosen: the value of its argument in the address, and what it is called."""

    value: str
    text: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OfferGroup:
    """What can be chosen of one attribute; `id` is the attribute's."""

    id: str
    title: Text
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the page can offer to look at: only what has something published, and what is chosen now.

    The arguments are `form`, `site`, `group` and `period`; the empty value of a site or group is everybody.
    """

    forms: tuple[Offer, ...]
    sites: tuple[Offer, ...]
    groups: tuple[OfferGroup, ...]
    periods: tuple[Offer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on every page of figures.

    `about` names what is looked at, line by line (label and value). `through` is the day up to which figures go, ISO,
    or empty before the first; `waiting` how many attempts are newer. `least` is the smallest group. `n` is how many
    answered; where it is not shown, nobody can be told anything here, and `tables` are empty. `notes` are sentences
    that readers should know; `told` those to know first: of an address that asked for something unknown, or of figures
    that stand still.
    """

    id: str
    title: Text
    selection: Selection
    choices: Choices
    about: tuple[tuple[Text, Text], ...]
    n: Figure
    tables: tuple[Table, ...]
    through: str
    waiting: Figure
    is_synthetic: bool
    least: int
    notes: tuple[Text, ...] = ()
    told: tuple[Text, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be shown, since too few answered."""
        return not self.tables

    def table(self, table_id: str) -> Table | None:
        """Return one of the tables, or None where it is not there."""
        return next((table for table in self.tables if table.id == table_id), None)


@dataclass(frozen=True, slots=True)
class Bar:
    """Scores from `first` to `last`, both included, and the share of students there.

    `is_flagged` where they lie at or below the cut; `is_grey` where all of them are in the grey zone.
    """

    first: int
    last: int
    share: Figure
    is_flagged: bool
    is_grey: bool


@dataclass(frozen=True, slots=True)
class AreaLine:
    """How many students have which level in an area. `mean` only where the area measures well enough for a number."""

    id: str
    title: Text
    short: Text
    room: Figure
    fair: Figure
    strength: Figure
    mean: Figure


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the trend beside the same week a year before; `first_day` is its Monday, ISO."""

    id: str
    title: Text
    first_day: str
    n: Figure
    mean: Figure
    flagged: Figure
    mean_before: Figure
    flagged_before: Figure


@dataclass(frozen=True, slots=True)
class Badge:
    """How far the score can be relied on; `grade` is 0 (cannot be told yet) to 4 (very well), `word` says it.

    `reliability` is stratified alpha with its interval, `standard_error` in points, `set_aside` the share of attempts
    that were kept out for being answered too fast.
    """

    grade: int
    word: Text
    sentence: Text
    reliability: Figure
    standard_error: Figure
    set_aside: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Sheet):
    """How ready students are. Tables: `summary`, `distribution`, `areas`, `trend`, `quality`.

    `flagged` is the share at or below the `cut`, `certain` and `maybe_above` its two parts. `grey_low` and `grey_high`
    are the scores between which the flag could be chance, both included.
    """

    sentence: Text
    mean: Figure
    spread: Figure
    quartiles: tuple[Figure, Figure, Figure]
    flagged: Figure
    certain: Figure
    maybe_above: Figure
    cut: int
    grey_low: int
    grey_high: int
    bars: tuple[Bar, ...]
    areas: tuple[AreaLine, ...]
    weeks: tuple[Week, ...]
    badge: Badge


@dataclass(frozen=True, slots=True)
class RungShare:
    """A rung with the share of students on it; `next` is the act that leads one rung up, empty at the top."""

    id: str
    text: Text
    next: Text
    share: Figure


@dataclass(frozen=True, slots=True)
class CohortStep:
    """The same rungs in one group of an attribute."""

    value: str
    title: Text
    n: Figure
    rungs: tuple[RungShare, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An item as a step that students took or did not: rungs from the lowest up.

    `missing` is the share on the lowest rung; `sentence` says it in words.
    """

    id: str
    text: Text
    area: str
    area_title: Text
    sentence: Text
    missing: Figure
    rungs: tuple[RungShare, ...]
    cohorts: tuple[CohortStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps(Sheet):
    """Which step is missing; the items that most students miss first.

    Tables: `missing`, `rungs`, and `step_groups` where groups are asked for. `by` is the attribute whose groups stand
    side by side (or `site`), empty for none; `bys` are those to choose from.
    """

    by: str
    bys: tuple[Offer, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CohortLine:
    """One group; `arguments` lead to its own overview."""

    value: str
    title: Text
    arguments: tuple[tuple[str, str], ...]
    n: Figure
    mean: Figure
    flagged: Figure
    areas: tuple[AreaLine, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A selection that the page leads to, by the arguments of its address, and whether it is what is looked at."""

    title: Text
    arguments: tuple[tuple[str, str], ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Retakes:
    """Matched retakes: the same device, the same form, before and after.

    `by_itself` is the change that chance alone would bring to those who began low or high. `corridor` is the change in
    points that measurement error alone hardly ever makes; `risen` and `fallen` are the
    shares beyond it. `left` is the share that was flagged before and is no more, `entered` the other way round.
    """

    is_matched: bool
    sentence: Text
    n: Figure
    change: Figure
    by_itself: Figure
    correlation: Figure
    corridor: Figure
    risen: Figure
    fallen: Figure
    left: Figure
    entered: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts(Sheet):
    """Groups side by side. Tables: `cohorts`, `cohort_areas`, `retakes`.

    `is_ranked` where every group is large enough for an order by mean; else they stand in the bank's order. Retakes,
    and `n`, are of what is selected, a single group too; `ways` lead to those of the groups that stand here.
    """

    by: str
    bys: tuple[Offer, ...]
    values: tuple[Offer, ...]
    is_ranked: bool
    lines: tuple[CohortLine, ...]
    retakes: Retakes
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class ContentLine:
    """What was shown and followed of one thing: an area, a rank, a consultation, an advisor."""

    id: str
    title: Text
    path: str
    impressions: Figure
    clicks: Figure
    rate: Figure


@dataclass(frozen=True, slots=True)
class Gap:
    """A weak area beside how much content it has; `is_short` where many are weak and little is there."""

    area: str
    title: Text
    room: Figure
    consultations: int
    is_short: bool
    sentence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Sheet):
    """Which Q&As help. Tables: `content_areas`, `_ranks`, `_consultations`, `_advisors`; `gaps`."""

    areas: tuple[ContentLine, ...]
    ranks: tuple[ContentLine, ...]
    consultations: tuple[ContentLine, ...]
    advisors: tuple[ContentLine, ...]
    gaps: tuple[Gap, ...]


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


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A place where attempts start: a page of a site."""

    site: str
    page: str
    starts: Figure
    completions: Figure
    rate: Figure
    seconds: Figure
    clicks: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Placements(Sheet):
    """Where attempts start. Tables: `placement_sites`, `placements`."""

    sites: tuple[PlacementLine, ...]
    lines: tuple[PlacementLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Sheet):
    """A month for a meeting: the other sheets of the same selection; `sentences` say what matters most.

    Tables are those that the report itself shows: `summary`, `distribution`, `areas`, `trend`, `rungs` of the
    `first_steps`, `gaps`, `content_areas`, `placement_sites`, `retakes`.
    """

    sentences: tuple[Text, ...]
    first_steps: tuple[Step, ...]
    overview: Overview
    steps: Steps
    items: Items
    content: Content
    placements: Placements
    retakes: Retakes
