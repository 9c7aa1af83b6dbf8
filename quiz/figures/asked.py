"""What a sheet is made from: what somebody asked for, and what is published of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from quiz.bank.model import Bank, Text
from quiz.figures.offers import choices_for, dimension_title, site_title, value_title
from quiz.figures.periods import title_of
from quiz.figures.selection import Selection
from quiz.figures.sheet import Choices
from quiz.figures.shown import figure
from quiz.figures.table import Figure
from quiz.figures.words import ABOUT, NOTES, TITLES
from quiz.stats import disclosure
from quiz.stats.layout import HIGHEST_SCORE, Layout, layout_of
from quiz.stats.segment import EVERYBODY, SITE
from quiz.stats.tally import Tally
from quiz.store.tallies.published import Freshness, PeriodSums, Published

STALE_AFTER = timedelta(days=3)
"""A day is over at midnight, and released within hours; somebody may have stopped the server over a weekend."""


@dataclass(frozen=True)
class Asked:
    """A selection with what answers it; each part is read when it is first needed, and once."""

    published: Published
    bank: Bank
    least: int
    selection: Selection
    today: str

    @cached_property
    def layout(self) -> Layout:
        """The layout of the form."""
        return layout_of(self.bank, self.selection.form)

    @cached_property
    def tally(self) -> Tally:
        """The tally of the view in the period. Nobody outside this room sees it."""
        return self.tally_of(self.selection.view)

    @cached_property
    def n(self) -> Figure:
        """How many answered, where that may be shown."""
        return figure(disclosure.size(self.tally.n, self.least))

    @cached_property
    def everybody(self) -> Tally:
        """The tally of everybody in the period: what is known of the form, whatever group is looked at."""
        return self.tally_of(EVERYBODY) if self.selection.view else self.tally

    @cached_property
    def standard_error(self) -> float:
        """The standard error in points that students are told."""
        return self.bank.form(self.selection.form).standard_error

    @cached_property
    def grey_zone(self) -> tuple[int, int]:
        """The lowest and the highest score that are called borderline."""
        error = round(self.standard_error)
        return max(0, self.bank.cut - error + 1), min(HIGHEST_SCORE, self.bank.cut + error)

    @cached_property
    def sums(self) -> tuple[PeriodSums, ...]:
        """The sums of every period of the view, weeks among them."""
        return self.published.periods(self.bank.scale, self.selection.form, self.selection.view)

    @cached_property
    def views(self) -> tuple[tuple[str, int], ...]:
        """The views that have anything to show in the period, with their first attempts."""
        views = self.published.views(self.bank.scale, self.selection.form, self.selection.period)
        return tuple((view, first) for view, first in views if first >= self.least)

    @cached_property
    def freshness(self) -> Freshness:
        """How fresh all this is."""
        return self.published.freshness()

    @cached_property
    def waiting(self) -> Figure:
        """How many attempts of days that are over are not published yet."""
        return figure(disclosure.waiting(self.published.waiting(self.today), self.least))

    @cached_property
    def is_stale(self) -> bool:
        """Whether nothing was released for days, though a day is released when it is over."""
        through = self.freshness.through
        return bool(through) and date.fromisoformat(self.today) - date.fromisoformat(through) > STALE_AFTER

    def tally_of(self, view: str) -> Tally:
        """Return the tally of another view in the same period."""
        selection = self.selection
        return self.published.tally(self.layout, self.bank.scale, selection.form, view, selection.period)

    def notes(self, *names: str, by: str = "") -> tuple[Text, ...]:
        """Return the notes of a sheet, and of groups how people were put into them, where any group is shown."""
        is_of_group = bool(self.selection.attribute) or by not in ("", SITE)
        return tuple(NOTES[name] for name in (*names, *(("lot",) if is_of_group else ()), "hidden"))

    def choices(self) -> Choices:
        """Return what the page can offer to look at."""
        views, periods = (view for view, _ in self.views), (one.period for one in self.sums if one.first >= self.least)
        return choices_for(self.bank, self.selection, tuple(views), tuple(periods))

    def about(self) -> tuple[tuple[Text, Text], ...]:
        """Return what is looked at, line by line."""
        selection, bank = self.selection, self.bank
        lines = [(ABOUT["form"], bank.form(selection.form).title)]
        if selection.site:
            lines.append((ABOUT["site"], site_title(selection.site)))
        if selection.attribute:
            title = dimension_title(bank, selection.attribute)
            lines.append((title, value_title(bank, selection.attribute, selection.value)))
        lines.append((ABOUT["period"], title_of(selection.period)))
        return tuple(lines)

    def head(self, sheet_id: str) -> dict[str, Any]:
        """Return what every sheet has in common, as arguments."""
        return {
            "id": sheet_id,
            "title": TITLES[sheet_id],
            "selection": self.selection,
            "choices": self.choices(),
            "about": self.about(),
            "n": self.n,
            "through": self.freshness.through,
            "waiting": self.waiting,
            "is_synthetic": self.freshness.is_synthetic,
            "least": self.least,
            "told": self.told(),
        }

    def told(self) -> tuple[Text, ...]:
        """Return what readers should know first."""
        return (*self.selection.told, *((NOTES["stale"],) if self.is_stale else ()))
