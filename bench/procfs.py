"""What the kernel says of processes: who belongs to a server, its CPU and its memory."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Stat:
    """The fields of /proc/<pid>/stat that matter here."""

    pid: int
    state: str
    session: int
    cpu_ticks: int
    """User and system time of the process and of those of its children that ended and were waited for."""


def parse_stat(text: str) -> Stat:
    """Read a line of /proc/<pid>/stat; the command in parentheses may itself hold blanks and parentheses."""
    pid, _, rest = text.partition(" (")
    fields = rest.rpartition(") ")[2].split()
    return Stat(int(pid), fields[0], int(fields[3]), sum(int(ticks) for ticks in fields[11:15]))


def parse_pss(text: str) -> int:
    """Return the proportional set size in bytes out of /proc/<pid>/smaps_rollup."""
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise ValueError("no Pss line")


def parse_busy_ticks(text: str) -> int:
    """Return the ticks of all CPUs that were not idle out of /proc/stat: user, nice, system, irq, softirq."""
    fields = [int(field) for field in text.splitlines()[0].split()[1:]]
    user, nice, system, _idle, _iowait, irq, softirq = fields[:7]
    return user + nice + system + irq + softirq


def busy_seconds() -> float:
    """Return the CPU seconds that the whole machine has spent since it was started."""
    return parse_busy_ticks((PROC / "stat").read_text()) / TICKS_A_SECOND


def members(session: int) -> Iterator[Stat]:
    """Return the living processes of a session: a server is started as the leader of its own."""
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            try:
                stat = parse_stat((entry / "stat").read_text())
            except (OSError, ValueError):
                continue  # It ended while we looked.
            if stat.session == session and stat.state != "Z":
                yield stat


def cpu_seconds(session: int) -> float:
    """Return the CPU seconds of all processes of a session, ended children included."""
    return sum(stat.cpu_ticks for stat in members(session)) / TICKS_A_SECOND


def pss_bytes(session: int) -> int:
    """Return the memory of all processes of a session, each shared page counted once in all."""
    return sum(parse_pss((PROC / str(stat.pid) / "smaps_rollup").read_text()) for stat in members(session))


def own_seconds() -> float:
    """Return the CPU seconds of this program and of its children that have ended, such as a load client."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def cores() -> int:
    """Return the number of processors."""
    return os.cpu_count() or 1
