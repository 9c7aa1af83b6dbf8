"""Where the files that come with the program lie: templates, shipped bank and consultations, catalogues, static files.

In a wheel `templates/`, `questions.yaml` and `consultations/` lie beside the code; in a checkout they stand at the top,
where the people who edit them look first.
"""

from __future__ import annotations

from pathlib import Path

from quiz.errors import QuizError

PACKAGE = Path(__file__).resolve().parent


def templates_folder() -> Path:
    """Return the folder of every template."""
    return _shipped("templates")


def shipped_bank() -> Path:
    """Return the bank that comes with the program."""
    return _shipped("questions.yaml")


def shipped_consultations() -> Path:
    """Return the folder of the consultations that come with the program."""
    return _shipped("consultations")


def static_folder() -> Path:
    """Return the folder of the style sheet and scripts."""
    return _inside("static")


def catalogue_file(language: str) -> Path:
    """Return the message catalogue of a language."""
    return _inside(f"catalogues/{language}.mo")


def _shipped(name: str, package: Path = PACKAGE) -> Path:
    """Return the copy beside the code, else, only in a checkout, the one at the top."""
    beside = package / name
    if beside.exists():
        return beside
    checkout = package.parent
    # Without this condition a stray `templates` folder in site-packages would be taken for ours.
    if (checkout / "pyproject.toml").is_file() and (checkout / name).exists():
        return checkout / name
    raise QuizError(f"{beside} is missing; install the program again, or run it from a complete checkout")


def _inside(name: str, package: Path = PACKAGE) -> Path:
    """Return a file or folder that stands inside the package in a checkout and in a wheel alike."""
    path = package / name
    if not path.exists():
        raise QuizError(f"{path} is missing; install the program again, or run it from a complete checkout")
    return path
