"""Settings: safe defaults, and one clear line for what is unknown or impossible."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.config import NAMES, Settings
from quiz.errors import SettingsError, StartError


def test_the_defaults_are_fit_to_publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment({"PATH": "/bin"})
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8000, 2)
    assert settings.var == tmp_path / "var"
    assert settings.database_url == f"sqlite:///{tmp_path / 'var' / 'quiz.db'}"
    assert settings.bank is None
    assert settings.trusted_hosts == ("127.0.0.1", "localhost", "[::1]")
    assert settings.public_url == ""
    assert (settings.cta, settings.structured_data) == ("calm", "article")


def test_a_flag_wins_over_the_environment_and_an_absent_flag_does_not() -> None:
    settings = Settings.from_environment({"QUIZ_PORT": "8100", "QUIZ_WORKERS": "3"}, port="8200", workers=None)
    assert (settings.port, settings.workers) == (8200, 3)


def test_an_empty_value_is_the_default() -> None:
    assert Settings.from_environment({"QUIZ_PORT": ""}).port == 8000
    assert Settings.from_environment({"QUIZ_CTA": ""}).cta == "calm"


def test_the_words_of_a_setting_are_taken_as_they_are() -> None:
    settings = Settings.from_environment({"QUIZ_CTA": "classic", "QUIZ_STRUCTURED_DATA": "qapage"})
    assert (settings.cta, settings.structured_data) == ("classic", "qapage")


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("QUIZ_PROT", "QUIZ_PORT"),
        ("QUIZ_WORKER", "QUIZ_WORKERS"),
        ("QUIZ_DATABASE", "QUIZ_DATABASE_URL"),
        ("QUIZ_port", "QUIZ_PORT"),
    ],
)
def test_an_unknown_setting_is_refused_with_the_one_that_was_meant(wrong: str, meant: str) -> None:
    with pytest.raises(SettingsError, match=rf"no setting {wrong}; did you mean {meant}\?"):
        Settings.from_environment({wrong: "1"})


def test_an_unknown_setting_like_no_other_is_refused_with_all_that_there_are() -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"QUIZ_ZZZZZZZZZZ": "1"})
    assert all(name in str(refusal.value) for name in NAMES)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("QUIZ_PORT", value) for value in ("0", "65536", "eighty", "80.0", "-1", "８０", "1e3", "8_000")],
        *[("QUIZ_HOST", value) for value in ("example.jp", "127.0.0.1:8000", "300.0.0.1", "127.0.0.1/8")],
        *[("QUIZ_WORKERS", value) for value in ("0", "65", "two")],
        *[("QUIZ_THREADS", value) for value in ("0", "513")],
        *[("QUIZ_DATABASE_URL", value) for value in ("mysql://host/quiz", "quiz.db", "sqlite://", "sqlite:///")],
        ("QUIZ_DATABASE_URL", "sqlite:///:memory:"),
        *[("QUIZ_PUBLIC_URL", value) for value in ("shindan.example.jp", "ftp://a.example", "https://a.example/path")],
        *[("QUIZ_PUBLIC_URL", value) for value in ("https://", "https://a.example:port", "https://a:b@a.example")],
        *[("QUIZ_CTA", value) for value in ("loud", "Calm", "calm,classic")],
        *[("QUIZ_STRUCTURED_DATA", value) for value in ("none", "QAPage")],
        *[("QUIZ_TRUSTED_HOSTS", value) for value in ("https://a.example", "*", "a.example b.example")],
        *[
            ("QUIZ_RATE_STORAGE", value)
            for value in ("memory", "redis://", "http://a.example", "redis://a.example:port")
        ],
        *[("QUIZ_RATE_STORAGE", value) for value in ("redis://a.example:65536", "redis://a.example:0", "redis://[::1")],
        *[(name, "a\nb") for name in sorted(NAMES)],
    ],
)
def test_an_impossible_value_is_refused_in_one_line_that_names_the_setting(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"^{NAMES[name]} ") as refusal:
        Settings.from_environment({name: value})
    assert "\n" not in str(refusal.value)


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(SettingsError) as refusal:
        Settings.from_environment({"QUIZ_DATABASE_URL": "mysql://quiz:hunter2@host/quiz"})
    assert "hunter2" not in str(refusal.value)


@given(st.dictionaries(st.sampled_from(sorted(NAMES)), st.text(max_size=20), max_size=3))
def test_whatever_is_set_gives_settings_or_a_settings_error(environ: dict[str, str]) -> None:
    try:
        settings = Settings.from_environment(environ)
    except SettingsError:
        return
    assert settings.trusted_hosts[:3] == ("127.0.0.1", "localhost", "[::1]")


def test_trusted_are_the_host_listened_on_the_public_one_and_those_named() -> None:
    settings = Settings.from_environment(
        {"QUIZ_HOST": "10.0.0.5", "QUIZ_PUBLIC_URL": "https://a.example", "QUIZ_TRUSTED_HOSTS": "b.example, .c.example"}
    )
    assert settings.trusted_hosts[3:] == ("10.0.0.5", "a.example", "b.example", ".c.example")


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_listening_everywhere_trusts_nobody_more(host: str) -> None:
    assert Settings.from_environment({"QUIZ_HOST": host}).trusted_hosts == ("127.0.0.1", "localhost", "[::1]")


def test_the_name_of_this_machine_is_its_address() -> None:
    assert Settings.from_environment({"QUIZ_HOST": "localhost"}).host == "127.0.0.1"
    assert Settings.from_environment({"QUIZ_HOST": "[::1]"}).host == "::1"


def test_the_secret_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings.from_environment({"QUIZ_VAR": str(tmp_path)})
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: settings.secret(), range(8)))
    assert len(secrets) == 1
    assert len(secrets.pop()) == 32
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_two_deployments_have_two_secrets(tmp_path: Path) -> None:
    both = [Settings.from_environment({"QUIZ_VAR": str(tmp_path / name)}) for name in ("a", "b")]
    for settings in both:
        settings.prepare_var()
    assert both[0].secret() != both[1].secret()


def test_a_damaged_secret_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"short")
    with pytest.raises(StartError, match="damaged"):
        Settings.from_environment({"QUIZ_VAR": str(tmp_path)}).secret()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StartError, match=r"cannot be written .*QUIZ_VAR"):
        Settings.from_environment({"QUIZ_VAR": str(tmp_path / "file" / "var")}).prepare_var()
