"""An address of the diagnostic: which page of it to embed, and in which language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from quiz.bank.model import Bank
from quiz.web.headers import FRAMED, is_trusted_host
from quiz.web.language import suffix

LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the diagnostic: the form that it asks, in a language."""

    bank: str
    form: str
    is_first: bool
    language: str

    @property
    def path(self) -> str:
        """The address of the page within this site."""
        form = "" if self.is_first else f"/{self.form}"
        return f"/d/{self.bank}{form}{suffix(self.language)}"

    @property
    def framed(self) -> str:
        """The address under which a frame shows it."""
        return FRAMED.rstrip("/") + self.path


def place(bank: Bank, form_id: str, language: str) -> Place:
    """Return the page that asks a form of the bank."""
    return Place(bank.id, form_id, form_id == bank.forms[0].id, language)


def place_of(address: str, bank: Bank, hosts: Sequence[str]) -> Place | None:
    """Return the page of the diagnostic that an address names under one of these hosts, or None.

    A result is somebody's own, and a consultation is read where it stands: neither is embedded.
    """
    try:
        parts = urlsplit(address[:LONGEST_ADDRESS].strip())
        path, host = unquote(parts.path, errors="strict"), parts.netloc
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or not is_trusted_host(host, hosts):
        return None
    asked = {"/": bank.forms[0].id, "": bank.forms[0].id}
    asked |= {place(bank, form.id, "ja").path: form.id for form in bank.forms}
    if path not in asked:
        return None
    return place(bank, asked[path], "en" if parse_qs(parts.query).get("lang", [""])[0] == "en" else "ja")
