"""The wheel: built, installed from the lock into an empty environment, and serving away from the checkout."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen
from zipfile import ZipFile

import pytest

from tools.mirrors import read_mirrors, uv_environment
from tools.uv import find_or_get_uv

CHECKOUT = Path(__file__).resolve().parents[2]
SHIPPED = ("templates", "consultations", "quiz/static", "quiz/catalogues")
SECONDS = 60


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel, made from the sdist, and the sdist."""
    dist = tmp_path_factory.mktemp("dist")
    source = tmp_path_factory.mktemp("source")
    _build(CHECKOUT, dist, "sdist")
    with tarfile.open(next(dist.glob("*.tar.gz"))) as sdist:
        # Not as an argument: the first releases of Python 3.11 do not know it.
        sdist.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
        sdist.extractall(source)  # noqa: S202  # Our own archive.
    _build(next(source.iterdir()), dist, "wheel")
    return dist


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` folder of an environment that holds the wheel and what the lock names."""
    venv = tmp_path_factory.mktemp("a place") / "venv"
    mirrors = read_mirrors(os.environ)
    environ = uv_environment(mirrors, os.environ)
    uv = str(find_or_get_uv(CHECKOUT / ".venv/uv", mirrors, os.environ))
    install = [uv, "pip", "install", "--quiet", "--python", str(venv / "bin/python")]
    _run([uv, "venv", "--quiet", "--no-project", "--python", sys.executable, str(venv)], environ)
    _run([*install, "--require-hashes", "-r", str(CHECKOUT / "requirements/run.txt")], environ)
    # Without an index, so that a dependency that the lock lacks is found out.
    _run([*install, "--no-index", str(next(built.glob("*.whl")))], {**environ, "UV_FIND_LINKS": ""})
    return venv / "bin"


@pytest.fixture(scope="module")
def address(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that runs from the wheel, in an empty folder."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {"PATH": os.environ["PATH"], "HOME": str(elsewhere), "QUIZ_VAR": str(elsewhere / "var")}
    command = [str(installed / "quiz"), "run", "--port", str(port)]
    log = elsewhere / "log"
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=elsewhere, env=environ, stdout=output, stderr=output)
    try:
        _wait_for(f"http://127.0.0.1:{port}/healthz", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def test_the_wheel_and_the_sdist_carry_every_file_that_pages_need(built: Path) -> None:
    tracked = _tracked(*SHIPPED) | {"questions.yaml"}
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        in_wheel = set(wheel.namelist())
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        in_sdist = {name.partition("/")[2] for name in sdist.getnames()}
    assert {name if name.startswith("quiz/") else f"quiz/{name}" for name in tracked} <= in_wheel
    assert tracked | {"LICENSE", "pyproject.toml"} <= in_sdist


def test_the_wheel_holds_the_package_alone(built: Path) -> None:
    with ZipFile(next(built.glob("*.whl"))) as wheel:
        folders = {name.partition("/")[0] for name in wheel.namelist()}
    assert {name for name in folders if not name.endswith(".dist-info")} == {"quiz"}


def test_a_page_is_served_away_from_the_checkout(address: str) -> None:
    with urlopen(f"{address}/", timeout=SECONDS) as response:  # noqa: S310  # Our own server.
        page = response.read().decode()
    assert response.status == 200
    assert "面接" in page
    assert str(CHECKOUT) not in page


def test_the_shipped_bank_passes_its_own_check_where_it_is_installed(installed: Path, tmp_path: Path) -> None:
    python = str(installed / "python")
    code = "from quiz.resources import shipped_bank; print(shipped_bank())"
    bank = subprocess.run([python, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()
    assert Path(bank).is_relative_to(installed.parent)
    _run([str(installed / "quiz"), "check", bank], dict(os.environ), cwd=tmp_path)


def _build(source: Path, dist: Path, kind: str) -> None:
    _run([sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(dist)], dict(os.environ), cwd=source)


def _tracked(*folders: str) -> set[str]:
    """Return the files of the checkout's folders as git knows them, or as they lie there where there is no git."""
    if shutil.which("git") and (CHECKOUT / ".git").exists():
        command = ["git", "-c", f"safe.directory={CHECKOUT}", "ls-files", "-z", *folders]
        run = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True)
        return set(filter(None, run.stdout.split("\0")))
    files = [file for folder in folders for file in (CHECKOUT / folder).rglob("*") if file.is_file()]
    return {file.relative_to(CHECKOUT).as_posix() for file in files if "__pycache__" not in file.parts}


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    limit = time.monotonic() + SECONDS
    while True:
        try:
            with urlopen(address, timeout=SECONDS):  # noqa: S310  # Our own server.
                return
        except URLError as error:
            if server.poll() is not None or time.monotonic() > limit:
                raise AssertionError(f"no page from the wheel: {log.read_text()}") from error
        time.sleep(0.05)


def _run(command: list[str], environ: dict[str, str], cwd: Path | None = None) -> None:
    run = subprocess.run(command, env=environ, cwd=cwd, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert run.returncode == 0, f"{' '.join(command)}\n{run.stdout}{run.stderr}"
