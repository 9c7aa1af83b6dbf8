"""The room of figures: one method a page, each returning a whole sheet.

It is cheap to make and to import: numpy and the database are loaded by the first sheet that somebody asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quiz.bank.model import Bank
from quiz.clock import Clock, day_of
from quiz.figures.selection import Selection, selection_from
from quiz.figures.sheet import Cohorts, Content, Items, ItemSheet, Overview, Placements, Report, Steps
from quiz.scoring.measured import with_measured
from quiz.stats.segment import SITE
from quiz.store.handle import StoreHandle

if TYPE_CHECKING:
    from quiz.figures.asked import Asked
    from quiz.figures.content import Catalogue
    from quiz.store.tallies.published import Published


class FigureRoom:
    """The figures of one deployment. Every method raises StoreError where the database cannot be read just now."""

    def __init__(self, store: StoreHandle, bank: Bank, smallest_group: int, clock: Clock) -> None:
        self._store = store
        self._bank = bank
        self._least = smallest_group
        self._clock = clock

    def selection(self, arguments: Mapping[str, str]) -> Selection:
        """Return what an address asks for; what is unknown is left out, and told by the sheet."""
        return selection_from(arguments, self._bank, self._known_views())

    def overview(self, selection: Selection) -> Overview:
        """Return how ready the students are."""
        from quiz.figures.overview import overview

        return overview(self._asked(selection))

    def steps(self, selection: Selection, by: str = "") -> Steps:
        """Return which step is missing; `by` names an attribute, or `site`, whose groups stand side by side."""
        from quiz.figures.groups import known_by, without_crossing
        from quiz.figures.steps import steps

        selection, by = known_by(self._bank, selection, by)
        return steps(self._asked(without_crossing(selection, by)), by)

    def cohorts(self, selection: Selection, by: str = "", values: Sequence[str] = ()) -> Cohorts:
        """Return the groups of an attribute (or `site`) side by side; all of them where no values are named."""
        from quiz.figures.cohorts import cohorts
        from quiz.figures.groups import known_by

        selection, by = known_by(self._bank, selection, by)
        first = next((attribute.id for attribute in self._bank.attributes), SITE)
        return cohorts(self._asked(selection), by or first, values)

    def content(self, selection: Selection) -> Content:
        """Return which Q&As are shown and followed, and where content is missing."""
        from quiz.figures.content import content

        return content(self._asked(selection), self._catalogue())

    def items(self, selection: Selection) -> Items:
        """Return how the items work, the worst first."""
        from quiz.figures.items import items

        return items(self._asked(selection))

    def item(self, selection: Selection, item_id: str) -> ItemSheet | None:
        """Return everything about one item, or None where the form does not ask it."""
        from quiz.figures.item import item

        return item(self._asked(selection), item_id)

    def placements(self, selection: Selection) -> Placements:
        """Return where attempts start, and how many are completed."""
        from quiz.figures.placements import placements

        return placements(self._asked(selection))

    def report(self, selection: Selection) -> Report:
        """Return everything that a meeting needs of one period."""
        from quiz.figures.report import report

        return report(self._asked(selection), self._catalogue())

    # What makes the sheets is imported by the method that needs it, for the reason that the module gives.

    def _asked(self, selection: Selection) -> Asked:
        from quiz.figures.asked import Asked

        return Asked(self._published(), self._measured_bank(), self._least, selection, day_of(self._clock()))

    def _measured_bank(self) -> Bank:
        """Return the bank with the standard errors that results are told with just now."""
        errors = self._store.measured_errors()
        return with_measured(
            self._bank, {form: error for (scale, form), error in errors.items() if scale == self._bank.scale}
        )

    def _published(self) -> Published:
        from quiz.store.tallies.published import Published

        return Published(self._store.opened())

    def _catalogue(self) -> Catalogue:
        from quiz.figures.content import Catalogue

        shelf = self._store.shelf()
        listings = {listing.id: listing for listing in shelf.listings} if shelf else {}
        return Catalogue(listings, {advisor.id: advisor for advisor in self._store.library().advisors()})

    def _known_views(self) -> set[str]:
        """Return every view that was ever published of any form."""
        from quiz.stats.weeks import ALL_TIME

        published = self._published()
        views = (published.views(self._bank.scale, form.id, ALL_TIME) for form in self._bank.forms)
        return {view for of_form in views for view, _ in of_form}
