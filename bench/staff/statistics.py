"""Every statistic of one segment, timed in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from statistics import median

from quiz.bank.model import Bank
from quiz.config import Settings
from quiz.stats import areas, change, description, fairness, flagged, items, norms, reliability, times
from quiz.stats.layout import layout_of
from quiz.stats.segment import label_of
from quiz.stats.tally import Tally
from quiz.store.handle import StoreHandle
from quiz.store.tallies.published import ALL_TIME, Published

ROUNDS = 60
FORM = "quick"
OF_A_TALLY: tuple[Callable[[Tally], object], ...] = (
    description.mean_score,
    description.deviation,
    reliability.alpha,
    reliability.stratified_alpha,
    reliability.alpha_interval,
    reliability.stratified_interval,
    reliability.standard_error,
    reliability.alpha_if_deleted,
    items.item_rest_correlations,
    items.item_area_correlations,
    items.discriminative_efficiencies,
    areas.area_statistics,
    areas.correlations,
    areas.area_prmses,
    change.retest,
    change.change_of,
    times.item_medians,
    norms.percentile_ranks,
    flagged.flagged,
)


def time_statistics(settings: Mapping[str, Settings], bank: Bank) -> dict[str, dict[str, float]]:
    """Return, for each name of a database, the median milliseconds of each statistic; databases take turns.

    All are of everybody in the first form; `mantel` compares the two largest groups of the first attribute, and `read`
    reads the tally from the database.
    """
    works = {name: dict(_works(one, bank)) for name, one in settings.items()}
    taken: dict[str, dict[str, list[float]]] = {name: {work: [] for work in works[name]} for name in works}
    for turn in range(ROUNDS + 1):
        for name, of_one in works.items():
            for work, run in of_one.items():
                begin = time.perf_counter()
                run()
                if turn:  # The first round is for warming up.
                    taken[name][work].append(1000 * (time.perf_counter() - begin))
    return {name: {work: median(kept) for work, kept in of_one.items()} for name, of_one in taken.items()}


def _works(settings: Settings, bank: Bank) -> Iterator[tuple[str, Callable[[], object]]]:
    layout = layout_of(bank, FORM)
    with closing(StoreHandle(settings)) as store:
        published = Published(store.opened())
        views = sorted(published.views(bank.scale, FORM, ALL_TIME), key=lambda view: -view[1])
        dimension = bank.attributes[0].id
        largest = [view for view, _ in views if view.startswith(f"{dimension}=")][:2]
        groups = [published.tally(layout, bank.scale, FORM, view, ALL_TIME) for view in largest]
        whole = published.tally(layout, bank.scale, FORM, label_of(()), ALL_TIME)
    yield "read", lambda: Tally.from_bytes(layout, whole.to_bytes())
    for statistic in OF_A_TALLY:
        yield statistic.__name__, lambda statistic=statistic: statistic(whole)  # type: ignore[misc]
    if len(groups) == 2:
        yield "mantel", lambda: fairness.mantel(groups[0], groups[1])
