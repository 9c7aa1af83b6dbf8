"""The one act of the product: answers in; a stored attempt, a result and its consultations out.

It knows no HTTP. The pages, the API and later the frame all go through it, so that an attempt means the same
wherever it was made.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from threading import Lock
from time import monotonic

from quiz.advice.choosing import MOST_PER_AREA, Chooser
from quiz.advice.model import Listing, Recommendation, Shelf
from quiz.bank.answers import decode, split_code
from quiz.bank.model import Answers, Bank
from quiz.bank.version import is_version
from quiz.clock import Clock, day_of, now
from quiz.errors import CodeError, StoreError
from quiz.scoring import Result, score
from quiz.scoring.measured import MeasuredBanks
from quiz.scoring.table import FormTable, Packed
from quiz.sites import NOWHERE, Placement
from quiz.store.attempt import Attempt, Outcome
from quiz.store.handle import StoreHandle
from quiz.store.pace import Pace
from quiz.store.sums import BEGAN, CLICK, PASSAGE, PLACEMENT_CLICK, Placed, Shown

log = logging.getLogger("quiz.attempts")

LONGEST_DURATION_MS = 600_000
"""A claim of more than ten minutes for one item says that the phone was put away: it is cut to this."""
SHELF_SECONDS = 2.0
"""So long a process may recommend what another has just withdrawn."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A code read with its own bank."""

    code: str
    bank: Bank
    form_id: str
    answers: Answers


