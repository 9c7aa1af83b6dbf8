"""The whole application over a real SQLite file, without a server in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from quiz.advice.model import Catalogue
from quiz.advice.reading import read_catalogue
from quiz.app import create_app
from quiz.bank.model import Bank
from quiz.bank.reading import read_bank
from quiz.cli.prepare import prepare
from quiz.config import Settings
from quiz.resources import shipped_bank, shipped_consultations
from quiz.store.handle import StoreHandle
from tests.client import PageClient
from tests.deployments import ready
from tests.pages.qa_site import Site


@pytest.fixture(scope="session")
def bank() -> Bank:
    return read_bank(shipped_bank())


@pytest.fixture(scope="session")
def catalogue(bank: Bank) -> Catalogue:
    return read_catalogue(shipped_consultations(), bank)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.from_environment({"QUIZ_VAR": str(ready(tmp_path / "var"))})


@pytest.fixture
def store(settings: Settings) -> Iterator[StoreHandle]:
    handle = StoreHandle(settings)
    yield handle
    handle.close()


@pytest.fixture
def app(settings: Settings, store: StoreHandle) -> Flask:
    prepared = prepare(settings)
    return create_app(settings, prepared.bank, prepared.shelf, store)


@pytest.fixture
def client(app: Flask) -> PageClient:
    return PageClient(app)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The Q&A site as it is shipped; no test changes it."""
    site = Site(tmp_path_factory.mktemp("var"))
    yield site
    site.close()


@pytest.fixture(scope="session")
def reader(shipped: Site) -> PageClient:
    return shipped.client()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Site]:
    """A Q&A site of a test's own."""
    site = Site(tmp_path / "var")
    yield site
    site.close()
