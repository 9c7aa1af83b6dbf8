"""Find the programs of a PostgreSQL server for the tests, or get them: `.venv/bin/python -m tools.postgresql`.

`QUIZ_TEST_POSTGRESQL` names the folder that holds `initdb` and `postgres`, and rules out all others.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from tools.chromium import is_demanded
from tools.debian import apt_installs
from tools.failure import Failure, run_tool

DEBIAN = Path("/usr/lib/postgresql")
ADVICE = "install it (Debian: apt-get install postgresql), or name the folder of its programs in QUIZ_TEST_POSTGRESQL"


def main() -> None:
    """See to the programs; without them the tests themselves say what they leave out."""
    if find_postgresql(os.environ) is None and not os.environ.get("QUIZ_TEST_POSTGRESQL"):
        print("Getting a PostgreSQL server for the tests …", flush=True)
        apt_installs("postgresql")
    if find_postgresql(os.environ) is None and is_demanded(os.environ):
        raise Failure(f"There is no PostgreSQL server, and CI=true demands its tests; {ADVICE}")


def find_postgresql(environ: Mapping[str, str]) -> Path | None:
    """Return the folder of the programs, the newest where there are several, or None."""
    named = environ.get("QUIZ_TEST_POSTGRESQL")
    if named:
        return Path(named) if _has_programs(Path(named)) else None
    on_path = shutil.which("initdb")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    return next(filter(_has_programs, folders), None)


def _has_programs(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("initdb", "postgres"))


if __name__ == "__main__":
    run_tool(main)
