"""Set up `.venv` from the hash-pinned locks: `python3 -m tools.setup run` to serve, `dev` to test as well.

Everything that is made lies in `.venv`, so removing that folder undoes it all. Make calls this only when a lock is
newer than its stamp; a start that finds its stamp goes past this file and past uv.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from tools.failure import Failure, run_tool
from tools.mirrors import read_mirrors, uv_environment
from tools.uv import find_or_get_uv

VENV = Path(".venv")
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / "unfinished"
LOCKS = {level: Path(f"requirements/{level}.txt") for level in ("run", "dev")}

LAUNCHER = """\
#!/bin/sh
# The program of this checkout, from any folder. A `#!` line naming the interpreter could not hold a path with a space.
bin=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
start='import sys; sys.path[0] = sys.argv[1]; sys.argv[:2] = ["quiz"]; from quiz.cli.main import main; main()'
exec "$bin/python" -c "$start" "$bin/../.." "$@"
"""


def main() -> None:
    """Bring the environment to the level that is asked for."""
    level = sys.argv[1]
    with only_one():
        if not is_ready(level):
            set_up("dev" if stamp("dev").exists() else level)
        stamp(level).touch()


@contextmanager
def only_one() -> Iterator[None]:
    """Let one set-up at a time work on the folder: a second `make` waits for the first and finds its work done."""
    try:
        VENV.mkdir(exist_ok=True)
        handle = (VENV / "lock").open("a", encoding="utf-8")
    except OSError as error:
        raise Failure(f"{VENV.resolve()} cannot be written: {error.strerror}; make it yours, or clone anew") from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another set-up of this folder …", flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def stamp(level: str) -> Path:
    """Return the file that says which lock is installed, and whose time Make compares."""
    return VENV / f"{level}.stamp"


def digest(level: str) -> str:
    """Return what a stamp must say for a lock to be the installed one."""
    return sha256(LOCKS[level].read_bytes() + LAUNCHER.encode()).hexdigest()


def is_ready(level: str) -> bool:
    """Tell whether a level is installed, and its interpreter still there."""
    return stamp(level).exists() and stamp(level).read_text() == digest(level) and python_runs()


def python_runs() -> bool:
    """Tell whether the environment's interpreter works; it is a link into a system that may have been upgraded."""
    if UNFINISHED.exists():
        return False
    try:
        return subprocess.run([PYTHON, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def set_up(level: str) -> None:
    """Make the environment if there is none, and install exactly what the lock names."""
    mirrors = read_mirrors(os.environ)
    environ = uv_environment(mirrors, {key: os.environ[key] for key in os.environ if key != "VIRTUAL_ENV"})
    if not _can_write_cache(environ):
        environ["UV_CACHE_DIR"] = str((VENV / "cache").resolve())
    uv = str(find_or_get_uv(VENV / "uv", mirrors, os.environ))
    print(f"Setting up {VENV} for `make {'test' if level == 'dev' else 'run'}` …", flush=True)
    if not python_runs():
        _remove_environment()
        _run(
            [uv, "venv", "--quiet", "--no-project", "--allow-existing", "--python", sys.executable, str(VENV)], environ
        )
    # A set-up that is killed from here on leaves half a package behind, which uv would take for a whole one.
    UNFINISHED.touch()
    for name in LOCKS:
        stamp(name).unlink(missing_ok=True)
    index = ["--no-index"] if mirrors.no_index else []
    options = ["--quiet", "--require-hashes", "--compile-bytecode", "--python", str(PYTHON), *index]
    _run([uv, "pip", "sync", *options, str(LOCKS[level])], environ)
    (VENV / "bin" / "quiz").write_text(LAUNCHER, encoding="utf-8")
    (VENV / "bin" / "quiz").chmod(0o755)
    UNFINISHED.unlink()
    # The development lock holds the other one.
    for name in ("run", "dev") if level == "dev" else ("run",):
        stamp(name).write_text(digest(name), encoding="utf-8")


def _can_write_cache(environ: dict[str, str]) -> bool:
    """Tell whether uv may keep what it fetches where it usually does; an account may have no home."""
    usual = environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = Path(environ.get("UV_CACHE_DIR") or Path(usual) / "uv")
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return os.access(folder, os.W_OK)


def _remove_environment() -> None:
    for name in ("bin", "lib", "lib64", "include", "share", "pyvenv.cfg"):
        path = VENV / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _run(command: list[str], environ: dict[str, str]) -> None:
    """Run uv; keep all that it says in a log, and say the gist in one line."""
    run = subprocess.run(command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        return
    log = VENV / "setup.log"
    log.write_text(run.stderr, encoding="utf-8")
    advice = f"check network and disk, or name a mirror with PIP_INDEX_URL; all that uv said is in {log}"
    raise Failure(f"The set-up stopped: {gist(run.stderr) or f'uv ended with {run.returncode}'}; {advice}")


def gist(errors: str) -> str:
    """Return what uv said in the first place, and the deepest cause that it gave."""
    lines = [re.sub(r"//[^/@\s]*@", "//", line).strip(" \t│├╰─▶×") for line in errors.splitlines()]
    said = [line for line in lines if line and not line.startswith(("hint:", "warning:"))]
    causes = [line.removeprefix("cause: ") for line in said if line.startswith("cause: ")]
    return ": ".join([line.removeprefix("error: ") for line in said[:1]] + causes[-1:])


if __name__ == "__main__":
    run_tool(main)
