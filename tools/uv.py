"""Find uv, or get it without pip: uv makes the environment, and needs nothing but itself."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from zipfile import BadZipFile, ZipFile

from tools.failure import Failure
from tools.fetching import bare, fetch
from tools.mirrors import Mirrors

PINNED = Path("requirements/uv.txt")
OLDEST = (0, 5)
"""The first uv that knows every option and variable used here."""

ADVICE = "check the network, name a mirror with PIP_INDEX_URL, or put uv on PATH"


def find_or_get_uv(folder: Path, mirrors: Mirrors, environ: Mapping[str, str]) -> Path:
    """Return a uv that works: one on PATH, the one fetched before, or a fresh one, pinned by its hash."""
    for candidate in (shutil.which("uv", path=environ.get("PATH")), folder / "bin" / "uv"):
        if candidate and _is_suitable(Path(candidate)):
            return Path(candidate)
    print(f"Getting uv {pinned_version()} …", flush=True)
    if not _install_with_pip(folder, environ):
        _install_wheel(folder, find_wheel(mirrors), mirrors)
    if not _is_suitable(folder / "bin" / "uv"):
        raise Failure(f"uv was fetched into {folder}, but it does not run on this machine; put a uv that does on PATH")
    return folder / "bin" / "uv"


def pinned_version() -> str:
    """Return the version of uv that the lock names."""
    return PINNED.read_text(encoding="utf-8").split("==")[1].split()[0]


def pinned_hashes() -> set[str]:
    """Return the hashes of that version's files."""
    return set(re.findall(r"sha256:([0-9a-f]{64})", PINNED.read_text(encoding="utf-8")))


def _is_suitable(uv: Path) -> bool:
    try:
        run = subprocess.run([uv, "--version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    version = re.match(r"uv (\d+)\.(\d+)", run.stdout)
    return run.returncode == 0 and version is not None and (int(version[1]), int(version[2])) >= OLDEST


def _install_with_pip(folder: Path, environ: Mapping[str, str]) -> bool:
    """Try pip first: it knows proxies, keyrings and certificates of its own; into a folder Debian's pip may write."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"]
    pip += ["--retries", "1", "--timeout", "20"]
    options = ["--only-binary", ":all:", "--require-hashes", "--upgrade", "--target", str(folder), "-r", str(PINNED)]
    run = subprocess.run([*pip, *options], env=dict(environ), capture_output=True, check=False)
    return run.returncode == 0


def find_wheel(mirrors: Mirrors) -> str:
    """Return the address of the wheel for this machine, from the first place that has it."""
    reasons = []
    for page in [*mirrors.find_links, *(f"{index.rstrip('/')}/uv/" for index in mirrors.pages())]:
        try:
            links = _links(page, mirrors)
        except OSError as error:
            reasons.append(f"{bare(page)}: {getattr(error, 'reason', error)}")
            continue
        for link in links:
            if fits_here(unquote(urlsplit(link).path).rpartition("/")[2], pinned_version()):
                return link
        reasons.append(f"{bare(page)}: no wheel of uv {pinned_version()} for {platform.machine()}")
    raise Failure(f"uv cannot be fetched ({'; '.join(reasons) or 'no index is left to ask'}); {ADVICE}")


def fits_here(name: str, version: str) -> bool:
    """Tell whether a wheel of this version runs on this machine."""
    machine = platform.machine().lower()
    if sys.platform == "darwin":
        system = "macosx"
    else:
        system = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    tags = name.removeprefix(f"uv-{version}-").removesuffix(".whl").rpartition("-")[2].split(".")
    return name.startswith(f"uv-{version}-") and any(
        tag.startswith(system) and tag.endswith((f"_{machine}", "_universal2")) for tag in tags
    )


def _links(page: str, mirrors: Mirrors) -> list[str]:
    """Return the files that an index page, or a folder of files, offers."""
    folder = Path(page)
    if folder.is_dir():
        return [file.resolve().as_uri() for file in folder.iterdir()]
    if page.startswith("file:"):
        page += "index.html"
    body, kind = fetch(page, mirrors, accept="application/vnd.pypi.simple.v1+json, text/html;q=0.1")
    if "json" in kind:
        try:
            addresses = [file["url"] for file in json.loads(body)["files"]]
        except (ValueError, LookupError, TypeError) as error:
            raise OSError("this is not an index of packages") from error
    else:
        addresses = _Anchors(body.decode("utf-8", "replace")).addresses
    return [urldefrag(urljoin(page, address)).url for address in addresses]


class _Anchors(HTMLParser):
    """Collect the targets of the links of an index page."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _install_wheel(folder: Path, address: str, mirrors: Mirrors) -> None:
    """Take the program out of the wheel; a wheel whose hash is not pinned is never opened."""
    try:
        body, _ = fetch(address, mirrors)
    except OSError as error:
        raise Failure(f"uv cannot be fetched from {bare(address)}: {error}; {ADVICE}") from error
    if sha256(body).hexdigest() not in pinned_hashes():
        raise Failure(f"{bare(address)} is not the file that {PINNED} pins; ask whoever keeps the mirror")
    target = folder / "bin" / "uv"
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with ZipFile(BytesIO(body)) as wheel:
            program = wheel.read(f"uv-{pinned_version()}.data/scripts/uv")
    except (BadZipFile, KeyError) as error:
        raise Failure(f"{bare(address)} holds no uv: {error}; {ADVICE}") from error
    partial = target.with_suffix(".part")
    partial.write_bytes(program)
    partial.chmod(0o755)
    os.replace(partial, target)
