"""A folder that was served once, copied for each test: a first start takes two seconds, a second one half of one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from quiz.cli.prepare import prepare
from quiz.config import Settings


@pytest.fixture(scope="session")
def used_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("used") / "var"
    prepare(Settings.from_environment({"QUIZ_VAR": str(folder)}))
    return folder


@pytest.fixture
def var(used_var: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(used_var, tmp_path / "var"))
