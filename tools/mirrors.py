"""What pip was told about indexes, mirrors and certificates, said again in the words of uv.

uv reads neither pip's environment variables nor its configuration files, and whoever has a mirror has told pip.
"""

from __future__ import annotations

import configparser
import os
import re
import ssl
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tools.failure import Failure

PUBLIC_INDEX = "https://pypi.org/simple"
YES = {"1", "true", "yes", "on", "y", "t"}


@dataclass(frozen=True)
class Mirrors:
    """Where packages come from."""

    index: str = ""
    extra_indexes: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    no_index: bool = False
    certificates: str = ""
    client_certificate: str = ""
    trusted_hosts: tuple[str, ...] = ()
    proxy: str = ""

    def pages(self) -> list[str]:
        """Return every index, the first to be asked first."""
        return [] if self.no_index else [self.index or PUBLIC_INDEX, *self.extra_indexes]


def read_mirrors(environ: Mapping[str, str], files: Iterable[Path] | None = None) -> Mirrors:
    """Read pip's settings as pip does: files from the machine's to the user's, then the environment."""
    options: dict[str, str] = {}
    sections = [_sections(file) for file in (config_files(environ) if files is None else files)]
    for name in ("global", "install"):
        for section in sections:
            options.update(section.get(name, {}))
    options.update(
        (key[4:].lower().replace("_", "-"), value) for key, value in environ.items() if key.startswith("PIP_") and value
    )
    return Mirrors(
        index="".join(_existing(options.get("index-url", ""))[:1]),
        extra_indexes=_existing(options.get("extra-index-url", "")),
        find_links=_existing(options.get("find-links", "")),
        no_index=options.get("no-index", "").lower() in YES,
        certificates=options.get("cert", ""),
        client_certificate=options.get("client-cert", ""),
        trusted_hosts=tuple(options.get("trusted-host", "").split()),
        proxy=options.get("proxy", ""),
    )


def config_files(environ: Mapping[str, str]) -> list[Path]:
    """Return pip's configuration files that are there, the last one having the last word."""
    named = environ.get("PIP_CONFIG_FILE", "")
    if named == os.devnull:
        return []
    home = Path(environ.get("HOME") or "/")
    machine = [Path(folder) / "pip" for folder in (environ.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":") if folder]
    if sys.platform == "darwin":
        machine.append(Path("/Library/Application Support/pip"))
    user = Path(environ.get("XDG_CONFIG_HOME") or home / ".config") / "pip"
    if sys.platform == "darwin" and (home / "Library/Application Support/pip").is_dir():
        user = home / "Library/Application Support/pip"
    folders = [*machine, Path("/etc"), home / ".pip", user, Path(sys.prefix)]
    files = [folder / "pip.conf" for folder in folders] + ([Path(named)] if named else [])
    return [file for file in files if os.access(file, os.R_OK) and file.is_file()]


def uv_environment(mirrors: Mirrors, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which uv finds what pip would find; what already speaks to uv stays as it is."""
    trusted = "1" if mirrors.certificates or has_system_certificates(environ) else ""
    said = {
        "UV_DEFAULT_INDEX": mirrors.index,
        "UV_INDEX": " ".join(mirrors.extra_indexes),
        "UV_FIND_LINKS": ",".join(mirrors.find_links),
        "UV_INSECURE_HOST": " ".join(mirrors.trusted_hosts),
        "SSL_CERT_FILE": mirrors.certificates,
        "SSL_CLIENT_CERT": mirrors.client_certificate,
        "HTTPS_PROXY": mirrors.proxy,
        "HTTP_PROXY": mirrors.proxy,
        # pip takes the best version of all indexes, uv that of the first index which knows the name. The locks pin
        # hashes, so it does not matter who delivers.
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        # Without a bundle of the system's uv falls back to its own, but not when it is told to use the system's. The
        # second name is that of older releases.
        "UV_SYSTEM_CERTS": trusted,
        "UV_NATIVE_TLS": trusted,
        "UV_PYTHON_DOWNLOADS": "never",
    }
    silenced = {
        "UV_DEFAULT_INDEX": "UV_INDEX_URL",
        "UV_INDEX": "UV_EXTRA_INDEX_URL",
    }
    uv = {key: value for key, value in said.items() if value and silenced.get(key, key) not in environ}
    return {**uv, **environ}


def has_system_certificates(environ: Mapping[str, str]) -> bool:
    """Tell whether this machine trusts anybody: a fresh Debian without `ca-certificates` does not."""
    if environ.get("SSL_CERT_FILE") or sys.platform == "darwin":
        return True
    paths = ssl.get_default_verify_paths()
    folders = [Path(paths.capath or paths.openssl_capath), Path("/etc/ssl/certs"), Path("/etc/pki/tls/certs")]
    return bool(paths.cafile) or any(folder.is_dir() and any(folder.iterdir()) for folder in folders)


def _sections(file: Path) -> dict[str, dict[str, str]]:
    parser = configparser.RawConfigParser()
    try:
        parser.read(file, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError, OSError) as error:
        reason = str(error).splitlines()[0]
        raise Failure(f"pip's settings in {file} cannot be read: {reason}; mend the file") from error
    return {
        name: {key.replace("_", "-").removeprefix("--"): value for key, value in parser.items(name)}
        for name in parser.sections()
    }


def _existing(places: str) -> tuple[str, ...]:
    """Split a list of addresses and folders; leave out local folders that are not there, as pip does."""
    kept = []
    for place in places.split():
        local = Path(url2pathname(urlsplit(place).path)) if place.startswith("file:") else Path(place).expanduser()
        if re.match(r"[a-z]+://", place, re.IGNORECASE) and not place.startswith("file:"):
            kept.append(place)
        elif local.exists():
            kept.append(place if place.startswith("file:") else str(local.resolve()))
    return tuple(kept)
