"""Get a WordPress, PHP and MariaDB for the proof of the integrations: `.venv/bin/python -m tools.wordpress`.

WordPress is unpacked below `.venv` and not installed: installing it would bring a web server along, and start that.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.debian import apt_installs
from tools.failure import Failure, run_tool

UNPACKED = Path(".venv/integrations/wordpress")
FILES = UNPACKED / "usr/share/wordpress"
PROGRAMS = ("php", "mariadbd", "mariadb-install-db", "my_print_defaults")
INSTALLED = ("php-cli", "php-mysql", "php-mbstring", "php-xml", "mariadb-server-core", "mariadb-client-core")
"""None of these starts a service."""
FETCHED = (
    "wordpress",
    "wordpress-l10n",
    "wordpress-theme-twentytwentythree",
    "libjs-cropper",
    "libjs-prototype",
    "libjs-scriptaculous",
    "libjs-underscore",
    "php-getid3",
)
"""WordPress, and the libraries that Debian's WordPress has links to."""
SECONDS = 240


def main() -> None:
    """See to the programs and to WordPress; say what is missing where they cannot be had."""
    if missing_programs() or not php_has_mysql():
        print("Getting PHP and MariaDB for the integrations …", flush=True)
        apt_installs(*INSTALLED)
    if missing := missing_programs():
        raise Failure(f"{', '.join(missing)}: not here; install them (Debian: apt-get install {' '.join(INSTALLED)})")
    if not php_has_mysql():
        raise Failure("PHP speaks no MySQL; install its mysqli extension (Debian: apt-get install php-mysql)")
    if not (FILES / "wp-load.php").exists():
        print("Getting WordPress for the integrations …", flush=True)
        unpack()


def missing_programs() -> list[str]:
    """Return the programs that are not here; a server's are not on every account's path."""
    return [name for name in PROGRAMS if program(name) is None]


def program(name: str) -> str | None:
    """Return where a program is, or None."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def php_has_mysql() -> bool:
    """Say whether this PHP can speak to the database."""
    if program("php") is None:
        return False
    modules = subprocess.run(["php", "-m"], capture_output=True, text=True, timeout=60, check=False).stdout
    return "mysqli" in modules.split()


def unpack() -> None:
    """Fetch the packages and lay their files below `UNPACKED`: whole, or not at all."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise Failure(f"There is no apt-get here; lay a WordPress into {FILES} by hand")
    UNPACKED.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=UNPACKED.parent) as folder:
        if not fetches(folder):
            apt_installs()  # It only renews the lists: those of a new machine are empty.
            if not fetches(folder):
                raise Failure(f"apt-get cannot fetch {' '.join(FETCHED)}; run: apt-get update")
        for package in sorted(Path(folder).glob("*.deb")):
            subprocess.run(["dpkg-deb", "--extract", package, f"{folder}/whole"], check=True, timeout=SECONDS)
        shutil.rmtree(UNPACKED, ignore_errors=True)
        Path(folder, "whole").rename(UNPACKED)


def fetches(folder: str) -> bool:
    """Fetch the packages into a folder; say whether that worked."""
    command = ["apt-get", "-qq", "download", *FETCHED]
    return subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=False).returncode == 0


if __name__ == "__main__":
    run_tool(main)
