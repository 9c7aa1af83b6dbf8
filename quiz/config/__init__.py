"""Settings: one frozen value, from the environment and the flags of a command. Nobody else reads the environment."""

from __future__ import annotations

import difflib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quiz.config import values
from quiz.config.single_sign_on import SingleSignOn, single_sign_on
from quiz.config.values import IN_PROCESS, LOOPBACK, NO_FOLDER
from quiz.errors import SettingsError, StartError

__all__ = [
    "IN_PROCESS",
    "LOOPBACK",
    "NAMES",
    "NO_FOLDER",
    "Settings",
    "SingleSignOn",
    "environment_for",
    "from_process",
]

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
    "QUIZ_STAFF": "staff",
    "QUIZ_OIDC_ISSUER": "oidc_issuer",
    "QUIZ_OIDC_CLIENT_ID": "oidc_client_id",
    "QUIZ_OIDC_CLIENT_SECRET": "oidc_client_secret",
    "QUIZ_OIDC_CLIENT_SECRET_FILE": "oidc_client_secret_file",
    "QUIZ_OIDC_GROUPS": "oidc_groups",
    "QUIZ_OIDC_CLAIM": "oidc_claim",
    "QUIZ_OIDC_SCOPES": "oidc_scopes",
    "QUIZ_OIDC_NAME": "oidc_name",
}
CALLS_TO_ACTION = ("calm", "classic")
STRUCTURED_DATA = ("article", "qapage")
STAFF = ("on", "off")
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
    rests on fewer people than `smallest_group`. Where it `has_staff`, those who work here sign in, also through
    `single_sign_on` where there is one; else nothing of what they use is served.
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
    has_staff: bool
    single_sign_on: SingleSignOn | None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str], **flags: str | int | None) -> Settings:
        """Read the settings; a flag that is given wins over the environment. SettingsError where one is impossible."""
        given = _given(environ)
        given.update({name: str(value) for name, value in flags.items() if value is not None})
        given = {name: values.stripped(name, value) for name, value in given.items()}
        var = Path(given.get("var") or "var").absolute()
        host = values.address(given.get("host") or "127.0.0.1")
        public_url = values.origin_of(given.get("public_url", ""), "public_url")
        return cls(
            host=host,
            port=values.whole("port", given.get("port") or "8000", 1, 65_535),
            workers=values.whole("workers", given.get("workers") or "2", 1, 64),
            threads=values.whole("threads", given.get("threads") or "32", 1, 512),
            database_url=values.database(given.get("database_url") or f"sqlite:///{var / 'quiz.db'}"),
            var=var,
            bank=Path(given["bank"]).absolute() if given.get("bank") else None,
            consultations=values.folder(given.get("consultations", "")),
            is_without_folder=given.get("consultations") == NO_FOLDER,
            trusted_hosts=values.hosts(host, given.get("trusted_hosts", ""), public_url),
            public_url=public_url,
            cta=values.one_of("cta", given.get("cta", ""), CALLS_TO_ACTION),
            structured_data=values.one_of("structured_data", given.get("structured_data", ""), STRUCTURED_DATA),
            embed_sites=values.sites(given.get("embed_sites", "")),
            trusted_proxies=values.whole("trusted_proxies", given.get("trusted_proxies") or "0", 0, 8),
            rate_storage=values.rate_storage(given.get("rate_storage") or IN_PROCESS),
            smallest_group=values.whole("smallest_group", given.get("smallest_group") or "10", 5, 1000),
            has_staff=values.one_of("staff", given.get("staff", ""), STAFF) == "on",
            single_sign_on=single_sign_on(given, public_url),
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


def environment_for(settings: Settings) -> dict[str, str]:
    """Return the environment in which another process of this program works on the same deployment.

    A password in the address of the database is better there than among arguments, which everybody can list.
    """
    consultations = NO_FOLDER if settings.is_without_folder else str(settings.consultations or "")
    return {
        **os.environ,
        "QUIZ_DATABASE_URL": settings.database_url,
        "QUIZ_VAR": str(settings.var),
        "QUIZ_BANK": str(settings.bank or ""),
        "QUIZ_CONSULTATIONS": consultations,
        "QUIZ_SMALLEST_GROUP": str(settings.smallest_group),
    }


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
