"""The facts of the machine that measured: enough to judge the numbers, nothing that names a place or a person."""

from __future__ import annotations

import os
import platform
import sqlite3
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("granian", "flask", "werkzeug", "sqlalchemy", "jinja2", "brotli")


@dataclass(frozen=True, slots=True)
class Machine:
    """Processor, kernel and versions."""

    processor: str
    cores: int
    memory_gib: int
    filesystem: str
    kernel: str
    python: str
    sqlite: str
    packages: dict[str, str]


def this_machine(scratch: Path) -> Machine:
    """Read the facts of this machine; the file system is the one under the scratch folder."""
    return Machine(
        processor=processor((Path("/proc/cpuinfo")).read_text()),
        cores=os.cpu_count() or 1,
        memory_gib=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        filesystem=filesystem(Path("/proc/mounts").read_text(), scratch.resolve()),
        kernel=f"{platform.system()} {platform.release().split('-')[0]}",
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        packages={name: known for name in PACKAGES if (known := _version(name))},
    )


def processor(cpuinfo: str) -> str:
    """Return the model of the first processor."""
    for line in cpuinfo.splitlines():
        name, _, value = line.partition(":")
        if name.strip() in ("model name", "Model", "Hardware"):
            return value.strip()
    return platform.machine()


def filesystem(mounts: str, folder: Path) -> str:
    """Return the kind of the file system that holds a folder: the deepest mount above it, the last one where equal."""
    found = (0, "unknown")
    for line in mounts.splitlines():
        _, point, kind, *_ = line.split()
        point = point.replace("\\040", " ")
        if folder.is_relative_to(point) and len(point) >= found[0]:
            found = (len(point), kind)
    return found[1]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
