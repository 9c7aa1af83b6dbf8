"""What was before an attempt on the same device: nothing at this form, an attempt to compare with, or who knows.

An attempt names the one before it, at whichever form. Somebody who goes on from the quick form to the full one is new
to the full one, so the names are followed back to attempts at the same form of the same bank. Only the second one there
is compared, with the first: so of ten changes that are told together ten people changed, and not one of them ten times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, select

from quiz.stats.decoding import durations_of, places_of
from quiz.stats.folding import FIRST, UNMATCHED
from quiz.stats.quality import Quality, quality_of
from quiz.store.tables import attempt
from quiz.store.tallies.forms import KnownForms

FARTHEST = 16
"""So many attempts back it is followed; of whoever has more behind them nothing is known."""
MOST_KEYS = 500
"""In one query."""
OF_ONE_BEFORE = [
    attempt.c[name] for name in ("key", "id", "bank", "version", "form", "score", "answers", "durations_ms", "previous")
]

Found = dict[bytes, Row[Any]]


def befores(connection: Connection, rows: Sequence[Row[Any]], forms: KnownForms) -> list[int]:
    """Return of each attempt the score of the matched one before it, or `FIRST` or `UNMATCHED`.

    The rows have an id, bank, version, form and previous. One is matched with the only one before it at the same form,
    where that was on the same scale and not set aside. What was stored later than its retake is not known to it: so
    nothing that is stored afterwards changes what was before an attempt.
    """
    result = [FIRST if row.previous is None else UNMATCHED for row in rows]
    matched: dict[int, Row[Any]] = {}
    found: Found = {}
    walking = {place: row for place, row in enumerate(rows) if row.previous is not None}
    for _ in range(FARTHEST):
        _fetch(connection, found, (step.previous for step in walking.values()))
        walking = dict(_steps(rows, walking, found, matched, result))
        if not walking:
            break
    # Whoever is still on the way may have been here more often.
    matched = {place: before for place, before in matched.items() if place not in walking}
    are_good = _are_good(connection, matched.values(), forms)
    for place, before in matched.items():
        now, then = (forms.get(connection, row.version, row.form) for row in (rows[place], before))
        if now and then and now.bank.scale == then.bank.scale and before.key in are_good:
            result[place] = before.score
    return result


def _steps(
    rows: Sequence[Row[Any]],
    walking: dict[int, Row[Any]],
    found: Found,
    matched: dict[int, Row[Any]],
    result: list[int],
) -> Iterator[tuple[int, Row[Any]]]:
    """Go one attempt back from each; yield those that have not arrived."""
    for place, step in walking.items():
        before = found.get(step.previous)
        if before is None or before.id >= step.id:
            matched.pop(place, None)
            continue
        if (before.bank, before.form) == (rows[place].bank, rows[place].form):
            if matched.pop(place, None) is not None:
                continue
            matched[place] = before
        if before.previous is not None:
            yield place, before
        elif place not in matched:
            result[place] = FIRST


def _fetch(connection: Connection, found: Found, keys: Iterable[bytes]) -> None:
    wanted = sorted(set(keys) - found.keys())
    for first in range(0, len(wanted), MOST_KEYS):
        query = select(*OF_ONE_BEFORE).where(attempt.c.key.in_(wanted[first : first + MOST_KEYS]))
        found.update((row.key, row) for row in connection.execute(query))


def _are_good(connection: Connection, befores: Iterable[Row[Any]], forms: KnownForms) -> set[bytes]:
    """Return the keys of those that were not set aside."""
    by_form: defaultdict[tuple[str, str], dict[bytes, Row[Any]]] = defaultdict(dict)
    for row in befores:
        by_form[row.version, row.form][row.key] = row
    good: set[bytes] = set()
    for (version, form_id), of_form in by_form.items():
        form, of_each = forms.get(connection, version, form_id), of_form.values()
        if form is not None:
            places, is_read = places_of(form.bank, form_id, [row.answers for row in of_each])
            durations = durations_of([row.durations_ms for row in of_each], places.shape[1])
            is_good = is_read & (quality_of(form.layout, places, durations) == Quality.GOOD)
            good.update(np.array(list(of_form), object)[is_good])
    return good
