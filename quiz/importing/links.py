"""Which pages elsewhere, to which articles and consultations lead, cannot be opened any more."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quiz.importing.fetching import TIME_OVER, Fetcher
from quiz.importing.findings import Finding
from quiz.outward.addresses import ReachError

TOO_LARGE = "too-large"


def unreachable(addresses: Sequence[str], fetcher: Fetcher, progress: Callable[[int, int], None]) -> list[Finding]:
    """Open each address once, politely; return a finding for each that cannot be opened, in their order.

    A page that is too large to be read is there all the same. Where the time is over, the rest is not looked at.
    """
    found = []
    wanted = list(dict.fromkeys(addresses))
    for done, address in enumerate(wanted, 1):
        try:
            fetcher.fetch(address)
        except ReachError as error:
            if error.code != TOO_LARGE:
                found.append(Finding(address, "", error.code, tuple(error.fields.items())))
            if error.code == TIME_OVER:
                break
        progress(done, len(wanted))
    return found
