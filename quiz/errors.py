"""The one error tree of the product.

    QuizError                    anything that this program says on purpose
    ├── SettingsError            a setting is unknown or impossible; stops the start
    ├── StartError               the machine refuses: port in use, folder not writable, newer database
    ├── BankError                a bank document was refused; carries every finding
    ├── CatalogueError           a file of consultations was refused; carries every finding
    ├── CodeError                a result's code cannot be read
    ├── AnswersError             answers do not fit the form; carries what is wrong with which item
    ├── StoreError               an attempt could not be stored or read
    ├── PublishError             what should be published, or changed, contradicts what is published
    │   └── TakenBackError       what should be published was taken back by its asker
    ├── AccountError             an account cannot be made or changed so
    ├── SiteError                a site that should be allowed to embed cannot be
    ├── TallyError               a kept tally is damaged, or tallies of different forms were added
    └── SimulationError          what is simulated may not go into this database

Every error carries data for the log and one sentence for the person in `str(error)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class QuizError(Exception):
    """Anything that this program says on purpose."""


class SettingsError(QuizError):
    """Say which setting is unknown or impossible, and what to write instead."""


class StartError(QuizError):
    """Say why the server cannot start here, and what to do."""


class BankError(QuizError):
    """Refuse a bank document, with every finding as a line of its own."""

    def __init__(self, findings: Sequence[str]) -> None:
        super().__init__("\n".join(findings))
        self.findings = tuple(findings)


class CatalogueError(BankError):
    """Refuse a file of consultations, with every finding as a line of its own."""


class CodeError(QuizError):
    """Say why a result's code cannot be read."""


class AnswersError(QuizError):
    """Say which items have no answer, and which have one that the bank does not know."""

    def __init__(self, missing: Sequence[str], unknown: Mapping[str, str]) -> None:
        parts = [f"no answer to {', '.join(missing)}"] if missing else []
        parts += [f"{item} has no option {option!r}" for item, option in unknown.items()]
        super().__init__("; ".join(parts))
        self.missing = tuple(missing)
        self.unknown = dict(unknown)


class StoreError(QuizError):
    """Say that an attempt could not be stored or read."""


class PublishError(QuizError):
    """Say why something cannot be published, and what to do instead."""


class TakenBackError(PublishError):
    """Say that whoever asked took the question back: nobody publishes it any more."""


class AccountError(QuizError):
    """Say why an account cannot be made or changed so, and what to do instead."""


class SiteError(QuizError):
    """Say why a site cannot be added or changed so, and what to do instead."""


class TallyError(QuizError):
    """Say that a kept tally is damaged, or that two tallies do not add."""


class SimulationError(QuizError):
    """Say why a simulation may not go into this database, and what to do instead."""
