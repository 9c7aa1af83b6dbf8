"""What a start waits for."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "sqlalchemy",
    "alembic",
    "yaml",
    "plotly",
    "wtforms",
    "argon2",
    "authlib",
    "joserfc",
    "cryptography",
    "pyotp",
    "segno",
    "quiz.staff.behind",
    "nh3",
    "selectolax",
    "urllib3",
    "httpx",
    "budoux",
)
"""Each takes as long to import as half of a start, and the first pages do without it."""


def test_the_application_is_imported_without_what_only_some_pages_need() -> None:
    program = f"import sys, quiz.app; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
