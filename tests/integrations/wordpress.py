"""A real WordPress with its PHP and its MariaDB, for the time of a test; nothing of it outlives the block.

with running_wordpress() as wordpress:      a new site with our plugin in its folder, not yet active
    wordpress.address                       where it answers
    wordpress.run("echo get_locale();")     what a line of PHP prints, inside of this WordPress
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from tools.wordpress import FILES, program

CHECKOUT = Path(__file__).resolve().parents[2]
PLUGIN = CHECKOUT / "integrations/wordpress/interview-diagnostic.php"
BESIDE = Path(__file__).parent / "php"
SECONDS_TO_START = 60
ACCOUNT = ("editor", "correct horse battery")


@dataclass(frozen=True)
class WordPress:
    """A running site: its address, its folder, and what its PHP wrote down as a mistake."""

    address: str
    folder: Path

    def run(self, code: str) -> str:
        """Run a line of PHP inside of WordPress, and return what it prints."""
        return _php(
            "-r", f"require '{self.folder}/wp-load.php'; require_once ABSPATH . 'wp-admin/includes/plugin.php'; {code}"
        )

    @property
    def mistakes(self) -> list[str]:
        """Warnings, notices and errors of PHP that name our plugin."""
        log = self.folder / "wp-content/debug.log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        return [line for line in lines if PLUGIN.name in line]


@contextmanager
def running_wordpress() -> Iterator[WordPress]:
    """Install a WordPress into a folder of its own and serve it until the block ends."""
    with TemporaryDirectory(prefix="wordpress-", ignore_cleanup_errors=True) as name, _database(Path(name)) as there:
        address = f"http://localhost:{_free_port()}"
        folder = _site(Path(name) / "site", there, address)
        workers = {**os.environ, "PHP_CLI_SERVER_WORKERS": "4"}
        listen = address.removeprefix("http://").replace("localhost", "127.0.0.1")
        command = ["php", "-S", listen, "-t", str(folder), str(BESIDE / "router.php")]
        with _running(command, Path(name) / "php.log", workers):
            _wait(lambda: urlopen(f"{address}/wp-admin/install.php", timeout=30).close())  # noqa: S310  (our own)
            _php(str(BESIDE / "install.php"), str(folder))
            yield WordPress(address, folder)


def _php(*command: str) -> str:
    told = subprocess.run(["php", *command], capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    return told.stdout


def _site(folder: Path, socket_of_database: Path, address: str) -> Path:
    """Lay WordPress, its settings, our plugin and what only a test needs into a folder."""
    # The one link that leads nowhere: an Apache's rules, of the package's own installation.
    shutil.copytree(CHECKOUT / FILES, folder, ignore=shutil.ignore_patterns(".htaccess"))
    settings = (BESIDE / "wp-config.php").read_text(encoding="utf-8")
    settings = settings.replace("SOCKET", str(socket_of_database)).replace("ADDRESS", address)
    (folder / "wp-config.php").write_text(settings, encoding="utf-8")
    (folder / "wp-content/mu-plugins").mkdir()
    shutil.copy(BESIDE / "test-only.php", folder / "wp-content/mu-plugins")
    shutil.copy(PLUGIN, folder / "wp-content/plugins")
    return folder


@contextmanager
def _database(folder: Path) -> Iterator[Path]:
    """Run a MariaDB that hears only its own socket; yield that."""
    data, there = folder / "data", folder / "mariadb"
    who = ["--user=root"] if os.geteuid() == 0 else []
    start = [str(program("mariadb-install-db")), "--no-defaults", f"--datadir={data}", *who]
    start += ["--auth-root-authentication-method=normal", "--skip-test-db"]
    subprocess.run(start, check=True, capture_output=True, timeout=120)
    # Nothing of a test has to survive a power cut.
    quick = [
        "--skip-networking",
        "--innodb-flush-log-at-trx-commit=0",
        "--skip-log-bin",
        "--innodb-buffer-pool-size=64M",
    ]
    command = [str(program("mariadbd")), "--no-defaults", f"--datadir={data}", f"--socket={there}", *who, *quick]
    with _running([*command, f"--pid-file={folder}/mariadb.pid"], folder / "mariadb.log"):
        _wait(lambda: _greeting(there))
        yield there


def _greeting(there: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as probe:
        probe.settimeout(5)
        probe.connect(str(there))
        assert probe.recv(1)


@contextmanager
def _running(command: Sequence[str], log: Path, environ: dict[str, str] | None = None) -> Iterator[None]:
    """Run a program and all that it starts, until the block ends."""
    with (
        log.open("wb") as file,
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, env=environ, start_new_session=True
        ) as process,
    ):
        try:
            yield
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)


def _wait(answers: object) -> None:
    assert callable(answers)
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            answers()
        except (OSError, URLError, AssertionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
