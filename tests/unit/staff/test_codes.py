"""Codes of a device and on paper, as values."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quiz.staff import codes

KEY, OTHER = b"k" * 32, b"o" * 32
# RFC 6238, appendix B, of SHA-1; their last six digits.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC = [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")]


@pytest.mark.parametrize(("seconds", "code"), RFC)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert codes.step_of(RFC_SECRET, code, datetime.fromtimestamp(seconds, UTC)) == seconds // 30


def test_what_is_sealed_opens_for_the_same_account_and_secret_alone() -> None:
    sealed = codes.seal(RFC_SECRET, KEY, 1)
    assert codes.unseal(sealed, KEY, 1) == RFC_SECRET
    assert codes.unseal(sealed, KEY, 2) is codes.unseal(sealed, OTHER, 1) is None
    changed = bytes([*sealed[:-1], sealed[-1] ^ 1])
    assert codes.unseal(changed, KEY, 1) is None
    assert len(sealed) <= 100
    assert codes.seal(RFC_SECRET, KEY, 1) != sealed


def test_each_form_and_account_sets_up_another_secret() -> None:
    made = {codes.secret_of(key, account, word) for key in (KEY, OTHER) for account in (1, 2) for word in (b"a", b"b")}
    assert len(made) == 8 and all(len(one) == 32 for one in made)
    assert codes.secret_of(KEY, 1, b"a") == codes.secret_of(KEY, 1, b"a")


def test_codes_on_paper_are_many_and_none_looks_like_another() -> None:
    made = codes.papers() + codes.papers()
    assert len(set(made)) == 20
    assert not set("".join(made)) & set("01ilo")


def test_a_code_on_paper_is_kept_for_one_account_under_one_secret() -> None:
    assert codes.digest_of("ABCDE fghjk", KEY, 1) == codes.digest_of("abcde-fghjk", KEY, 1)
    assert len({codes.digest_of("abcde-fghjk", key, account) for key in (KEY, OTHER) for account in (1, 2)}) == 4
