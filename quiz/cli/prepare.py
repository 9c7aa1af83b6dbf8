"""Make ready what serving needs: folder, bank, consultations, database.

Reading YAML and migrating take longer than all the rest of a start. What was read is kept as JSON under a name that
hashes its sources and the code that reads them, and a database that is up to date is recognised by a look; so a
second start does neither.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

from quiz import __version__
from quiz.advice.model import Catalogue
from quiz.bank.document import dump, load, load_bank
from quiz.bank.model import Bank
from quiz.clock import now
from quiz.config import Settings
from quiz.errors import CatalogueError, StartError
from quiz.resources import PACKAGE, shipped_bank, shipped_consultations
from quiz.store.revision import bring_up_to_date, is_ready

log = logging.getLogger("quiz.server")

READERS = ("bank", "advice")
"""The rooms whose code decides what a source means."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one deployment serves."""

    bank: Bank
    catalogue: Catalogue


def prepare(settings: Settings) -> Prepared:
    """Return what to serve, with its database up to date; QuizError where that cannot be."""
    settings.prepare_var()
    bank_path, folder = settings.bank or shipped_bank(), settings.consultations or shipped_consultations()
    may_not_fit = settings.bank is not None and settings.consultations is None
    fingerprint = _fingerprint(bank_path, folder)
    kept = settings.var / "cache" / f"content-{fingerprint}.json"
    prepared = _read_kept(kept)
    if prepared is None:
        prepared = _read_sources(bank_path, folder, may_not_fit)
        # What was saved between the hashing and the reading would stay under the name of what was there before. And
        # a bank without consultations is read anew, so that every start says so.
        if prepared.catalogue.consultations and _fingerprint(bank_path, folder) == fingerprint:
            _keep(prepared, kept)
    document = json.dumps(dump(prepared.bank), ensure_ascii=False, separators=(",", ":"))
    if not is_ready(settings.database_url, prepared.bank, document):
        bring_up_to_date(settings.database_url, prepared.bank, now())
    settings.secret()
    return prepared


def _fingerprint(bank_path: Path, folder: Path) -> str:
    """Hash the sources, and the size and time of the code that reads them."""
    digest = blake2b(__version__.encode(), digest_size=12)
    try:
        for path in (bank_path, *sorted(folder.glob("*.yaml"))):
            content = path.read_bytes()
            digest.update(f"{path.name} {len(content)}\n".encode() + content)
    except OSError as error:
        reason = f"{error.filename} cannot be read ({error.strerror})"
        raise StartError(f"{reason}; name what can be read with QUIZ_BANK and QUIZ_CONSULTATIONS") from None
    for path in _code(READERS):
        stat = path.stat()
        digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _code(rooms: Iterable[str]) -> list[Path]:
    return sorted(path for room in rooms for path in (PACKAGE / room).rglob("*.py"))


def _read_kept(kept: Path) -> Prepared | None:
    """Return what an earlier start kept; None where it is not there or was cut off."""
    try:
        document = json.loads(kept.read_text(encoding="utf-8"))
        return Prepared(load_bank(document["bank"]), load(Catalogue, document["catalogue"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _read_sources(bank_path: Path, folder: Path, may_not_fit: bool) -> Prepared:
    """Read bank and consultations; shipped consultations that do not fit another bank are left out, which is logged."""
    # YAML and the checks are needed by a first start only.
    from quiz.advice.reading import read_catalogue
    from quiz.bank.reading import read_bank

    bank = read_bank(bank_path)
    try:
        return Prepared(bank, read_catalogue(folder, bank))
    except CatalogueError as error:
        if not may_not_fit:
            raise
        log.warning(
            "the shipped consultations do not fit this bank (%s findings), so results recommend none; "
            "name a folder of your own with QUIZ_CONSULTATIONS",
            len(error.findings),
        )
        return Prepared(bank, Catalogue(()))


def _keep(prepared: Prepared, kept: Path) -> None:
    """Keep what was read, under a name of its own first, so that of two starts at once both end well.

    A folder that cannot be written, or is full, costs the next start a second and nothing else.
    """
    document = json.dumps({"bank": dump(prepared.bank), "catalogue": dump(prepared.catalogue)}, ensure_ascii=False)
    fresh = kept.with_suffix(f".{token_hex(8)}")
    try:
        kept.parent.mkdir(exist_ok=True)
        fresh.write_text(document, encoding="utf-8")
        fresh.replace(kept)
    except OSError as error:
        log.warning("what was read is not kept for the next start: %s", error)
        with suppress(OSError):
            fresh.unlink()
