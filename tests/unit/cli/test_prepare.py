"""What a start makes ready, where other starts, authors and folders are in its way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from quiz.bank import reading
from quiz.bank.model import Bank
from quiz.cli import prepare as module
from quiz.cli.main import main
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.errors import CatalogueError
from quiz.resources import shipped_bank, shipped_consultations
from quiz.store.handle import StoreHandle
from quiz.store.publishing import publisher as publishing

TITLE = "ja: 面接力診断"
OTHER = "ja: 面接の診断"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    bank = tmp_path / "bank.yaml"
    bank.write_bytes(shipped_bank().read_bytes())
    return Settings.from_environment({"QUIZ_VAR": str(tmp_path / "var"), "QUIZ_BANK": str(bank)})


def test_a_cache_that_cannot_be_written_stops_no_start(settings: Settings) -> None:
    settings.var.mkdir()
    (settings.var / "cache").write_bytes(b"no folder")
    assert prepare(settings) == prepare(settings)


def test_starts_at_once_keep_one_whole_document(settings: Settings) -> None:
    bank = prepare(settings).bank
    kept = next((settings.var / "cache").iterdir())
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: module._keep(bank, kept), range(40)))
    assert list(kept.parent.iterdir()) == [kept]
    assert module._read_kept(kept) == bank


def test_a_bank_saved_while_it_is_read_is_not_kept_under_the_name_of_the_old(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank = settings.bank
    assert bank is not None
    old = bank.read_text(encoding="utf-8")
    assert TITLE in old
    read = reading.read_bank

    def read_what_was_saved_just_now(path: Path) -> Bank:
        bank.write_text(old.replace(TITLE, OTHER, 1), encoding="utf-8")
        return read(path)

    with monkeypatch.context() as patched:
        patched.setattr(reading, "read_bank", read_what_was_saved_just_now)
        assert prepare(settings).bank.title.ja in OTHER
    bank.write_text(old, encoding="utf-8")
    assert prepare(settings).bank.title.ja in TITLE


def test_another_bank_is_served_without_consultations_that_do_not_fit_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = tmp_path / "bank.yaml"
    other.write_text(shipped_bank().read_text(encoding="utf-8").replace("practice-aloud", "practice-out-loud"), "utf-8")
    environment = {"QUIZ_VAR": str(tmp_path / "var"), "QUIZ_BANK": str(other)}
    for _ in range(2):
        caplog.clear()
        prepared = prepare(Settings.from_environment(environment))
        assert prepared.shelf.listings == ()
        assert "QUIZ_CONSULTATIONS" in caplog.text, "every start says so"
    with pytest.raises(CatalogueError):
        prepare(Settings.from_environment({**environment, "QUIZ_CONSULTATIONS": str(shipped_consultations())}))


def test_a_reworded_bank_keeps_the_shipped_consultations(tmp_path: Path) -> None:
    other = tmp_path / "bank.yaml"
    other.write_text(shipped_bank().read_text(encoding="utf-8").replace("逆質問、いくつ", "逆質問はいくつ"), "utf-8")
    environment = {"QUIZ_VAR": str(tmp_path / "var"), "QUIZ_BANK": str(other)}
    assert prepare(Settings.from_environment(environment)).shelf.listings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped folder of consultations."""
    return Path(copytree(shipped_consultations(), tmp_path / "consultations"))


def of_folder(tmp_path: Path, folder: Path | str) -> Settings:
    return Settings.from_environment({"QUIZ_VAR": str(tmp_path / "var"), "QUIZ_CONSULTATIONS": str(folder)})


def test_a_start_publishes_what_was_saved_in_the_folder(tmp_path: Path, folder: Path) -> None:
    before = prepare(of_folder(tmp_path, folder)).shelf
    first = before.listings[0]
    file = next(file for file in folder.iterdir() if first.title.ja in file.read_text("utf-8"))
    file.write_text(file.read_text("utf-8").replace(first.title.ja, "直した質問ですか？"), "utf-8")
    after = prepare(of_folder(tmp_path, folder)).shelf
    assert after.listings[0].title.ja == "直した質問ですか？"
    assert after.listings[1:] == before.listings[1:]


def test_a_start_with_an_unchanged_folder_publishes_nothing(tmp_path: Path, folder: Path) -> None:
    assert prepare(of_folder(tmp_path, folder)) == prepare(of_folder(tmp_path, folder))


def test_what_left_the_folder_is_withdrawn_and_comes_back_with_it(tmp_path: Path, folder: Path) -> None:
    before = prepare(of_folder(tmp_path, folder)).shelf.listings
    assert prepare(of_folder(tmp_path, "none")).shelf.listings == ()
    assert prepare(of_folder(tmp_path, folder)).shelf.listings == before


def test_starts_at_once_publish_the_folder_once(tmp_path: Path, folder: Path) -> None:
    settings = of_folder(tmp_path, folder)
    with ThreadPoolExecutor(4) as pool:
        shelves = [prepared.shelf.listings for prepared in pool.map(prepare, [settings] * 4)]
    assert shelves == [shelves[0]] * 4
    assert len({listing.id for listing in shelves[0]}) == len(shelves[0])


def test_a_start_finishes_the_index_that_an_interrupted_one_left(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> int:
        raise KeyboardInterrupt

    settings = of_folder(tmp_path, folder)
    with monkeypatch.context() as interrupted:
        interrupted.setattr(publishing, "catch_up", killed)
        with pytest.raises(KeyboardInterrupt):
            prepare(settings)
    prepare(settings)
    with closing(StoreHandle(settings)) as store:
        assert store.library().search("面接").teasers.total


def test_a_broken_folder_is_not_told_as_a_broken_bank(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "research.yaml"
    file.write_text(file.read_text("utf-8").replace("area: research", "area: reserch", 1), "utf-8")
    monkeypatch.setenv("QUIZ_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("QUIZ_CONSULTATIONS", str(folder))
    done = CliRunner().invoke(main, ["reindex"])
    assert done.exit_code == 1
    assert done.output.endswith("quiz: 1 finding; nothing is served from a broken folder\n")
    assert "research.yaml:" in done.output and "reserch" in done.output
