"""Get what the recipes for React, Vue and AMP are tried with: `.venv/bin/python -m tools.npm`.

The lock pins every package by its hash and names no host: the registry is the one that npm is set up with.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tools.debian import apt_installs
from tools.failure import Failure, run_tool

WANTED = Path("tests/integrations/npm")
INSTALLED = Path(".venv/integrations/npm")
FILES = ("package.json", "package-lock.json")
SECONDS = 300


def main() -> None:
    """See to Node.js and to the packages; say what is missing where they cannot be had."""
    if not have_node():
        print("Getting Node.js for the integrations …", flush=True)
        apt_installs("nodejs", "npm")
    if not have_node():
        raise Failure("There is no Node.js with npm here; install them (Debian: apt-get install nodejs npm)")
    if not is_current():
        print("Getting React, Vue and the like for the integrations …", flush=True)
        install()


def have_node() -> bool:
    """Say whether both programs are here."""
    return all(map(shutil.which, ("node", "npm")))


def is_current() -> bool:
    """Say whether the packages are those that the lock names."""
    return all(_read(INSTALLED / name) == _read(WANTED / name) for name in FILES) and (INSTALLED / "done").exists()


def install() -> None:
    """Install the packages anew, as the lock names them; none of them runs a program of its own by that."""
    shutil.rmtree(INSTALLED, ignore_errors=True)
    INSTALLED.mkdir(parents=True)
    for name in FILES:
        shutil.copy(WANTED / name, INSTALLED)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run = subprocess.run(command, cwd=INSTALLED, capture_output=True, text=True, timeout=SECONDS, check=False)
    if run.returncode:
        told = (run.stderr or run.stdout).strip().splitlines()
        raise Failure(f"npm cannot install {WANTED}/package.json: {told[0] if told else 'it says nothing'}")
    (INSTALLED / "done").touch()


def _read(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


if __name__ == "__main__":
    run_tool(main)
