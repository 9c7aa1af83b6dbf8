"""Keep every version of a bank that was ever used, so that an old result is read with its own bank."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from quiz.bank.document import dump, load_bank
from quiz.bank.model import Bank
from quiz.bank.version import meaning_of
from quiz.errors import BankError
from quiz.store.attempt import milliseconds
from quiz.store.tables import bank_version


def keep(connection: Connection, bank: Bank, moment: datetime) -> None:
    """Keep a bank under its version; later texts of the same version replace the earlier ones.

    BankError where `revision.of` names a version that was never used here, or one of another meaning.
    """
    meaning = meaning_of(bank.id, bank.cut, bank.forms, bank.bands, bank.items)
    _check_revision(connection, bank, meaning)
    document = json.dumps(dump(bank), ensure_ascii=False, separators=(",", ":"))
    kept = connection.execute(select(bank_version.c.document).where(bank_version.c.version == bank.version)).scalar()
    if kept is None:
        connection.execute(
            insert(bank_version).values(
                version=bank.version,
                bank=bank.id,
                scale=bank.scale,
                meaning=meaning,
                document=document,
                first_used_utc=milliseconds(moment),
            )
        )
    elif kept != document:
        changed = update(bank_version).where(bank_version.c.version == bank.version)
        connection.execute(changed.values(document=document, scale=bank.scale))


def find(connection: Connection, version: str) -> Bank | None:
    """Return the bank of a version, or None where none was ever used here."""
    query = select(bank_version.c.document).where(bank_version.c.version == version)
    document = connection.execute(query).scalar()
    return None if document is None else load_bank(json.loads(document))


def _check_revision(connection: Connection, bank: Bank, meaning: str) -> None:
    if bank.scale == bank.version:
        return
    query = select(bank_version.c.meaning, bank_version.c.scale).where(bank_version.c.version == bank.scale)
    earlier = connection.execute(query).first()
    if earlier is None:
        raise BankError(
            [f"revision: of: the version {bank.scale} was never used here; name one that was, or leave it out"]
        )
    if earlier.scale != bank.scale:
        raise BankError(
            [f"revision: of: {bank.scale} is a wording fix itself; write {earlier.scale}, which it goes back to"]
        )
    if earlier.meaning != meaning:
        raise BankError(
            [f"revision: of: {bank.scale} has other points, items or bands, so this is no wording fix; leave it out"]
        )
