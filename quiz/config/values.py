"""Reads each kind of value that a setting can have; SettingsError says in one line what to write instead."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from quiz.errors import SettingsError, SiteError
from quiz.sites import EVERYWHERE, parse_origin

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
WILDCARDS = ("0.0.0.0", "::")  # noqa: S104 - named in order to be left out of the trusted hosts.
IN_PROCESS = "memory://"
NO_FOLDER = "none"
"""Written as the folder of consultations where they come from elsewhere: from imports, or from the desk."""


def stripped(name: str, value: str) -> str:
    """Return a value without blanks around it."""
    if not value.strip().isprintable():
        if "secret" in name:
            raise SettingsError(f"{name} has control characters; write it in one line")
        raise SettingsError(f"{name} is {value!r}; write it in one line, without control characters")
    return value.strip()


def folder(written: str) -> Path | None:
    """Return a folder, or None where none is wanted."""
    return None if written in ("", NO_FOLDER) else Path(written).absolute()


def address(host: str) -> str:
    """Return an address as the server takes it."""
    bare = "127.0.0.1" if host == "localhost" else host.removeprefix("[").removesuffix("]")
    try:
        return str(ip_address(bare))
    except ValueError:
        raise SettingsError(f"host is {host!r}; write an address such as 127.0.0.1 or 0.0.0.0") from None


def whole(name: str, text: str, first: int, last: int) -> int:
    """Return a whole number within bounds."""
    # isascii, since int() would read full-width digits that no other program understands.
    if not (text.isascii() and text.isdecimal() and first <= int(text) <= last):
        raise SettingsError(f"{name} is {text!r}; write a whole number from {first} to {last}")
    return int(text)


def one_of(name: str, word: str, words: tuple[str, ...]) -> str:
    """Return a word of those known, the first where none is given."""
    if word and word not in words:
        raise SettingsError(f"{name} is {word!r}; write {' or '.join(words)}")
    return word or words[0]


def database(url: str) -> str:
    """Return the address of a database that can be served from."""
    scheme, separator, rest = url.partition("://")
    # A database in memory would be another one in every worker.
    is_file = len(rest) > 1 and rest.startswith("/") and rest != "/:memory:"
    if separator and ((scheme == "sqlite" and is_file) or (scheme.partition("+")[0] == "postgresql" and rest)):
        return url
    raise SettingsError(
        f"database_url is {_without_password(url)!r}; write sqlite:////folder/quiz.db or "
        "postgresql+psycopg://user@host/name"
    )


def _without_password(url: str) -> str:
    """Return an address fit for a message: what stands between a scheme and an @ is left out."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if at else url


def origin_of(url: str, name: str) -> str:
    """Return the origin that an address names: scheme, host and port, and nothing else."""
    if not url:
        return ""
    with suppress(ValueError):  # Of a port that is no number, or an address in brackets that is none.
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        plain = parts.hostname and parts.username is None and (parts.port is None or parts.port)
        if parts.scheme in ("http", "https") and plain and url.rstrip("/") == origin:
            return origin
    raise SettingsError(f"{name} is {_without_password(url)!r}; write an origin such as https://shindan.example.jp")


def hosts(host: str, names: str, public_url: str) -> tuple[str, ...]:
    """Return the trusted hosts: this machine's own names, the one listened on, the public one, and those named."""
    listed = [name.strip() for name in names.split(",") if name.strip()]
    for name in listed:
        if "/" in name or "*" in name or " " in name:
            raise SettingsError(f"trusted_hosts has {name!r}; write host names such as shindan.example.jp, with commas")
    own = [] if host in WILDCARDS else [f"[{host}]" if ":" in host else host]
    public = [urlsplit(public_url).hostname or ""] if public_url else []
    return tuple(dict.fromkeys(name for name in (*LOOPBACK, *own, *public, *listed) if name))


def sites(written: str) -> tuple[str, ...]:
    """Return the origins that may embed, each in its one spelling; a lone star allows every page of the web."""
    parts = [part.strip() for part in written.split(",") if part.strip()]
    try:
        return tuple(dict.fromkeys(part if part == EVERYWHERE else parse_origin(part) for part in parts))
    except SiteError as error:
        raise SettingsError(f"embed_sites: {error}") from None


def rate_storage(url: str) -> str:
    """Return where requests are counted."""
    if url == IN_PROCESS:
        return url
    with suppress(ValueError):  # Of a port that is no number, or an address in brackets that is none.
        scheme, _, rest = url.partition("://")
        if scheme in ("redis", "rediss") and rest and urlsplit(url).port != 0:
            return url
    raise SettingsError(f"rate_storage is {_without_password(url)!r}; write memory:// or redis://host:6379/0")
