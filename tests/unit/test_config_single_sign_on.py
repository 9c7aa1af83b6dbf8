"""The settings of signing in elsewhere, and of a host without staff."""

from __future__ import annotations

from pathlib import Path

import pytest

from quiz.advice.workflow import Role
from quiz.config import Settings
from quiz.config.single_sign_on import GroupRole
from quiz.errors import SettingsError

GIVEN = {
    "QUIZ_PUBLIC_URL": "https://shindan.example.jp",
    "QUIZ_OIDC_ISSUER": "https://login.example.jp/realms/staff",
    "QUIZ_OIDC_CLIENT_ID": "quiz",
    "QUIZ_OIDC_CLIENT_SECRET": "very secret",
    "QUIZ_OIDC_GROUPS": "career-staff=viewer,career-admin=admin",
}


def settings(**changes: str) -> Settings:
    return Settings.from_environment({**GIVEN, **changes})


def test_by_default_staff_sign_in_here_and_nowhere_else() -> None:
    made = Settings.from_environment({})
    assert made.has_staff and made.single_sign_on is None


def test_staff_can_be_left_out() -> None:
    assert not Settings.from_environment({"QUIZ_STAFF": "off"}).has_staff
    with pytest.raises(SettingsError, match="staff is 'no'; write on or off"):
        Settings.from_environment({"QUIZ_STAFF": "no"})


def test_a_provider_needs_little() -> None:
    made = settings().single_sign_on
    assert made is not None
    assert (made.issuer, made.client_id) == ("https://login.example.jp/realms/staff", "quiz")
    assert (made.scopes, made.claim, made.name) == ("openid profile email", "groups", "")
    assert made.groups == (GroupRole("career-staff", "viewer"), GroupRole("career-admin", "admin"))


def test_a_secret_is_shown_nowhere() -> None:
    assert "very secret" not in repr(settings())
    with pytest.raises(SettingsError) as refusal:
        settings(QUIZ_OIDC_CLIENT_SECRET="se\ncret")
    assert "cret\n" not in str(refusal.value) and "cret'" not in str(refusal.value)


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from a file\n", encoding="utf-8")
    made = settings(QUIZ_OIDC_CLIENT_SECRET="", QUIZ_OIDC_CLIENT_SECRET_FILE=str(file)).single_sign_on
    assert made is not None and made.client_secret == "from a file"
    with pytest.raises(SettingsError, match="choose one"):
        settings(QUIZ_OIDC_CLIENT_SECRET_FILE=str(file))


@pytest.mark.parametrize(("content", "words"), [(None, "No such file"), (b"", "is empty"), (b"\xff", "it is no text")])
def test_a_file_without_a_secret_is_refused(tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=words):
        settings(QUIZ_OIDC_CLIENT_SECRET="", QUIZ_OIDC_CLIENT_SECRET_FILE=str(file))


@pytest.mark.parametrize("role", [role.value for role in Role])
def test_every_role_can_be_given(role: str) -> None:
    advisor = "sample-a" if role == "advisor" else ""
    made = settings(QUIZ_OIDC_GROUPS=f"some={role}:{advisor}" if advisor else f"some={role}").single_sign_on
    assert made is not None and made.groups == (GroupRole("some", role, advisor),)


def test_names_of_groups_may_be_those_of_a_directory() -> None:
    written = "CN=career,OU=staff,DC=example=viewer, 9f0f-4c = editor ,就職課=admin"
    made = settings(QUIZ_OIDC_GROUPS=written).single_sign_on
    assert made is not None
    assert [(one.group, one.role) for one in made.groups] == [
        ("CN=career,OU=staff,DC=example", "viewer"),
        ("9f0f-4c", "editor"),
        ("就職課", "admin"),
    ]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"QUIZ_OIDC_ISSUER": ""}, "without oidc_issuer"),
        ({"QUIZ_OIDC_CLIENT_ID": ""}, "without oidc_client_id"),
        ({"QUIZ_PUBLIC_URL": ""}, "without public_url"),
        ({"QUIZ_OIDC_GROUPS": ""}, "nobody could sign in"),
        ({"QUIZ_OIDC_GROUPS": "staff=owner"}, "'staff=owner'; write GROUP=ROLE"),
        ({"QUIZ_OIDC_GROUPS": "a=viewer,b"}, "'b'; write GROUP=ROLE"),
        ({"QUIZ_OIDC_GROUPS": "a=advisor"}, "advisor:ID"),
        ({"QUIZ_OIDC_SCOPES": "profile email"}, "openid among them"),
        ({"QUIZ_OIDC_ISSUER": "http://login.example.jp"}, "begin with https://"),
        ({"QUIZ_OIDC_ISSUER": "https://login.example.jp/?realm=1"}, "write an address such as"),
        ({"QUIZ_OIDC_ISSUER": "login.example.jp"}, "oidc_issuer is"),
        ({"QUIZ_OIDC_ISSUER": "https://[x"}, "oidc_issuer is"),
        ({"QUIZ_OIDC_ISSUER": "https://a:b@login.example.jp"}, "oidc_issuer is"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(changes: dict[str, str], words: str) -> None:
    with pytest.raises(SettingsError, match=words) as refusal:
        settings(**changes)
    assert "\n" not in str(refusal.value)


def test_this_machine_may_be_a_provider_without_tls() -> None:
    for issuer in ("http://127.0.0.1:9000", "http://localhost:9000/realms/a", "http://[::1]:9000/"):
        made = settings(QUIZ_OIDC_ISSUER=issuer).single_sign_on
        assert made is not None and made.issuer == issuer
