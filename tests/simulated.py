"""A store filled as `quiz simulate` does it, folded and released: for tests of what staff see of many attempts.

with_figures(store, bank, shelf)                attempts of thirteen months until UNTIL, and what is published of them
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from quiz.advice.model import Shelf
from quiz.bank.model import Bank
from quiz.cli.simulate import write_days
from quiz.simulation.drawing import draw_truth
from quiz.simulation.making import Simulation
from quiz.simulation.seasons import days_until
from quiz.store.handle import StoreHandle
from quiz.store.simulated import Simulated
from quiz.store.tallies.folding import Folding
from quiz.store.tallies.releasing import release

SEED = 7
UNTIL = date(2026, 10, 31)
ATTEMPTS = 4_000
LEAST = 10


def with_figures(
    store: StoreHandle, bank: Bank, shelf: Shelf, attempts: int = ATTEMPTS, until: date = UNTIL
) -> StoreHandle:
    """Fill a store with simulated attempts, the same ones each time, and publish all that may be."""
    listings: dict[str, list[str]] = {}
    for one in shelf.listings:
        listings.setdefault(one.area, []).append(one.id)
    simulation = Simulation(bank, draw_truth(bank, SEED), attempts, days_until(until), listings)
    write_days(Simulated(store.opened()), list(simulation.made()))
    # Two days later, so that every attempt is settled and its day closed.
    later = datetime.combine(until, datetime.min.time(), UTC) + timedelta(days=2)
    Folding(store.opened(), clock=lambda: later).fold()
    release(store.opened(), LEAST, later)
    return store
