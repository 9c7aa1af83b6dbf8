"""Versions of banks that were ever used, kept for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from quiz.bank.model import Bank, Text
from quiz.errors import BankError
from quiz.store import banks
from quiz.store.engine import open_engine
from quiz.store.handle import StoreHandle
from quiz.store.tables import bank_version
from tests.attempts import MOMENT, THE_BANK
from tests.factories import a_bank

OTHER_MEANING = a_bank(cut=50)
REWORDED = replace(THE_BANK, version="rew0rded", scale=THE_BANK.version)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    opened = open_engine(url)
    yield opened
    opened.dispose()


def keep(engine: Engine, bank: Bank) -> None:
    with engine.begin() as connection:
        banks.keep(connection, bank, MOMENT + timedelta(days=1))


def test_a_kept_bank_comes_back_equal(store: StoreHandle) -> None:
    assert store.bank(THE_BANK.version) == THE_BANK


def test_a_version_that_was_never_used_is_none(store: StoreHandle) -> None:
    assert store.bank("00000000") is None


def test_a_bank_that_is_kept_later_is_found_though_it_was_asked_for_before(engine: Engine, store: StoreHandle) -> None:
    assert store.bank(OTHER_MEANING.version) is None
    keep(engine, OTHER_MEANING)
    assert store.bank(OTHER_MEANING.version) == OTHER_MEANING


def test_better_texts_of_the_same_version_replace_the_earlier_and_the_first_use_stays(
    engine: Engine, store: StoreHandle
) -> None:
    better = replace(THE_BANK, lead=Text("よりよい案内です。", "A better lead."))
    keep(engine, better)
    assert store.bank(THE_BANK.version) == better
    with engine.connect() as connection:
        first = connection.execute(select(bank_version.c.first_used_utc)).scalar_one()
    assert first == int(MOMENT.timestamp() * 1000)


def test_a_wording_fix_of_the_same_meaning_is_kept_with_the_scale_of_the_first(
    engine: Engine, store: StoreHandle
) -> None:
    keep(engine, REWORDED)
    kept = store.bank(REWORDED.version)
    assert kept is not None and kept.scale == THE_BANK.version


@pytest.mark.parametrize(
    ("bank", "reason"),
    [
        (replace(OTHER_MEANING, scale=THE_BANK.version), "other points, items or bands"),
        (replace(THE_BANK, version="rew0rded", scale="00000000"), "was never used here"),
    ],
)
def test_a_wording_fix_that_is_none_is_refused_in_one_line(engine: Engine, bank: Bank, reason: str) -> None:
    with pytest.raises(BankError, match=reason) as refusal:
        keep(engine, bank)
    assert len(refusal.value.findings) == 1


def test_a_wording_fix_of_a_wording_fix_has_to_name_the_first(engine: Engine) -> None:
    keep(engine, REWORDED)
    with pytest.raises(BankError, match=f"write {THE_BANK.version}"):
        keep(engine, replace(THE_BANK, version="again000", scale=REWORDED.version))


def test_a_path_with_marks_of_an_address_is_taken_literally(tmp_path: Path) -> None:
    folder = tmp_path / "a b?c%20#d"
    folder.mkdir()
    engine = open_engine(f"sqlite:///{folder / 'quiz.db'}", may_create=True)
    with engine.connect():
        pass
    engine.dispose()
    assert (folder / "quiz.db").exists()
