"""Find a Redis server for the tests, or get it: `.venv/bin/python -m tools.redis`.

`QUIZ_TEST_REDIS` names the program `redis-server`, and rules out all others. One that speaks the same protocol will do.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from tools.chromium import is_demanded
from tools.debian import apt_installs
from tools.failure import Failure, run_tool

PROGRAMS = ("redis-server", "valkey-server")
ADVICE = "install it (Debian: apt-get install redis-server), or name its program in QUIZ_TEST_REDIS"


def main() -> None:
    """See to the program; without it the tests themselves say what they leave out."""
    if find_redis(os.environ) is None and not os.environ.get("QUIZ_TEST_REDIS"):
        print("Getting a Redis server for the tests …", flush=True)
        apt_installs("redis-server")
    if find_redis(os.environ) is None and is_demanded(os.environ):
        raise Failure(f"There is no Redis server, and CI=true demands its tests; {ADVICE}")


def find_redis(environ: Mapping[str, str]) -> Path | None:
    """Return the program of a server, or None."""
    named = environ.get("QUIZ_TEST_REDIS")
    if named:
        return Path(named) if os.access(named, os.X_OK) and Path(named).is_file() else None
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    return Path(found) if found else None


if __name__ == "__main__":
    run_tool(main)
