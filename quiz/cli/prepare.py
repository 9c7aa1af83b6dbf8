"""Make ready what serving needs: folder, bank, database, and in it the consultations of the folder.

Reading YAML and migrating take longer than all the rest of a start. The bank that was read is kept as JSON under a name
that hashes its source and the code that reads it; the database notes the same of the folder that was published into it,
and one that is up to date is recognised by a look. So a second start reads, migrates and publishes nothing.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

from quiz import __version__
from quiz.advice.model import Catalogue, Shelf
from quiz.bank.document import dump, load_bank
from quiz.bank.model import Bank
from quiz.clock import now
from quiz.config import Settings
from quiz.errors import CatalogueError, StartError
from quiz.resources import PACKAGE, shipped_bank, shipped_consultations
from quiz.store.handle import StoreHandle
from quiz.store.revision import bring_up_to_date, is_ready

log = logging.getLogger("quiz.server")

FOLDER = "folder"
"""The origin of the consultations that stand in a folder."""
BANK_READERS = ("bank",)
FOLDER_READERS = ("bank", "advice", "store")
"""The rooms whose code decides what a source means, and how it is kept."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What one deployment serves."""

    bank: Bank
    shelf: Shelf


def prepare(settings: Settings) -> Prepared:
    """Return what to serve, with its database up to date; QuizError where that cannot be."""
    settings.prepare_var()
    bank = _bank(settings)
    document = json.dumps(dump(bank), ensure_ascii=False, separators=(",", ":"))
    digest = _folder_digest(settings, bank)
    if not is_ready(settings.database_url, bank, document, (FOLDER, digest)):
        bring_up_to_date(settings.database_url, bank, now())
        _publish_folder(settings, bank, digest)
    settings.secret()
    with closing(StoreHandle(settings)) as store:
        shelf = store.shelf()
    assert shelf is not None, "no revision is known yet"
    return Prepared(bank, shelf)


def _bank(settings: Settings) -> Bank:
    """Return the bank, from what an earlier start kept where nothing has changed since."""
    path = settings.bank or shipped_bank()
    fingerprint = _fingerprint([path], BANK_READERS)
    kept = settings.var / "cache" / f"bank-{fingerprint}.json"
    bank = _read_kept(kept)
    if bank is None:
        # YAML and the checks are needed by a first start only.
        from quiz.bank.reading import read_bank

        bank = read_bank(path)
        # What was saved between the hashing and the reading would stay under the name of what was there before.
        if _fingerprint([path], BANK_READERS) == fingerprint:
            _keep(bank, kept)
    return bank


def _folder_digest(settings: Settings, bank: Bank) -> str:
    folder = settings.consultations or shipped_consultations()
    paths = [] if settings.is_without_folder else sorted(folder.glob("*.yaml"))
    return f"{bank.version}-{_fingerprint(paths, FOLDER_READERS)[:20]}"


def _publish_folder(settings: Settings, bank: Bank, digest: str) -> None:
    """Publish what the folder holds now, and withdraw what it no longer holds."""
    # Needed where something has changed only, as above.
    from quiz.store.publishing.changes import Record

    catalogue = _catalogue(settings, bank)
    # A folder that gives nothing is read anew by every start, so that each says why.
    noted = digest if catalogue.consultations or settings.is_without_folder else ""
    with closing(StoreHandle(settings)) as store:
        publisher = store.publisher()
        if noted and publisher.source_digest(FOLDER) == noted:
            # What an interruption left undone, of this folder or at the desk.
            publisher.reindex()
            return
        records = [Record(one.id, one) for one in catalogue.consultations]
        sources = catalogue.advisors, catalogue.articles
        publisher.apply(publisher.compare(FOLDER, records, *sources, withdraw_missing=True, digest=noted), now())
        publisher.reindex()


def _catalogue(settings: Settings, bank: Bank) -> Catalogue:
    """Read the consultations; shipped ones that do not fit another bank are left out, which is logged."""
    from quiz.advice.reading import read_catalogue

    if settings.is_without_folder:
        return Catalogue(())
    try:
        return read_catalogue(settings.consultations or shipped_consultations(), bank)
    except CatalogueError as error:
        if settings.bank is None or settings.consultations is not None:
            raise
        log.warning(
            "the shipped consultations do not fit this bank (%s findings), so results recommend none; "
            "name a folder of your own with QUIZ_CONSULTATIONS, or write none there",
            len(error.findings),
        )
        return Catalogue(())


def _fingerprint(paths: Iterable[Path], readers: Iterable[str]) -> str:
    """Hash the sources, and the size and time of the code that reads them."""
    digest = blake2b(__version__.encode(), digest_size=12)
    try:
        for path in paths:
            content = path.read_bytes()
            digest.update(f"{path.name} {len(content)}\n".encode() + content)
    except OSError as error:
        reason = f"{error.filename} cannot be read ({error.strerror})"
        raise StartError(f"{reason}; name what can be read with QUIZ_BANK and QUIZ_CONSULTATIONS") from None
    for path in _code(readers):
        stat = path.stat()
        digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _code(rooms: Iterable[str]) -> list[Path]:
    return sorted(path for room in rooms for path in (PACKAGE / room).rglob("*.py"))


def _read_kept(kept: Path) -> Bank | None:
    """Return what an earlier start kept; None where it is not there or was cut off."""
    try:
        return load_bank(json.loads(kept.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(bank: Bank, kept: Path) -> None:
    """Keep what was read, under a name of its own first, so that of two starts at once both end well.

    A folder that cannot be written, or is full, costs the next start a second and nothing else.
    """
    document = json.dumps(dump(bank), ensure_ascii=False)
    fresh = kept.with_suffix(f".{token_hex(8)}")
    try:
        kept.parent.mkdir(exist_ok=True)
        fresh.write_text(document, encoding="utf-8")
        fresh.replace(kept)
    except OSError as error:
        log.warning("what was read is not kept for the next start: %s", error)
        with suppress(OSError):
            fresh.unlink()
