"""Folders of deployments that are ready to serve: made once a run, copied for each test.

ready(tmp_path / "var")    the same folder, with database, bank and secret as a first start leaves them
"""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from quiz.cli.prepare import prepare
from quiz.config import Settings


def ready(var: Path) -> Path:
    """Fill a new folder as a first start would; a start then finds all of it up to date."""
    copytree(_first(), var, dirs_exist_ok=True)
    return var


@cache
def _first() -> Path:
    # A first start takes a second, and every one leaves the same.
    folder = TemporaryDirectory(prefix="first-start-")
    atexit.register(folder.cleanup)
    var = Path(folder.name) / "var"
    prepare(Settings.from_environment({"QUIZ_VAR": str(var)}))
    return var
