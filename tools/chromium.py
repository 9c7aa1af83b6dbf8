"""Find a Chromium for the browser tests, or get one: `.venv/bin/python -m tools.chromium`.

Playwright's own comes first, then what the system has. `QUIZ_TEST_CHROMIUM` names one and rules out all others.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.debian import apt_installs, succeeds
from tools.failure import Failure, run_tool

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ADVICE = "install it (Debian: apt-get install chromium fonts-noto-cjk libatomic1), or name one in QUIZ_TEST_CHROMIUM"
DOWNLOAD_SECONDS = 120


def main() -> None:
    """See to a browser and a Japanese font; without a browser the tests themselves say what they leave out."""
    if find_chromium(os.environ) is None and not os.environ.get("QUIZ_TEST_CHROMIUM"):
        print("Getting a Chromium for the browser tests …", flush=True)
        if not (driver_runs() and playwright_installs()):
            apt_installs("chromium", "fonts-noto-cjk", "libatomic1")
    elif has_no_japanese_font():
        print("Getting a Japanese font for the browser tests …", flush=True)
        apt_installs("fonts-noto-cjk")
    if find_chromium(os.environ) is None and is_demanded(os.environ):
        raise Failure(f"There is no Chromium that can be driven, and CI=true demands the browser tests; {ADVICE}")


def find_chromium(environ: Mapping[str, str]) -> Path | None:
    """Return the Chromium that the tests use, or None where there is none, or none that can be driven."""
    if not driver_runs():
        return None
    named = environ.get("QUIZ_TEST_CHROMIUM")
    if named:
        return Path(named) if os.access(named, os.X_OK) else None
    found = playwrights_own() or next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found else None


def is_demanded(environ: Mapping[str, str]) -> bool:
    """Tell whether a missing browser is a failure."""
    return environ.get("CI", "").lower() in ("1", "true")


def driver_runs() -> bool:
    """Tell whether Playwright's driver starts: it is a program of its own, which needs the system's libatomic."""
    return succeeds([sys.executable, "-m", "playwright", "--version"], 60)


def playwrights_own() -> str | None:
    """Return the browser that belongs to the installed Playwright, if it was ever downloaded."""
    from playwright.sync_api import sync_playwright  # Only in the development lock.

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.access(path, os.X_OK) else None


def has_no_japanese_font() -> bool:
    """Tell whether Japanese would be drawn as boxes; where fontconfig is missing, nobody knows."""
    if not shutil.which("fc-list"):
        return False
    fonts = subprocess.run(["fc-list", ":lang=ja"], capture_output=True, timeout=60, check=False)
    return fonts.returncode == 0 and not fonts.stdout.strip()


def playwright_installs() -> bool:
    """Let Playwright download its browser, and see that it starts: the system may lack its libraries."""
    if not succeeds([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS):
        return False
    own = playwrights_own()
    return own is not None and succeeds([own, "--headless", "--no-sandbox", "--version"], 60)


if __name__ == "__main__":
    run_tool(main)
