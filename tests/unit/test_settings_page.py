"""The page about settings has a heading for everything that can be set or called."""

from __future__ import annotations

from pathlib import Path

from quiz.cli.main import COMMANDS
from quiz.cli.run import run
from quiz.config import NAMES

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
HEADINGS = [line.removeprefix("## ") for line in PAGE.splitlines() if line.startswith("## ")]


def test_every_setting_and_command_has_a_heading_and_no_heading_is_left_over() -> None:
    assert sorted(HEADINGS) == sorted([*NAMES, *(f"quiz {name}" for name in COMMANDS), "Exit status"])


def test_every_flag_of_run_is_named() -> None:
    flags = [flag for parameter in run.params for flag in parameter.opts]
    assert len(flags) > 5
    assert [flag for flag in flags if f"`{flag}`" not in PAGE] == []
