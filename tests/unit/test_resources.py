"""Where shipped files are found, in a checkout and beside the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.errors import QuizError
from quiz.resources import _inside as inside
from quiz.resources import _shipped as shipped
from quiz.resources import (
    catalogue_file,
    shipped_bank,
    shipped_consultations,
    static_folder,
    templates_folder,
)

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "place" / "quiz"
    folder.mkdir(parents=True)
    return folder


def test_a_checkout_serves_the_files_that_people_edit_at_its_top() -> None:
    assert shipped_bank() == CHECKOUT / "questions.yaml"
    assert shipped_consultations() == CHECKOUT / "consultations"
    assert templates_folder() == CHECKOUT / "templates"


def test_what_stands_inside_the_package_is_found_there() -> None:
    assert static_folder().is_dir()
    assert catalogue_file("en").is_file()


def test_the_copy_beside_the_code_comes_first(package: Path) -> None:
    for folder in (package, package.parent):
        (folder / "questions.yaml").write_text("")
    (package.parent / "pyproject.toml").write_text("")
    assert shipped("questions.yaml", package) == package / "questions.yaml"


def test_a_stray_file_above_an_installed_package_is_not_taken_for_ours(package: Path) -> None:
    (package.parent / "templates").mkdir()
    with pytest.raises(QuizError, match="templates is missing"):
        shipped("templates", package)


def test_a_checkout_without_the_file_names_it(package: Path) -> None:
    (package.parent / "pyproject.toml").write_text("")
    with pytest.raises(QuizError, match=r"quiz/questions\.yaml is missing"):
        shipped("questions.yaml", package)


def test_a_language_without_catalogue_is_named(package: Path) -> None:
    with pytest.raises(QuizError, match=r"catalogues/xx\.mo is missing"):
        inside("catalogues/xx.mo", package)
