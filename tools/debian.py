"""Install Debian packages that only the tests need, where this account may."""

from __future__ import annotations

import os
import shutil
import subprocess

APT_SECONDS = 240


def apt_installs(*packages: str) -> bool:
    """Install Debian packages; say whether that worked."""
    if not shutil.which("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not succeeds([*sudo, "true"], 10):
        return False
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120"]
    succeeds([*apt, "update"], APT_SECONDS)
    return succeeds([*apt, "install", "-y", "--no-install-recommends", *packages], APT_SECONDS)


def succeeds(command: list[str], seconds: int) -> bool:
    """Run a program quietly; say whether it ended well in time."""
    try:
        run = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0
