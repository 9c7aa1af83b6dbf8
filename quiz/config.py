"""Settings: one frozen value, from the environment and the flags of a command. Nobody else reads the environment."""

from __future__ import annotations

import difflib
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from quiz.errors import SettingsError, SiteError, StartError
from quiz.sites import EVERYWHERE, parse_origin

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
WILDCARDS = ("0.0.0.0", "::")  # noqa: S104 - named in order to be left out of the trusted hosts.
NAMES = {
    "QUIZ_HOST": "host",
    "QUIZ_PORT": "port",
    "QUIZ_WORKERS": "workers",
    "QUIZ_THREADS": "threads",
    "QUIZ_DATABASE_URL": "database_url",
    "QUIZ_VAR": "var",
    "QUIZ_BANK": "bank",
    "QUIZ_CONSULTATIONS": "consultations",
    "QUIZ_TRUSTED_HOSTS": "trusted_hosts",
    "QUIZ_PUBLIC_URL": "public_url",
    "QUIZ_CTA": "cta",
    "QUIZ_STRUCTURED_DATA": "structured_data",
    "QUIZ_EMBED_SITES": "embed_sites",
    "QUIZ_TRUSTED_PROXIES": "trusted_proxies",
    "QUIZ_RATE_STORAGE": "rate_storage",
    "QUIZ_SMALLEST_GROUP": "smallest_group",
}
CALLS_TO_ACTION = ("calm", "classic")
STRUCTURED_DATA = ("article", "qapage")
IN_PROCESS = "memory://"
NO_FOLDER = "none"
"""Written as the folder of consultations where they come from elsewhere: from imports, or from the desk."""
FOR_TESTS = ("QUIZ_TEST_",)
"""Names that begin so belong to the test suite."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How one deployment runs.

    `bank` is None for the shipped one. `trusted_hosts` are the names that a request's Host may carry.
    `public_url` is the origin that absolute addresses name, or empty for that of the request.
    `cta` and `structured_data` say how the pages of the Q&A site invite to the diagnostic and describe themselves to
    machines, each by one of a few words. `embed_sites` are origins, with or without a star, that may embed the
    diagnostic beside those of the database. `trusted_proxies` is how many reverse proxies every request comes
    through; `rate_storage` is where requests are counted, in a process or in a Redis server. No figure that staff see
    rests on fewer people than `smallest_group`.
    """

    host: str
    port: int
    workers: int
    threads: int
    database_url: str
    var: Path
    bank: Path | None
    consultations: Path | None
    is_without_folder: bool
    trusted_hosts: tuple[str, ...]
    public_url: str
    cta: str
    structured_data: str
    embed_sites: tuple[str, ...]
    trusted_proxies: int
    rate_storage: str
    smallest_group: int

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], **flags: str | int | None) -> Settings:
        """Read the settings; a flag that is given wins over the environment. SettingsError where one is impossible."""
        given = _given(environ)
        given.update({name: str(value) for name, value in flags.items() if value is not None})
        given = {name: _stripped(name, value) for name, value in given.items()}
        var = Path(given.get("var") or "var").absolute()
        host = _address(given.get("host") or "127.0.0.1")
        public_url = _origin(given.get("public_url", ""))
        return cls(
            host=host,
            port=_whole("port", given.get("port") or "8000", 1, 65_535),
            workers=_whole("workers", given.get("workers") or "2", 1, 64),
            threads=_whole("threads", given.get("threads") or "32", 1, 512),
            database_url=_database(given.get("database_url") or f"sqlite:///{var / 'quiz.db'}"),
            var=var,
            bank=Path(given["bank"]).absolute() if given.get("bank") else None,
            consultations=_folder(given.get("consultations", "")),
            is_without_folder=given.get("consultations") == NO_FOLDER,
            trusted_hosts=_hosts(host, given.get("trusted_hosts", ""), public_url),
            public_url=public_url,
            cta=_one_of("cta", given.get("cta", ""), CALLS_TO_ACTION),
            structured_data=_one_of("structured_data", given.get("structured_data", ""), STRUCTURED_DATA),
            embed_sites=_sites(given.get("embed_sites", "")),
            trusted_proxies=_whole("trusted_proxies", given.get("trusted_proxies") or "0", 0, 8),
            rate_storage=_rate_storage(given.get("rate_storage") or IN_PROCESS),
            smallest_group=_whole("smallest_group", given.get("smallest_group") or "10", 5, 1000),
        )

    def prepare_var(self) -> None:
        """Make the folder of this deployment's data; StartError where it cannot be written."""
        try:
            self.var.mkdir(parents=True, exist_ok=True)
            probe = self.var / f".probe-{secrets.token_hex(8)}"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise StartError(
                f"the folder {self.var} cannot be written ({error.strerror}); "
                "name another with QUIZ_VAR, or give this user the right to write there"
            ) from None

    def secret(self) -> bytes:
        """Return this deployment's secret, 32 bytes; it is made once, readable by its owner alone."""
        path = self.var / "secret"
        try:
            if not path.exists():
                self._make_secret(path)
            secret = path.read_bytes()
        except OSError as error:
            raise StartError(f"{path} cannot be read ({error.strerror}); give this user the right to read it") from None
        if len(secret) != 32:
            raise StartError(f"{path} is damaged; remove it, and the next start makes a new one")
        return secret

    def _make_secret(self, path: Path) -> None:
        """Write a new secret beside its place, then link it there: of two starts at once, one wins and both agree."""
        fresh = path.with_name(f"secret-{secrets.token_hex(8)}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(32))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()


def from_process(**flags: str | int | None) -> Settings:
    """Read the settings of this process."""
    return Settings.from_environment(os.environ, **flags)


def _given(environ: Mapping[str, str]) -> dict[str, str]:
    given = {}
    for name, value in environ.items():
        if not name.startswith("QUIZ_") or name.startswith(FOR_TESTS):
            continue
        if name not in NAMES:
            near = difflib.get_close_matches(name.upper(), NAMES, 1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(NAMES)}"
            raise SettingsError(f"there is no setting {name}; {hint}")
        given[NAMES[name]] = value
    return given


def _stripped(name: str, value: str) -> str:
    if not value.strip().isprintable():
        raise SettingsError(f"{name} is {value!r}; write it in one line, without control characters")
    return value.strip()


def _folder(written: str) -> Path | None:
    return None if written in ("", NO_FOLDER) else Path(written).absolute()


def _address(host: str) -> str:
    """Return an address as the server takes it."""
    bare = "127.0.0.1" if host == "localhost" else host.removeprefix("[").removesuffix("]")
    try:
        return str(ip_address(bare))
    except ValueError:
        raise SettingsError(f"host is {host!r}; write an address such as 127.0.0.1 or 0.0.0.0") from None


def _whole(name: str, text: str, first: int, last: int) -> int:
    # isascii, since int() would read full-width digits that no other program understands.
    if not (text.isascii() and text.isdecimal() and first <= int(text) <= last):
        raise SettingsError(f"{name} is {text!r}; write a whole number from {first} to {last}")
    return int(text)


def _one_of(name: str, word: str, words: tuple[str, ...]) -> str:
    """Return a word of those known, the first where none is given."""
    if word and word not in words:
        raise SettingsError(f"{name} is {word!r}; write {' or '.join(words)}")
    return word or words[0]


def _database(url: str) -> str:
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


def _origin(url: str) -> str:
    """Return the origin that an address names: scheme, host and port, and nothing else."""
    if not url:
        return ""
    with suppress(ValueError):  # Of a port that is no number, or an address in brackets that is none.
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        plain = parts.hostname and parts.username is None and (parts.port is None or parts.port)
        if parts.scheme in ("http", "https") and plain and url.rstrip("/") == origin:
            return origin
    raise SettingsError(f"public_url is {_without_password(url)!r}; write an origin such as https://shindan.example.jp")


def _hosts(host: str, names: str, public_url: str) -> tuple[str, ...]:
    """Return the trusted hosts: this machine's own names, the one listened on, the public one, and those named."""
    listed = [name.strip() for name in names.split(",") if name.strip()]
    for name in listed:
        if "/" in name or "*" in name or " " in name:
            raise SettingsError(f"trusted_hosts has {name!r}; write host names such as shindan.example.jp, with commas")
    own = [] if host in WILDCARDS else [f"[{host}]" if ":" in host else host]
    public = [urlsplit(public_url).hostname or ""] if public_url else []
    return tuple(dict.fromkeys(name for name in (*LOOPBACK, *own, *public, *listed) if name))


def _sites(written: str) -> tuple[str, ...]:
    """Return the origins that may embed, each in its one spelling; a lone star allows every page of the web."""
    parts = [part.strip() for part in written.split(",") if part.strip()]
    try:
        return tuple(dict.fromkeys(part if part == EVERYWHERE else parse_origin(part) for part in parts))
    except SiteError as error:
        raise SettingsError(f"embed_sites: {error}") from None


def _rate_storage(url: str) -> str:
    if url == IN_PROCESS:
        return url
    with suppress(ValueError):  # Of a port that is no number, or an address in brackets that is none.
        scheme, _, rest = url.partition("://")
        if scheme in ("redis", "rediss") and rest and urlsplit(url).port != 0:
            return url
    raise SettingsError(f"rate_storage is {_without_password(url)!r}; write memory:// or redis://host:6379/0")
