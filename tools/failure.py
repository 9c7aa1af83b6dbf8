"""The one way in which a tool gives up."""

from __future__ import annotations

import sys
from collections.abc import Callable


class Failure(Exception):
    """Say in one line what is in the way, and what to do."""


def run_tool(main: Callable[[], None]) -> None:
    """Run a tool; its failure is one line and the exit code 1, and an interruption is silent."""
    try:
        main()
    except Failure as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit(130)
