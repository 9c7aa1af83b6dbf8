"""Renew the locks from pyproject.toml: `python3 -m tools.lock`."""

from __future__ import annotations

import dataclasses
import os
import subprocess
from pathlib import Path

from tools.failure import Failure, run_tool
from tools.mirrors import read_mirrors, uv_environment
from tools.setup import VENV, only_one
from tools.uv import find_or_get_uv

LOCKS = {
    "uv": ["--group", "installer"],
    "run": ["pyproject.toml"],
    "dev": ["pyproject.toml", "--group", "dev"],
    "bench": ["--group", "bench"],
}
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--upgrade"]


def main() -> None:
    """Compile each lock; the development lock is held to the versions of the other one."""
    # Only the index itself is asked. A folder of files beside it may hold one machine's wheels, and the lock would
    # pin these alone.
    mirrors = dataclasses.replace(read_mirrors(os.environ), extra_indexes=(), find_links=())
    environ = uv_environment(mirrors, {key: os.environ[key] for key in os.environ if key != "VIRTUAL_ENV"})
    with only_one():
        uv = str(find_or_get_uv(VENV / "uv", mirrors, os.environ))
        for name, sources in LOCKS.items():
            held = ["--constraints", "requirements/run.txt"] if name == "dev" else []
            target = Path(f"requirements/{name}.txt")
            command = [uv, "pip", "compile", "--quiet", *OPTIONS, *held, "--output-file", str(target), *sources]
            run = subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, check=False)
            if run.returncode:
                raise Failure(f"{target} could not be renewed; the reason stands above, the old lock is kept")
            print(f"{target}: {target.read_text(encoding='utf-8').count('==')} packages")


if __name__ == "__main__":
    run_tool(main)