class Diagnostic:
    """A bank, its tables, the shelf of consultations and the store, as one deployment serves them."""

    def __init__(self, bank: Bank, shelf: Shelf, store: StoreHandle, clock: Clock = now) -> None:
        self.bank = bank
        self.store = store
        self.clock = clock
        self._tables: dict[tuple[str, str], FormTable] = {}
        self._chosen_from = _ChosenFrom(shelf)
        self._measured = MeasuredBanks()
        self._looking = Lock()
        self.pace = Pace(lambda: store.pace(bank.scale, bank.forms[0].id))
        # The shelf is given; what was measured is not, so the first result looks.
        self._looked_at = -SHELF_SECONDS

    def bank_of(self, version: str) -> Bank | None:
        """Return the bank of a version that was ever used here; StoreError where it cannot be fetched just now."""
        if version in ("", self.bank.version):
            return self.bank
        return self.store.bank(version) if is_version(version) else None

    def table(self, version: str, form_id: str) -> FormTable | None:
        """Return the table of a form, of the present bank where no version is named; None where there is none."""
        table = self._tables.get((version, form_id))
        if table is None:
            bank = self.bank_of(version)
            if bank is None or not bank.has_form(form_id):
                return None
            table = self._tables[version, form_id] = FormTable(bank, form_id)
        return table

    def record(
        self,
        key: bytes,
        form_id: str,
        packed: Packed,
        durations_ms: Sequence[int] | None = None,
        placement: Placement = NOWHERE,
        previous: bytes | None = None,
    ) -> Outcome | None:
        """Store an attempt exactly once under its 16-byte key; None where storing failed, which the log says.

        `durations_ms` are the student's device's claims, one an item of the form, cut to bounds.
        """
        finished = self.clock()
        claims = tuple(min(max(claim, 0), LONGEST_DURATION_MS) for claim in durations_ms or ())
        version, _, answers = packed.code.partition("-")
        body = f"{packed.code}\n{placement.site}\n{placement.page}\n{placement.campaign}"
        attempt = Attempt(
            key=key,
            digest=blake2b(body.encode(), digest_size=16).digest(),
            bank=self.bank.id,
            version=version,
            form=form_id,
            answers=answers[:-1],
            score=packed.score,
            areas=packed.areas,
            site=self._site_of(placement),
            page=placement.page,
            campaign=placement.campaign,
            started_utc=finished - timedelta(milliseconds=sum(claims)) if claims else None,
            finished_utc=finished,
            durations_ms=claims,
            previous=previous,
        )
        try:
            return self.store.record(attempt)
        except StoreError as error:
            # Without the code: a log is read by people who should see nobody's result.
            log.error("attempt not stored: key=%s reason=%s", key.hex(), error)
            return None

    def _site_of(self, placement: Placement) -> str:
        # The digest is of what was claimed: a replay is the same attempt also after its site was added or removed.
        if not placement.site and not placement.page:
            return ""
        return self.store.sites.now().key_of(placement.site, placement.page)

    def read(self, code: str) -> Reading:
        """Read a code with the bank of its version.

        CodeError where it stands for nothing, StoreError where that bank cannot be fetched just now.
        """
        version, characters = split_code(code)
        bank = self.bank_of(version)
        if bank is None:
            raise CodeError("no bank of this version was ever used here")
        form_id, answers = decode(bank, characters)
        return Reading(code, bank, form_id, answers)

    def result(self, reading: Reading) -> tuple[Result, tuple[Recommendation, ...]]:
        """Derive the result of a code, and choose the consultations that help with it.

        Where the standard error of its scale was measured, an old result is told with that, too: the answers are the
        same, and so is the score, but what is known of its error is more than was known then.
        """
        self.revision()
        result = score(self._measured.bank(reading.bank), reading.form_id, reading.answers)
        return result, self._chosen_from.chooser.choose(result)

    def revision(self) -> int:
        """Return the revision of the consultations from which is chosen; it changes within seconds of any change."""
        if monotonic() - self._looked_at > SHELF_SECONDS and self._looking.acquire(blocking=False):
            try:
                self._look_at_the_shelf()
            finally:
                self._looking.release()
        return self._chosen_from.revision

    def edition(self) -> tuple[int, int]:
        """Return what the document of a result depends on beside its code; it changes within seconds of any change."""
        return self.revision(), self._measured.edition

    def listing(self, consultation_id: str) -> Listing | None:
        """Return a consultation that may be recommended, or None."""
        self.revision()
        return self._chosen_from.listings.get(consultation_id)

    def show(self, shown: Iterable[Shown]) -> None:
        """Count that consultations were shown in a result."""
        day = day_of(self.clock())
        for one in shown:
            self.store.sums.add(CLICK, (day, *one), 1, 0)

    def follow(self, followed: Shown, form_id: str = "", placement: Placement = NOWHERE) -> bool:
        """Count that a recommendation was followed; False where no result of ours can have shown it so.

        With a form it is counted for the place, too, where the attempt began.
        """
        bank = self.bank_of(followed.version)
        if bank is None or not 1 <= followed.rank <= MOST_PER_AREA:
            return False
        if followed.area not in {area.id for area in bank.areas} or self.listing(followed.consultation) is None:
            return False
        day = day_of(self.clock())
        self.store.sums.add(CLICK, (day, *followed._replace(version=bank.version)), 0, 1)
        if bank.has_form(form_id):
            self.store.sums.add(PLACEMENT_CLICK, (day, bank.version, *self._placed(form_id, placement)), 1)
        return True

    def pass_by(self, version: str, form_id: str, placement: Placement, gone: int | None, come: int | None) -> None:
        """Count that somebody came to a position at a form, or is gone from one; no more than it has items."""
        bank = self.bank_of(version) if version else None
        if bank is None or not bank.has_form(form_id):
            return
        last, of = len(bank.items_of(form_id)), (bank.version, *self._placed(form_id, placement))
        for position, amount, first in ((gone, -1, 0), (come, 1, BEGAN)):
            if position is not None and first <= position <= last:
                self.store.sums.add(PASSAGE, (day_of(self.clock()), *of, position), amount)

    def _placed(self, form_id: str, placement: Placement) -> Placed:
        return Placed(form_id, self._site_of(placement), placement.page)

    def _look_at_the_shelf(self) -> None:
        """Take a changed shelf and changed errors; where they cannot be read, what was known goes on to help."""
        self._looked_at = monotonic()
        try:
            shelf = self.store.shelf(self._chosen_from.revision)
            errors = self.store.measured_errors()
        except StoreError as error:
            log.warning("consultations not refreshed: %s", error)
            return
        if shelf is not None:
            self._chosen_from = _ChosenFrom(shelf)
        if errors != self._measured.errors:
            self._measured = MeasuredBanks(errors, self._measured.edition + 1)


class _ChosenFrom:
    """A shelf with its indexes; replaced as a whole, so that threads need no lock."""

    __slots__ = ("chooser", "listings", "revision")

    def __init__(self, shelf: Shelf) -> None:
        self.revision = shelf.revision
        self.chooser = Chooser(shelf.listings)
        self.listings = {listing.id: listing for listing in shelf.listings}
